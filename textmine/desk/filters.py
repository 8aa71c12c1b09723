"""Which answers are shown: by question, theme, language, position, group, confidence, review, sender and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from starlette.requests import Request

from textmine.desk.fixed import sought
from textmine.desk.snapshot import Snapshot
from textmine.language import language_name
from textmine.report.facts import POSITION_WORDS
from textmine.report.taught import shortened
from textmine.review.state import SUBSTANTIVE, Answer

CONFIDENCE = {"low": (0.0, 0.5), "middle": (0.5, 0.75), "high": (0.75, 1.01)}
"""Bands of an answer's score in its theme."""
SENT = {
    "several": "sent by several people",
    "own": "sent by several, own words added",
    "one": "sent by one person alone",
}
"""Who else sent the text of an answer; beside these, each text that several people sent."""
CONFIDENCE_WORDS = {"low": "low (under 0.50)", "middle": "middle (0.50 to 0.74)", "high": "high (0.75 or more)"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; empty: anything.

    Attributes:
        group: A column of `respondents`, such as the ward.
        value: What stands in it.
        sent: A key of `SENT`, or a campaign.
        text: Words, or beginnings of words, that must stand in the answer, in any order; see `sought`.
    """

    question: str = ""
    theme: str = ""
    language: str = ""
    position: str = ""
    group: str = ""
    value: str = ""
    confidence: str = ""
    reviewed: str = ""
    status: str = ""
    sent: str = ""
    text: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """What is not empty: for addresses."""
        pairs = ((item.name, getattr(self, item.name)) for item in fields(self))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True)
class Choices:
    """What can be chosen: (value, words) for each filter, by the answers there are."""

    questions: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    positions: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(column, the question's wording, its values)"""
    sent: tuple[tuple[str, str], ...]
    """Nothing where no text was sent by several people."""
    confidence: tuple[tuple[str, str], ...] = tuple(CONFIDENCE_WORDS.items())
    reviewed: tuple[tuple[str, str], ...] = (("yes", "reviewed"), ("no", "not reviewed yet"))


def wanted_of(request: Request, **fixed: str) -> Wanted:
    """Return the filters that an address asks for.

    `group` and `value` are one choice on the page: `in` holds both, with a line end between them.
    """
    asked = {item.name: request.query_params.get(item.name, "") for item in fields(Wanted)}
    group, _, value = request.query_params.get("in", "").partition("\n")
    return Wanted(**{**asked, **({"group": group, "value": value} if value else {}), **fixed})


def matching(now: Snapshot, wanted: Wanted) -> list[Answer]:
    """Return the answers that fit, in the order of the table; those with nothing to theme only if asked for."""
    tests = list(_tests(now, wanted))
    return [answer for answer in now.answers if all(test(answer) for test in tests)]


def _tests(now: Snapshot, wanted: Wanted) -> Iterator[Callable[[Answer], bool]]:
    if wanted.question:
        yield lambda answer: answer[1] == wanted.question
    if wanted.status:
        yield lambda answer: now.answers[answer].status == wanted.status
    else:
        yield lambda answer: now.answers[answer].status in SUBSTANTIVE
    if wanted.theme:
        under = now.under(wanted.theme)
        yield lambda answer: any(row.theme_id in under for row in now.places.get(answer, ()))
    if wanted.language:
        yield lambda answer: wanted.language in (now.answers[answer].language, *now.answers[answer].languages)
    if wanted.reviewed:
        yield lambda answer: (answer in now.reviewed.judged) == (wanted.reviewed == "yes")
    yield from _more_tests(now, wanted)


def _more_tests(now: Snapshot, wanted: Wanted) -> Iterator[Callable[[Answer], bool]]:
    own = _rows_at_hand(now, wanted)
    if wanted.position:
        yield lambda answer: any(row.position == wanted.position for row in own(answer))
    if wanted.confidence in CONFIDENCE:
        low, high = CONFIDENCE[wanted.confidence]
        yield lambda answer: low <= max((row.score for row in own(answer)), default=0.0) < high
    if wanted.value and wanted.group in now.fixed.groups:
        held = now.fixed.held[wanted.group]
        yield lambda answer: held.get(answer[0], "") == wanted.value
    if wanted.sent:
        yield _sent_as(now, wanted.sent)
    if wanted.text:
        words, texts = sought(wanted.text), now.fixed.plain_texts
        yield lambda answer: all(word.search(texts[answer]) for word in words)


def _sent_as(now: Snapshot, sent: str) -> Callable[[Answer], bool]:
    """Return what tells whether the text of an answer was sent by several people, or is a certain one."""
    campaigns = now.fixed.campaigns
    if sent == "own":
        return lambda answer: bool(campaigns.own_words(answer))
    if sent in SENT:
        return lambda answer: (answer in campaigns.of) == (sent == "several")
    return lambda answer: campaigns.of.get(answer) == sent


def _rows_at_hand(now: Snapshot, wanted: Wanted) -> Callable[[Answer], list[Any]]:
    """Return how to find the assignments of the theme at hand, or all of an answer."""
    under = now.under(wanted.theme) if wanted.theme else None
    return lambda answer: [row for row in now.places.get(answer, ()) if under is None or row.theme_id in under]


def choices_of(now: Snapshot, question: str = "") -> Choices:
    """Return what can be chosen among the answers to a question, or to all."""
    answers = [answer for answer in now.answers if not question or answer[1] == question]
    tags = {tag for answer in answers for tag in (now.answers[answer].language, *now.answers[answer].languages) if tag}
    asked = [question] if question else list(now.questions)
    themes = [(row.theme_id, row.title) for name in asked for row in now.leaves(name)]
    return Choices(
        questions=tuple(now.questions.items()),
        themes=tuple(themes),
        languages=tuple(sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: pair[1])),
        positions=tuple(POSITION_WORDS.items()),
        groups=tuple((name, words, now.fixed.values(name)) for name, words in now.fixed.groups.items()),
        sent=tuple(_texts(now, question)),
    )


def _texts(now: Snapshot, question: str) -> Iterator[tuple[str, str]]:
    """Yield what can be chosen by who sent a text: each that several people sent by how it begins."""
    campaigns = now.fixed.campaigns
    named = campaigns.to(question)
    yield from SENT.items() if named else ()
    for name in named:
        yield name, f"{len(campaigns.members[name])} people: {shortened(campaigns.shared(name).template)}"
