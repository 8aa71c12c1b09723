"""The main table: how often each system is right, per length, on texts held out and on texts seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.intervals import Estimate, macro, proportion
from textmine.evaluate.languages.tally import Tally
from textmine.evaluate.languages.texts import LENGTHS

ENGLISH = "English not called foreign"
RIGHT = {"bn": "Bengali right", "so": "Somali right", "bn-Latn": "Romanised Bengali right"}
MACRO = "Configured languages right, each counting the same"
SHARED = "The same over the languages every system knows"
MEASURES = (ENGLISH, *RIGHT.values(), MACRO, SHARED)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the table."""

    measure: str
    held_out: bool
    system: str
    length: str
    estimate: Estimate


def figures(tallies: Sequence[Tally], shared: frozenset[str], seed: int) -> list[Figure]:
    """Return every figure that texts were there for.

    English, Bengali, Somali and romanised Bengali are pooled over sets of answers and news. The Declaration is
    kept out of them: it is what the mean over all languages is measured on.

    Args:
        tallies: The counts of all systems.
        shared: The languages that all systems know.
        seed: Of the bootstrap.
    """
    found = []
    for system in dict.fromkeys(tally.system for tally in tallies):
        for held_out in (True, False):
            for length in LENGTHS:
                part = [
                    tally
                    for tally in tallies
                    if (tally.system, tally.held_out, tally.length) == (system, held_out, length)
                ]
                for measure, estimate in _estimates(part, shared, seed):
                    if estimate is not None:
                        found.append(Figure(measure, held_out, system, length, estimate))
    return found


def _estimates(part: list[Tally], shared: frozenset[str], seed: int) -> list[tuple[str, Estimate | None]]:
    """Return the measures of one system on texts of one length."""
    answers = {tag: [tally for tally in part if tally.language == tag and not tally.declaration] for tag in RIGHT}
    english = [tally for tally in part if tally.language == "en" and not tally.declaration]
    declaration = [tally for tally in part if tally.declaration]
    return [
        (ENGLISH, proportion(sum(tally.not_foreign for tally in english), sum(tally.n for tally in english))),
        *(
            (RIGHT[tag], proportion(sum(tally.right for tally in group), sum(tally.n for tally in group)))
            for tag, group in answers.items()
        ),
        (MACRO, macro([(tally.right, tally.n) for tally in declaration], seed)),
        (SHARED, macro([(tally.right, tally.n) for tally in declaration if tally.language in shared], seed)),
    ]
