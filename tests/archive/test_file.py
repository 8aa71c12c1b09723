from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textmine.archive import Archive, file
from textmine.archive.file import reading, writing
from textmine.archive.write import add_entry
from textmine.errors import InputError
from textmine.review import DecisionLog

from .made import entry


def made(path: Path, *numbers: int) -> Path:
    for number in numbers or (1,):
        with writing(path, make=True) as connection:
            add_entry(connection, entry(number), "Ana")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        Archive.open(path)
    assert caught.value.problems[0].file == str(path)
    return caught.value.problems[0].message


def test_a_missing_archive_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    assert "textmine archive add" in refusal(path)
    assert not path.exists()


def test_the_archive_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTMINE_ARCHIVE", str(made(tmp_path / "elsewhere.db")))
    assert [one.title for one in Archive.open().consultations()] == ["Consultation 1"]
    monkeypatch.delenv("TEXTMINE_ARCHIVE")
    assert Archive().path == Path("archive.sqlite")


@pytest.mark.parametrize(
    "content", [b"", b"Ward,Answer\n" * 200, "আলো".encode() * 300, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_what_is_no_archive_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)
    assert refusal(path)
    if content:
        with pytest.raises(InputError), writing(path, make=True):
            pass
    assert path.read_bytes() == content


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder. Name the file of the archive."


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE consultations (id INTEGER)")
    before = path.read_bytes()
    assert "is not an archive of textmine" in refusal(path)
    with pytest.raises(InputError), writing(path, make=True):
        pass
    assert path.read_bytes() == before


def test_a_decision_log_is_no_archive(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite")
    assert "is not an archive of textmine" in refusal(log.path)


def test_an_archive_from_a_newer_textmine_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path / "archive.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert "newer textmine (version 99" in refusal(path)
    with pytest.raises(InputError, match="Update textmine"), writing(path, make=True) as connection:
        add_entry(connection, entry(2), "Ana")
    assert path.read_bytes() == before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=200))
def test_damaged_bytes_give_a_plain_message_or_do_no_harm(tmp_path: Path, place: float, junk: bytes) -> None:
    path = tmp_path / "archive.sqlite"
    path.unlink(missing_ok=True)
    data = bytearray(made(path).read_bytes())
    at = int(place * (len(data) - len(junk)))
    data[at : at + len(junk)] = junk
    path.write_bytes(data)
    # Anything but a plain message fails the test.
    with suppress(InputError):
        archive = Archive.open(path)
        archive.themes()
        archive.search("lamps")


def test_a_cut_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = made(tmp_path / "archive.sqlite", 1, 2)
    path.write_bytes(path.read_bytes()[: 5 * 4096])
    assert "is damaged" in refusal(path)


def test_a_file_that_can_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "archive.sqlite")
    before = sorted(item.name for item in tmp_path.iterdir())
    # Root may write whatever the permissions say.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert len(Archive.open(path).consultations()) == 1
    with pytest.raises(InputError, match="can only be read"):
        Archive(path).remove(1)
    assert sorted(item.name for item in tmp_path.iterdir()) == before


def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path / "archive.sqlite")
    with pytest.raises(ZeroDivisionError), writing(path) as connection:
        assert add_entry(connection, entry(2), "Ana").number / 0
    assert [one.number for one in Archive(path).consultations()] == [1]


def test_no_side_files_stay_behind(tmp_path: Path) -> None:
    made(tmp_path / "archive.sqlite", 1, 2, 3)
    Archive(tmp_path / "archive.sqlite").search("lamps")
    assert [item.name for item in tmp_path.iterdir()] == ["archive.sqlite"]


@pytest.mark.parametrize(("journal", "mode"), [(None, "wal"), ("delete", "delete")])
def test_on_a_network_drive_no_write_ahead_log_is_kept(tmp_path: Path, journal: file.Journal | None, mode: str) -> None:
    path = tmp_path / "archive.sqlite"
    with writing(path, make=True, journal=journal) as connection:
        add_entry(connection, entry(1), "Ana")
    made(path, 2)
    with reading(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == mode


def test_a_busy_archive_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "archive.sqlite")
    monkeypatch.setattr(file, "PATIENCE", 0.05)
    with writing(path) as connection:
        add_entry(connection, entry(2), "Ana")
        with pytest.raises(InputError, match="by somebody else"), writing(path):
            pass
