from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from textmine.archive import Archive, file, versions
from textmine.archive.file import reading, writing
from textmine.archive.versions import NEWEST
from textmine.archive.write import add_entry
from textmine.errors import InputError

from .made import entry

SCRIPT = Path(__file__).with_name("version1.sql")
TODAY = date(2026, 11, 25)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An archive of the first version."""
    path = tmp_path / "archive.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCRIPT.read_text(encoding="utf-8"))
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema(path: Path) -> set[str]:
    with reading(path) as connection:
        return {" ".join(row[0].split()) for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")}


def test_an_old_archive_is_read_and_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    archive = Archive.open(old)
    assert [theme.title for theme in archive.themes()] == ["পার্কে আরও আলো"]
    assert archive.tracker(TODAY).counts["overdue"] == 1
    assert [result.title for result in archive.search("bandstand")] == ["পার্কে আরও আলো"]
    assert old.read_bytes() == before
    assert [item.name for item in old.parent.iterdir()] == ["archive.sqlite"]


def test_an_old_archive_is_read_where_nothing_can_be_written(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert len(Archive.open(old).themes()) == 1
    assert version(old) == 1


def test_the_first_change_brings_it_up_to_date_and_keeps_a_copy(old: Path) -> None:
    before = old.read_bytes()
    archive = Archive(old)
    archive.update("1:t1", "kept", by="Ben", on="2024-11-30", note="Mended.")
    assert version(old) == NEWEST
    assert archive.tracker(TODAY).counts["done"] == 1
    (copy,) = archive.copies
    assert version(copy) == 1
    with closing(sqlite3.connect(copy)) as connection, closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(before)
        assert list(connection.iterdump()) == list(was.iterdump())


def test_an_upgraded_archive_is_like_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite"
    for path in (old, new):
        with writing(path, make=True) as connection:
            add_entry(connection, entry(1), "Ana")
    assert schema(old) == schema(new)


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE updates (half INTEGER)")
        raise RuntimeError

    monkeypatch.setattr(versions, "MIGRATIONS", (versions.MIGRATIONS[0], fails))
    with pytest.raises(RuntimeError), writing(old):
        pass
    assert version(old) == 1
    monkeypatch.undo()
    assert len(Archive.open(old).themes()) == 1


def test_a_search_by_meaning_says_that_another_model_made_the_vectors(old: Path) -> None:
    results = Archive(old).search("broken lamps")
    assert results.notes == (
        "1 consultation was added with another sentence model (old-model/1) and could be searched by words only.",
    )


def test_an_archive_of_the_next_version_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "NEWEST", 0)
    with pytest.raises(InputError, match="newer textmine"):
        Archive.open(old)
