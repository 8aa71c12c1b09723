"""What takes too long for a page is worked out beside it, for the newest snapshot alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from dataclasses import dataclass
from typing import Generic, TypeVar

from textmine.desk.snapshot import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Aged(Generic[T]):
    """A value, and the decision after which it was worked out.

    Attributes:
        value: None while it is worked out for the first time.
        is_current: Whether no decision was taken since.
    """

    value: T | None
    is_current: bool


class Later(Generic[T]):
    """A value that follows from a snapshot, worked out in a thread; until it is there, the one before it is given.

    Args:
        compute: From a snapshot to the value; only one runs at a time.
    """

    def __init__(self, compute: Callable[[Snapshot], T]) -> None:
        self._compute = compute
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._lock = threading.Lock()
        self._wanted: Snapshot | None = None
        self._running: Future[T] | None = None
        self._last: T | None = None
        self._last_of: Snapshot | None = None

    def start(self, snapshot: Snapshot) -> Future[T] | None:
        """Begin to work the value out, unless that is done or under way; return what is under way."""
        with self._lock:
            if self._last_of is snapshot:
                return None
            if self._running is None or self._wanted is not snapshot:
                if self._running is not None:
                    # Waiting in the queue for an older snapshot: nobody needs that any more.
                    self._running.cancel()
                self._wanted = snapshot
                self._running = self._pool.submit(self._work, snapshot)
            return self._running

    def get(self, snapshot: Snapshot, wait: float = 0.1) -> Aged[T]:
        """Return the value for a snapshot if it is there in `wait` seconds, else the last one there is."""
        running = self.start(snapshot)
        if running is not None:
            try:
                return Aged(running.result(timeout=wait), is_current=True)
            except TooLateError:
                pass
        with self._lock:
            return Aged(self._last, self._last_of is snapshot)

    def _work(self, snapshot: Snapshot) -> T:
        value = self._compute(snapshot)
        with self._lock:
            self._last, self._last_of = value, snapshot
            if self._wanted is snapshot:
                self._running = None
        return value
