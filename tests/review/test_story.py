from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from textmine.draft import draft_themes
from textmine.model import Decision
from textmine.review.batch import Batch
from textmine.review.session import Session
from textmine.review.story import Story, fold, story
from textmine.review.telling import wording
from textmine.review.verbs import VERBS
from textmine.tables import Tables

from .sample import TEXTS

Log = Callable[..., list[Decision]]
MORNING = "2026-05-03T09:02:11+00:00"
LINE = TEXTS["r5", "q1"][1]


@pytest.fixture
def log(tables: Tables) -> Log:
    """Take decisions and return the log."""

    def taken(*decisions: dict[str, Any], by: str = "Amina") -> list[Decision]:
        return Batch(by, partial(Session, tables, draft_themes)).plan([], decisions)

    return taken


@pytest.fixture(autouse=True)
def _in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def put(theme: str, parent: str) -> dict[str, str]:
    return {"do": "group", "theme": theme, "parent": parent}


def outcome(kind: str, text: str, reason: str = "") -> dict[str, str]:
    return {"do": "outcome", "theme": "q1.03", "outcome": kind, "text": text, "reason": reason}


RENAME = {"do": "rename", "theme": "q1.02", "title": "Street lights"}
MERGE = {"do": "merge", "themes": ["q1.02", "q1.03"], "into": "q1.01"}
CREATE = {"do": "create", "question": "q1", "title": "Bisadaha"}
SPLIT = {"do": "split", "theme": "q1.01", "answers": [["r2", "q1"], ["r4", "q1"]], "title": "পার্কিং"}
ASIDE = {"do": "set_aside", "theme": "q1.03", "reason": "Ma khusayso golaha."}
TRANSLATE = {
    "do": "translate", "text": LINE, "language": "bn", "into": "en", "translation": "The light is out.",
    "translator": "R. Begum",
}  # fmt: skip


@pytest.mark.parametrize(
    ("decisions", "wanted"),
    [
        ([RENAME], "Renamed “রাস্তার আলো” to “Street lights”"),
        (
            [RENAME, {"do": "describe", "theme": "q1.02", "description": "Nalalka"}],
            "Changed the description of “Street lights”",
        ),
        (
            [{"do": "describe", "theme": "q1.02", "description": ""}],
            "Took the description of “রাস্তার আলো” away",
        ),
        ([MERGE], "Merged “রাস্তার আলো” and “Geedo iyo beero” into “Parking for residents”"),
        (
            [{"do": "merge", "themes": ["q1.02"], "into": "q1.03"}],
            "Merged “রাস্তার আলো” into “Geedo iyo beero”",
        ),
        ([SPLIT], "Made the theme “পার্কিং” of 2 answers of “Parking for residents”"),
        ([CREATE], "Made the theme “Bisadaha”"),
        ([put("q1.03", "q1.00")], "Put “Geedo iyo beero” under “Streets”"),
        (
            [CREATE, put("q1.03", "q1.n1"), put("q1.01", "q1.n1")],
            "Moved “Parking for residents” from “Streets” to “Bisadaha”",
        ),
        (
            [CREATE, put("q1.01", "q1.n1"), put("q1.02", "q1.n1")],
            "Moved “রাস্তার আলো” from “Streets” to “Bisadaha”, and the empty group went",
        ),
        ([put("q1.02", "")], "Took “রাস্তার আলো” out of the group “Streets”"),
        (
            [put("q1.01", ""), put("q1.02", "")],
            "Took “রাস্তার আলো” out of the group “Streets”, which went with its last theme",
        ),
        ([put("q1.03", "")], "Left “Geedo iyo beero” where it was"),
        (
            [{"do": "assign", "answer": ["r7", "q1"], "theme": "q1.01"}],
            "Put answer r7 (q1) into “Parking for residents”",
        ),
        (
            [{"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"}],
            "Took answer r7 (q1) out of “Geedo iyo beero”",
        ),
        (
            [{"do": "confirm", "answer": ["r5", "q1"], "theme": "q1.02"}],
            "Confirmed that answer r5 (q1) belongs to “রাস্তার আলো”",
        ),
        ([{"do": "learn"}], "Looked for answers to assign again, and found none"),
        (
            [{"do": "language", "answer": ["r4", "q1"], "language": "so"}],
            "Corrected the language of answer r4 (q1) from Bengali in Latin letters to Somali",
        ),
        (
            [{"do": "edit", "theme": "q1.02", "ordinal": 1, "text": "আলো চাই।"}],
            "Reworded sentence 1 of “রাস্তার আলো”",
        ),
        (
            [{"do": "redact", "theme": "q1.02", "ordinal": 0}],
            "Put placeholders for personal details into sentence 0 of “রাস্তার আলো”",
        ),
        ([{"do": "leave_out", "theme": "q1.02", "ordinal": 1}], "Left out sentence 1 of “রাস্তার আলো”"),
        ([TRANSLATE], "Recorded a translation from Bengali into English by R. Begum"),
        (
            [{"do": "heading", "language": "so", "entry": "approved"}],
            "Approved a heading of the pages in Somali: “Waxaa daabacaadda oggolaaday {names}.”",
        ),
        (
            [{"do": "consent", "quotes": "allow"}],
            "Allowed quotes from people who were never asked whether they agree",
        ),
        (
            [{"do": "consent", "quotes": "refuse"}],
            "Decided that people who were never asked whether they agree are not quoted",
        ),
        ([{"do": "open_data", "publish": "allow"}], "Allowed answers to be published as open data"),
        ([{"do": "open_data", "publish": "refuse"}], "Decided that answers are not published as open data"),
        (
            [{"do": "open_data", "publish": "refuse", "answer": ["r1", "q1"]}],
            "Left answer r1 (q1) out of the open data",
        ),
        ([outcome("we_did", "Trees.")], "Recorded the outcome of “Geedo iyo beero”: we did"),
        (
            [outcome("still_deciding", "Later."), outcome("could_not", "No.", "Qaali")],
            "Changed the outcome of “Geedo iyo beero” from “still deciding” to “we could not”",
        ),
        (
            [outcome("we_will", "Soon."), outcome("we_will", "In spring.")],
            "Reworded the outcome of “Geedo iyo beero” (we will)",
        ),
        ([ASIDE], "Set “Geedo iyo beero” aside"),
        ([ASIDE | {"theme": "q1.00"}], "Set “Streets” aside, with 2 themes below it"),
        ([{"do": "approve", "theme": "q1.02"}], "Approved “রাস্তার আলো”"),
        ([{"do": "approve", "all": True}], "Approved 6 themes"),
        (
            [{"do": "override", "theme": "q1.02", "check": "failed_check", "reason": "সত্য"}],
            "Let “রাস্তার আলো” pass the check “failed check”",
        ),
        ([RENAME, {"do": "undo", "decision": 1}], "Undid decision 1 of Amina: renaming a theme"),
    ],
)
def test_a_decision_is_told_in_one_sentence(log: Log, decisions: list[dict[str, Any]], wanted: str) -> None:
    assert story(log(*decisions)[-1]).text == wanted


