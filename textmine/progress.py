"""Progress: a bar on a terminal, changing lines in a notebook, a line per stage elsewhere, nothing with `--quiet`."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

Advance = Callable[[int], None]
"""Call with the number of items just finished."""


EVERY = 0.2
"""Seconds between two changes of a notebook's line: a page cannot show more, and each one is a message."""


class Progress:
    """Tells a person what is running. The silent one is the default everywhere in the library."""

    def __init__(self, quiet: bool = True) -> None:
        self.quiet = quiet
        self._lines = None if quiet or not in_notebook() else _Lines()

    def say(self, message: str) -> None:
        """Write one line."""
        if self._lines is not None:
            self._lines.add(message)
        elif not self.quiet:
            sys.stderr.write(message + "\n")
            sys.stderr.flush()

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Show `name` while the block runs; the block calls what it is given to advance."""
        if self.quiet:
            yield lambda count: None
            return
        if self._lines is not None:
            with self._lines.stage(name, total) as advance:
                yield advance
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


class _Lines:
    """Lines below a notebook's cell, the last of which changes while its stage runs."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._handle: Any = None
        self._shown = 0.0

    def add(self, line: str) -> None:
        """Show one more line."""
        self._said.append(line)
        self._show(self._said)

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Advance]:
        """Show a stage, and how much of it is done."""
        started, done = time.perf_counter(), 0
        self._show([*self._said, f"{name} …"])

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if total and time.perf_counter() - self._shown > EVERY:
                self._show([*self._said, f"{name} … {done / total:.0%}"])

        yield advance
        self.add(f"{name}: done in {time.perf_counter() - started:.1f} s")

    def _show(self, lines: list[str]) -> None:
        display = import_module("IPython.display").display
        bundle = {"text/plain": "\n".join(lines)}
        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)
        self._shown = time.perf_counter()


def in_notebook() -> bool:
    """Tell whether this is a notebook's kernel, without importing IPython where it is not."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == "ZMQInteractiveShell"


def ask_for_no_widgets() -> None:
    """Keep tqdm, which BERTopic and others import, from asking for ipywidgets: its bars are never shown."""
    warnings.filterwarnings("ignore", message="IProgress not found")


SILENT = Progress(quiet=True)
