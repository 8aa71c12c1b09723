from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from textmine.errors import ReviewError
from textmine.model import Decision
from textmine.review import DecisionLog


def rename(title: str) -> Decision:
    payload = {"do": "rename", "theme": "q1.01", "title": title}
    return Decision(0, "2026-01-02T03:04:05+00:00", "আমিনা", "rename", payload, {"q1.01": [["r1", "q1"]]})


def test_a_new_log_is_empty_and_valid(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    assert DecisionLog(path).all() == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_what_is_appended_is_read_back_with_numbers(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    written = log.append([rename("আলো ও পার্ক"), rename("Baabuur \u2028 🚗")]) + log.append([rename("مواقف")])
    assert [decision.number for decision in written] == [1, 2, 3]
    assert DecisionLog(log.path).all() == written


def test_members_that_stay_the_same_are_held_in_memory_once(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append([rename("আলো"), rename("Geedo")])
    one, other = log.all()
    assert one.members is other.members == {"q1.01": [["r1", "q1"]]}


def test_no_side_files_stay_behind(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append([rename("a")])
    log.all()
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.sqlite"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET \"by\" = 'somebody else'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions VALUES (1, '', '', '', '', '', '', '', '', '')",
        "INSERT INTO decisions VALUES (7, '', '', '', '', '', '', '', '', '')",
    ],
)
def test_a_recorded_decision_can_neither_be_changed_nor_removed(tmp_path: Path, statement: str) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    before = log.append([rename("a"), rename("b")])
    connection = sqlite3.connect(log.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert log.all() == before


@pytest.mark.parametrize("content", [b"not a database, but long enough to look at " * 50, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.sqlite"
    path.write_bytes(content)
    with pytest.raises(ReviewError, match=r"decisions\.sqlite.*(damaged|not a decision log)"):
        DecisionLog(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE decisions (number INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(ReviewError, match="is not a decision log of textmine"):
        DecisionLog(path)


def test_a_log_of_a_newer_textmine_is_refused(tmp_path: Path) -> None:
    path = DecisionLog(tmp_path / "decisions.sqlite").path
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ReviewError, match="newer textmine"):
        DecisionLog(path)


def test_a_log_cut_short_is_refused(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append([rename("a" * 500) for _ in range(100)])
    log.path.write_bytes(log.path.read_bytes()[:9000])
    with pytest.raises(ReviewError, match="damaged"):
        DecisionLog(log.path).all()


def test_a_missing_folder_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be written"):
        DecisionLog(tmp_path / "nowhere" / "decisions.sqlite")


def test_a_batch_is_recorded_whole_or_not_at_all(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    good, bad = rename("a"), Decision(0, "", "", "rename", {"title": {1, 2}})
    with pytest.raises(TypeError):
        log.append([good, bad])
    assert log.all() == []


def _append_many(path: Path, by: str) -> None:
    log = DecisionLog(path)
    for number in range(10):
        log.append([rename(f"{by} {number}")])


def test_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_append_many, args=(path, name)) for name in ("a", "b", "c")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    found = DecisionLog(path).all()
    assert [decision.number for decision in found] == list(range(1, 31))
    titles = {f"{name} {number}" for name in "abc" for number in range(10)}
    assert {decision.payload["title"] for decision in found} == titles


def test_a_process_killed_while_writing_leaves_a_whole_log(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    DecisionLog(path).append([rename("kept")])
    program = """
        import os, signal, sys
        from pathlib import Path
        from textmine.model import Decision
        from textmine.review import log

        def killed(past):
            yield Decision(0, "", "", "rename", {"title": "lost"})
            os.kill(os.getpid(), signal.SIGKILL)

        real = log.replace
        def killing(item, **changes):
            if changes["number"] == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(item, **changes)
        log.replace = killing
        item = Decision(0, "", "", "rename", {"title": "lost"})
        log.DecisionLog(Path(sys.argv[1])).append([item, item])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(path)], check=False)
    assert done.returncode == -9
    log = DecisionLog(path)
    assert [decision.payload["title"] for decision in log.all()] == ["kept"]
    log.append([rename("next")])
    assert [decision.number for decision in log.all()] == [1, 2]
