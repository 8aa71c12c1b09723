"""What was made last, kept by all that it was made from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memo(Generic[Key, Value]):
    """Keeps what was made, by a key that says all it follows from, and forgets what was not asked for longest.

    Args:
        most: How many values are kept; at least one is.

    Example:
        >>> lengths = Memo[str, int](most=100)
        >>> lengths.get("bins", lambda: len("bins")), lengths.get("bins", lambda: 0)
        (4, 4)
    """

    def __init__(self, most: int) -> None:
        self._most = max(most, 1)
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or make it and keep it."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._kept[key] = make()
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value

    def __contains__(self, key: Key) -> bool:
        """Say whether a value is kept."""
        return key in self._kept
