"""No output of a publication gives away how many people answered a question that few did."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace as changed
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings as tries
from hypothesis import strategies as st

from textmine.insight import WhoTookPart
from textmine.publish import blockers
from textmine.publish.cabinet.record import status_rows
from textmine.publish.content import build_page
from textmine.publish.files.transparency import render_transparency
from textmine.publish.formats import ALWAYS, FORMATS
from textmine.publish.people import facts, language_table, shows_unthemed
from textmine.publish.publication import make_publication
from textmine.publish.texts import tagged
from textmine.review import Reviewed
from textmine.safe import BOM
from textmine.tables import replace

from .example import reviewed, settings
from .few import LETTERS, few, text_of
from .languages import config, translated

PUBLIC = {name: form for name, form in (FORMATS | ALWAYS).items() if name != "letters"}
"""Letters go to one person each."""
LEDGER = {"rows_read": 40, "responses": 40, "set_aside": []}
WHO = WhoTookPart(
    responses=102,
    kinds={},
    languages={"en": 80, "bn": 22},
    answered={"why": 100, "more": 2},
    no_content={"why": 0, "more": 0},
    blank={"why": 2, "more": 100},
    needs_person={"why": 0, "more": 0},
)


def counted(answers: str) -> str:
    """Return what can be counted in the rows of open data: which answers stand there is drawn by lot."""
    rows = csv.DictReader(io.StringIO(answers.removeprefix(BOM)))
    return "\n".join(sorted(f"{row['question_id']} {row['language']} {row['theme_ids']}" for row in rows))


def outputs(given: Reviewed) -> dict[str, str]:
    """Return the text of every file that others may read, in all languages."""
    ledger = replace(given.tables, manifest={**given.tables.manifest, "ledger": LEDGER})
    made = make_publication(translated("bn", "so", given=changed(given, tables=ledger)), config("bn", "so"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form in PUBLIC.values():
            form.write(made, folder)
        found = {str(path.relative_to(folder)): text_of(path) for path in folder.rglob("*") if path.is_file()}
    return found | {"open-data/answers.csv": counted(found["open-data/answers.csv"])}


@pytest.fixture(scope="module")
def of_one_person() -> dict[str, dict[str, str]]:
    return {wording: outputs(few([39], wording=wording)) for wording in (LETTERS, "What else would you like to say?")}


@pytest.mark.parametrize("wording", [LETTERS, "What else would you like to say?"])
@tries(deadline=None, max_examples=5)
@for_any(more=st.dictionaries(st.sampled_from([5, 6, 38]), st.booleans(), min_size=1))
def test_every_output_is_the_same_however_few_people_answered(
    of_one_person: dict[str, dict[str, str]], wording: str, more: dict[int, bool]
) -> None:
    themed = [39, *(person for person, is_themed in more.items() if is_themed)]
    made = outputs(few(themed, [person for person in more if person not in themed], wording))
    assert {name for name, text in made.items() if text != of_one_person[wording][name]} == set()


def test_such_a_publication_passes_the_gate() -> None:
    assert blockers(few([38, 39]), settings()) == []


def test_a_page_does_not_say_how_many_fit_no_theme_where_few_others_did() -> None:
    who = changed(WHO, answered={"why": 20, "more": 9}, needs_person={"why": 18, "more": 9})
    assert not shows_unthemed(who, "why", 5)
    assert shows_unthemed(who, "more", 5)
    assert shows_unthemed(changed(who, needs_person={"why": 15}), "why", 5)


def test_languages_are_listed_where_their_sum_tells_how_many_letters_came() -> None:
    table = language_table(WHO, 5, tagged)
    assert table is not None
    assert table.rows == ()
    assert "102" not in " ".join(table.notes)
    shown = language_table(changed(WHO, answered={"why": 102, "more": 2}), 5, tagged)
    assert shown is not None
    assert len(shown.rows) == 2


@pytest.mark.parametrize("counts", [(2, 0, 0, 38), (1, 1, 9, 29), (30, 6, 1, 1)])
def test_the_record_shows_no_sum_of_few_answers(counts: tuple[int, ...]) -> None:
    by_status = dict(zip(("themed", "needs_person", "no_content", "blank"), counts, strict=True))
    assert status_rows(by_status, 5) == [["All", str(sum(counts))]]


def test_the_transparency_record_states_no_number_that_the_page_hides() -> None:
    record = render_transparency(make_publication(reviewed(), settings()))
    assert "still without a theme" not in record
    assert "Fewer than five answers did not fit" in " ".join(build_page(reviewed(), settings()).questions[0].figures)
    assert "1 of 38 are still without a theme" in render_transparency(
        make_publication(reviewed(), settings(minimum_count=0))
    )


def test_a_consultation_of_few_people_does_not_say_how_few() -> None:
    found, _ = facts(changed(WHO, responses=3, languages={"en": 3}), 5)
    assert found == [("fewer than five", "responses")]
