from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from textmine.desk import serve
from textmine.errors import InputError
from textmine.occupied import alone, in_use
from textmine.purge import purge
from textmine.tables import WORK

HOLDER = """
import sys, pathlib
from textmine.occupied import in_use
with in_use(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_that_another_process_works_on_is_not_purged_and_is_afterwards(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InputError, match="Close it"):
            purge(folder, "Ada")
        assert (folder / "responses.parquet").exists()
        other.kill()
    assert not purge(folder, "Ada").earlier


def test_a_desk_holds_its_folder_while_it_is_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def opened(*_: object, **__: object) -> None:
        with pytest.raises(InputError) as caught:
            purge(folder, "Ada")
        tried.append(str(caught.value))

    monkeypatch.setattr(sys.modules["textmine.desk.serve"], "_serve", opened)
    serve(folder, 0)
    assert len(tried) == 1
    assert "review desk" in tried[0]


def test_many_work_at_once_and_nobody_while_somebody_is_alone(folder: Path) -> None:
    with in_use(folder), in_use(folder):
        pass
    with alone(folder), pytest.raises(InputError, match="being purged"), in_use(folder):
        pass


def test_nothing_is_put_into_a_folder_that_is_no_analysis(tmp_path: Path) -> None:
    with in_use(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_where_no_lock_can_be_made_can_be_worked_on_and_not_be_purged(folder: Path) -> None:
    (folder / WORK / "in-use.lock").mkdir()
    with in_use(folder):
        pass
    with pytest.raises(InputError, match="cannot be locked"):
        purge(folder, "Ada")
