"""Parts computed by the workers of a Dask cluster: one on this machine, or a real one."""

from __future__ import annotations

import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from textmine.engine.workers import check_workers
from textmine.errors import ConfigError, EngineError, Problem
from textmine.progress import Progress

Part = TypeVar("Part")
Result = TypeVar("Result")

AHEAD = 4
"""Parts a worker has waiting for it: so many more are held in memory here, and no more."""
ANSWER_WITHIN = 10.0
"""Seconds that a scheduler may take to answer."""
CLOSE_WITHIN = 20.0
"""Seconds that workers may take to stop."""
LOOK_EVERY = 5.0
"""Seconds between two looks whether there are workers left."""
PATIENCE = 120.0
"""Seconds that a run waits where no worker is left: one may be starting again."""


class Sealed:
    """A part on its way. Dask prints the arguments of a task that fails; this prints none of people's words."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        """Say nothing of what is inside."""
        return "<part>"


def _computed(function: Callable[[Any], Result], part: Sealed) -> Result:
    """Compute one part; runs on a worker."""
    return function(part.value)


class DaskEngine:
    """Computes parts on the workers of a cluster.

    A worker that is killed costs what it was computing, which Dask gives to another. A part that has killed several
    workers is not tried again.

    Args:
        client: Of `distributed`.
        patience: Seconds that a run waits where no worker is left.
    """

    name = "dask"

    def __init__(self, client: Any, patience: float = PATIENCE) -> None:  # noqa: ANN401 - distributed has no types
        self._client = client
        self._patience = patience

    @property
    def workers(self) -> int:
        """How many workers there are now."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def about(self) -> dict[str, Any]:
        """Return what the manifest says of the engine."""
        return {"name": self.name, "workers": self.workers}

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Yield the result of each part, in order; the parts after it are under way meanwhile.

        Raises:
            EngineError: No worker is left, or a part has stopped several.
        """
        waiting: deque[Any] = deque()
        try:
            for part in parts:
                with _scheduler_there():
                    waiting.append(self._client.submit(_computed, function, Sealed(part), pure=False))
                if len(waiting) > AHEAD * max(self.workers, 1):
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()

    def _result(self, future: Any) -> Any:  # noqa: ANN401 - what the function returns
        """Wait for one part."""
        from distributed import KilledWorker, wait

        seen = time.monotonic()
        while True:
            with suppress(TimeoutError), _scheduler_there(), self._client.as_current():
                wait([future], timeout=LOOK_EVERY)
                break
            if self.workers:
                seen = time.monotonic()
            elif time.monotonic() - seen > self._patience:
                raise EngineError(
                    f"No Dask worker is left, and none has come back within {self._patience:.0f} seconds. What was "
                    "embedded is kept: start workers, and run the same command again."
                )
        try:
            with _scheduler_there():
                return future.result()
        except KilledWorker:
            raise EngineError(
                "Several Dask workers stopped while they computed the same part, most likely for want of memory. Give "
                "each worker 2 GB or more (`dask worker --memory-limit 4GB`), or use fewer workers. What was "
                "embedded is kept: the same command goes on from there."
            ) from None


@contextmanager
def _scheduler_there() -> Iterator[None]:
    """Say in plain words that the scheduler has gone: what was asked of it is cancelled then.

    Raises:
        EngineError: It has.
    """
    from concurrent.futures import CancelledError

    from distributed.comm import CommClosedError

    try:
        yield
    except (CancelledError, CommClosedError) as error:
        raise EngineError(
            f"The Dask scheduler has stopped, or cannot be reached any more ({type(error).__name__}). What was "
            "embedded is kept: start it again, or leave `--engine` out, and run the same command again."
        ) from None


@contextmanager
def open_dask(scheduler: str | None, scratch: Path | None, progress: Progress) -> Iterator[DaskEngine]:
    """Connect to a scheduler, or start a cluster on this machine for the time of a run.

    Raises:
        ConfigError: No scheduler answers, or its workers cannot do this work.
    """
    if scheduler is not None:
        with progress.stage(f"Connecting to the Dask scheduler at {scheduler}"):
            client = _connected(scheduler)
    else:
        with progress.stage("Starting a Dask cluster on this machine"):
            client = _started(scratch)
    try:
        engine = DaskEngine(client)
        with progress.stage("Looking what the workers have installed"):
            check_workers(client)
        yield engine
    finally:
        cluster = client.cluster
        # The run is over, well or not: a worker that does not go away is no reason to lose it.
        with suppress(TimeoutError):
            client.close(timeout=CLOSE_WITHIN)
            if cluster is not None:
                cluster.close(timeout=CLOSE_WITHIN)


def _connected(address: str) -> Any:  # noqa: ANN401 - distributed has no types
    from distributed import Client

    # What goes wrong is said once, in plain words. Dask gives its loggers levels of their own.
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        _knock(address)
        return Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigError(
            Problem(
                f"no Dask scheduler answers at `{address}` ({type(error).__name__}). Check the address (such as "
                "`tcp://10.0.0.5:8786`), start one (`dask scheduler`) with workers (`dask worker ADDRESS`), or leave "
                "`--scheduler` out to use this machine."
            )
        ) from None


def _knock(address: str) -> None:
    """Look whether anybody listens at an address: a client that fails to connect goes on trying in the background.

    Raises:
        OSError: Nobody does.
        ValueError: It is no address.
    """
    from distributed.comm.addressing import parse_address, parse_host_port

    scheme, place = parse_address(address)
    if scheme in ("tcp", "tls"):
        socket.create_connection(parse_host_port(place), timeout=ANSWER_WITHIN).close()


def _started(scratch: Path | None) -> Any:  # noqa: ANN401 - distributed has no types
    from dask import config
    from distributed import Client, LocalCluster

    if scratch is not None:
        scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    # No dashboard and no other page: they would show what runs here to everybody who can reach this machine.
    with config.set({"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}):
        cluster = LocalCluster(
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            local_directory=None if scratch is None else str(scratch),
            silence_logs=logging.CRITICAL,
        )
    return Client(cluster, set_as_default=False)
