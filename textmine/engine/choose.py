"""Open the engine that was asked for."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from textmine.engine.local import LOCAL
from textmine.errors import ConfigError, MissingExtraError, Problem
from textmine.progress import SILENT, Progress
from textmine.protocols import Engine

Name = Literal["local", "dask"]
NAMES: tuple[Name, ...] = get_args(Name)


@contextmanager
def open_engine(
    name: str = "local", scheduler: str | None = None, *, scratch: Path | None = None, progress: Progress = SILENT
) -> Iterator[Engine]:
    """Open an engine for the time of a run.

    Args:
        name: `local`, or `dask`.
        scheduler: For Dask: the address of a scheduler that runs already, such as `tcp://10.0.0.5:8786`; None: a
            cluster on this machine, a worker for each core.
        scratch: For a cluster on this machine: a folder for what workers' memory cannot hold.
        progress: Who is told that a cluster is started.

    Raises:
        ConfigError: There is no such engine, no scheduler answers, or its workers cannot do this work.
        MissingExtraError: Dask is not installed.
    """
    if name not in NAMES:
        raise ConfigError(
            Problem(f"`--engine` cannot be `{name}`. Allowed: {' or '.join(f'`{own}`' for own in NAMES)}.")
        )
    if name == "local":
        if scheduler is not None:
            raise ConfigError(Problem("`--scheduler` is for `--engine dask`. Add that, or leave `--scheduler` out."))
        yield LOCAL
        return
    if importlib.util.find_spec("distributed") is None:
        raise MissingExtraError(
            "`--engine dask` needs Dask, which is not installed. Install it (pip install 'textmine[dask]'), or leave "
            "`--engine` out: everything runs in this process then."
        )
    from textmine.engine.cluster import open_dask

    with open_dask(scheduler, scratch, progress) as engine:
        yield engine
