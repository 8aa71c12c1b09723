from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace as changed
from pathlib import Path

import pytest

from tests.publish.example import reviewed, with_cell
from textmine.archive import Archive
from textmine.archive.file import reading
from textmine.errors import InputError
from textmine.model import Translation
from textmine.publish.selection import chosen_themes

from .made import BINS, LIGHT, PARKING, analysis, only_approved


def texts(archive: Archive, kind: str) -> list[str]:
    with reading(archive.path) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM items WHERE kind = ? ORDER BY place", (kind,))]


def test_what_was_said_decided_and_by_whom_comes_back(archive: Archive) -> None:
    one = archive.consultations()[0]
    assert (one.title, one.organisation, one.asked_on) == (
        "Safer, greener streets and parks",
        "Eastmere Council",
        "2026-04-26",
    )
    assert (one.responses, one.approved_by, one.is_approved) == (40, ("Asha Rahman",), True)
    themes = {theme.theme_id: theme for theme in archive.themes()}
    assert themes[LIGHT].title == "Better lighting in parks"
    assert (themes[LIGHT].n_people, themes[LIGHT].base) == (25, 38)
    assert themes[LIGHT].outcome == reviewed().outcomes[LIGHT]
    assert themes[PARKING].approved_by == ("Asha Rahman",)


def test_a_theme_that_nobody_approved_is_left_out_and_counted(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    added = archive.add(analysis(only_approved(LIGHT)))
    assert [theme.theme_id for theme in archive.themes()] == [LIGHT]
    assert added.left_out == ("2 themes are not in it: nobody approved them.",)


def test_each_reason_for_leaving_out_is_said(tmp_path: Path) -> None:
    given = changed(only_approved(LIGHT), lapsed={PARKING: "Asha"}, set_aside={BINS: "Not a matter for us."})
    added = Archive(tmp_path / "a.sqlite").add(analysis(given))
    assert added.left_out == (
        "1 theme is not in it: it changed after it was approved.",
        "1 theme is not in it: it was set aside.",
    )


def test_nothing_approved_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"3 themes are not in it: nobody approved them\..*--all"):
        Archive(tmp_path / "a.sqlite").add(analysis(only_approved()))
    assert not (tmp_path / "a.sqlite").exists()


def test_everything_can_be_added_and_is_marked(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    archive.add(analysis(only_approved(LIGHT)), everything=True)
    assert not archive.consultations()[0].is_approved
    assert {theme.theme_id: bool(theme.approved_by) for theme in archive.themes()} == {
        LIGHT: True,
        PARKING: False,
        BINS: False,
    }


def test_without_verbatim_no_answer_and_no_quote_is_in_the_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    archive.add(analysis())
    assert texts(archive, "answer") == texts(archive, "quote") == []
    assert "পার্কের ভিতরে রাতে অনেক অন্ধকার".encode() not in archive.path.read_bytes()


def test_sentences_of_people_who_did_not_agree_are_left_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    given = with_cell(reviewed(), "respondents", {"response_id": "R0005"}, "consent_publish", value=False)
    sentence = "Park paths are too dark to use after work."
    assert any(line.text == sentence for theme in chosen_themes(given) for line in theme.sentences)
    added = archive.add(analysis(given))
    assert sentence not in texts(archive, "sentence")
    assert any("agreed to publication" in line for line in added.left_out)


def test_personal_data_in_a_sentence_is_not_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    given = with_cell(reviewed(), "drafts", {"theme_id": BINS, "ordinal": 1}, "text", "Ring Mrs Begum on 07700 900123.")
    archive.add(analysis(given))
    assert not any("900123" in text or "Begum" in text for text in texts(archive, "sentence"))
    assert b"900123" not in archive.path.read_bytes()


def test_translations_are_kept_with_who_made_them(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    given = reviewed()
    given.translations["Bins overflow at weekends.", "so"] = Translation("Qashinku wuu buuxsamaa.", "N. Akter", "Asha")
    archive.add(analysis(given))
    with reading(archive.path) as connection:
        row = connection.execute("SELECT * FROM items WHERE kind = 'translation'").fetchone()
    assert (row["text"], row["language"]) == ("Qashinku wuu buuxsamaa.", "so")
    assert (row["source"], row["translator"]) == ("Bins overflow at weekends.", "N. Akter")


def test_the_same_again_changes_nothing(archive: Archive) -> None:
    before = archive.consultations()
    added = archive.add(analysis(), verbatim=True, keep_until="2099-03-31", asked_on="2026-04-26")
    assert (added.replaced, added.changes) == (True, ())
    assert archive.consultations() == before


def test_a_changed_one_replaces_it_and_says_what_changed(archive: Archive) -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "More light")
    given.outcomes[BINS] = given.outcomes[LIGHT]
    added = archive.add(analysis(given), by="Ben", asked_on="2026-04-26")
    assert added.number == 1
    assert added.changes == (
        "New titles: 1 (“More light”).",
        "Other outcomes: 1 (“Overflowing bins”).",
        "People's own words are no longer in it.",
    )
    assert len(archive.consultations()) == 1


def test_what_was_done_is_in_the_log(archive: Archive) -> None:
    archive.add(analysis(only_approved(LIGHT)), by="Ben")
    archive.remove(1, by="Cem")
    with closing(sqlite3.connect(archive.path)) as connection:
        assert connection.execute('SELECT what, "by" FROM log ORDER BY id').fetchall() == [
            ("add", "Ana"),
            ("replace", "Ben"),
            ("remove", "Cem"),
        ]


def test_another_consultation_of_the_same_title_is_added_and_named(archive: Archive) -> None:
    added = archive.add(analysis(sha256="cd" * 32))
    assert (added.number, added.replaced, added.namesakes) == (2, False, (1,))


def test_a_newer_export_can_take_the_place_of_an_older(archive: Archive) -> None:
    added = archive.add(analysis(sha256="cd" * 32), replaces=1)
    assert (added.number, added.replaced) == (1, True)
    assert "It was read from other files: 1 new, 1 gone." in added.changes


def test_when_it_was_asked_is_read_from_the_paragraph_on_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    archive.add(analysis(asked="From 2 March to 26 April 2026 we asked about lights. A decision is due in May 2025."))
    assert archive.consultations()[0].asked_on == "2026-04-26"


def test_the_archive_shows_in_a_notebook_escaped(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.sqlite")
    archive.add(analysis(title="<script>alert(1)</script> পার্ক"))
    page = archive._repr_html_()
    assert "<script" not in page
    assert '<span lang="' not in page or "পার্ক" in page
    assert "&lt;script&gt;" in page
