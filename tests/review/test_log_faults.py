"""A damaged log, a full disk, a process that dies: a plain message, nothing lost, and the next start works."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textmine.errors import ReviewError
from textmine.model import Decision
from textmine.review import DecisionLog, logfile

NAME = "decisions.sqlite"


def decision(number: int, size: int = 1) -> Decision:
    payload = {"do": "rename", "theme": "q1.01", "title": f"আলো ও পার্ক, geedo {number} " * size}
    members = {"q1.01": [[f"r{person}", "q1"] for person in range(20)]}
    return Decision(0, "2026-01-02T03:04:05+00:00", "আমিনা", "rename", payload, members, {"title": "Lights"})


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Decision]]:
    """A log of 40 decisions, and what is in it."""
    log = DecisionLog(tmp_path_factory.mktemp("log") / NAME)
    written = log.append([decision(number) for number in range(40)])
    return log.path.read_bytes(), written


@pytest.fixture
def path(tmp_path: Path, good: tuple[bytes, list[Decision]]) -> Path:
    (tmp_path / NAME).write_bytes(good[0])
    return tmp_path / NAME


def refusal(path: Path) -> str:
    with pytest.raises(ReviewError) as caught:
        DecisionLog(path).all()
    assert caught.value.problems[0].file == str(path)
    return caught.value.problems[0].message


def program(text: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own."""
    command = [sys.executable, "-c", textwrap.dedent(text), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), junk=st.one_of(st.binary(min_size=1, max_size=64), st.text('abc আলো{}"', max_size=20)))
def test_bytes_overwritten_anywhere_are_refused_or_harmless(
    path: Path, good: tuple[bytes, list[Decision]], place: float, junk: bytes | str
) -> None:
    rubbish = junk.encode() if isinstance(junk, str) else junk
    data, written = good
    start = min(int(place * len(data)), len(data) - len(rubbish))
    spoilt = data[:start] + rubbish + data[start + len(rubbish) :]
    path.write_bytes(spoilt)
    found: list[Decision] | str
    try:
        found = DecisionLog(path).all()
    except ReviewError as error:
        found = error.problems[0].message
    if isinstance(found, str):
        assert any(words in found for words in ("is damaged", "is not a decision log", "newer textmine"))
        assert path.read_bytes() == spoilt
    else:
        assert found == written


def test_a_log_cut_short_anywhere_is_refused_and_left_as_it_is(path: Path, good: tuple[bytes, list[Decision]]) -> None:
    for length in range(1, len(good[0]), 997):
        path.write_bytes(good[0][:length])
        assert "Put back a copy from a backup" in refusal(path)
        assert path.read_bytes() == good[0][:length]


def test_an_emptied_log_does_not_pass_for_a_new_one(path: Path) -> None:
    path.write_bytes(b"")
    assert "what was decided is not in it any more" in refusal(path)
    with pytest.raises(ReviewError):
        DecisionLog(path).append([decision(1)])
    assert path.read_bytes() == b""


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from textmine.model import Decision
    from textmine.review.log import _INSERT, _row
    from textmine.review.logfile import opened

    with opened(Path(sys.argv[1])) as connection:
        connection.execute(_INSERT, _row(Decision(41, "", "Badri", "rename", {"title": "kept"})))
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_written_before_a_process_was_killed_is_there(path: Path, good: tuple[bytes, list[Decision]]) -> None:
    assert program(KILLED, path).returncode == -9
    assert path.with_name(f"{NAME}-wal").stat().st_size > 0
    found = DecisionLog(path).all()
    assert (found[:40], found[40].payload) == (good[1], {"title": "kept"})
    assert [item.name for item in path.parent.iterdir()] == [NAME]


def test_an_emptied_log_with_decisions_waiting_beside_it_keeps_them(path: Path) -> None:
    program(KILLED, path)
    waiting = path.with_name(f"{NAME}-wal")
    kept = waiting.read_bytes()
    path.write_bytes(b"")
    assert "Put back a copy from a backup" in refusal(path)
    assert waiting.read_bytes() == kept


def test_decisions_waiting_in_a_folder_that_cannot_be_written_are_not_passed_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(KILLED, path)
    monkeypatch.setattr(logfile, "is_read_only", lambda path: True)
    assert "Make the folder writable" in refusal(path)


