"""Where a run keeps what lets it resume, where its parts are computed, and whom it tells."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from textmine.checkpoints import Checkpoints
from textmine.embed import VectorCache
from textmine.engine import LOCAL
from textmine.progress import SILENT, Progress
from textmine.protocols import Engine


@dataclass
class Workplace:
    """Where a run keeps what lets it resume, and whom it tells. The default keeps nothing and is silent.

    Attributes:
        checkpoints: Finished stages.
        cache: Vectors already computed; None keeps none.
        progress: Who is told.
        engine: Where the parts of a stage are computed.
        timings: Stage → seconds, filled as the run goes.
    """

    checkpoints: Checkpoints = field(default_factory=lambda: Checkpoints(None))
    cache: VectorCache | None = None
    progress: Progress = SILENT
    engine: Engine = LOCAL
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time a stage takes to the manifest."""
        started = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - started, 2)
