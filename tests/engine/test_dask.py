"""Parts computed by a cluster's workers: the same results, in order, whatever happens to a worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, textmine_here
from textmine.engine import LOCAL, open_engine
from textmine.engine.cluster import DaskEngine, Sealed
from textmine.engine.workers import check_workers, installed
from textmine.errors import ConfigError, EngineError, MissingExtraError
from textmine.protocols import Engine

PARTS = [["আলো", "park"], ["qashin"], [], ["🙂", "السلام"]]


def lengths(part: list[str]) -> list[int]:
    return [len(text) for text in part]


def stops_its_worker_once(marker: str, number: int) -> int:
    if number == 5 and not Path(marker).exists():
        Path(marker).write_text("")
        os._exit(9)
    return number


def always_stops_its_worker(number: int) -> int:
    os._exit(9)
    return number


def fails(text: str) -> str:
    raise ValueError("there is something wrong with a part")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine("dask", scratch=tmp_path_factory.mktemp("scratch")) as engine:
        yield engine


def test_a_cluster_gives_what_this_process_gives_in_the_same_order(cluster: Engine) -> None:
    assert list(cluster.map(lengths, PARTS)) == list(LOCAL.map(lengths, PARTS))


def test_a_worker_that_is_killed_costs_what_it_was_computing_and_nothing_else(cluster: Engine, tmp_path: Path) -> None:
    again = partial(stops_its_worker_once, str(tmp_path / "stopped"))
    assert list(cluster.map(again, range(20))) == list(range(20))
    assert (tmp_path / "stopped").exists()


def test_what_goes_wrong_on_a_worker_is_raised_here(cluster: Engine) -> None:
    with pytest.raises(ValueError, match="something wrong"):
        list(cluster.map(fails, ["private words"]))


def test_a_part_says_nothing_of_what_is_in_it() -> None:
    assert "private" not in repr(Sealed(["private words"]))


def test_a_part_that_stops_every_worker_is_given_up_with_advice(tmp_path: Path) -> None:
    from dask import config

    with (
        config.set({"distributed.scheduler.allowed-failures": 1}),
        open_engine("dask", scratch=tmp_path) as engine,
        pytest.raises(EngineError, match="memory"),
    ):
        list(engine.map(always_stops_its_worker, [1]))


def test_a_run_does_not_wait_for_ever_where_no_worker_is_left() -> None:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as empty,
        Client(empty, set_as_default=False) as client,
    ):
        engine = DaskEngine(client, patience=0.1)
        with pytest.raises(EngineError, match="No Dask worker is left"):
            list(engine.map(lengths, PARTS))


def test_a_scheduler_that_stops_in_the_middle_is_a_plain_message() -> None:
    from distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0")
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        results = DaskEngine(client).map(lengths, PARTS * 20)
        assert next(results) == lengths(PARTS[0])
        cluster.close()
        with pytest.raises(EngineError, match="scheduler has stopped"):
            list(results)


def test_workers_with_other_versions_are_named_with_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Scheduler:
        def wait_for_workers(self, n: int, timeout: str) -> None: ...

        def run(self, function: object, on_error: str) -> dict[str, object]:
            return {"tcp://a": installed() | {"numpy": "1.0"}, "tcp://b": ModuleNotFoundError("textmine")}

    with pytest.raises(ConfigError) as raised:
        check_workers(Scheduler())
    first, second = map(str, raised.value.problems)
    assert "tcp://a" in first
    assert "numpy 1.0" in first
    assert "tcp://b" in second
    assert "pip install" in second


def test_a_scheduler_that_is_not_there_is_a_plain_message(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = textmine_here(
        "run", SAMPLE / "eastmere.csv", "--out", out, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "--quiet"
    )
    assert done.returncode == 2
    assert "no Dask scheduler answers at `tcp://127.0.0.1:9`" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["foo", "tcp://127.0.0.1:9", "tls://127.0.0.1", "কিছু"])
def test_what_is_no_address_of_a_scheduler_is_said_at_once(address: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ConfigError, match="no Dask scheduler answers"), open_engine("dask", address):
        pass
    assert time.perf_counter() - started < 9


def test_a_scheduler_without_the_engine_is_a_plain_message(tmp_path: Path) -> None:
    done = textmine_here("run", SAMPLE / "eastmere.csv", "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "--engine dask" in done.stderr


def test_without_dask_installed_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"textmine\[dask\]"), open_engine("dask"):
        pass


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConfigError, match="`--engine` cannot be `spark`"), open_engine("spark"):
        pass


def test_this_package_and_its_help_load_no_dask() -> None:
    code = "import sys, textmine, textmine.cli, textmine.runner; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_the_sample_gives_the_same_tables_on_a_cluster(sample_run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = textmine_here(
        *("run", SAMPLE / "eastmere.csv", "--config", SAMPLE / "consultation.toml", "--out", out),
        *("--engine", "dask", "--quiet"),
    )
    assert done.returncode == 0, done.stderr
    for name in ("responses", "respondents", "questions", "themes", "assignments", "drafts", "vectors"):
        assert (out / f"{name}.parquet").read_bytes() == (sample_run / f"{name}.parquet").read_bytes(), name
    assert (out / "vectors.npy").read_bytes() == (sample_run / "vectors.npy").read_bytes()
    assert not (out / ".textmine" / "dask").exists()
