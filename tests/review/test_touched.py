"""Which newer decisions make a form stale. English, Bengali, Somali and Arabic answers and titles throughout."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.resources import files
from typing import Any

import pytest

from textmine.draft import draft_themes
from textmine.model import Decision
from textmine.review.batch import Batch
from textmine.review.session import Session
from textmine.review.touched import _KEYS, overtaken, rests_on, touched
from textmine.review.verbs import VERBS
from textmine.tables import Tables

Given = dict[str, Any]
Since = Callable[..., tuple[list[Decision], list[Decision]]]
PARKING, LIGHTS, TREES, GROUP = "q1.01", "q1.02", "q1.03", "q1.00"
EN, BN, SO, BN_LATN, AR = (["r1", "q1"], ["r2", "q1"], ["r3", "q1"], ["r4", "q1"], ["r7", "q1"])
LINE = "রাতে রাস্তার আলো জ্বলে না।"


def rename(theme: str = LIGHTS, title: str = "Nalalka waddada") -> Given:
    return {"do": "rename", "theme": theme, "title": title}


def describe(theme: str = LIGHTS) -> Given:
    return {"do": "describe", "theme": theme, "description": "রাস্তার বাতি"}


def merge(into: str, *themes: str) -> Given:
    return {"do": "merge", "themes": list(themes), "into": into}


def split(*answers: list[str], theme: str = PARKING) -> Given:
    return {"do": "split", "theme": theme, "answers": list(answers), "title": "গাড়ি রাখা"}


def on(verb: str, answer: list[str], theme: str = PARKING) -> Given:
    return {"do": verb, "answer": answer, "theme": theme}


def group(theme: str, parent: str) -> Given:
    return {"do": "group", "theme": theme, "parent": parent}


def language(answer: list[str], tag: str = "so") -> Given:
    return {"do": "language", "answer": answer, "language": tag}


def edit(theme: str = LIGHTS, ordinal: int = 0) -> Given:
    return {"do": "edit", "theme": theme, "ordinal": ordinal, "text": "আলো চাই।"}


def redact(theme: str = LIGHTS, ordinal: int = 0) -> Given:
    return {"do": "redact", "theme": theme, "ordinal": ordinal}


def outcome(theme: str = LIGHTS, text: str = "New lamps.") -> Given:
    return {"do": "outcome", "theme": theme, "outcome": "we_did", "text": text}


def aside(theme: str = LIGHTS) -> Given:
    return {"do": "set_aside", "theme": theme, "reason": "Ma khusayso"}


def approve(theme: str | None = LIGHTS) -> Given:
    return {"do": "approve", "all": True} if theme is None else {"do": "approve", "theme": theme}


def override(theme: str = LIGHTS, check: str = "failed_check") -> Given:
    return {"do": "override", "theme": theme, "check": check, "reason": "সত্য"}


def create(title: str = "Bisadaha", question: str = "q1") -> Given:
    return {"do": "create", "question": question, "title": title}


def translate(into: str = "en", text: str = LINE) -> Given:
    given = {"do": "translate", "text": text, "language": "bn", "into": into}
    return {**given, "translation": "No light at night.", "translator": "R. Begum"}


def heading(language: str = "bn", entry: str = "") -> Given:
    return {"do": "heading", "language": language, "entry": entry}


def consent(quotes: str = "allow") -> Given:
    return {"do": "consent", "quotes": quotes}


def undo(number: int) -> Given:
    return {"do": "undo", "decision": number}


@pytest.fixture
def log(tables: Tables) -> Since:
    """Take decisions; return those after the first `seen`, and the whole log."""

    def taken(*decisions: Given, seen: int = 0) -> tuple[list[Decision], list[Decision]]:
        past = Batch("Amina", partial(Session, tables, draft_themes)).plan([], decisions)
        return past[seen:], past

    return taken


def test_every_verb_is_in_the_table_and_every_key_of_it_is_known() -> None:
    text = files("textmine.review").joinpath("data", "touched.toml").read_text(encoding="utf-8")
    verbs = tomllib.loads(text)["verbs"]
    lines = [line for entry in verbs.values() for part in entry.values() for line in part]
    assert set(verbs) == set(VERBS) - {"undo"}
    assert {key for line in lines for key in line.split()[1:]} == set(_KEYS)


COLLIDING = [
    # (about to be taken, taken meanwhile)
    (rename(), rename(title="Lights")),
    (rename(), merge(PARKING, LIGHTS)),
    (describe(), describe()),
    (merge(PARKING, LIGHTS), rename()),
    (merge(PARKING, LIGHTS), rename(PARKING)),
    (merge(PARKING, LIGHTS), describe()),
    (merge(PARKING, LIGHTS), split(BN)),
    (merge(PARKING, LIGHTS), group(LIGHTS, "")),
    (merge(PARKING, LIGHTS), outcome()),
    (merge(PARKING, LIGHTS), approve()),
    (merge(PARKING, LIGHTS), edit()),
    (merge(PARKING, LIGHTS), aside()),
    (merge(PARKING, LIGHTS), merge(LIGHTS, TREES)),
    (merge(TREES, GROUP), outcome(PARKING)),
    (split(BN, SO), on("unassign", SO)),
    (split(BN, SO), split(SO)),
    (split(BN, SO), rename(PARKING)),
    (create("সবুজ  এলাকা"), create("সবুজ এলাকা")),
    (create("Bisadaha"), create("bisadaha")),
    (group(TREES, GROUP), group(TREES, "")),
    (group(TREES, GROUP), rename(GROUP)),
    (group(TREES, GROUP), merge(TREES, GROUP)),
    (on("assign", AR), on("assign", AR, LIGHTS)),
    (on("assign", AR), on("unassign", AR, TREES)),
    (on("assign", AR), merge(LIGHTS, PARKING)),
    (on("confirm", BN), on("unassign", BN)),
    (on("confirm", SO), on("assign", SO, LIGHTS)),
    (on("confirm", SO), split(SO)),
    (on("unassign", BN), on("confirm", BN)),
    (on("unassign", BN), merge(LIGHTS, PARKING)),
    (language(BN_LATN, "bn"), language(BN_LATN)),
    (edit(), edit()),
    (edit(), redact()),
    (redact(), edit()),
    (edit(), on("assign", AR, LIGHTS)),
    (edit(), on("unassign", ["r5", "q1"], LIGHTS)),
    (edit(), merge(LIGHTS, TREES)),
    (edit(), language(["r5", "q1"])),
    (edit(), on("assign", ["r8", "q1"], TREES)),
    (outcome(), outcome(text="Nalal cusub.")),
    (outcome(), aside()),
    (outcome(), merge(PARKING, LIGHTS)),
    (aside(), rename()),
    (aside(), group(LIGHTS, "")),
    (aside(), outcome()),
    (aside(), approve()),
    (aside(), aside()),
    (aside(GROUP), outcome(LIGHTS)),
    (aside(GROUP), rename(LIGHTS)),
    (aside(GROUP), approve(LIGHTS)),
    (approve(), rename()),
    (approve(), describe()),
    (approve(), edit()),
    (approve(), redact()),
    (approve(), outcome()),
    (approve(), on("assign", AR, LIGHTS)),
    (approve(), on("unassign", EN, LIGHTS)),
    (approve(), split(["r5", "q1"], theme=LIGHTS)),
    (approve(), merge(LIGHTS, TREES)),
    (approve(), merge(PARKING, LIGHTS)),
    (approve(), group(LIGHTS, "")),
    (approve(), aside()),
    (approve(), language(["r5", "q1"])),
    (approve(), on("assign", ["r8", "q1"], TREES)),
    (approve(GROUP), on("assign", AR, LIGHTS)),
    (approve(GROUP), group(LIGHTS, "")),
    (approve(GROUP), group(TREES, GROUP)),
    (approve(None), rename(TREES)),
    (approve(None), create()),
    (override(), override()),
    (override(), edit()),
    (override(), on("assign", AR, LIGHTS)),
    (translate(), translate()),
    (heading(), heading(entry="how")),
    (heading(entry="how"), heading()),
    (consent(), consent("refuse")),
    ({"do": "learn"}, on("confirm", BN)),
    ({"do": "learn", "question": "q1"}, on("assign", AR)),
    ({"do": "learn", "question": "q1"}, merge(PARKING, LIGHTS)),
]

APART = [
    (rename(), rename(TREES, "Geedo")),
    (rename(), describe()),
    (rename(), group(LIGHTS, "")),
    (rename(), on("assign", AR, LIGHTS)),
    (rename(), aside()),
    (describe(), rename()),
    (merge(PARKING, LIGHTS), rename(TREES, "Geedo")),
    (merge(PARKING, LIGHTS), on("confirm", BN)),
    (merge(PARKING, LIGHTS), on("assign", AR)),
    (split(BN), on("confirm", SO)),
    (split(BN), on("assign", AR)),
    (split(BN), split(SO, theme=TREES)),
    (create("Bisadaha"), create("Eeyaha")),
    (create("Bisadaha"), create("Bisadaha", "q2")),
    (group(TREES, GROUP), group(LIGHTS, "")),
    (group(TREES, ""), rename(GROUP)),
    (on("confirm", BN), on("confirm", SO)),
    (on("confirm", BN), on("confirm", BN)),
    (on("confirm", BN), on("assign", AR)),
    (on("confirm", BN), rename(PARKING)),
    (on("assign", AR), on("assign", ["r5", "q1"])),
    (on("assign", AR), approve(PARKING)),
    (on("unassign", BN), on("confirm", SO)),
    (language(BN_LATN), language(BN, "bn")),
    (language(BN_LATN), on("assign", BN_LATN, LIGHTS)),
    (edit(), edit(ordinal=1)),
    (edit(), edit(PARKING)),
    (edit(), rename()),
    (edit(), on("confirm", EN, LIGHTS)),
    (edit(), on("assign", ["r10", "q1"], TREES)),
    (outcome(), rename()),
    (outcome(), edit()),
    (outcome(), on("assign", AR, LIGHTS)),
    (outcome(), outcome(TREES)),
    (outcome(), approve()),
    (aside(), on("assign", AR, LIGHTS)),
    (aside(GROUP), outcome(TREES)),
    (approve(), approve()),
    (approve(None), approve(None)),
    (approve(), rename(TREES, "Geedo")),
    (approve(), on("confirm", EN, LIGHTS)),
    (approve(), on("assign", AR, PARKING)),
    (approve(), override()),
    (approve(), consent()),
    (override(), override(check="personal_data")),
    (translate(), translate("so")),
    (translate(), translate(text="আমাদের এলাকায় পার্কিং কম।")),
    (heading("bn"), heading("so")),
    (heading(entry="how"), heading(entry="approved")),
    ({"do": "learn", "question": "q2"}, on("confirm", BN)),
    ({"do": "learn"}, rename()),
]


def ids(pair: object) -> str:
    return " ".join(str(value) for value in pair.values()) if isinstance(pair, dict) else ""


@pytest.mark.parametrize(("given", "meanwhile"), COLLIDING, ids=ids)
def test_these_collide(log: Since, given: Given, meanwhile: Given) -> None:
    since, past = log(meanwhile)
    assert overtaken([given], since, past) == since


@pytest.mark.parametrize(("given", "meanwhile"), APART, ids=ids)
def test_these_do_not_collide(log: Since, given: Given, meanwhile: Given) -> None:
    since, past = log(meanwhile)
    assert overtaken([given], since, past) == []


def test_only_the_newer_decisions_that_collide_are_named(log: Since) -> None:
    since, past = log(rename(), rename(TREES, "Geedo"), describe(), outcome(), seen=1)
    assert [decision.number for decision in overtaken([approve(), rename(TREES)], since, past)] == [2, 3, 4]
    assert overtaken([], since, past) == []


def test_it_does_not_matter_who_decided(log: Since) -> None:
    since, past = log(rename())
    theirs = [replace(since[0], by="Badri")]
    assert (overtaken([rename()], since, past), overtaken([rename()], theirs, past)) == (since, theirs)


@pytest.mark.parametrize(
    ("earlier", "meanwhile"),
    [
        (rename(), rename(title="Lights")),
        (outcome(), outcome(text="Nalal cusub.")),
        (edit(), edit()),
        (group(TREES, GROUP), group(TREES, "")),
        (on("assign", AR), on("unassign", AR)),
        (create(), on("assign", ["r10", "q1"], "q1.n1")),
        (create(), rename("q1.n1")),
        (split(BN, SO), on("assign", AR, "q1.n1")),
        (merge(PARKING, LIGHTS), merge(TREES, PARKING)),
        (aside(), undo(1)),
        (rename(), undo(1)),
    ],
    ids=ids,
)
def test_undoing_collides_with_what_was_done_to_its_result_since(log: Since, earlier: Given, meanwhile: Given) -> None:
    since, past = log(earlier, meanwhile, seen=1)
    assert overtaken([undo(1)], since, past) == since


@pytest.mark.parametrize(
    ("earlier", "meanwhile"),
    [
        (on("assign", AR), on("assign", ["r5", "q1"])),
        (on("confirm", BN), on("confirm", BN)),
        (approve(), rename()),
        (edit(), on("assign", AR, LIGHTS)),
        (merge(PARKING, LIGHTS), rename(PARKING)),
        (create(), create()),
        (rename(), undo(1)),
    ],
    ids=ids,
)
def test_undoing_leaves_alone_what_is_about_something_else(log: Since, earlier: Given, meanwhile: Given) -> None:
    since, past = log(earlier, describe(TREES), meanwhile, seen=2)
    number = 1 if meanwhile["do"] != "undo" else 2
    assert overtaken([undo(number)], since, past) == []


def test_an_undo_touches_what_the_undone_decision_touched(log: Since) -> None:
    _, past = log(merge(PARKING, LIGHTS), undo(1), undo(2))
    wanted = {("there", LIGHTS), ("place", PARKING), ("members", PARKING), ("lesson", "q1")}
    assert wanted <= touched(past[0], past)
    for number in (1, 2):
        assert touched(past[number], past) == touched(past[0], past) | {("undo", str(number))}


def test_a_merge_undone_meanwhile_makes_a_form_on_the_merged_theme_stale(log: Since) -> None:
    since, past = log(merge(PARKING, LIGHTS), undo(1), seen=1)
    assert overtaken([approve(PARKING)], since, past) == since


def test_learning_touches_the_answers_it_changed_and_their_themes() -> None:
    payload = {"do": "learn", "question": "q1"}
    changes = [["r2", "q1", LIGHTS, "assign", 0.8, 0, 5], ["r2", "q1", PARKING, "unassign", 0.1, 0, 5]]
    learned = Decision(
        1, "", "Amina", "learn", payload, before={"themes": [["r2", "q1", [PARKING]]]}, after={"changes": changes}
    )
    assert touched(learned, [learned]) == {
        ("answer", "r2", "q1"),
        ("members", LIGHTS),
        ("members", PARKING),
        ("lesson", "q1"),
    }
    assert overtaken([on("confirm", BN), approve(), on("confirm", SO)], [learned], [learned]) == [learned]
    assert overtaken([on("confirm", SO), approve(TREES)], [learned], [learned]) == []


def test_things_are_as_fine_as_a_sentence_an_answer_or_a_language() -> None:
    assert touched(edit(LIGHTS, 2), []) == {("sentence", LIGHTS, "2")}
    assert touched(language(BN), []) == {("language", "r2", "q1"), ("lesson", "q1")}
    assert touched(heading("so", "how"), []) == {("heading", "so", "how")}
    assert touched(heading("so"), []) == {("heading", "so")}
    assert touched(consent(), []) == {("consent",)}
    assert touched(aside(), []) == {("aside", LIGHTS)}


def test_nobodys_words_stand_in_what_a_translation_touches() -> None:
    [thing] = touched(translate(), [])
    assert (thing[0], thing[2]) == ("translation", "en")
    assert LINE not in str(thing)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"do": "assign", "answer": "r1", "theme": ["q1.01"]},
        {"do": "split", "answers": [["r1"], "r2", None], "theme": 4},
        {"do": "merge", "themes": {"q1.01": 1}, "into": None},
        {"do": "undo", "decision": 99},
        {"do": "undo", "decision": "1"},
        {"do": "fly"},
    ],
)
def test_what_textmine_did_not_write_breaks_nothing(payload: Given) -> None:
    odd = Decision(1, "", "x", str(payload.get("do")), payload, before={"named": []}, after={"changes": [[]]})
    touched(odd, [odd])
    assert overtaken([payload, rename()], [odd], [odd]) in ([], [odd])


def test_an_undo_that_names_itself_or_a_later_decision_ends(log: Since) -> None:
    circle = [Decision(1, "", "x", "undo", undo(2)), Decision(2, "", "x", "undo", undo(2))]
    assert touched(circle[0], circle) == {("undo", "2")}
    assert rests_on(undo(2), circle) == {("undo", "2")}
