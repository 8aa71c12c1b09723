"""Who responded, beside who lives here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.config import did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.insight.breakdown import OTHER
from textmine.insight.census.characteristics import Characteristic, characteristic_of, folded, is_not_stated
from textmine.insight.census.matching import Match, Matching, match_groups
from textmine.insight.heard.wording import heard_wording
from textmine.insight.intervals import Estimate, proportion

if TYPE_CHECKING:
    from textmine.config import CensusSettings
    from textmine.insight.census.profile import Census

COLUMNS: dict[str, str] = {
    "group_question": "str", "characteristic": "str", "group": "str", "n": "Int64", "base": "Int64", "share": "Float64",
    "low": "Float64", "high": "Float64", "population": "Int64", "population_share": "Float64", "ratio": "Float64",
    "expected": "Float64", "compared": "str", "verified": "boolean", "table": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Representation:
    """Who responded, beside the census.

    Attributes:
        frame: One row for each group or band: `n` of `base` people who said so responded, with their `share` and its
            95 % interval; how many live here, their share, the ratio of the two shares and how many of the base one
            would `expected`ly see. `compared` is "fewer", "about" or "more" where both are known, "not shown" where
            few or none responded or the number is hidden, and empty where the census does not know the group.
        notes: In plain words, what does not fit.
    """

    frame: pd.DataFrame
    notes: tuple[str, ...]


def representation(groups: pd.DataFrame, census: Census, settings: CensusSettings) -> Representation:
    """Compare who responded with who lives here.

    Args:
        groups: `Heard.groups`; what it does not show, nothing here tells.
        census: The population.
        settings: Which questions and options are which characteristics and bands.

    Returns:
        The comparison. People who preferred not to say are left out of both sides, and so are bands of age that
        nobody could choose.

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
        rows += _rows(found, own, matching)
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


def _rows(about: Characteristic, own: pd.DataFrame, matching: Matching) -> Iterator[dict[str, Any]]:
    """Yield the rows of one question. Ages that do not fit, or that nobody could choose, are on neither side."""
    shown = {str(group): n for group, n in zip(own["group"], own["n"], strict=True)}
    by_age = about.id == "age"
    matches = [match for match in matching.matches if match.groups or not by_age]
    outside = {group for match in matches if by_age and not match.bands for group in match.groups}
    base = int(own["base"].iloc[0]) - sum(
        int(n) for group, n in shown.items() if pd.notna(n) and (group in outside or is_not_stated(group))
    )
    living = sum(band.people for match in matches for band in match.bands)
    for match in matches:
        numbers = [shown[group] for group in match.groups]
        hidden = not numbers or any(pd.isna(number) for number in numbers)
        n = None if hidden else sum(map(int, numbers))
        yield {
            "group_question": own["group_question"].iloc[0],
            "characteristic": about.name,
            "group": " / ".join(band.name for band in match.bands) or match.groups[0],
            "n": n,
            "base": base,
            **_compared(None if n is None or outside & set(match.groups) else min(n, base), base, match, living),
        }


def _compared(n: int | None, base: int, match: Match, living: int) -> dict[str, Any]:
    """Return the numbers of one row."""
    people = sum(band.people for band in match.bands) if match.bands else None
    there = people / living if people is not None and living else None
    estimate = proportion(n, base) if n is not None and base > 0 else None
    return {
        "share": estimate and estimate.value,
        "low": estimate and estimate.low,
        "high": estimate and estimate.high,
        "population": people,
        "population_share": there,
        "ratio": estimate.value / there if estimate and there else None,
        "expected": there * base if there is not None else None,
        "compared": _judged(estimate, there),
        "verified": all(band.verified for band in match.bands) if match.bands else None,
        "table": ", ".join(dict.fromkeys(band.table for band in match.bands if band.table)),
    }


def _judged(estimate: Estimate | None, there: float | None) -> str:
    """Say whether a share is apart from that of the population."""
    if there is None:
        return ""
    if estimate is None:
        return "not shown"
    return "fewer" if estimate.high < there else "more" if estimate.low > there else "about"