def test_an_undo_says_what_it_undid_or_brought_back(log: Log) -> None:
    past = log(MERGE, *({"do": "undo", "decision": number} for number in (1, 2, 3)))
    merged = "merged “রাস্তার আলো” and “Geedo iyo beero” into “Parking for residents”"
    assert [story(decision, past=past).text for decision in past[1:]] == [
        f"Undid decision 1 of Amina: {merged}",
        f"Brought decision 1 of Amina back: {merged}",
        f"Undid decision 1 of Amina: {merged}",
    ]


def test_every_verb_has_its_words_alone_in_a_row_and_undone() -> None:
    words = wording()
    assert set(words["many"]) == set(words["undone"]) == {*VERBS, "other"}
    assert set(VERBS) - {name for name in words["one"]} == {"consent", "open_data"}


def test_titles_and_names_are_set_apart_from_the_words(log: Log) -> None:
    past = log(RENAME | {"title": "  الأشجار\nفي الحي "}, {"do": "undo", "decision": 1}, by="آمنة")
    parts = story(past[1], past=past).parts
    assert [part.text for part in parts if part.is_name] == ["آمنة", "রাস্তার আলো", "الأشجار في الحي"]
    plain = [part.text for part in parts if not part.is_name]
    assert plain == ["Undid decision 1 of ", ": renamed “", "” to “", "”"]


def test_nobodys_words_are_told(log: Log) -> None:
    past = log(
        TRANSLATE,
        ASIDE,
        SPLIT,
        outcome("we_did", "Secret outcome.", "Secret reason."),
        {"do": "edit", "theme": "q1.02", "ordinal": 1, "text": "Secret sentence."},
        {"do": "describe", "theme": "q1.02", "description": "Secret description."},
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.02"},
    )
    told = " ".join(story(decision, past=past).text for decision in past)
    assert "Secret" not in told
    assert "Ma khusayso" not in told
    assert "The light is out" not in told
    assert not [text for _, text in TEXTS.values() if text and text in told]


