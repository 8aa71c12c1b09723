"""The editor of one theme: sentences, checks, outcome, approval, overrides, and nothing typed is ever lost."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from textmine.desk.pages.editor.typed import mark_of, settled
from textmine.review.story import story
from textmine.tables import replace, write_tables

from ..review.sample import sample
from .conftest import Desk, forms_in
from .test_drafts import two_approvals

BENGALI = "রাস্তায় আরও আলো চান আপনারা।"
SOMALI = "Waxaad rabtaan nalal badan."
ARABIC = "تريدون المزيد من الأشجار."
EMOJI = "Amader elakay parking chai 🚗, please."
NASTY = "</textarea><script>alert(1)</script>"


def draft(desk: Desk, theme: str = "q1.01", client: TestClient | None = None) -> str:
    """Return the editor of a theme, with what blocks it worked out."""
    desk.live.obstacles.get(desk.live.now(), wait=20)
    return (client or desk.client).get("/draft", params={"id": theme}).text


def press(
    desk: Desk, page: str, path: str = "/draft/save", client: TestClient | None = None, **values: str
) -> Response:
    """Press a button of the editor: its form is sent to the button's own address, with the button's value."""
    form = next(form for form in forms_in(page) if form["action"] in ("/draft/save", "/draft/approve"))
    return (client or desk.client).post(path, data={**dict(form["fields"]), **values})


def data(desk: Desk, page: str, **values: str) -> dict[str, Any]:
    """Ask for the checks as the page's script does."""
    form = next(form for form in forms_in(page) if form["action"] == "/draft/save")
    fields = {**dict(form["fields"]), **values}
    found: dict[str, Any] = desk.client.post("/check", data=fields, headers={"accept": "application/json"}).json()
    return found


def marks(found: dict[str, Any], ordinal: int, kind: str) -> list[str]:
    """Return what the checks say of a sentence."""
    return [mark["text"] for mark in found["sentences"][str(ordinal)]["marks"] if mark["kind"] == kind]


# Sentences


