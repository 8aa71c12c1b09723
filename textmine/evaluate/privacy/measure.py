"""Counting what was found, what was missed and what was wrongly flagged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textmine.evaluate.intervals import Estimate, proportion
from textmine.evaluate.privacy.sets import Marked, Quiet
from textmine.model import Span

PEOPLE = ("name", "third_party")
FORMS = "what has a form"
NAMES = "names and other people"
ALL = "all"
Find = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Count:
    """For one kind or language: marks and flags, and how they meet."""

    system: str
    group: str
    marks: int
    found: int
    """Marks that a flag of any kind overlaps."""
    exact: int
    """Marks that a flag of the same kind covers exactly."""
    flags: int
    right: int
    """Flags that overlap a mark."""

    @property
    def recall(self) -> Estimate | None:
        """Share of the marks that were found."""
        return proportion(self.found, self.marks)

    @property
    def precision(self) -> Estimate | None:
        """Share of the flags that are right."""
        return proportion(self.right, self.flags)


@dataclass(frozen=True, slots=True)
class Alarms:
    """Texts of a quiet set in which a name, or anything else, was flagged."""

    system: str
    set: str
    texts: int
    with_names: int
    with_forms: int

    @property
    def names_per_thousand(self) -> float:
        """Texts with a flagged name in a thousand."""
        return 1000 * self.with_names / self.texts


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mark that was missed, or a flag where there is none, with some words around it."""

    what: str
    where: str
    kind: str
    words: str
    around: str


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _groups(kind: str, language: str) -> tuple[str, ...]:
    """Return what a mark or flag is counted under."""
    return (kind, NAMES if kind in PEOPLE else FORMS, f"language {language}", ALL)


def count(system: str, answers: Sequence[Marked], find: Find) -> list[Count]:
    """Count marks and flags by kind, by group of kinds and by language."""
    tally: dict[str, list[int]] = {}
    for answer in answers:
        flags = find(answer.text)
        for mark in answer.spans:
            found = any(_overlap(mark, flag) for flag in flags)
            _add(tally, _groups(mark.kind, answer.language), (1, found, mark in flags, 0, 0))
        for flag in flags:
            right = any(_overlap(mark, flag) for mark in answer.spans)
            _add(tally, _groups(flag.kind, answer.language), (0, 0, 0, 1, right))
    return [Count(system, group, *values) for group, values in sorted(tally.items())]


def _add(tally: dict[str, list[int]], groups: Iterable[str], values: Sequence[int]) -> None:
    """Add counts to every group."""
    for group in groups:
        tally[group] = [a + int(b) for a, b in zip(tally.get(group, [0] * 5), values, strict=True)]


def alarms(system: str, source: Quiet, find: Find) -> Alarms:
    """Count the texts of a quiet set in which something was flagged."""
    flagged = [{flag.kind in PEOPLE for flag in find(text)} for text in source.texts]
    return Alarms(
        system,
        source.name,
        len(flagged),
        sum(True in kinds for kinds in flagged),
        sum(False in kinds for kinds in flagged),
    )


def mistakes(answers: Sequence[Marked], quiet: Sequence[Quiet], find: Find, most: int) -> list[Mistake]:
    """Return misses and wrong flags in the marked answers, then flagged names in the quiet sets."""
    found: list[Mistake] = []
    for answer in answers:
        flags = find(answer.text)
        missed = [mark for mark in answer.spans if not any(_overlap(mark, flag) for flag in flags)]
        wrong = [flag for flag in flags if not any(_overlap(mark, flag) for mark in answer.spans)]
        found += [_mistake("missed", answer.language, span, answer.text) for span in missed]
        found += [_mistake("wrong", answer.language, span, answer.text) for span in wrong]
    for source in quiet:
        for text in source.texts:
            flags = [flag for flag in find(text) if flag.kind in PEOPLE]
            found += [_mistake("flagged", source.name, flag, text) for flag in flags]
        if len(found) >= most:
            break
    return found[:most]


def _mistake(what: str, where: str, span: Span, text: str) -> Mistake:
    """Return a mistake with the words around it, on one line."""
    around = " ".join(text[max(0, span.start - 50) : span.end + 30].split())
    return Mistake(what, where, span.kind, span.of(text), around)