def test_when_is_local_and_readable(log: Log) -> None:
    [decision] = log(RENAME)
    winter, summer = replace(decision, at="2026-01-31T23:58:00+00:00"), replace(decision, at=MORNING)
    assert (story(winter).when, story(summer).when) == ("31 January 2026, 23:58", "3 May 2026, 10:02")
    assert story(replace(decision, at="yesterday")).when == "yesterday"


def test_a_title_that_was_not_recorded_is_todays_or_the_id() -> None:
    old = Decision(1, MORNING, "Amina", "approve", {"do": "approve", "theme": "q1.02"})
    assert story(old, {"q1.02": "আলো"}).text == "Approved “আলো”"
    assert story(old).text == "Approved “q1.02”"


@pytest.mark.parametrize("do", [*VERBS, "fly"])
def test_what_textmine_did_not_write_is_told_by_its_number(do: str) -> None:
    odd = Decision(7, "", "x", do, {"do": do, "answer": 3, "themes": 4, "theme": None}, before={"named": []})
    assert story(odd).text == "Recorded decision 7"


def later(decisions: list[Decision], *minutes: float) -> list[Decision]:
    """The decisions, so many minutes after 10:02 each."""
    return [
        replace(decision, at=f"2026-05-03T09:{2 + int(minute):02}:{int(60 * (minute % 1)):02}+00:00")
        for decision, minute in zip(decisions, minutes, strict=True)
    ]


def confirm(answer: str, theme: str) -> dict[str, Any]:
    return {"do": "confirm", "answer": [answer, "q1"], "theme": theme}


def told(stories: list[Story]) -> list[tuple[str, str, list[int]]]:
    return [(one.text, one.when, [decision.number for decision in one.decisions]) for one in stories]


def test_decisions_alike_in_a_row_are_summed_up(log: Log) -> None:
    past = log(confirm("r1", "q1.01"), confirm("r1", "q1.02"), confirm("r3", "q1.03"), RENAME)
    assert told(fold(later(past, 0, 4.5, 9, 9))) == [
        ("Confirmed 2 answers in 3 themes", "3 May 2026, 10:02–10:11", [1, 2, 3]),
        ("Renamed “রাস্তার আলো” to “Street lights”", "3 May 2026, 10:11", [4]),
    ]


def test_the_newest_first_is_summed_up_alike(log: Log) -> None:
    past = later(log(confirm("r5", "q1.02"), confirm("r6", "q1.02")), 0, 1)
    assert told(fold(reversed(past))) == [("Confirmed 2 answers in “রাস্তার আলো”", "3 May 2026, 10:02–10:03", [2, 1])]


@pytest.mark.parametrize("minutes", [(0, 5.1), (30, 0)])
def test_decisions_far_apart_stay_apart(log: Log, minutes: tuple[float, float]) -> None:
    past = later(log(confirm("r5", "q1.02"), confirm("r6", "q1.02")), *minutes)
    assert [len(one.decisions) for one in fold(past)] == [1, 1]


def test_decisions_of_others_and_those_undone_stay_apart(log: Log) -> None:
    past = later(log(*(confirm(answer, "q1.01") for answer in ("r1", "r2", "r3", "r4"))), 0, 0, 0, 0)
    assert [len(one.decisions) for one in fold([*past[:2], replace(past[2], by="Badri"), past[3]])] == [2, 1, 1]
    assert [len(one.decisions) for one in fold(past, apart={2})] == [1, 1, 2]


def test_folding_loses_no_decision_and_keeps_the_order(log: Log) -> None:
    past = log(
        CREATE, CREATE, RENAME, confirm("r1", "q1.01"), confirm("r2", "q1.01"), {"do": "approve", "all": True},
        outcome("we_did", "Trees."), {"do": "undo", "decision": 3}, {"do": "undo", "decision": 1}, TRANSLATE,
    )  # fmt: skip
    stories = fold(past, past=past)
    assert [decision for one in stories for decision in one.decisions] == past
    assert [one.text for one in stories if len(one.decisions) > 1] == [
        "Made 2 themes",
        "Confirmed 2 answers in “Parking for residents”",
        "Undid 2 decisions",
    ]


def test_over_midnight_both_days_are_said(log: Log) -> None:
    [first, second] = log(confirm("r5", "q1.02"), confirm("r6", "q1.02"))
    run = [replace(first, at="2026-05-03T22:58:00+00:00"), replace(second, at="2026-05-03T23:01:00+00:00")]
    assert [one.when for one in fold(run)] == ["3 May 2026, 23:58 – 4 May 2026, 00:01"]
