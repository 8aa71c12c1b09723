from __future__ import annotations

import csv
import io

import pytest

from textmine.model import Outcome
from textmine.publish import publication_notes
from textmine.publish.files.html import render_html
from textmine.publish.files.markdown import render_markdown
from textmine.publish.files.tables import OUTCOMES, outcomes_csv
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.safe import BOM, csv_text

from .example import BINS, PARKING, reviewed, settings


def with_outcome(theme: str, outcome: Outcome) -> Reviewed:
    given = reviewed()
    given.outcomes[theme] = outcome
    return given


def html(given: Reviewed) -> str:
    return render_html(make_publication(given, settings()).page)


def rows(given: Reviewed) -> list[dict[str, str]]:
    text = outcomes_csv(make_publication(given, settings()))
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def test_could_not_says_the_kind_of_reason_the_reason_and_what_is_offered_instead() -> None:
    page = html(
        with_outcome(
            PARKING,
            Outcome("could_not", "We cannot keep them.", "Trees grow there.", because="space", instead="Use Old Dock."),
        )
    )
    for text in ("There is not enough space", "Trees grow there.", "What we offer instead", "Use Old Dock."):
        assert text in page


def test_a_promise_without_owner_or_date_says_to_be_confirmed_and_is_noted_not_blocked() -> None:
    given = with_outcome(BINS, Outcome("we_will", "We will add bins."))
    assert html(given).count("<dd>to be confirmed</dd>") == 2
    notes = publication_notes(given)
    assert sum("`t-bins`" in note for note in notes) == 2


def test_an_undecided_outcome_without_a_date_says_to_be_confirmed() -> None:
    given = with_outcome(BINS, Outcome("still_deciding", "We are thinking."))
    assert html(given).count("<dd>to be confirmed</dd>") == 1
    assert any("when there will be a decision" in note for note in publication_notes(given))


def test_a_finished_outcome_needs_no_note() -> None:
    assert not [note for note in publication_notes(reviewed()) if "t-" in note]


def test_other_reasons_are_told_by_the_sentence_alone() -> None:
    page = html(with_outcome(PARKING, Outcome("could_not", "No.", "Owls nest there.", because="other")))
    assert "Main reason" not in page
    assert "Owls nest there." in page


def test_markdown_has_the_same_facts() -> None:
    given = with_outcome(PARKING, Outcome("could_not", "No.", "Trees.", because="cost", instead="Bikes."))
    text = render_markdown(make_publication(given, settings()).page)
    assert "- **Main reason:** It would cost too much" in text
    assert "- **What we offer instead:** Bikes." in text


def test_the_table_of_outcomes_has_one_row_per_theme_and_hides_small_numbers() -> None:
    found = {row["theme_id"]: row for row in rows(reviewed())}
    assert list(found) == ["t-light", "t-parking", "t-bins"]
    assert found["t-light"]["people"] == "25"
    assert found["t-bins"]["people"] == "Fewer than five"
    assert found["t-parking"]["reason"].startswith("The planters")
    assert {row["approved_by"] for row in found.values()} == {"Asha Rahman"}


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", " =1"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    written = csv_text(OUTCOMES, [[text, "fine"]])
    (_, cells) = list(csv.reader(io.StringIO(written)))
    assert cells[0].startswith("'")
    assert cells[1] == "fine"
