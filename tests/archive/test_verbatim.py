from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace as changed
from datetime import date
from pathlib import Path

import pytest

from tests.publish.example import BENGALI, SOMALI, reviewed, with_cell
from textmine.archive import Archive
from textmine.archive.file import reading
from textmine.archive.results import Match
from textmine.archive.telling import overdue_note, spoken
from textmine.errors import ConfigError
from textmine.tables import replace

from .made import LIGHT, analysis

AFTER = date(2099, 4, 1)
"""The day after that until which words are kept."""


def words_in(path: Path) -> list[str]:
    with reading(path) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM items WHERE kind IN ('quote', 'answer')")]


def bytes_of(path: Path) -> bytes:
    """Everything of an archive that is on the disk."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))


def test_people_s_own_words_are_in_only_on_request(whole: Path) -> None:
    assert {BENGALI, SOMALI} <= set(words_in(whole))


def test_they_need_a_day_until_which_they_are_kept(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--keep-until"):
        Archive(tmp_path / "a.sqlite").add(analysis(), verbatim=True)


@pytest.mark.parametrize("day", ["2020-01-01", "soon", "2099", "2099-02-30"])
def test_a_day_that_is_none_or_has_passed_is_refused(tmp_path: Path, day: str) -> None:
    with pytest.raises(ConfigError):
        Archive(tmp_path / "a.sqlite").add(analysis(), verbatim=True, keep_until=day)


def test_the_day_may_not_be_later_than_people_were_told(tmp_path: Path) -> None:
    archive, told = Archive(tmp_path / "a.sqlite"), analysis(keep_until="2099-03-31")
    with pytest.raises(ConfigError, match="31 March 2099"):
        archive.add(told, verbatim=True, keep_until="2099-04-01")
    archive.add(told, verbatim=True)
    assert archive.consultations()[0].keep_until == "2099-03-31"


def test_answers_of_people_who_refused_publication_are_not_kept_and_counted(tmp_path: Path) -> None:
    path, given = tmp_path / "a.sqlite", reviewed()
    answers = given.tables.responses
    who = answers.loc[answers["text"].eq(BENGALI), "response_id"].iloc[0]
    spans = answers.dropna(subset=["text"]).assign(start=0, end=lambda frame: frame["text"].str.len())
    points = spans[["response_id", "question_id", "start", "end"]]
    given = changed(given, tables=replace(given.tables, vectors=points.reset_index(drop=True)))
    refused = with_cell(given, "respondents", {"response_id": who}, "consent_publish", False)
    added = Archive(path).add(analysis(refused), verbatim=True, keep_until="2099-03-31")
    with reading(path) as connection:
        kept = {text for (text,) in connection.execute("SELECT text FROM items WHERE kind = 'answer'")}
    assert BENGALI not in kept
    assert SOMALI in kept
    assert "1 answer: whoever wrote it refused publication." in added.left_out


def test_answers_that_are_found_are_marked_as_in_house() -> None:
    match = Match("আলো চাই", "bn", "answer", 0.9, False)
    assert spoken(match).endswith("[in-house, not for publication]")
    assert "in-house" not in spoken(changed(match, kind="sentence"))


def test_personal_data_in_answers_is_not_kept(tmp_path: Path) -> None:
    text = "Ring me on 07700 900123, I am Mrs Begum. আলো চাই।"
    path = tmp_path / "a.sqlite"
    given = with_cell(reviewed(), "responses", {"response_id": "R0006"}, "text", text)
    Archive(path).add(analysis(given), verbatim=True, keep_until="2099-03-31")
    assert b"900123" not in bytes_of(path)
    assert b"Mrs Begum" not in bytes_of(path)


def test_past_their_day_they_are_not_shown_and_every_open_says_so(archive: Archive) -> None:
    question = "রাতে অনেক অন্ধকার"
    assert BENGALI in {match.text for result in archive.search(question) for match in result.matches}
    late = archive.search(question, today=AFTER)
    assert BENGALI not in {match.text for result in late for match in result.matches}
    assert [one.number for one in archive.overdue(AFTER)] == [1]
    assert archive.overdue(date(2099, 3, 31)) == []
    assert overdue_note(archive.consultations(), AFTER).startswith("People's own words in 1 consultation")
    assert words_in(archive.path)


def test_a_purge_before_the_day_removes_nothing(archive: Archive) -> None:
    assert archive.purge(today=date(2099, 3, 31)) == []
    assert BENGALI in words_in(archive.path)


def test_a_purge_removes_them_from_the_file_for_good(archive: Archive) -> None:
    assert BENGALI.encode() in bytes_of(archive.path)
    before = len(words_in(archive.path))
    ((one, number),) = archive.purge(by="Ben", today=AFTER)
    assert (one.number, number) == (1, before)
    assert words_in(archive.path) == []
    for word in (BENGALI, SOMALI, "andhokar", "baahannahay", "অন্ধকার"):
        assert word.encode() not in bytes_of(archive.path), word


def test_after_a_purge_themes_and_meaning_are_still_there(archive: Archive) -> None:
    archive.purge(today=AFTER)
    assert archive.consultations()[0].keep_until is None
    assert len(archive.themes()) == 3
    found = archive.search("We want lights in the park", language="en")
    assert found.found[0].theme
    assert found.found[0].theme.theme_id == LIGHT
    assert found.found[0].closeness > 0.4


def test_adding_again_without_words_removes_them_for_good(archive: Archive) -> None:
    archive.add(analysis(), asked_on="2026-04-26")
    assert words_in(archive.path) == []
    assert "অন্ধকার".encode() not in bytes_of(archive.path)


def test_removing_a_consultation_removes_its_words_for_good(archive: Archive) -> None:
    archive.remove(1)
    assert "অন্ধকার".encode() not in bytes_of(archive.path)
    with closing(sqlite3.connect(archive.path)) as connection:
        log = str(connection.execute("SELECT * FROM log").fetchall())
    assert "remove" in log
    assert BENGALI not in log


def test_no_words_are_in_the_export_or_the_tracker(archive: Archive, tmp_path: Path) -> None:
    files = [*archive.export().write(tmp_path / "out"), *archive.tracker().write(tmp_path / "tracker")]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert BENGALI not in text
        assert SOMALI not in text
