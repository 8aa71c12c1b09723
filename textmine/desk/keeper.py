"""What takes too long for a page is worked out beside it, for the newest snapshot alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from textmine.desk.snapshot import Snapshot

T = TypeVar("T")
_MOMENT, _PAUSE = 0.1, 0.3
"""Seconds: what takes longer than the first is not waited for, and begins after the second."""


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

    What takes long begins a moment after it is asked for: the page that asks comes first, and whoever decides one
    thing after another does not have each of them worked out.

    Args:
        compute: From a snapshot to the value; only one runs at a time.
    """

    def __init__(self, compute: Callable[[Snapshot], T]) -> None:
        self._compute = compute
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._lock = threading.Lock()
        self._wanted: Snapshot | None = None
        self._running: Future[None] | None = None
        self._last: T | None = None
        self._last_of: Snapshot | None = None
        self._took = 0.0

    def start(self, snapshot: Snapshot) -> Future[None] | None:
        """Begin to work the value out, unless that is done or under way; return what is under way."""
        with self._lock:
            if self._last_of is snapshot:
                return None
            if self._running is None or self._running.done() or self._wanted is not snapshot:
                self._wanted = snapshot
                self._running = self._pool.submit(self._work, snapshot)
            return self._running

    def get(self, snapshot: Snapshot, wait: float | None = None) -> Aged[T]:
        """Return the value for a snapshot if it is there in `wait` seconds, else the last one there is.

        Args:
            snapshot: The analysis as it is.
            wait: None: as long as it took before, if that was hardly any time.
        """
        running = self.start(snapshot)
        if running is not None:
            if wait is None:
                wait = 0.0 if self._is_slow else _MOMENT
            with suppress(TooLateError):
                running.result(timeout=wait)
        with self._lock:
            return Aged(self._last, self._last_of is snapshot)

    @property
    def _is_slow(self) -> bool:
        return self._took > _MOMENT

    def _work(self, snapshot: Snapshot) -> None:
        """Work the value out, unless a newer snapshot is wanted by then."""
        if self._is_slow:
            time.sleep(_PAUSE)
        with self._lock:
            if self._wanted is not snapshot:
                return
        started = time.perf_counter()
        value = self._compute(snapshot)
        with self._lock:
            self._last, self._last_of = value, snapshot
            self._took = time.perf_counter() - started
