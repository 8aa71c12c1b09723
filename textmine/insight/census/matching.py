"""Which groups of a consultation are which bands of a census."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import regex

from textmine.insight.census.characteristics import characteristics_data, folded, is_not_stated
from textmine.insight.census.profile import Band
from textmine.insight.heard.wording import heard_wording

_OPEN_END = 200
"""The age up to which "75 or over" reaches."""
Ages = tuple[int, int]
"""The youngest and the oldest age."""


@dataclass(frozen=True, slots=True)
class Match:
    """Groups of a consultation that together are the same people as bands of a census.

    Attributes:
        groups: The groups; none: nobody could be told apart who is in the bands.
        bands: The bands; none: the census does not know the groups.
    """

    groups: tuple[str, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """What was matched, and in plain words what was not.

    Attributes:
        matches: In the order of the census, then groups without a band.
        notes: One sentence for each thing that does not fit.
    """

    matches: tuple[Match, ...]
    notes: tuple[str, ...] = field(default=())


@cache
def _patterns() -> tuple[tuple[regex.Pattern[str], Callable[[int, int], Ages]], ...]:
    """Return what bands of age look like, and the ages that they mean."""
    words = {
        name: "|".join(map(regex.escape, sorted(own, key=len, reverse=True)))
        for name, own in characteristics_data()["ages"].items()
    }
    age, years = r"(\p{Nd}{1,3})", r"[\s\p{L}\p{M}]{0,12}?"
    return (
        (regex.compile(rf"{age}\s*(?:-|\b(?:{words['between']})\b)\s*{age}"), lambda first, last: (first, last)),
        (regex.compile(rf"{age}\s*(?:\+|{years}(?:{words['or_over']}))"), lambda first, _: (first, _OPEN_END)),
        (regex.compile(rf"{age}{years}(?:{words['or_under']})"), lambda first, _: (0, first)),
        (regex.compile(rf"(?:{words['under']})\s*{age}"), lambda first, _: (0, first - 1)),
        (regex.compile(rf"(?:{words['over']})\s*{age}"), lambda first, _: (first + 1, _OPEN_END)),
    )


def ages_of(text: str) -> Ages | None:
    """Return the ages that a band names; None if it names none.

    Example:
        >>> ages_of("Aged 16 to 24 years"), ages_of("Under 16"), ages_of("75+"), ages_of("১৬-২৪")
        ((16, 24), (0, 15), (75, 200), (16, 24))
    """
    plain = folded(text)
    for pattern, ages in _patterns():
        if found := pattern.search(plain):
            numbers = [int(number) for number in found.groups()]
            return ages(numbers[0], numbers[-1])
    return None


def match_groups(groups: Sequence[str], bands: Sequence[Band], given: Mapping[str, str], other: str) -> Matching:
    """Match the groups of one question with the bands of one characteristic.

    A group is the band it is set to, or that has the same name, or whose last part is its name ("Bangladeshi"), or
    that it is a part of ("Mixed: White and Asian" of "Mixed"). Ages fit where some groups and some bands reach from
    the same age to the same age.

    Args:
        groups: The groups; those of people who do not say are left out.
        bands: The bands; those of people who did not answer are left out.
        given: As it is set: group → band.
        other: The name of what was put together; it has no band.
    """
    own = [group for group in groups if not is_not_stated(group) and group != other]
    known = [band for band in bands if not is_not_stated(band.name)]
    set_to = {folded(group): folded(band) for group, band in given.items()}
    named = {group: band for group in own if (band := _named(group, known, set_to))}
    left, free = [g for g in own if g not in named], [b for b in known if b not in named.values()]
    tiled = list(_tiled(left, free))
    aged = {group for match in tiled for group in match.groups}
    taken = {band.name for match in tiled for band in match.bands}
    matches = [
        Match(tuple(g for g in own if named.get(g) == band), (band,)) for band in known if band.name not in taken
    ]
    alone = [group for group in left if group not in aged]
    ages = [band for band in free if band.name not in taken]
    return Matching(_ordered([*matches, *tiled], known, alone), tuple(_notes(alone, ages)))


def _ordered(matches: list[Match], bands: Sequence[Band], alone: list[str]) -> tuple[Match, ...]:
    """Return the matches in the order of the census, then the groups that have no band."""
    place = {band.name: number for number, band in enumerate(bands)}
    ordered = sorted(matches, key=lambda match: place[match.bands[0].name])
    return (*ordered, *(Match((group,), ()) for group in alone))


def _named(group: str, bands: Sequence[Band], set_to: Mapping[str, str]) -> Band | None:
    """Return the band of this name, or that a group is a part of; None if there is no one such band."""
    name = set_to.get(folded(group), folded(group))
    by_name = {folded(band.name): band for band in bands}
    if name in by_name:
        return by_name[name]
    ends = [band for band in bands if folded(band.name).rpartition(": ")[2] == name]
    within = [band for band in bands if name.startswith(f"{folded(band.name)}: ")]
    return next((found[0] for found in (ends, within) if len(found) == 1), None)


def _tiled(groups: Sequence[str], bands: Sequence[Band]) -> Iterator[Match]:
    """Yield the fewest groups and bands each that reach from the same age to the same age."""
    aged = sorted((ages, group) for group in groups if (ages := ages_of(group)))
    census = sorted(((ages, band) for band in bands if (ages := ages_of(band.name))), key=lambda item: item[0])
    ends = {ages[1] for ages, _ in aged} & {ages[1] for ages, _ in census}
    for start in sorted({ages[0] for ages, _ in aged} & {ages[0] for ages, _ in census}):
        for end in sorted(end for end in ends if end >= start):
            inside = [group for ages, group in aged if start <= ages[0] and ages[1] <= end]
            within = [band for ages, band in census if start <= ages[0] and ages[1] <= end]
            spans = [ages for ages, group in aged if group in inside], [a for a, band in census if band in within]
            if all(_covers(own, start, end) for own in spans):
                yield Match(tuple(inside), tuple(within))
                break


def _covers(spans: Sequence[Ages], start: int, end: int) -> bool:
    """Whether spans of ages in order follow on each other without a gap, from `start` to `end`."""
    following = all(first[1] + 1 == second[0] for first, second in pairwise(spans))
    return bool(spans) and spans[0][0] == start and spans[-1][1] == end and following


def _notes(alone: Collection[str], bands: Collection[Band]) -> Iterator[str]:
    """Yield what does not fit."""
    if not alone:
        return
    words = heard_wording()["census"]
    names = ", ".join(f"“{group}”" for group in alone)
    left = ", ".join(f"“{band.name}”" for band in bands if ages_of(band.name))
    aged = left and any(map(ages_of, alone))
    yield words["ages"].format(groups=names, bands=left) if aged else words["names"].format(groups=names)
