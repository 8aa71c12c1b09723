from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from textmine.language import headings
from textmine.model import Heading
from textmine.review import replay
from textmine.tables import Tables

from .conftest import Decide

Refusals = Callable[..., list[str]]


@pytest.mark.parametrize("language", ["bn", "so"])
def test_all_headings_of_a_language_are_approved_at_once(take: Decide, language: str) -> None:
    reviewed = take({"do": "heading", "language": language}, by="Rahima")
    assert reviewed.headings == {language: {name: Heading(text, "Rahima") for name, text in headings(language).items()}}


def test_one_heading_is_approved_as_it_stands(take: Decide) -> None:
    reviewed = take({"do": "heading", "language": "bn", "entry": "said"})
    assert reviewed.headings == {"bn": {"said": Heading(headings("bn")["said"], "Amina")}}


def test_a_heading_is_approved_in_other_words(take: Decide) -> None:
    reviewed = take({"do": "heading", "language": "so", "entry": "said", "text": " Waxaad sheegteen "})
    assert reviewed.headings["so"]["said"] == Heading("Waxaad sheegteen", "Amina")


def test_approving_all_keeps_the_words_somebody_gave_before(take: Decide) -> None:
    reviewed = take(
        {"do": "heading", "language": "so", "entry": "said", "text": "Waxaad sheegteen"},
        {"do": "heading", "language": "so"},
    )
    assert reviewed.headings["so"]["said"].text == "Waxaad sheegteen"


def test_undoing_an_approval_leaves_the_one_before(take: Decide) -> None:
    take({"do": "heading", "language": "so", "entry": "said"})
    take({"do": "heading", "language": "so", "entry": "said", "text": "Waxaad sheegteen"})
    assert take({"do": "undo", "decision": 2}).headings["so"]["said"].text == headings("so")["said"]
    assert take({"do": "undo", "decision": 1}).headings.get("so", {}) == {}


def test_an_approval_is_of_the_words_approved_then(take: Decide, tables: Tables) -> None:
    [decision] = take({"do": "heading", "language": "so", "entry": "said"}).decisions
    recorded = replace(decision, after={"headings": {"said": "An older wording"}})
    assert replay(tables, [recorded]).headings["so"]["said"].text == "An older wording"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"language": "fr"}, "there are no headings in `fr`"),
        ({"language": "bn", "entry": "sayd"}, "Did you mean `said`?"),
        ({"language": "bn", "text": "আপনারা বলেছেন"}, "needs `entry`"),
        ({"language": "Bengali"}, "language tag"),
    ],
)
def test_a_heading_that_is_not_there_is_refused(refusals: Refusals, given: dict[str, str], message: str) -> None:
    [said] = refusals({"do": "heading", **given})
    assert message in said


@pytest.mark.parametrize("text", ["Qof badan", "{n} {names}", "{n", "{n:99999999}", "{n!r}", "{n.real}", "{}"])
def test_other_words_must_hold_what_is_filled_in(
    refusals: Refusals, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("textmine.review.wording.headings", lambda language: {"people": "{n} qof"})
    [said] = refusals({"do": "heading", "language": "so", "entry": "people", "text": text})
    assert said.endswith("this heading has {n}.")
