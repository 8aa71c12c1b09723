"""What several tests share: the real data's place, the browser, and one run of the sample consultation."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from filelock import FileLock
from hypothesis import settings

# One thread a process: the workers of a test run, and the commands that they start, share the cores already.
# What a run gives on as many threads as there are cores is looked at in test_run.py.
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

# How long an example takes depends on what else the machine does.
settings.register_profile("textmine", deadline=None)
settings.load_profile("textmine")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
SAMPLE = ROOT / "corpora" / "sample"
VIOLATIONS = {"resultTypes": ["violations"]}
"""What axe has to tell: all its rules run, but it describes only what they find wrong, which takes half the time."""


def textmine(*arguments: object, check: bool = False, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the installed command line in a process of its own."""
    command = [str(Path(sys.executable).with_name("textmine")), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=check, encoding="utf-8", **options)


def textmine_here(*arguments: object, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, where everything is imported already; a crash fails the test."""
    from textmine.cli import main

    command = ["textmine", *map(str, arguments)]
    out, errors = io.StringIO(), io.StringIO()
    with mock.patch.object(sys, "argv", command), contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    done = subprocess.CompletedProcess(command, int(status or 0), out.getvalue(), errors.getvalue())
    if check:
        assert done.returncode == 0, done.stderr
    return done


def write_csv(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    """Write a small CSV."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def cache_for_tests(shared_folder: Path) -> Path:
    """The folder that stands for the user's cache of models."""
    return shared_folder / "model-cache"


@pytest.fixture(scope="session", autouse=True)
def _no_other_cache(cache_for_tests: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEXTMINE_CACHE", str(cache_for_tests))
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real development data; tests that need it are skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip("no ../shared/data beside the repository")
    return DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; tests that need one are skipped where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on this machine")


@pytest.fixture(scope="session")
def sample_run(shared_folder: Path) -> Path:
    """The analysis folder of the sample consultation: run once, shared by the workers. Copy it to change it."""
    out = shared_folder / "sample-run"
    with FileLock(shared_folder / "sample-run.lock"):
        if not (out / "report.html").exists():
            result = textmine("run", SAMPLE / "eastmere.csv", "--config", SAMPLE / "consultation.toml", "--out", out)
            assert result.returncode == 0, result.stderr
    return out


@pytest.fixture
def sample_copy(sample_run: Path, tmp_path: Path) -> Path:
    """A copy of the sample's analysis folder that a test may change."""
    return Path(shutil.copytree(sample_run, tmp_path / "analysis"))


@pytest.fixture
def english_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make spaCy's English model importable for one test; `scripts/test` keeps it apart from the installation."""
    from textmine.draft.clauses import parser
    from textmine.text.privacy import ner

    def forget() -> None:
        for cached in (parser.model_name, parser._pipeline, parser._parsed, ner._model):
            cached.cache_clear()

    monkeypatch.syspath_prepend(str(ROOT / ".venv" / "test-models"))
    forget()
    if parser.model_name() is None:
        pytest.skip("no spaCy English model is installed")
    yield
    monkeypatch.undo()
    forget()