def test_a_letter_changed_by_another_program_is_noticed(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER decisions_never_change")
    connection.execute("UPDATE decisions SET \"by\" = 'আমিন' WHERE number = 7")
    connection.commit()
    connection.close()
    assert "is damaged" in refusal(path)


def test_a_log_without_checksums_is_read_and_goes_on_with_them(tmp_path: Path) -> None:
    path = tmp_path / NAME
    connection = sqlite3.connect(path)
    for statement in logfile._CREATE:
        connection.execute(statement.replace(", checksum TEXT", ""))
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO decisions VALUES (1, '', 'আমিনা', 'rename', '{\"do\": \"rename\"}', '{}', '{}', '{}', '')"
    )
    connection.commit()
    connection.close()
    log = DecisionLog(path)
    assert [item.by for item in log.all()] == ["আমিনা"]
    log.append([decision(2)])
    connection = sqlite3.connect(path)
    sums = [row[0] for row in connection.execute("SELECT checksum FROM decisions ORDER BY number")]
    connection.close()
    assert (sums[0], len(sums[1])) == (None, 16)
    assert [item.number for item in DecisionLog(path).all()] == [1, 2]


def test_a_process_killed_while_it_makes_the_log_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / NAME
    killed = program(
        """
        import os, signal, sys
        from pathlib import Path
        from textmine.review import DecisionLog, logfile
        logfile.os.link = lambda *names: os.kill(os.getpid(), signal.SIGKILL)
        DecisionLog(Path(sys.argv[1]))
        """,
        path,
    )
    assert killed.returncode == -9
    assert not path.exists()
    assert DecisionLog(path).append([decision(1)])[0].number == 1


def no_links(*names: object) -> None:
    raise PermissionError


def test_a_disk_without_hard_links_gets_a_log_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    log = DecisionLog(tmp_path / NAME)
    written = log.append([decision(1)])
    logfile.make(log.path)
    assert log.all() == written
    assert [item.name for item in tmp_path.iterdir()] == [NAME]


def test_a_fault_of_the_plan_is_not_called_a_fault_of_the_log(path: Path, good: tuple[bytes, list[Decision]]) -> None:
    def plan(past: list[Decision]) -> list[Decision]:
        raise FileNotFoundError("a model")

    with pytest.raises(FileNotFoundError, match="a model"):
        DecisionLog(path).extend(plan)
    assert DecisionLog(path).all() == good[1]


def test_a_file_that_may_not_grow_loses_nothing(path: Path, good: tuple[bytes, list[Decision]]) -> None:
    limited = program(
        """
        import resource, sys
        from pathlib import Path
        from textmine.errors import ReviewError
        from tests.review.test_log_faults import decision
        from textmine.review import DecisionLog

        log = DecisionLog(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            for number in range(41, 400):
                print(log.append([decision(number, 100)])[0].number, flush=True)
        except ReviewError as error:
            print(error.problems[0].message)
        """,
        path,
    )
    *acknowledged, message = limited.stdout.splitlines()
    assert message == "cannot be written. Check the folder, its permissions and the disk; nothing was recorded."
    assert acknowledged
    found = DecisionLog(path).all()
    assert [str(item.number) for item in found] == [*map(str, range(1, 41)), *acknowledged]
    assert DecisionLog(path).append([decision(1)])[0].number == len(found) + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one mebibyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("only a privileged user can make a disk to fill")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(512)):
                pass
        except OSError:
            pass
    return filler


@pytest.mark.parametrize("act", [lambda log: log.append([decision(41, 500)]), lambda log: log.all()])
def test_a_full_disk_is_said_so_and_loses_nothing(
    small_disk: Path, good: tuple[bytes, list[Decision]], act: Callable[[DecisionLog], object]
) -> None:
    path = small_disk / NAME
    path.write_bytes(good[0])
    log = DecisionLog(path)
    filler = fill(small_disk)
    with pytest.raises(ReviewError, match=r"cannot be written.*nothing was recorded"):
        act(log)
    filler.unlink()
    assert DecisionLog(path).all() == good[1]
    assert log.append([decision(41, 500)])[0].number == 41


def test_a_full_disk_gets_no_half_of_a_log(small_disk: Path) -> None:
    filler = fill(small_disk)
    with pytest.raises(ReviewError, match="cannot be written"):
        DecisionLog(small_disk / NAME)
    assert [item.name for item in small_disk.iterdir()] == ["filler"]
    filler.unlink()
    assert DecisionLog(small_disk / NAME).append([decision(1)])[0].number == 1
