"""Languages typed in Latin letters that usually have others: what they are taken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.intervals import Estimate, proportion
from textmine.evaluate.languages.tally import Tally
from textmine.evaluate.languages.texts import LENGTHS

ROMANISED = {"bn-Latn": "Bengali", "syl": "Sylheti", "ur-Latn": "Urdu and Hindi", "ar-Latn": "Arabic"}
ALL_LENGTHS = "all"


@dataclass(frozen=True, slots=True)
class TakenFor:
    """How many whole held-out texts in one romanised language were taken for what; the counts add up to n."""

    system: str
    language: str
    n: int
    right: int
    unnamed: int
    bengali: int
    """Taken for romanised Bengali, where that is not right."""
    somali: int
    english: int
    other: int


@dataclass(frozen=True, slots=True)
class CalledSomali:
    """The share of held-out romanised Bengali that was called Somali."""

    system: str
    length: str
    estimate: Estimate


def taken_for(tallies: Sequence[Tally]) -> list[TakenFor]:
    """Return what each system took the texts of `romanised.csv` for."""
    return [
        _taken_for(tally)
        for tally in tallies
        if tally.held_out and tally.language in ROMANISED and tally.set.startswith("romanised/")
    ]


def _taken_for(tally: Tally) -> TakenFor:
    """Sort the answers about one language."""
    answers = tally.answers
    bengali = 0 if tally.language == "bn-Latn" else answers.get("bn-Latn", 0)
    named = (tally.right, tally.unnamed, bengali, answers.get("so", 0), answers.get("en", 0))
    return TakenFor(tally.system, tally.language, tally.n, *named, tally.n - sum(named))


def called_somali(tallies: Sequence[Tally]) -> list[CalledSomali]:
    """Return how often romanised Bengali is called Somali, per length and over all of them.

    Over all lengths, windows of one text count as texts of their own, so that the interval is a little too narrow.
    """
    found = []
    for system in dict.fromkeys(tally.system for tally in tallies):
        mine = [t for t in tallies if t.system == system and t.held_out and t.language == "bn-Latn"]
        for length in (*LENGTHS, ALL_LENGTHS):
            part = [tally for tally in mine if length in (tally.length, ALL_LENGTHS)]
            estimate = proportion(sum(t.answers.get("so", 0) for t in part), sum(t.n for t in part))
            if estimate is not None:
                found.append(CalledSomali(system, length, estimate))
    return found
