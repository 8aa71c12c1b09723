"""An attacker of their own: all people by everything they could be, and every public number as an equation.

Nothing here uses the code that protects the figures. A person is of one type: which themes they raised with which
position, or nothing, and in which groups of each question they are. How many people there are of each type is what
the attacker does not know; every number that any output states is a sum of these. Integer programming then gives the
smallest and the largest value that a hidden number can have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from textmine.config import PublishSettings
from textmine.insight import breakdowns, page_release, who_took_part
from textmine.insight.breakdown import GROUP_ROLES
from textmine.insight.heard import Heard
from textmine.publish.people import group_tables
from textmine.publish.texts import tagged
from textmine.tables import Tables

HELD = (None, "for", "against", "neutral")
Type = dict[str, Any]
Test = Callable[[Type], bool]


def _subsets(groups: Sequence[str], several: bool) -> list[tuple[str, ...]]:
    if not several:
        return [(), *((group,) for group in groups)]
    return list(chain.from_iterable(combinations(groups, size) for size in range(len(groups) + 1)))


@dataclass
class Attack:
    """What is known: types of people, and sums of them with the values they can have."""

    types: list[Type]
    rows: list[npt.NDArray[np.float64]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def learn(self, test: Test, low: float, high: float | None = None) -> None:
        """Note how many people pass a test."""
        self.rows.append(self._row(test))
        self.low.append(low)
        self.high.append(low if high is None else high)

    def _row(self, test: Test) -> npt.NDArray[np.float64]:
        return np.array([float(test(one)) for one in self.types])

    def bounds(self, test: Test) -> tuple[int, int]:
        """Return the smallest and the largest number of people who can pass a test."""
        cost, found = self._row(test), []
        for sign in (1, -1):
            result = milp(
                sign * cost,
                integrality=np.ones(len(self.types)),
                bounds=Bounds(0, np.inf),
                constraints=LinearConstraint(np.array(self.rows), self.low, self.high),
            )
            assert result.status == 0, result.message
            found.append(round(sign * result.fun))
        return found[0], found[1]


def _told(shown: float, rounding: int) -> tuple[float, float]:
    """Return what a number that is rounded can have been."""
    return (shown - rounding // 2, shown + (rounding - 1) // 2) if rounding > 1 else (shown, shown)


def _groups(tables: Tables, settings: PublishSettings) -> dict[str, tuple[list[str], bool]]:
    """Return the groups of each question as pages name them, and whether some people are in several."""
    found = breakdowns(tables, GROUP_ROLES, settings.breakdown_minimum)
    return {one.question_id: (list(one.counts), sum(one.counts.values()) > one.base) for one in found}


def _types(tables: Tables, groups: Mapping[str, tuple[list[str], bool]], kinds: bool) -> Iterator[Type]:
    themes = tables.themes["theme_id"].tolist()
    said = [None, *(dict(zip(themes, held, strict=True)) for held in product(HELD, repeat=len(themes)))]
    places = [_subsets(names, several) for names, several in groups.values()]
    for answer, chosen in product(said, product(*places)):
        for kind in ("individual", "organisation") if kinds else ("individual",):
            yield {"said": answer, "kind": kind, **dict(zip(groups, chosen, strict=True))}


def page_attack(tables: Tables, settings: PublishSettings) -> Attack:
    """Return what pages and the report tell, without themes by groups."""
    groups, who = _groups(tables, settings), who_took_part(tables)
    public = page_release(tables, settings)
    kinds = set(who.kinds) == {"individual", "organisation"} and public.shows(("kind", "individual"))
    attack = Attack(list(_types(tables, groups, kinds)))
    attack.learn(lambda one: True, who.responses)
    # Which of the answers fit no theme is not always told; the attacker knows.
    attack.learn(lambda one: one["said"] is not None, who.answered["why"])
    attack.learn(lambda one: one["said"] is not None and not any(one["said"].values()), who.needs_person["why"])
    if kinds:
        attack.learn(lambda one: one["kind"] == "individual", who.kinds["individual"])
    for theme, n in zip(tables.themes["theme_id"], tables.themes["n_people"], strict=True):
        if n >= settings.minimum_count:
            attack.learn(lambda one, theme=theme: bool((one["said"] or {}).get(theme)), n)
        for side in ("for", "against"):
            if public.shows(("theme", theme, side)):
                low, high = public.known["theme", theme, side]
                attack.learn(lambda one, theme=theme, side=side: (one["said"] or {}).get(theme) == side, low, high)
    _learn_groups(attack, tables, settings, list(groups))
    return attack


def _learn_groups(attack: Attack, tables: Tables, settings: PublishSettings, questions: Sequence[str]) -> None:
    """Read the tables of groups as the report prints them, with groups that stand together."""
    made = group_tables(tables, settings.breakdown_minimum, tagged, rounding=settings.rounding)
    for question, table in zip(questions, made, strict=True):
        for row in table.rows:
            names = str(row.option).removesuffix(" (together)")
            parts = [name for name in _groups(tables, settings)[question][0] if name in names]
            if row.percent is not None:
                low, high = _told(int(row.shown.replace(",", "")), settings.rounding)
                attack.learn(lambda one, q=question, p=parts: any(name in one[q] for name in p), low, high)


def learn_heard(attack: Attack, heard: Heard, rounding: int = 0) -> None:
    """Read themes by groups as every output has them."""
    for frame in (heard.themes, heard.positions):
        for row in frame.to_dict("records"):
            test = counted_in(row)
            if test is None:
                continue
            if pd.notna(row["n"]):
                attack.learn(test, *_told(int(row["n"]), rounding))
            if pd.notna(row["base"]) and "position" not in row:
                inside = inside_of(row)
                attack.learn(
                    lambda one, inside=inside: inside(one) and one["said"] is not None,
                    *_told(int(row["base"]), rounding),
                )


def inside_of(row: Mapping[str, Any]) -> Test:
    """Return a test of being in the group of a row."""
    if row["role"] == "kind":
        return lambda one: one["kind"] == {"Individuals": "individual", "Organisations": "organisation"}[row["group"]]
    return lambda one: row["group"] in one[row["group_question"]]


def counted_in(row: Mapping[str, Any]) -> Test | None:
    """Return a test of being counted in a row of a frame; None for languages, which this attacker leaves out."""
    if row["role"] == "language":
        return None
    inside, theme, side = inside_of(row), row["theme_id"], row.get("position")

    def counted(one: Type) -> bool:
        held = (one["said"] or {}).get(theme)
        return inside(one) and (held == side if side else bool(held))

    return counted
