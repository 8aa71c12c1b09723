"""What the rates mean for ten thousand answers to a London consultation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.languages.tally import Outcome, Tally, mean_outcome, outcome
from textmine.evaluate.languages.texts import WHOLE

ANSWERS = 10_000
SHARES = {"en": 0.95, "bn": 0.02, "so": 0.007, "bn-Latn": 0.008}
"""Shares of the answers; the rest is in other languages, all of them as frequent as each other."""
OTHERS = "others"
THIRDS = (("2", "3"), ("5",), (WHOLE,))
"""A third of the answers each: two or three words, five words, whole answers."""
NOT_ENGLISH = round(ANSWERS * (1 - SHARES["en"]))


@dataclass(frozen=True, slots=True)
class Population:
    """Expected counts of answers, from the rates on texts held out."""

    system: str
    english_foreign: float
    """English answers called foreign."""
    others_right: float
    """Answers in other languages named right, of `NOT_ENGLISH`."""
    others_unnamed: float
    others_wrong: float
    """Answers in other languages given a wrong one, English included."""


def per_ten_thousand(tallies: Sequence[Tally]) -> tuple[list[Population], list[str]]:
    """Return what each system would make of ten thousand answers.

    Args:
        tallies: The counts of all systems.

    Returns:
        The expected counts, and which texts are missing that they need; there are no counts if any is missing.
    """
    held_out = [tally for tally in tallies if tally.held_out]
    found = []
    missing: dict[str, None] = {}
    for system in dict.fromkeys(tally.system for tally in held_out) or [""]:
        mine = [tally for tally in held_out if tally.system == system]
        foreign = [_mean([_foreign(mine, length) for length in third]) for third in THIRDS]
        rates = {tag: [_group(mine, tag, third) for third in THIRDS] for tag in (*SHARES, OTHERS) if tag != "en"}
        missing |= {f"en {_words(third)}": None for third, rate in zip(THIRDS, foreign, strict=True) if rate is None}
        for tag, row in rates.items():
            missing |= {f"{tag} {_words(third)}": None for third, rate in zip(THIRDS, row, strict=True) if rate is None}
        if not missing:
            found.append(_expected(system, foreign, rates))
    return found, list(missing)


def _expected(system: str, foreign: Sequence[float | None], rates: dict[str, list[Outcome | None]]) -> Population:
    """Return the counts that rates lead to."""
    flagged = ANSWERS * SHARES["en"] * sum(rate or 0.0 for rate in foreign) / len(foreign)
    shares = SHARES | {OTHERS: 1 - sum(SHARES.values())}
    totals = [0.0, 0.0, 0.0]
    for tag, row in rates.items():
        mean = mean_outcome(row)
        for at, share in enumerate(mean or ()):
            totals[at] += ANSWERS * shares[tag] * share
    return Population(system, flagged, *totals)


def _foreign(tallies: list[Tally], length: str) -> float | None:
    """Return the share of English texts of one length that were called foreign."""
    part = [tally for tally in tallies if (tally.language, tally.length, tally.declaration) == ("en", length, False)]
    n = sum(tally.n for tally in part)
    return 1 - sum(tally.not_foreign for tally in part) / n if n else None


def _group(tallies: list[Tally], tag: str, third: tuple[str, ...]) -> Outcome | None:
    """Return the outcome for one language, or for the others, over the lengths of a third."""
    return mean_outcome(
        _others(tallies, length)
        if tag == OTHERS
        else outcome(
            [tally for tally in tallies if (tally.language, tally.length, tally.declaration) == (tag, length, False)]
        )
        for length in third
    )


def _others(tallies: list[Tally], length: str) -> Outcome | None:
    """Return the mean outcome over the other configured languages, each counting the same."""
    return mean_outcome(
        outcome([tally])
        for tally in tallies
        if tally.declaration and tally.length == length and tally.language not in SHARES
    )


def _mean(rates: list[float | None]) -> float | None:
    """Return the mean of those rates that there are."""
    there = [rate for rate in rates if rate is not None]
    return sum(there) / len(there) if there else None


def _words(third: tuple[str, ...]) -> str:
    """Name a third."""
    return "whole" if third == (WHOLE,) else f"of {' or '.join(third)} words"
