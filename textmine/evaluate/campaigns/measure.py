"""Counting which members of campaigns were found, and which groups are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from textmine.evaluate.campaigns.make import Campaign, Case
from textmine.evaluate.intervals import LEVEL, RESAMPLES, Estimate, proportion


@dataclass(frozen=True, slots=True)
class Found:
    """How much of one campaign was found."""

    change: str
    length: str
    language: str
    members: int
    found: int
    """Members in the group that holds most of them, where the group is mostly theirs."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a system made of one consultation."""

    case: str
    language: str
    campaigns: tuple[Found, ...]
    grouped: int
    """Answers put into any group."""
    right: int
    """Those of them in the group of their own campaign."""
    independent: int
    false_groups: int
    """Groups that are mostly no campaign's, or a second one of the same campaign."""
    false_members: int
    """Independent answers put into any group."""
    pairs: int
    pairs_found: int
    pairs_right: int


def tally(case: Case, groups: Sequence[str | None]) -> Tally:
    """Compare the groups found in a consultation with its campaigns."""
    truth = {place: number for number, campaign in enumerate(case.campaigns) for place in campaign.members}
    held: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        if group is not None:
            held.setdefault(group, []).append(place)
    own = _own_groups(held, truth)
    found = [_found(case, number, campaign, groups, own) for number, campaign in enumerate(case.campaigns)]
    crossed = Counter((truth.get(place), group) for group, places in held.items() for place in places)
    return Tally(
        case=case.name,
        language=case.language,
        campaigns=tuple(found),
        grouped=sum(map(len, held.values())),
        right=sum(one.found for one in found),
        independent=case.independent,
        false_groups=len(held) - len(own),
        false_members=sum(place not in truth for places in held.values() for place in places),
        pairs=sum(_pairs(len(campaign.members)) for campaign in case.campaigns),
        pairs_found=sum(_pairs(len(places)) for places in held.values()),
        pairs_right=sum(_pairs(n) for (number, _), n in crossed.items() if number is not None),
    )


def _own_groups(held: dict[str, list[int]], truth: dict[int, int]) -> dict[int, str]:
    """Return, for each campaign, the largest group of which more than half is its own."""
    own: dict[int, tuple[int, str]] = {}
    for group, places in held.items():
        number, most = Counter(truth.get(place) for place in places).most_common(1)[0]
        if number is not None and 2 * most > len(places):
            own[number] = max(own.get(number, (0, "")), (most, group))
    return {number: group for number, (_, group) in own.items()}


def _found(case: Case, number: int, campaign: Campaign, groups: Sequence[str | None], own: dict[int, str]) -> Found:
    group = own.get(number)
    found = sum(group is not None and groups[place] == group for place in campaign.members)
    return Found(campaign.change, campaign.length, case.language, len(campaign.members), found)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def recall(campaigns: Sequence[Found], seed: int = 0) -> Estimate | None:
    """Return the share of members that were found; letters are drawn again for its interval, not members.

    Where all members or none were found, the interval is Wilson's for as many letters.
    """
    if not campaigns:
        return None
    counts = np.array([(one.found, one.members) for one in campaigns], dtype=np.float64)
    right, n = counts.sum(axis=0)
    if right in (0, n):
        letters = len(campaigns)
        certain = proportion(letters if right else 0, letters)
        return certain and Estimate(certain.value, certain.low, certain.high, int(right), int(n))
    drawn = np.random.default_rng(seed).integers(len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(right / n), float(low), float(high), int(right), int(n))


def pair_f1(tallies: Sequence[Tally], seed: int = 0) -> Estimate | None:
    """Return F1 over pairs of answers in one campaign; consultations are drawn again for its interval."""
    counts = np.array([(one.pairs_right, one.pairs_found + one.pairs) for one in tallies], dtype=np.float64)
    if not len(counts) or not counts[:, 1].any():
        return None
    right, both = counts.sum(axis=0)
    drawn = np.random.default_rng(seed).integers(len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.quantile(2 * sums[:, 0] / np.maximum(sums[:, 1], 1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(2 * right / both), float(low), float(high), int(right), int(both))


def mistakes(case: Case, groups: Sequence[str | None], most: int) -> Iterator[str]:
    """Yield members that were missed, and independent answers that were put into a group."""
    truth = {place: campaign for campaign in case.campaigns for place in campaign.members}
    wrong = [place for place, group in enumerate(groups) if (group is not None) != (place in truth)]
    for place in wrong[:most]:
        kind = f"missed: {truth[place].change}" if place in truth else f"wrongly in {groups[place]}"
        yield f"{case.name}, {kind}: {' '.join(case.texts[place].split())[:300]}"