@pytest.mark.parametrize("text", [BENGALI, SOMALI, ARABIC, EMOJI, "One.\nTwo. & <b>", NASTY])
def test_only_the_sentence_that_was_changed_is_edited(desk: Desk, text: str) -> None:
    press(desk, draft(desk), **{"text-1": text})
    assert desk.log == [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": text}]
    page = draft(desk)
    assert f"\n{html.escape(text).replace('&quot;', '&#34;').replace('&#x27;', '&#39;')}</textarea>" in page
    assert NASTY not in page


def test_saving_without_a_change_records_nothing(desk: Desk) -> None:
    response = press(desk, draft(desk))
    assert desk.log == []
    assert "Nothing was changed." in response.text


def test_line_ends_of_a_browser_are_no_change(desk: Desk) -> None:
    desk.live.record("Ruth", [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": "One.\nTwo."}])
    press(desk, draft(desk), **{"text-1": "One.\r\nTwo.\r\n"})
    assert len(desk.log) == 1


def test_a_mark_is_that_of_the_text_as_a_form_sends_it() -> None:
    assert mark_of(" One.\r\nTwo.\rThree.\n") == mark_of("One.\nTwo.\nThree.")
    assert settled("আলো") == "আলো"


def test_each_sentence_links_to_its_evidence_and_has_a_label(desk: Desk) -> None:
    page = draft(desk)
    assert 'href="/evidence?theme=q1.01&amp;sentence=1"' in page
    assert re.findall(r'<label for="text-\d">([^<]+)</label>', page) == [
        "Figure (sentence 0)", "Key point (sentence 1)", "Quote (sentence 2)", "Quote (sentence 3)",
    ]  # fmt: skip


def test_sentences_are_in_the_language_of_whose_words_they_are(desk: Desk) -> None:
    page = draft(desk)
    assert 'name="text-2" rows="2" dir="auto" lang="bn"' in page
    assert 'name="text-3" rows="2" dir="auto" lang="so"' in page
    assert 'name="text-1" rows="2" dir="auto" lang="ar"' in draft(desk, "q1.03")


def test_a_reworded_quote_is_said_to_be_the_officers_words_and_can_be_put_back(desk: Desk) -> None:
    found = data(desk, draft(desk), **{"text-3": "There is nowhere to leave a car."})
    assert "published as a key point in your words" in marks(found, 3, "look")[0]
    press(desk, draft(desk), **{"text-3": "There is nowhere to leave a car."})
    page = draft(desk)
    assert "published as a key point in your words" in page
    assert "Baabuurta meel la dhigto ma jirto." in page
    found = data(desk, page, **{"text-3": "Baabuurta meel la dhigto"})
    assert marks(found, 3, "fine") == ["Word for word in an answer: it stays a quote."]
    press(desk, page, "/draft/restore", edit="1")
    assert desk.log[1:] == [{"do": "undo", "decision": 1}]
    assert desk.live.now().sentences["q1.01"][3].kind == "quote"


def test_putting_a_sentence_back_keeps_what_was_typed_elsewhere(desk: Desk) -> None:
    press(desk, draft(desk), **{"text-1": "You want bays."})
    press(desk, draft(desk), "/draft/restore", edit="1", **{"text-1": "You want more.", "text-2": SOMALI})
    assert desk.log[1:] == [
        {"do": "edit", "theme": "q1.01", "ordinal": 2, "text": SOMALI},
        {"do": "undo", "decision": 1},
    ]


@pytest.mark.parametrize("text", ["", "  \u200b "])
def test_a_sentence_cannot_be_emptied_and_the_rest_stays_typed(desk: Desk, text: str) -> None:
    response = press(desk, draft(desk), **{"text-1": text, "text-2": BENGALI})
    assert response.status_code == 422
    assert "Sentence 1 is empty." in response.text
    assert f"\n{BENGALI}</textarea>" in response.text
    assert desk.log == []


def test_what_was_typed_into_one_sentence_can_be_dropped(desk: Desk) -> None:
    page = press(desk, draft(desk), **{"text-1": "", "text-2": SOMALI}).text
    assert '<p class="said" dir="auto">You need more parking for residents.</p>' in page
    page = press(desk, page, "/check", drop="1").text
    assert "\nYou need more parking for residents.</textarea>" in page
    press(desk, page)
    assert desk.log == [{"do": "edit", "theme": "q1.01", "ordinal": 2, "text": SOMALI}]


# Checks


def test_checking_without_scripts_shows_what_was_typed_and_records_nothing(desk: Desk) -> None:
    page = draft(desk)
    response = press(desk, page, "/check", **{"text-1": "You want three people at the Acme Tower."})
    assert response.status_code == 200
    assert desk.log == []
    assert "\nYou want three people at the Acme Tower.</textarea>" in response.text
    assert "states an exact number of people below five" in response.text
    assert "1 change is not saved yet." in response.text
    press(desk, response.text)
    assert desk.log == [
        {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": "You want three people at the Acme Tower."}
    ]


def test_the_checked_page_knows_no_more_of_others_than_the_page_before(desk: Desk) -> None:
    page = draft(desk)
    desk.live.record("Bo", [{"do": "edit", "theme": "q1.01", "ordinal": 2, "text": SOMALI}])
    checked = press(desk, page, "/check", **{"text-1": ARABIC, "text-2": BENGALI}).text
    response = press(desk, checked)
    assert response.status_code == 409
    assert len(desk.log) == 1


def test_checking_what_others_left_alone_does_not_revert_them(desk: Desk) -> None:
    page = draft(desk)
    desk.live.record("Bo", [{"do": "edit", "theme": "q1.01", "ordinal": 2, "text": SOMALI}])
    checked = press(desk, page, "/check", **{"text-1": ARABIC}).text
    assert f"\n{SOMALI}</textarea>" in checked
    press(desk, checked)
    assert desk.log[1:] == [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": ARABIC}]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("You want Acme to pay.", "wrong", "has a name or an acronym that no answer it rests on has: “Acme”"),
        ("Call Amina Khatun on 07700 900123.", "wrong", "may hold personal data"),
        ("You want 77 bays.", "wrong", "has a number that no answer it rests on has"),
        ("You want parking in respect of residents.", "look", "Not everybody knows “in respect of”"),
        ("I am 83 and my wife has dementia.", "look", "may point to one person"),
        (" ".join(["You want more parking for residents"] * 5), "look", "words"),
        (BENGALI, "look", "Could not be checked"),
    ],
)
def test_every_kind_of_check_looks_at_what_is_typed(desk: Desk, text: str, kind: str, said: str) -> None:
    found = marks(data(desk, draft(desk), **{"text-1": text}), 1, kind)
    assert any(said in mark for mark in found), found


def test_the_number_of_words_is_of_what_was_typed_in_any_script(desk: Desk) -> None:
    found = data(desk, draft(desk), **{"text-1": BENGALI, "text-2": SOMALI})
    assert [found["sentences"][name]["words"] for name in ("1", "2")] == [5, 4]
    assert found["summary"].endswith("2 changes are not saved yet.")


def test_a_draft_as_it_stands_says_what_the_gate_says(desk: Desk) -> None:
    press(desk, draft(desk), **{"text-1": "You want three people at the Acme Tower."})
    page = draft(desk)
    blocked = [item.reason for item in desk.live.obstacles.get(desk.live.now()).value or () if item.theme_id == "q1.01"]
    assert any("states an exact number" in reason for reason in blocked)
    assert "This sentence states an exact number of people below five." in page
    assert page.count("has a name or an acronym that no answer it rests on has: “Acme”") == 2


def test_a_form_of_another_page_gets_no_checks(desk: Desk) -> None:
    response = desk.client.post(
        "/check", data={"theme": "q1.01", "text-1": "x"}, headers={"accept": "application/json"}
    )
    assert response.status_code == 403


def test_personal_data_can_be_published_with_placeholders_and_typing_is_kept(desk: Desk) -> None:
    text = "You want parking. Write to amina.khatun@example.org."
    page = press(desk, draft(desk), "/check", **{"text-1": text}).text
    assert "Publish with placeholders" in page
    press(desk, page, "/draft/redact", redact="1")
    assert desk.log == [
        {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": text},
        {"do": "redact", "theme": "q1.01", "ordinal": 1},
    ]
    page = draft(desk)
    assert "Published as “You want parking. Write to [" in page
    assert 'formaction="/draft/redact" name="redact" value="1"' not in page


def test_a_sentence_is_left_out_and_put_back(desk: Desk) -> None:
    page = desk.get("/draft", id="q1.02")
    assert 'name="leave_out" value="0"' not in page
    press(desk, page, "/draft/leave-out", leave_out="1")
    page = desk.get("/draft", id="q1.02")
    assert desk.log == [{"do": "leave_out", "theme": "q1.02", "ordinal": 1}]
    assert 'id="text-1"' not in page
    [entry] = desk.live.now().reviewed.decisions
    assert f"left out by <bdi>Amina Khatun</bdi>, {story(entry).when}." in page
    press(desk, page, "/draft/restore", edit="1")
    assert 'id="text-1"' in desk.get("/draft", id="q1.02")


@pytest.mark.parametrize("text", [BENGALI, SOMALI, ARABIC, EMOJI])
def test_a_sentence_is_left_out_as_it_was_worded_and_what_was_typed_elsewhere_is_recorded(
    desk: Desk, text: str
) -> None:
    edit = {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": text}
    leave_out = {"do": "leave_out", "theme": "q1.01", "ordinal": 1}
    desk.live.record("Ruth", [edit])
    values = {"text-1": "Not this.", "text_outcome": "We did.", "outcome": "we_did"}
    press(desk, draft(desk), "/draft/leave-out", leave_out="1", **values)
    outcome = {"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "We did."}
    assert desk.log == [edit, outcome, leave_out]
    page = draft(desk)
    assert f'<li><span dir="auto">{text}</span>' in page
    press(desk, page, "/draft/restore", edit="3")
    assert f"\n{text}</textarea>" in draft(desk)


def test_an_emptied_sentence_is_not_saved_but_can_be_left_out(desk: Desk) -> None:
    page = press(desk, draft(desk), **{"text-1": " "}).text
    assert "or leave it out with its button" in page
    press(desk, page, "/draft/leave-out", leave_out="1")
    assert [entry["do"] for entry in desk.log] == ["leave_out"]


def test_the_figure_stays_whatever_a_form_says(desk: Desk) -> None:
    response = press(desk, draft(desk), "/draft/leave-out", leave_out="0")
    assert (response.status_code, desk.log) == (422, [])
    assert "says how many people raised it: it has to stay." in response.text


def test_a_sentence_that_somebody_left_out_meanwhile_is_not_worded(desk: Desk) -> None:
    page = draft(desk)
    desk.live.record("Ruth", [{"do": "leave_out", "theme": "q1.01", "ordinal": 1}])
    response = press(desk, page, **{"text-1": BENGALI})
    assert (response.status_code, [entry["do"] for entry in desk.log]) == (409, ["leave_out"])
    assert BENGALI in response.text


def test_words_left_out_that_stand_under_another_theme_are_said_to(desk: Desk) -> None:
    words = "রাতে রাস্তার আলো জ্বলে না।"
    desk.live.record(
        "Ruth", [{"do": "edit", "theme": name, "ordinal": 1, "text": words} for name in ("q1.01", "q1.02")]
    )
    desk.live.record("Ruth", [{"do": "leave_out", "theme": "q1.02", "ordinal": 1}])
    page = desk.get("/draft", id="q1.02")
    assert 'The same words still stand under <a href="/draft?id=q1.01"' in page
    desk.live.record("Ruth", [{"do": "leave_out", "theme": "q1.01", "ordinal": 1}])
    assert "The same words" not in desk.get("/draft", id="q1.02")


def test_words_of_people_who_were_not_asked_are_said_to_be_left_out(desk: Desk) -> None:
    desk.live.record("Ruth", [{"do": "consent", "quotes": "refuse"}])
    assert draft(desk).count("Left out of what is published") == 2


# The outcome


def test_an_outcome_is_recorded_as_a_workbook_would_with_what_is_filled_in_alone(desk: Desk) -> None:
    press(
        desk, draft(desk), outcome="could_not", text_outcome="We could not.\r\nNot now.", because="cost",
        reason="খরচ বেশি।", instead="Bus", owner="", date="2027-03-31",
    )  # fmt: skip
    assert desk.log == [
        {
            "do": "outcome", "theme": "q1.01", "outcome": "could_not", "text": "We could not.\nNot now.",
            "because": "cost", "reason": "খরচ বেশি।", "instead": "Bus", "date": "2027-03-31",
        }
    ]  # fmt: skip
    page = draft(desk)
    assert 'value="could_not" checked' in page
    press(desk, page, **{"text-1": BENGALI})
    assert desk.log[1:] == [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": BENGALI}]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text_outcome": "We did."}, "Choose an outcome"),
        ({"outcome": "we_did"}, "Say in one or two sentences"),
        ({"outcome": "could_not", "text_outcome": "No."}, "needs the reason, in one plain sentence"),
        ({"outcome": "could_not", "text_outcome": "No.", "reason": "Cost."}, "needs the kind of reason"),
        ({"outcome": "we_did", "text_outcome": "Yes.", "because": "law"}, "belongs to “We could not” only"),
        ({"outcome": "we_will", "text_outcome": "Yes.", "date": "31/03/2027"}, "Write the date as 2027-03-31"),
    ],
)
def test_an_outcome_that_is_not_whole_is_not_recorded_and_stays_filled_in(
    desk: Desk, given: dict[str, str], said: str
) -> None:
    response = press(desk, draft(desk), **{"text-2": SOMALI, **given})
    assert response.status_code == 422
    assert said in response.text
    assert f"\n{SOMALI}</textarea>" in response.text
    assert f"\n{given.get('text_outcome', '')}</textarea>" in response.text
    assert desk.log == []


def test_the_outcome_is_checked_too(desk: Desk) -> None:
    found = data(
        desk, draft(desk), outcome="we_will", text_outcome="We will utilise it. Call 07700 900123.", owner="Ruth Shah",
        date="2027-01-01",
    )["outcome"]  # fmt: skip
    assert {"kind": "wrong", "text": "The outcome may hold personal data (telephone number). Rewrite it."} in found
    assert any("Not everybody knows “utilise”" in mark["text"] for mark in found)
    # Who is responsible may be named.
    assert not any("owner" in mark["text"] for mark in found)


def test_saving_can_go_on_to_the_next_theme_that_needs_something(desk: Desk) -> None:
    desk.live.record("Ruth", [{"do": "outcome", "theme": "q1.02", "outcome": "we_did", "text": "Lights."}])
    desk.live.record("Ruth", [{"do": "approve", "theme": "q1.02"}])
    response = press(desk, draft(desk), go="next", outcome="we_did", text_outcome="Bays.")
    assert response.url.params["id"] == "q1.03"
    assert "Undo" in response.text


# Approving


def with_outcome(desk: Desk) -> None:
    desk.live.record("Ruth", [{"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "We did."}])


def test_a_theme_is_approved_with_what_was_typed_as_one_thing_to_undo(desk: Desk) -> None:
    response = press(
        desk, draft(desk), "/draft/approve", outcome="we_did", text_outcome="We did.", **{"text-1": "You want bays."}
    )
    assert [payload["do"] for payload in desk.log] == ["edit", "outcome", "approve"]
    assert desk.live.now().reviewed.approved_by == {"q1.01": ("Amina Khatun",)}
    assert "Approved by Amina Khatun" in response.text
    assert "Undo all 3" in response.text
    assert 'formaction="/draft/approve"' not in draft(desk)


def test_a_theme_without_outcome_is_not_approved(desk: Desk) -> None:
    response = press(desk, draft(desk), "/draft/approve")
    assert response.status_code == 422
    assert "Say first what the council did" in response.text
    assert desk.log == []


@pytest.mark.parametrize(
    "change",
    [
        {"do": "edit", "theme": "q1.01", "ordinal": 2, "text": SOMALI},
        {"do": "rename", "theme": "q1.01", "title": "Bays"},
        {"do": "unassign", "answer": ["r2", "q1"], "theme": "q1.01"},
        {"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Soon."},
    ],
)
def test_an_approval_of_what_somebody_changed_in_between_is_refused(desk: Desk, change: dict[str, Any]) -> None:
    with_outcome(desk)
    page = draft(desk)
    desk.live.record("Bo Berg", [change])
    response = press(desk, page, "/draft/approve")
    assert response.status_code == 409
    assert "Bo Berg" in response.text
    # To record it all the same would be to approve words that this officer has not seen.
    assert "/draft/approve" not in [form["action"] for form in forms_in(response.text)]
    assert "approve" not in [payload["do"] for payload in desk.log]


def test_an_approval_of_an_earlier_analysis_is_refused(desk: Desk, folder: Path) -> None:
    with_outcome(desk)
    page = draft(desk)
    tables = sample()
    write_tables(replace(tables, drafts=tables.drafts.assign(text=tables.drafts["text"] + " Or so.")), folder)
    response = press(desk, page, "/draft/approve")
    assert response.status_code == 409
    assert "The analysis was made anew meanwhile" in response.text
    assert len(desk.log) == 1


def test_an_edit_of_an_earlier_analysis_is_refused_and_shown(desk: Desk, folder: Path) -> None:
    page = draft(desk)
    tables = sample()
    write_tables(replace(tables, drafts=tables.drafts.assign(text=tables.drafts["text"] + " Or so.")), folder)
    # Checking in between does not make it a page of the new one.
    checked = press(desk, page, "/check", **{"text-1": BENGALI}).text
    response = press(desk, checked)
    assert response.status_code == 409
    assert BENGALI in response.text
    assert desk.log == []


def test_what_was_typed_survives_a_newer_decision_and_can_be_recorded_all_the_same(desk: Desk) -> None:
    page = draft(desk)
    desk.live.record("Bo", [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": SOMALI}])
    response = press(desk, page, **{"text-1": BENGALI})
    assert response.status_code == 409
    assert response.text.count("<blockquote") == 1
    desk.send(response.text, "/draft/save")
    assert desk.log[1:] == [{"do": "edit", "theme": "q1.01", "ordinal": 1, "text": BENGALI}]


def test_what_was_typed_on_a_theme_that_is_gone_is_shown(desk: Desk) -> None:
    page = draft(desk)
    desk.live.record("Bo", [{"do": "merge", "themes": ["q1.01"], "into": "q1.02"}])
    response = press(desk, page, **{"text-1": BENGALI})
    assert response.status_code == 409
    assert BENGALI in response.text


def test_a_lapsed_approval_says_why(desk: Desk) -> None:
    with_outcome(desk)
    press(desk, draft(desk), "/draft/approve")
    desk.live.record("Bo Berg", [{"do": "rename", "theme": "q1.01", "title": "Bays"}])
    page = draft(desk)
    assert "Changed since Amina Khatun approved it" in page
    assert "Renamed “Parking for residents” to “Bays”" in page


def test_a_second_different_person_has_to_approve_where_the_settings_say_so(tmp_path: Path) -> None:
    desk = two_approvals(tmp_path)
    with_outcome(desk)
    assert "Two different people have to approve each theme." in draft(desk)
    press(desk, draft(desk), "/draft/approve")
    page = draft(desk)
    assert "the second approval is for somebody else" in page
    assert 'formaction="/draft/approve"' not in page
    # The same person under nearly the same name is nobody else.
    same = desk.browser("amina  khatun")
    assert 'formaction="/draft/approve"' not in draft(desk, client=same)
    bo = desk.browser("Bo Berg")
    press(desk, draft(desk, client=bo), "/draft/approve", client=bo)
    assert desk.live.now().reviewed.approved_by["q1.01"] == ("Amina Khatun", "Bo Berg")


# What stands in the way


def test_a_named_person_can_let_a_check_pass_with_a_reason(desk: Desk) -> None:
    press(desk, draft(desk), **{"text-1": "You want Acme to pay."})
    page = draft(desk)
    refused = press(desk, page, "/draft/override", check="failed_check")
    assert refused.status_code == 422
    assert "Say why this may be published all the same." in refused.text
    press(desk, page, "/draft/override", check="failed_check", **{"reason-failed_check": "নাম ঠিক আছে।"})
    assert desk.log[1:] == [{"do": "override", "theme": "q1.01", "check": "failed_check", "reason": "নাম ঠিক আছে।"}]
    page = draft(desk)
    assert "Let pass by Amina Khatun" in page
    assert 'name="reason-failed_check"' not in page


def test_what_nobody_may_let_pass_has_no_field_for_a_reason(desk: Desk) -> None:
    page = draft(desk)
    assert "It has no outcome yet." in page
    assert 'formaction="/draft/override"' not in page


def test_a_group_shows_its_title_and_themes_and_can_be_approved(desk: Desk) -> None:
    page = draft(desk, "q1.00")
    assert "<textarea" not in page
    assert 'href="/draft?id=q1.01"' in page
    assert '<a href="/draft?id=q1.02" dir="auto">রাস্তার আলো</a>' in page
    press(desk, page, "/draft/approve")
    assert desk.log == [{"do": "approve", "theme": "q1.00"}]


def test_a_theme_that_is_not_there_is_told_plainly(desk: Desk) -> None:
    response = desk.client.get("/draft", params={"id": NASTY})
    assert response.status_code == 404
    assert "There is no such theme any more." in response.text


@pytest.mark.parametrize(("path", "name"), [("/draft/redact", "redact"), ("/draft/restore", "edit")])
@pytest.mark.parametrize("value", ["x", "٣" * 12, "999"])
def test_a_button_that_names_no_sentence_records_nothing(desk: Desk, path: str, name: str, value: str) -> None:
    assert press(desk, draft(desk), path, **{name: value}).status_code in (400, 422)
    assert desk.log == []


@pytest.mark.browser
def test_checks_come_while_typing_and_are_said_once(served: tuple[Desk, str]) -> None:
    from playwright.sync_api import expect, sync_playwright

    desk, link = served
    theme = next(name for name in desk.live.now().themes if name not in desk.live.now().groups)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(link)
        page.fill("#name", "Amina Khatun")
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        page.goto(f"{link.split('/open')[0]}/draft?id={theme}")
        part = page.locator("[data-sentence='1']")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/check") else None)
        part.locator("textarea").press_sequentially(" Call Acme on 07700 900123.", delay=5)
        expect(part.locator(".marks")).to_contain_text("may hold personal data")
        expect(part.get_by_role("button", name="Publish with placeholders")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("1 change is not saved yet.")
        assert len(asked) <= 2
        browser.close()
    assert desk.log == []
