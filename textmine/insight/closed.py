"""One closed question as a table: how many people chose each option, in the order people read it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from textmine.ingest.options import split_options

NO_ANSWER = "No answer"
"""How a blank is shown; it stands last."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """A known answer scale: wording → place, and whether it has two sides."""

    places: dict[str, int]
    sides: bool


@cache
def _scales() -> tuple[_Scale, ...]:
    text = files("textmine.insight").joinpath("data/scales.toml").read_text(encoding="utf-8")
    return tuple(
        _Scale(
            {wording: place for place, step in enumerate(scale["steps"]) for wording in step}, scale.get("sides", False)
        )
        for scale in tomllib.loads(text)["scale"]
    )


def _scale_of(options: Sequence[str]) -> _Scale | None:
    """Return the scale that all of the options are steps of; one option alone is no scale."""
    folded = [_fold(option) for option in options]
    found = (scale for scale in _scales() if all(option in scale.places for option in folded))
    return next(found, None) if len(options) > 1 else None


def _fold(option: str) -> str:
    return " ".join(option.split()).casefold()


def scale_order(options: Iterable[str]) -> list[str] | None:
    """Return `options` in scale order, or None if they are not all steps of one known scale.

    Numbers (a rating) count as a scale and rise. One option alone is no scale.
    """
    options = list(options)
    if len(options) < 2:
        return None
    if scale := _scale_of(options):
        return sorted(options, key=lambda option: (scale.places[_fold(option)], option))
    if all(option.strip().isdigit() for option in options):
        return sorted(options, key=lambda option: (int(option), option))
    return None


def scale_sides(options: Iterable[str]) -> list[list[str]] | None:
    """Return options that say the same more or less strongly together: one side, the other, then each other step.

    Returns:
        The groups, empty ones left out; None if the options are not steps of a scale with two sides.

    Example:
        >>> scale_sides(["Neither", "Agree", "Disagree", "Strongly agree"])
        [['Strongly agree', 'Agree'], ['Disagree'], ['Neither']]
    """
    options = list(options)
    scale, ordered = _scale_of(options), scale_order(options)
    if scale is None or ordered is None or not scale.sides:
        return None
    groups: dict[int, list[str]] = {0: [], 1: []}
    for option in ordered:
        place = scale.places[_fold(option)]
        groups.setdefault({0: 0, 1: 0, 3: 1, 4: 1}.get(place, place + 2), []).append(option)
    return [group for group in groups.values() if group]


def in_order(counts: Mapping[str, int]) -> list[str]:
    """Return the options in scale order; without a scale by count, then by name."""
    return scale_order(counts) or sorted(counts, key=lambda option: (-counts[option], option))


def closed_table(
    respondents: pd.DataFrame,
    question_id: str,
    *,
    base_ids: Collection[str] | None = None,
    options: Sequence[str] = (),
) -> list[tuple[str, int]]:
    """Count the people who chose each option of a closed question.

    Answers that differ only in spaces or case count as one option, shown as most people wrote it.
    Agreement and similar scales keep their order (strongly agree → strongly disagree), numbers
    rise, other options stand by count, then by name. Blanks come last, as "No answer".

    Args:
        respondents: The `respondents` table.
        question_id: The column to count.
        base_ids: Count these respondents only; None: everyone.
        options: For a question with several answers allowed: those it offers.
            The counts may then add up to more than the number of people.

    Returns:
        (option, number of people), one per option that somebody chose.

    Example:
        >>> people = pd.DataFrame({"response_id": list("abcd"), "q": ["Disagree", "Agree", "agree", None]})
        >>> closed_table(people, "q")
        [('Agree', 2), ('Disagree', 1), ('No answer', 1)]
    """
    chosen = respondents if base_ids is None else respondents[respondents["response_id"].isin(set(base_ids))]
    choices = choices_of(chosen[question_id], options)
    counts = Counter(option for options in choices for option in options)
    blanks = sum(not options for options in choices)
    return [(option, counts[option]) for option in in_order(counts)] + ([(NO_ANSWER, blanks)] if blanks else [])


def choices_of(values: Iterable[object], options: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Return the options each person chose, as most people wrote them; () for a blank.

    Args:
        values: One cell per person.
        options: Those of a question with several answers allowed; what is none of them stays whole.

    Example:
        >>> choices_of(["Bus; Walk", "bus", None, "Bus"], ["Bus", "Walk"])
        [('Bus', 'Walk'), ('Bus',), (), ('Bus',)]
    """
    cells = list(values)
    known = {cell: _options(cell, options) for cell in cells if isinstance(cell, str)}
    people = [known[cell] if isinstance(cell, str) else {} for cell in cells]
    spellings: dict[str, Counter[str]] = {}
    for chosen in people:
        for folded, shown in chosen.items():
            spellings.setdefault(folded, Counter())[shown] += 1
    usual = {folded: variants.most_common(1)[0][0] for folded, variants in spellings.items()}
    return [tuple(usual[folded] for folded in chosen) for chosen in people]


def _options(cell: str, options: Sequence[str]) -> dict[str, str]:
    """Return the different options one person chose: folded → as written."""
    parts = split_options(cell, options) if options else (cell,)
    tidy = [" ".join(part.split()) for part in parts]
    return {_fold(part): part for part in tidy if part}
