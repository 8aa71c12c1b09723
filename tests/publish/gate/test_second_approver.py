from __future__ import annotations

import csv
import io

import pytest

from tests.publish.example import BINS, LIGHT, PARKING, reviewed, settings
from textmine.publish import blockers
from textmine.publish.files.html import render_html
from textmine.publish.files.tables import outcomes_csv
from textmine.publish.files.transparency import render_transparency
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.safe import BOM


def approved(**people: tuple[str, ...]) -> Reviewed:
    given = reviewed()
    given.approved_by.clear()
    given.approved_by.update({LIGHT: ("Asha Rahman", "Sam Lee"), PARKING: ("Asha Rahman", "Sam Lee")})
    given.approved_by.update(people)
    return given


def reasons(given: Reviewed, approvals: int) -> list[str]:
    return [str(problem) for problem in blockers(given, settings(approvals=approvals))]


@pytest.mark.parametrize("name", ["Asha Rahman", "আশা রহমান", "آشا رحمن"])
def test_one_approver_blocks_where_two_are_asked_for_and_is_named(name: str) -> None:
    given = approved(**{BINS: (name,)})
    (reason,) = reasons(given, 2)
    assert f"{name} approved it. A second, different person has to `approve` it as well (not_approved)." in reason
    assert "`t-bins`" in reason
    assert reasons(given, 1) == []


def test_two_approvers_are_enough() -> None:
    assert reasons(approved(**{BINS: ("Sam Lee", "Asha Rahman")}), 2) == []


def test_nobody_is_said_to_be_nobody() -> None:
    (reason,) = reasons(approved(), 2)
    assert "nobody has approved it yet" in reason


def test_page_table_and_record_name_all_approvers() -> None:
    given = approved(**{BINS: ("Sam Lee", "Xaliimo Cali")})
    publication = make_publication(given, settings(approvals=2))
    rows = list(csv.DictReader(io.StringIO(outcomes_csv(publication).removeprefix(BOM))))
    assert {row["theme_id"]: row["approved_by"] for row in rows}[BINS] == "Sam Lee and Xaliimo Cali"
    assert "Approved for publication by Asha Rahman, Sam Lee and Xaliimo Cali on" in render_html(publication.page)
    record = render_transparency(publication)
    assert "approved what was published:** Asha Rahman, Sam Lee and Xaliimo Cali" in record
