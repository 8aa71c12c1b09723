"""Progress on stderr: a bar on a terminal, a line per stage elsewhere, nothing with `--quiet`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], None]
"""Call with the number of items just finished."""


class Progress:
    """Tells a person what is running. The silent one is the default everywhere in the library."""

    def __init__(self, quiet: bool = True) -> None:
        self.quiet = quiet

    def say(self, message: str) -> None:
        """Write one line."""
        if not self.quiet:
            sys.stderr.write(message + "\n")
            sys.stderr.flush()

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Show `name` while the block runs; the block calls what it is given to advance."""
        if self.quiet:
            yield lambda count: None
            return
        if not sys.stderr.isatty():
            started = time.perf_counter()
            self.say(f"{name} …")
            yield lambda count: None
            self.say(f"{name}: done in {time.perf_counter() - started:.1f} s")
            return
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        with Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        ) as bar:
            task = bar.add_task(name, total=total)
            yield lambda count: bar.advance(task, count)
            bar.update(task, total=total or 1, completed=total or 1)


SILENT = Progress(quiet=True)
