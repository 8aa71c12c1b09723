"""Which rows and labels of the open data may be shown: counting rows tells no number that other outputs hide."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.insight import consultation_release
from textmine.publish.opendata.labels import Labels
from textmine.publish.opendata.unlabelled import left_out, safe_groups

if TYPE_CHECKING:
    from textmine.config import PublishSettings
    from textmine.insight import Release
    from textmine.publish.opendata.answers import OpenAnswer
    from textmine.publish.selection import Chosen
    from textmine.tables import Tables

OTHER = "other"
"""Stands for a language in which fewer answers than the minimum are published."""
UNNAMED = ("und", "zxx")


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One row of answers.csv."""

    row_id: str
    question_id: str
    language: str
    themes: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Protected:
    """The rows of answers.csv, and how many answers are not among them for the sake of numbers."""

    rows: tuple[OpenRow, ...]
    left_out: int


Group = list[tuple["OpenAnswer", tuple[str, ...]]]
"""Answers, each with the labels that may be shown."""


def protect_rows(
    answers: Sequence[OpenAnswer],
    themes: Sequence[Chosen],
    tables: Tables,
    settings: PublishSettings,
    release: Release | None = None,
) -> Protected:
    """Return the rows of answers.csv.

    A reader counts rows, by label and by the language of the texts. What they count is no more than the people there
    are, so each label stands only where all outputs together tell that number anyway: for the theme, and for the theme
    in the language. Answers in a language of which they do not tell how many wrote in it are left out. Those that
    have no label left are people of some hidden theme: they stay where, for each theme, all of them can be people of
    the others, so that nothing is told of it; else they are left out, with further ones as `left_out` says. Rows stand
    in an order that has nothing to do with that of the export, under ids that cannot be worked out without it.

    Args:
        answers: From `gather`.
        themes: What `chosen_themes` gives.
        tables: The analysis, after review.
        settings: Thresholds and rounding.
        release: `consultation_release` of the same, where it is known already.
    """
    release = consultation_release(tables, settings) if release is None else release
    labels, asked = Labels(tables, release, settings.minimum_count), _by_question(themes)
    secret = _secret(tables)
    by_question: dict[str, list[OpenAnswer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question_id, []).append(answer)
    rows: list[OpenRow] = []
    for question, own in by_question.items():
        groups, known = _grouped(own, labels), asked[question]
        if labels.apart and not labels.told:
            thinned = _thinned(own, groups.get("", []), known, labels, settings.minimum_count, secret)
            rows += _rows(thinned, settings.minimum_count, secret)
        else:
            rows += _of_question(groups, known, labels, settings.minimum_count, secret)
    return Protected(tuple(sorted(rows, key=lambda row: row.row_id)), len(answers) - len(rows))


def _grouped(answers: Iterable[OpenAnswer], labels: Labels) -> dict[str, Group]:
    """Return, by the language in which they are told, the answers that may be counted, with their labels."""
    found: dict[str, Group] = {}
    for answer in answers:
        tags = labels.languages(answer)
        if labels.shows_row(answer.question_id, tags):
            kept = tuple(theme for theme in answer.themes if labels.shows(theme, tags))
            found.setdefault(answer.language if labels.apart and labels.told else "", []).append((answer, kept))
    return found


def _by_question(themes: Iterable[Chosen]) -> dict[str, list[str]]:
    """Return the published themes of each question."""
    found: dict[str, list[str]] = {}
    for theme in themes:
        if not theme.is_group:
            found.setdefault(theme.question_id, []).append(theme.theme_id)
    return found


def _of_question(
    groups: Mapping[str, Group], themes: Sequence[str], labels: Labels, minimum: int, secret: bytes
) -> Iterator[OpenRow]:
    """Yield the rows of one question, where other outputs tell how many answered in each language, or all in one."""
    hidden = {tag: [theme for theme in themes if not labels.shows(theme, [tag] if tag else [])] for tag in groups}
    rooms = {theme: labels.room(theme) for own in hidden.values() for theme in own}
    unlabelled = {tag: sum(not kept for _, kept in own) for tag, own in groups.items()}
    safe = safe_groups(unlabelled, hidden, rooms, {theme for theme in rooms if not labels.shows(theme, [])})
    for tag, own in groups.items():
        yield from _rows(own if tag in safe else _without(own, len(hidden[tag]), minimum, secret), minimum, secret)


def _thinned(
    answers: Sequence[OpenAnswer], own: Group, themes: Sequence[str], labels: Labels, minimum: int, secret: bytes
) -> Group:
    """Return the answers to a question of which no output tells how many there are in any language.

    Those in languages of few people, and without a label, are left out; of each theme and of all answers, so many more
    that those few could be any number of people.

    Args:
        answers: All answers to the question that may be published.
        own: Those in languages of many people, with their labels.
        themes: The themes of the question.
        labels: What may be shown.
        minimum: Fewer people than this are few.
        secret: For the lot.
    """
    group = _by_lot(own, secret)
    for theme in themes:
        everybody = sum(theme in answer.themes for answer in answers)
        shown = sum(theme in kept for _, kept in group)
        group = _less(group, everybody, shown, labels.small_languages(theme=theme), minimum, theme)
    hidden = labels.small_languages(question=answers[0].question_id) if answers else 0
    hidden += sum(not labels.shows(theme, []) for theme in themes)
    return _less(group, len(answers), len(group), hidden, minimum)


def _less(group: Group, everybody: int, shown: int, hidden: int, minimum: int, theme: str = "") -> Group:
    """Return a group without the first answers of a theme, or without the first of all, as many as `left_out` says."""
    more = left_out(everybody - shown, hidden, minimum) - (everybody - shown)
    gone = [place for place, (_, kept) in enumerate(group) if not theme or theme in kept][:more]
    return [item for place, item in enumerate(group) if place not in set(gone)]


def _without(own: Group, hidden: int, minimum: int, secret: bytes) -> Group:
    """Return the answers that have a label, without so many more as it takes to tell nothing of the others."""
    labelled = _by_lot(own, secret)
    return _less(labelled, len(own), len(labelled), hidden, minimum)


def _by_lot(own: Group, secret: bytes) -> Group:
    """Return the answers that have a label, in an order that only the secret tells."""
    return sorted((item for item in own if item[1]), key=lambda item: _mark(secret, "left out", item[0]))


def _rows(own: Group, minimum: int, secret: bytes) -> Iterator[OpenRow]:
    """Yield answers of one question in one language as rows."""
    written = Counter(answer.language for answer, _ in own)
    for answer, kept in own:
        named = written[answer.language] >= minimum and answer.language not in UNNAMED
        shown = answer.language if named else OTHER
        yield OpenRow(_mark(secret, "row", answer), answer.question_id, shown, kept, answer.text)


def _secret(tables: Tables) -> bytes:
    """Return what only somebody knows who has every answer: the same data give the same rows, and nobody else can."""
    names = ("response_id", "question_id", "text")
    columns = [[str(value) for value in tables.responses[name].tolist()] for name in names]
    return hashlib.sha256(json.dumps(columns).encode()).digest()


def _mark(secret: bytes, what: str, answer: OpenAnswer) -> str:
    """Return 16 hexadecimal digits that cannot be worked out without the secret."""
    content = json.dumps([what, answer.question_id, answer.response_id]).encode()
    return hashlib.blake2b(content, key=secret, digest_size=8).hexdigest()
