"""Texts in several languages, texts that only look like it, and pitfalls: all measured whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textmine.evaluate.intervals import Estimate, proportion
from textmine.evaluate.languages.sets import SAMPLE, MixedText, Pitfall
from textmine.evaluate.languages.systems import FindsSeveral, System
from textmine.evaluate.languages.tags import NO_LANGUAGE
from textmine.evaluate.languages.texts import WHOLE, Asked

ALL_KINDS = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """A share of the texts of one kind."""

    system: str
    kind: str
    measure: str
    estimate: Estimate


MAIN = "main language right"
FOUND = "all languages found"
EXACT = "exactly these languages"
ACCEPTED = "acceptable answer"
PLAIN = "called mixed"


def score_pitfalls(system: System, pitfalls: Sequence[Pitfall]) -> list[Score]:
    """Return how often an acceptable answer was given, per kind and over all."""
    answers = system.identify([pitfall.text for pitfall in pitfalls])
    marks = [(pitfall.kind, tag in pitfall.accept) for pitfall, tag in zip(pitfalls, answers, strict=True)]
    return _scores(system.name, ACCEPTED, marks, total=True)


def score_mixed(system: System, mixed: Sequence[MixedText]) -> list[Score]:
    """Return how often the main language is right and, if the system can name several, how often all are found."""
    ordered = [item for item in mixed if item.kind != SAMPLE]
    main = system.identify([item.text for item in ordered])
    marks = [(item.kind, tag == item.languages[0]) for item, tag in zip(ordered, main, strict=True)]
    scores = _scores(system.name, MAIN, marks)
    if isinstance(system, FindsSeveral):
        found = list(zip(mixed, map(set, system.identify_all([item.text for item in mixed])), strict=True))
        scores += _scores(system.name, FOUND, [(item.kind, set(item.languages) <= tags) for item, tags in found])
        scores += _scores(system.name, EXACT, [(item.kind, set(item.languages) == tags) for item, tags in found])
    return scores


def score_plain(system: System, asked: Sequence[Asked]) -> list[Score]:
    """Return how often whole texts in one language are said to be in several; the lower the better."""
    if not isinstance(system, FindsSeveral):
        return []
    marks = []
    for item in asked:
        if item.length == WHOLE and item.source.held_out:
            english = item.source.language == "en"
            kind = "English" if english else "Declaration, other languages" if item.source.declaration else "other"
            for tags in system.identify_all(item.texts):
                marks.append((kind, len(set(tags) - NO_LANGUAGE) > 1))
    return _scores(system.name, PLAIN, [(kind, mark) for kind, mark in marks if kind != "other"])


def _scores(system: str, measure: str, marks: Iterable[tuple[str, bool]], total: bool = False) -> list[Score]:
    """Return the share of marks that are true per kind, in the order kinds appear; and over all, if wanted."""
    groups: dict[str, list[bool]] = {}
    for kind, mark in marks:
        groups.setdefault(kind, []).append(mark)
    if total and groups:
        groups[ALL_KINDS] = [mark for group in groups.values() for mark in group]
    scores = []
    for kind, group in groups.items():
        estimate = proportion(sum(group), len(group))
        if estimate is not None:
            scores.append(Score(system, kind, measure, estimate))
    return scores
