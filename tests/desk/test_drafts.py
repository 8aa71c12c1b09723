"""You said, we did: the list of themes, what blocks each, and approving all that wait for nothing else."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from textmine.desk.keeper import Later
from textmine.report import Obstacle
from textmine.tables import replace, write_tables

from ..review.sample import sample
from .conftest import Desk, forms_in

LEAVES = ("q1.01", "q1.02", "q1.03", "q2.01", "q2.02")
DID = {"outcome": "we_did", "text": "We did it."}


def ready(desk: Desk, themes: tuple[str, ...] = LEAVES) -> str:
    """Let people be quoted and give themes an outcome, as somebody else; return the list as it is then."""
    decisions = [{"do": "outcome", "theme": theme, **DID} for theme in themes]
    desk.live.record("Ruth Lead", [{"do": "consent", "quotes": "allow"}, *decisions])
    return settled(desk)


def settled(desk: Desk, path: str = "/drafts") -> str:
    """Return a page when what blocks publication is worked out."""
    desk.live.obstacles.get(desk.live.now(), wait=20)
    return desk.get(path)


def listed(page: str) -> list[str]:
    """Return the themes of the list, in its order."""
    return re.findall(r'<h3><a href="/draft\?id=([^"]+)"', page)


def test_groups_stand_before_their_themes_and_each_question_has_its_own(desk: Desk) -> None:
    page = desk.get("/drafts")
    assert listed(page) == ["q1.00", "q1.01", "q1.02", "q1.03", "q2.01", "q2.02"]
    assert "0 of 5 themes have an outcome; 0 of 6 themes and groups are approved" in page


def test_a_draft_is_listed_in_the_languages_that_people_wrote_in(desk: Desk) -> None:
    page = desk.get("/drafts")
    assert '<p class="said" lang="bn" dir="ltr">আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।' in page
    assert '<p class="said" lang="so" dir="ltr">Kirada guryuhu aad bay u sarraysaa.' in page
    assert '<p class="said" lang="ar" dir="rtl">نحتاج إلى المزيد من الأشجار في الحي.' in page


def test_what_blocks_a_theme_is_said_without_commands(desk: Desk) -> None:
    text = "You want Acme to build 7 towers. Call 07700 900123."
    desk.live.record("Ruth Lead", [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": text}])
    page = settled(desk)
    assert "Sentence 1 (key point) may hold personal data (telephone number). Rewrite it, or redact it.</li>" in page
    assert "`" not in page


def test_themes_that_were_set_aside_are_not_listed_nor_is_an_empty_group(desk: Desk) -> None:
    aside = [{"do": "set_aside", "theme": theme, "reason": "Not ours."} for theme in ("q1.01", "q1.02", "q2.01")]
    desk.live.record("Ruth Lead", aside)
    assert listed(desk.get("/drafts")) == ["q1.03", "q2.02"]


@pytest.mark.parametrize(
    ("show", "themes"),
    [("open", ["q1.02", "q1.03", "q2.02"]), ("ready", ["q1.02", "q1.03"]), ("blocked", [])],
)
def test_the_list_can_be_narrowed(desk: Desk, show: str, themes: list[str]) -> None:
    ready(desk, LEAVES[:-1])
    desk.live.record("Ruth Lead", [{"do": "approve", "theme": name} for name in ("q1.00", "q1.01", "q2.01")])
    assert listed(settled(desk, f"/drafts?show={show}")) == themes


def test_all_that_wait_for_nothing_but_approval_are_approved_together(desk: Desk) -> None:
    page = ready(desk, LEAVES[:-1])
    assert "5 themes wait for nothing but your approval" in page
    assert "without opening it" in page
    before = len(desk.log)
    after = desk.send(page, "/drafts/approve")
    assert desk.log[before:] == [{"do": "approve", "theme": name} for name in ("q1.00", *LEAVES[:-1])]
    assert "Approved 5 themes from the list, without opening each." in after.text
    desk.send(after.text, "/undo")
    assert not desk.live.now().reviewed.approved_by


def test_a_list_from_before_somebody_else_changed_a_theme_approves_nothing(desk: Desk) -> None:
    page = ready(desk)
    desk.live.record("Bo", [{"do": "rename", "theme": "q1.01", "title": "Parking, everywhere"}])
    before = len(desk.log)
    response = desk.send(page, "/drafts/approve")
    assert response.status_code == 409
    assert "Parking, everywhere" in response.text
    # Recording it all the same would approve what nobody has read.
    assert "/drafts/approve" not in [form["action"] for form in forms_in(response.text)]
    assert len(desk.log) == before


def test_a_list_of_an_earlier_analysis_approves_nothing(desk: Desk, folder: Path) -> None:
    page = ready(desk)
    before = len(desk.log)
    tables = sample()
    write_tables(replace(tables, drafts=tables.drafts.assign(text=tables.drafts["text"] + " Or so.")), folder)
    response = desk.send(page, "/drafts/approve")
    assert response.status_code == 409
    assert "The analysis was made anew meanwhile" in response.text
    assert len(desk.log) == before


def test_nothing_is_offered_for_approval_while_it_is_not_known_what_blocks(desk: Desk) -> None:
    ready(desk)
    known = threading.Event()
    desk.live.obstacles = Later(lambda now: [Obstacle("no_themes", "", "", str(known.wait(20)))])
    page = desk.get("/drafts")
    known.set()
    assert "is being worked out" in page
    assert "/drafts/approve" not in [form["action"] for form in forms_in(page)]


def two_approvals(folder: Path) -> Desk:
    """The desk of the small analysis where two people have to approve each theme."""
    write_tables(replace(sample(), manifest={"seed": 0, "config": {"publish": {"approvals": 2}}}), folder)
    return Desk(folder)


def test_whoever_approved_a_theme_already_is_not_offered_it_again_and_a_second_person_is(tmp_path: Path) -> None:
    desk = two_approvals(tmp_path)
    desk.send(ready(desk), "/drafts/approve")
    page = settled(desk)
    assert "/drafts/approve" not in [form["action"] for form in forms_in(page)]
    assert "Approved by Amina Khatun; a second, different person has to approve it too" in page
    bo = desk.browser("Bo Berg")
    desk.send(bo.get("/drafts").text, "/drafts/approve", client=bo)
    page = settled(desk)
    assert page.count("Approved by Amina Khatun and Bo Berg") == 6


def test_markup_in_answers_and_outcomes_is_shown_as_it_is_and_never_run(desk: Desk) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    outcome = {"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": nasty}
    desk.live.record("Ruth", [outcome, {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": nasty}])
    for path in ("/drafts", "/draft?id=q1.01"):
        page = desk.get(path)
        assert nasty not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
