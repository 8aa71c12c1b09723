"""Who responded, beside who lives here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.config import did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.insight.breakdown import OTHER
from textmine.insight.census.characteristics import Characteristic, characteristic_of, folded
from textmine.insight.census.matching import Match, match_groups
from textmine.insight.census.sides import Sides, sides_of
from textmine.insight.heard.wording import heard_wording
from textmine.insight.intervals import proportion

if TYPE_CHECKING:
    from textmine.config import CensusSettings
    from textmine.insight.census.profile import Census

COLUMNS: dict[str, str] = {
    "group_question": "str", "characteristic": "str", "group": "str", "n": "Int64", "base": "Int64", "share": "Float64",
    "low": "Float64", "high": "Float64", "population": "Int64", "population_share": "Float64", "ratio": "Float64",
    "expected": "Float64", "most": "Int64", "stated": "boolean", "compared": "str",
    "verified": "boolean", "table": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Representation:
    """Who responded, beside the census.

    Attributes:
        frame: One row for each group or band: `n` of `base` people who said so responded, with their `share` and its
            95 % interval; how many live here, their share, the ratio of the two shares and how many of the base one
            would `expected`ly see. `most` is the largest number that the shown numbers allow. `stated` says whether
            who preferred not to say is left out of `base`; where their number is hidden they cannot be. `compared` is
            "fewer", "about" or "more" as far as the shown numbers tell, "not shown" where they tell nothing, and empty
            where the census does not know the group or does not cover it.
        notes: In plain words, what does not fit.
    """

    frame: pd.DataFrame
    notes: tuple[str, ...]


def representation(
    groups: pd.DataFrame,
    census: Census,
    settings: CensusSettings,
    several: Collection[str] = (),
    rounding: int = 1,
) -> Representation:
    """Compare who responded with who lives here.

    Args:
        groups: `Heard.groups`; what it does not show, nothing here tells.
        census: The population.
        settings: Which questions and options are which characteristics and bands.
        several: The questions in which somebody can be in several groups.
        rounding: To what numbers are rounded.

    Returns:
        The comparison. People who preferred not to say are left out of both sides, and so are bands of age that
        nobody could choose. Where the census has not all groups, those it has are compared among each other.

    Raises:
        ConfigError: `[census.map]` or `[census.questions]` names what is not there.
    """
    check_census(census, settings)
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for question, own in groups.groupby("group_question", sort=False):
        found = characteristic_of(str(question), str(own["group_wording"].iloc[0]), settings.questions)
        if found is None or found.id not in census.bands:
            continue
        given = _given(settings.map, (str(question), str(own["group_wording"].iloc[0]), found.id, found.name))
        matching = match_groups(own["group"].tolist(), census.bands[found.id], given, OTHER)
        if not any(match.groups and match.bands for match in matching.matches):
            notes.append(heard_wording()["census"]["nothing"].format(name=found.name, file=census.file))
            continue
        notes += [f"{found.name}: {note}" for note in matching.notes]
        sides = sides_of(own, matching, found.id == "age", str(question) in several, rounding)
        notes += [] if sides.covers else [heard_wording()["census"]["part"].format(name=found.name)]
        rows += _rows(found, own, sides)
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return Representation(frame, tuple(notes))


def check_census(census: Census, settings: CensusSettings) -> None:
    """Refuse settings that name a band or a characteristic that is not there.

    Raises:
        ConfigError: Every one of them.
    """
    bands = {folded(band.name): band.name for own in census.bands.values() for band in own}
    problems = [
        f"`census.map` puts `{group}` into `{band}`, which is no band of {census.file}."
        f"{did_you_mean(band, list(bands.values()))}"
        for group, band in settings.map.items()
        if folded(band) not in bands
    ]
    problems += [
        f"`census.questions` says that `{name}` asks about `{told}`, which is no characteristic that is known."
        for name, told in settings.questions.items()
        if characteristic_of(name, "", {name: told}) is None
    ]
    if problems:
        raise ConfigError([Problem(problem) for problem in problems])


def _given(settings: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return the options of one question that are set, with or without the question before them."""
    prefixes = tuple(f"{folded(name)}: " for name in names)
    found = {}
    for option, band in settings.items():
        prefix = next((prefix for prefix in prefixes if folded(option).startswith(prefix)), "")
        found[folded(option).removeprefix(prefix)] = band
    return found


def _rows(about: Characteristic, own: pd.DataFrame, sides: Sides) -> Iterator[dict[str, Any]]:
    """Yield the rows of one question. Ages that do not fit, or that nobody could choose, are on neither side."""
    for match in sides.matches:
        yield {
            "group_question": own["group_question"].iloc[0],
            "characteristic": about.name,
            "group": " / ".join(band.name for band in match.bands) or match.groups[0],
            "n": sides.number(match),
            "base": sides.base,
            "stated": sides.stated,
            **_compared(sides, match),
        }


def _compared(sides: Sides, match: Match) -> dict[str, Any]:
    """Return the numbers of one row."""
    people = sum(band.people for band in match.bands) if match.bands else None
    there = people / sides.living if people is not None and sides.living and sides.has(match) else None
    n = sides.number(match) if sides.has(match) else None
    estimate = proportion(min(n, sides.base), sides.base) if n is not None and sides.base > 0 else None
    return {
        "share": estimate and estimate.value,
        "low": estimate and estimate.low,
        "high": estimate and estimate.high,
        "population": people,
        "population_share": there,
        "ratio": estimate.value / there if estimate and there else None,
        "expected": there * sides.base if there is not None else None,
        "most": sides.most(match) if sides.has(match) else None,
        "compared": _judged(sides, match, there),
        "verified": all(band.verified for band in match.bands) if match.bands else None,
        "table": ", ".join(dict.fromkeys(band.table for band in match.bands if band.table)),
    }


def _judged(sides: Sides, match: Match, there: float | None) -> str:
    """Say whether a share is apart from that of the population, whatever the numbers are that are not shown."""
    if there is None:
        return ""
    most, least = sides.most(match), min(sides.least(match), sides.base)
    smallest = max(sides.smallest_base, most)
    highest, lowest = proportion(most, smallest), proportion(least, sides.base)
    if highest and highest.high < there:
        return "fewer"
    if lowest and lowest.low > there:
        return "more"
    sure = sides.number(match) is not None and lowest is not None and smallest == sides.base
    return "about" if sure else "not shown"
