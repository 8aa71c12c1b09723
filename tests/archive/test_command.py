from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import textmine_here
from textmine.archive import Archive
from textmine.purge import purge as purge_folder
from textmine.review import decide
from textmine.tables import write_tables

from .made import LIGHT, analysis


@pytest.fixture
def reviewed_folder(tmp_path: Path) -> Path:
    """An analysis folder in which one theme has an outcome and is approved."""
    folder = tmp_path / "analysis"
    (folder / ".textmine").mkdir(parents=True)
    write_tables(analysis().machine, folder)
    lines = [
        {"do": "outcome", "theme": LIGHT, "outcome": "we_will", "text": "We will mend the lamps.", "owner": "Parks",
         "date": "2026-09-01"},
        {"do": "approve", "theme": LIGHT},
    ]  # fmt: skip
    decide(folder, "Asha Rahman", lines)
    return folder


def command(*arguments: object, file: Path, status: int = 0) -> str:
    """Run `textmine archive`, and return what it printed."""
    name, *rest = arguments
    done = textmine_here("archive", name, *rest, "--archive", file)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if status == 0 else done.stderr


def test_from_adding_to_a_promise_kept(reviewed_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    added = command("add", reviewed_folder, "--by", "Ana", "--quiet", file=file)
    assert "1 theme, 1 with an outcome; no text in people's own words." in added
    assert "Left out: 2 themes are not in it: nobody approved them." in added
    assert "1 theme" in command("list", file=file)
    assert "We will mend the lamps." in command("search", "dark paths in the park", file=file)
    tracked = command("tracker", "--out", tmp_path / "t", "--today", "2026-11-25", file=file)
    assert tracked.startswith("Themes: 1 overdue.")
    assert "was kept (30 August 2025), by Ben" in command(
        "done", f"1:{LIGHT}", "--by", "Ben", "--on", "2025-08-30", file=file
    )
    assert "1 done" in command("tracker", "--out", tmp_path / "t", file=file)
    assert "It was kept, Ben recorded on" in command("search", "dark paths in the park", file=file)
    assert "archive.json" in command("export", "--out", tmp_path / "out", file=file)
    assert "Removed: 1" in command("remove", 1, file=file)
    assert "holds no consultation yet" in command("list", file=file)


def test_who_decided_and_when_is_in_it(reviewed_folder: Path, tmp_path: Path) -> None:
    found = Archive(tmp_path / "a.sqlite")
    found.add(reviewed_folder)
    (theme,) = found.themes()
    assert theme.decided_by == "Asha Rahman"
    assert theme.decided_at.startswith("20")


def test_promises_are_moved_dropped_and_opened_again(promise: Archive) -> None:
    reference = f"1:{LIGHT}"
    said = [
        command("update", reference, "--by", "Ben", "--moved-to", "2099-01-31", file=promise.path),
        command("update", reference, "--by", "Ben", "--dropped", "--note", "No money.", file=promise.path),
        command("update", reference, "--by", "Ben", file=promise.path),
    ]
    for text, part in zip(said, ("is moved (31 January 2099)", "is dropped", "is open again"), strict=True):
        assert part in text
    assert "Give one of" in command(
        "update", reference, "--by", "B", "--dropped", "--moved-to", "2099", file=promise.path, status=2
    )


def test_a_purged_analysis_can_be_added(reviewed_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    purge_folder(reviewed_folder, "Ana", early=True)
    assert "1 theme, 1 with an outcome" in command("add", reviewed_folder, "--quiet", file=file)
    (theme,) = Archive(file).themes()
    assert (theme.title, theme.n_people) == ("Better lighting in parks", 25)
    assert "no words of people any more" in command(
        "add", reviewed_folder, "--verbatim", "--keep-until", "2099-01-01", file=file, status=2
    )


def test_similar_says_what_was_said_before(promise: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    (folder / ".textmine").mkdir(parents=True)
    write_tables(analysis(sha256="cd" * 32).machine, folder)
    said = command("similar", folder, "--today", "2026-11-25", file=promise.path)
    assert "Said before: Better lighting in parks (25 of 38 people)" in said
    assert "Overdue: We will mend the lamps on Limebank Road. (Parks team, by 1 September 2026)" in said


def test_search_prints_json(promise: Archive) -> None:
    found = json.loads(command("search", "পার্কে রাতে অন্ধকার, আলো চাই", "--json", file=promise.path))
    assert found["language"] == "bn"
    assert found["found"][0]["theme_id"] == LIGHT


def test_every_command_says_that_words_are_past_their_day_and_purge_removes_them(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    Archive(file).add(analysis(), verbatim=True, keep_until="2099-03-31")
    done = textmine_here("archive", "search", "bins", "--archive", file, "--today", "2099-04-01")
    assert "Note: People's own words in 1 consultation were to be kept until 31 March 2099" in done.stderr
    assert "Note" not in done.stdout
    assert "Nothing to remove" in command("purge", file=file)
    assert "Removed: " in command("purge", "--today", "2099-04-01", file=file)
    assert textmine_here("archive", "list", "--archive", file).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "bins"), "archive.sqlite: is not there"),
        (("list",), "textmine archive add DIR"),
        (("remove", 1), "is not there"),
        (("done", "1:t", "--by", "B"), "is not there"),
        (("tracker", "--today", "soon"), "has to be a date"),
        (("add", "nowhere"), "is not an analysis folder"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(tmp_path: Path, arguments: tuple[object, ...], said: str) -> None:
    message = command(*arguments, file=tmp_path / "archive.sqlite", status=2)
    assert said in message
    assert len(message.strip().splitlines()) == 1
    assert not (tmp_path / "archive.sqlite").exists()


def test_an_archive_of_a_newer_textmine_gives_exit_status_2(promise: Archive) -> None:
    with closing(sqlite3.connect(promise.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "Update textmine" in command("list", file=promise.path, status=2)
