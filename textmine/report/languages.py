"""The language panel: who wrote in what, how sure that is, what is mixed and what could not be told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from textmine.language import UNDETERMINED_WORDS, direction, language_name, undetermined_reason
from textmine.language.catalogue import NO_WORDS, UNKNOWN, languages
from textmine.language.explain import Reason
from textmine.report.answers import AnswerView, answer_view, percent
from textmine.schema import rows

SURE, FAIRLY_SURE = 0.9, 0.7
"""From which `language_confidence` on a language is called sure, and fairly sure."""
BANDS = ("sure", "fairly sure", "unsure")
LISTED = 50
"""Answers, or pairs of languages, in one list; the workbook holds all."""
FIRST = 20
"""Languages in the table; the others are behind "more languages"."""
SHOWN = 1_000
"""Characters of an answer that are shown: enough to tell its language by."""
EXAMPLE_TAG = "so"


@dataclass
class LanguageCount:
    """People and answers of one language; of `und` and `zxx` too."""

    tag: str
    users: set[str] = field(default_factory=set)
    """Everyone who used it, as a second language too."""
    answers: int = 0
    """Answers mainly in it; `bands` and `mixed` are parts of these."""
    bands: Counter[str] = field(default_factory=Counter)
    mixed: int = 0

    @property
    def people(self) -> int:
        """How many used it."""
        return len(self.users)


@dataclass(frozen=True)
class LanguageRow:
    """One language as shown."""

    tag: str
    name: str
    own_name: str
    direction: str
    people: int
    percent: float
    answers: int
    bands: tuple[tuple[str, str, int, float, float], ...]
    """(class, in words, answers, where its part of the bar starts, how wide it is); those without answers left out"""
    mixed: int


@dataclass(frozen=True)
class MixedView:
    """The answers in more than one language."""

    n: int
    pairs: tuple[tuple[str, int], ...]
    more_pairs: int
    answers: tuple[tuple[str, AnswerView], ...]
    """(languages in words, answer)"""
    more_answers: int


@dataclass(frozen=True)
class UndeterminedAnswer:
    """An answer without a language, and the decision that gives it one."""

    answer: AnswerView
    question_id: str
    decision: str


@dataclass(frozen=True)
class UndeterminedView:
    """The answers whose language could not be told for one reason."""

    reason: str
    words: str
    n: int
    answers: tuple[UndeterminedAnswer, ...]
    more_answers: int


@dataclass(frozen=True)
class LanguagesView:
    """The whole panel."""

    people: int
    answers: int
    rows: tuple[LanguageRow, ...]
    more_rows: tuple[LanguageRow, ...]
    together: tuple[tuple[str, int, float, int], ...]
    """(names of one language's scripts, people, per cent, answers)"""
    mixed: MixedView
    undetermined: tuple[UndeterminedView, ...]
    undetermined_people: int
    undetermined_answers: int
    no_words_people: int
    no_words_answers: int


class _Answer(NamedTuple):
    """An answer that is not blank: its row, and its languages with the main one first."""

    row: Any
    tags: tuple[str, ...]


def languages_view(responses: pd.DataFrame) -> LanguagesView:
    """Take everything the language panel shows from `responses`.

    Args:
        responses: After review.

    Returns:
        The panel. Its base is the people who wrote something: those with an answer that is not blank.
    """
    wrote = _Written(responses)
    counts, people = wrote.counts, len(wrote.people)
    found = [count for count in counts if count.tag not in (UNKNOWN, NO_WORDS)]
    shown = tuple(_row(count, people) for count in found)
    other = {count.tag: count for count in counts}
    unknown, wordless = (other.get(tag, LanguageCount(tag)) for tag in (UNKNOWN, NO_WORDS))
    return LanguagesView(
        people=people,
        answers=wrote.answers,
        rows=shown[:FIRST],
        more_rows=shown[FIRST:],
        together=tuple(_together(found, people)),
        mixed=_mixed(wrote.mixed),
        undetermined=_undetermined(wrote.undetermined),
        undetermined_people=unknown.people,
        undetermined_answers=unknown.answers,
        no_words_people=wordless.people,
        no_words_answers=wordless.answers,
    )


def language_counts(responses: pd.DataFrame) -> tuple[list[LanguageCount], int]:
    """Return the count of each language, most people first, and how many people wrote something."""
    wrote = _Written(responses)
    return wrote.counts, len(wrote.people)


def other_languages(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a named tuple of `responses`
    """Return the languages that an answer holds beside its main one."""
    return _tags(row)[1:]


def how_sure(row: Any) -> str:  # noqa: ANN401 - a named tuple of `responses`
    """Say how sure the language of one answer is, or why there is none; nothing of a blank answer."""
    tag = _tags(row)[0]
    if row.status == "blank":
        return ""
    if tag == NO_WORDS:
        return language_name(tag)
    return UNDETERMINED_WORDS[undetermined_reason(_text(row))] if tag == UNKNOWN else _band(row.language_confidence)


def _text(row: Any) -> str:  # noqa: ANN401
    return row.text if isinstance(row.text, str) else ""


def _tags(row: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the languages of an answer, the main one first; `und` and `zxx` stand alone."""
    main = row.language if isinstance(row.language, str) else UNKNOWN
    if main in (UNKNOWN, NO_WORDS):
        return (main,)
    return tuple(dict.fromkeys([main, *(tag for tag in row.languages if tag not in (UNKNOWN, NO_WORDS))]))


def _band(confidence: float) -> str:
    """Return the band of a confidence; a missing one is unsure."""
    return BANDS[0] if confidence >= SURE else BANDS[1] if confidence >= FAIRLY_SURE else BANDS[2]


class _Written:
    """The answers that are not blank, gone through once; only those that are looked at again are kept.

    Attributes:
        answers: How many there are.
        people: Who wrote them.
        mixed: Those in more than one language.
        undetermined: Rows of those whose language could not be told.
        counts: The count of each language, most people first.
    """

    def __init__(self, responses: pd.DataFrame) -> None:
        self.answers, self.people = 0, set[str]()
        self.mixed: list[_Answer] = []
        self.undetermined: list[Any] = []
        by_tag: dict[str, LanguageCount] = {}
        for row in rows(responses[responses["status"] != "blank"]):
            tags = _tags(row)
            self.answers += 1
            self.people.add(row.response_id)
            _count(by_tag, row, tags)
            if len(tags) > 1:
                self.mixed.append(_Answer(row, tags))
            if tags == (UNKNOWN,):
                self.undetermined.append(row)
        self.counts = sorted(
            by_tag.values(), key=lambda count: (-count.people, -count.answers, language_name(count.tag))
        )


def _count(counts: dict[str, LanguageCount], row: Any, tags: tuple[str, ...]) -> None:  # noqa: ANN401
    """Count one answer in each of its languages."""
    for tag in tags:
        counts.setdefault(tag, LanguageCount(tag)).users.add(row.response_id)
    main = counts[tags[0]]
    main.answers += 1
    main.mixed += len(tags) > 1
    if main.tag not in (UNKNOWN, NO_WORDS):
        main.bands[_band(row.language_confidence)] += 1


def _row(count: LanguageCount, people: int) -> LanguageRow:
    bands, start = [], 0.0
    for name in BANDS:
        if n := count.bands[name]:
            width = 100 * n / count.answers
            bands.append((name.split()[0], name, n, round(start, 2), round(width, 2)))
            start += width
    return LanguageRow(
        count.tag,
        language_name(count.tag),
        _own_name(count.tag),
        direction(count.tag),
        count.people,
        percent(count.people, people),
        count.answers,
        tuple(bands),
        count.mixed,
    )


def _own_name(tag: str) -> str:
    """Return what a language calls itself, if that is known in this script and is not its English name."""
    base, *subtags = tag.split("-")
    entry = languages().get(tag) or (None if any(len(item) == 4 for item in subtags) else languages().get(base))
    return entry.own_name if entry and entry.own_name != language_name(tag) else ""


def _together(counts: list[LanguageCount], people: int) -> Iterable[tuple[str, int, float, int]]:
    """Add up the languages that are written in several scripts, each person once."""
    by_base: dict[str, list[LanguageCount]] = {}
    for count in counts:
        by_base.setdefault(count.tag.split("-")[0], []).append(count)
    for found in by_base.values():
        if len(found) > 1:
            users = set[str]().union(*(count.users for count in found))
            names = " and ".join(language_name(tag) for tag in sorted(count.tag for count in found))
            yield names, len(users), percent(len(users), people), sum(count.answers for count in found)


def _in_words(tags: tuple[str, ...]) -> str:
    """Name the languages of a mixed answer: "Somali with English"."""
    main, *others = map(language_name, tags)
    return f"{main} with {' and '.join(others)}"


def _mixed(answers: list[_Answer]) -> MixedView:
    pairs = Counter(_in_words(answer.tags) for answer in answers)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    place = {words: at for at, (words, _) in enumerate(ordered)}
    by_pair = sorted(answers, key=lambda answer: place[_in_words(answer.tags)])
    return MixedView(
        len(answers),
        tuple(ordered[:LISTED]),
        max(0, len(ordered) - LISTED),
        tuple((_in_words(answer.tags), _shortened(answer_view(answer.row))) for answer in by_pair[:LISTED]),
        max(0, len(answers) - LISTED),
    )


def _undetermined(found: list[Any]) -> tuple[UndeterminedView, ...]:
    """Show the answers without a language by reason; those that say something come first."""
    by_reason: dict[Reason, list[Any]] = {"unclear": [], "too_short": []}
    for row in sorted(found, key=lambda row: bool(row.status == "no_content")):
        by_reason[undetermined_reason(_text(row))].append(row)
    return tuple(
        UndeterminedView(
            reason,
            UNDETERMINED_WORDS[reason],
            len(group),
            tuple(_undetermined_answer(row) for row in group[:LISTED]),
            max(0, len(group) - LISTED),
        )
        for reason, group in by_reason.items()
        if group
    )


def _undetermined_answer(row: Any) -> UndeterminedAnswer:  # noqa: ANN401
    decision = {"do": "language", "answer": [row.response_id, row.question_id], "language": EXAMPLE_TAG}
    return UndeterminedAnswer(_shortened(answer_view(row)), row.question_id, json.dumps(decision, ensure_ascii=False))


def _shortened(view: AnswerView) -> AnswerView:
    return replace(view, text=view.text[:SHOWN] + " …") if len(view.text) > SHOWN else view
