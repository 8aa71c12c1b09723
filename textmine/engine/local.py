"""Parts computed one after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class LocalEngine:
    """Computes every part here."""

    name = "local"
    workers = 1

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Yield the result of each part, in order, as they are asked for."""
        return map(function, parts)

    def about(self) -> dict[str, Any]:
        """Return what the manifest says of the engine."""
        return {"name": self.name}


LOCAL = LocalEngine()
