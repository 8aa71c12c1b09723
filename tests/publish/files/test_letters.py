from __future__ import annotations

import csv
import io

from tests.publish.example import BINS, PARKING, reviewed, settings, with_cell
from tests.publish.languages import config, translated
from textmine.publish import publication_notes
from textmine.publish.files.letters import LETTERS
from textmine.publish.files.tables import letters_csv
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.safe import BOM


def letters(given: Reviewed, *languages: str) -> dict[str, dict[str, str]]:
    text = letters_csv(make_publication(given, config(*languages)))
    rows = csv.DictReader(io.StringIO(text.removeprefix(BOM)))
    assert tuple(rows.fieldnames or ()) == LETTERS
    return {row["response_id"]: row for row in rows}


def asked(agreed: dict[str, bool | None]) -> Reviewed:
    given = reviewed()
    for person, answer in agreed.items():
        given = with_cell(given, "respondents", {"response_id": person}, "contact_permission", answer)
    return given


def test_where_nobody_was_asked_everybody_who_raised_a_theme_is_there_and_the_officer_decides() -> None:
    found = letters(reviewed())
    assert len(found) == 37
    assert {row["agreed_to_contact"] for row in found.values()} == {"unknown"}
    assert any("Decide who agreed" in note for note in publication_notes(reviewed(), ["letters"]))


def test_where_people_were_asked_only_those_who_agreed_are_there() -> None:
    given = asked({"R0000": True, "R0001": False, "R0002": None, "R0030": True})
    found = letters(given)
    assert {name: row["agreed_to_contact"] for name, row in found.items()} == {"R0000": "yes", "R0030": "yes"}
    assert not any("Decide who agreed" in note for note in publication_notes(given, ["letters"]))


def test_a_letter_says_what_became_of_the_themes_of_that_person_and_of_no_other() -> None:
    letter = letters(reviewed())["R0030"]["letter"]
    assert "“Keep the parking bays”: We cannot keep all 30 bays." in letter
    assert "Why: The planters need the space" in letter
    assert "Better lighting" not in letter
    assert "Overflowing" not in letter


def test_somebody_without_a_theme_gets_no_letter() -> None:
    assert not {"R0037", "R0038", "R0039"} & letters(reviewed()).keys()


def test_themes_set_aside_are_not_written_about() -> None:
    given = reviewed()
    given.set_aside[BINS] = "Handled elsewhere."
    assert not {"R0034", "R0035", "R0036"} & letters(given).keys()


def test_a_letter_is_in_the_language_of_the_person_where_there_is_a_page_in_it() -> None:
    found = letters(translated("bn"), "bn")
    assert (found["R0001"]["language"], found["R0001"]["letter_language"]) == ("bn", "bn")
    assert found["R0001"]["letter"].startswith("আমাদের পরামর্শ")
    assert (found["R0002"]["language"], found["R0002"]["letter_language"]) == ("so", "en")
    assert (found["R0003"]["language"], found["R0003"]["letter_language"]) == ("bn-Latn", "en")
    assert found["R0002"]["letter"].startswith("Thank you")


def test_no_letter_holds_what_the_person_wrote_or_who_they_are() -> None:
    for row in letters(reviewed()).values():
        assert row["response_id"] not in row["letter"]
        assert "White British" not in row["letter"]
        assert "agrees" not in row["letter"]


def test_an_id_cannot_become_a_formula() -> None:
    given = with_cell(reviewed(), "respondents", {"response_id": "R0030"}, "response_id", "=1+1")
    given = with_cell(given, "assignments", {"response_id": "R0030"}, "response_id", "=1+1")
    assert "'=1+1" in letters(given)


def test_the_words_of_a_theme_name_it_as_the_page_does() -> None:
    page = make_publication(reviewed(), settings()).page
    titles = {theme.theme_id: theme.title.text for theme in page.themes}
    assert letters(reviewed())["R0030"]["themes"] == titles[PARKING]
