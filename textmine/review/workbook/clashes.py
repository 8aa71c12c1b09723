"""What the rows of a workbook say against each other: circles, and decisions that other ones would make void."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from textmine.review.workbook.sheet import Clash, Filled
from textmine.review.workbook.words import words

_LOST_WITH_MERGE = ("outcome", "edit", "redact", "set_aside", "approve")
"""What is recorded about a theme goes with it when it is merged away."""
_LOST_WITH_SET_ASIDE = ("outcome", "edit", "redact", "approve")
Placed = tuple[Filled, str, dict[str, Any]]
"""A filled-in row, the column, and a decision of it."""


def theme_clashes(filled: Sequence[Filled]) -> Iterator[Clash]:
    """Find merges and groups that go round in circles, and what is said of themes that other rows take away."""
    placed = list(_placed(filled))
    merges = {item[2]["themes"][0]: item for item in placed if item[2]["do"] == "merge"}
    aside = {item[2]["theme"]: item for item in placed if item[2]["do"] == "set_aside"}
    yield from _merges(merges)
    yield from _groups(placed, merges)
    for lost, name, by in ((_LOST_WITH_MERGE, "merged_away", merges), (_LOST_WITH_SET_ASIDE, "set_aside", aside)):
        for one, column, decision in placed:
            theme = decision.get("theme")
            # In one row the sheet itself says so.
            if decision["do"] in lost and theme in by and by[theme][0] is not one:
                yield one, column, _said(name, by[theme][0])


def without_idle_approvals(filled: Sequence[Filled]) -> list[Filled]:
    """Leave out approvals that stand already, where nothing else in the workbook is about the theme."""
    about = [_themes(decision) for _, _, decision in _placed(filled) if decision["do"] != "approve"]
    changed = frozenset().union(*about)
    kept: list[Filled] = []
    for one in filled:
        pairs = list(zip(one.columns or [""] * len(one.decisions), one.decisions, strict=True))
        left = [(column, decision) for column, decision in pairs if not _is_idle(one, decision, changed)]
        if len(left) == len(pairs):
            kept.append(one)
        elif left:
            columns, decisions = zip(*left, strict=True)
            kept.append(replace(one, columns=columns, decisions=decisions))
    return kept


def final_parents(filled: Sequence[Filled]) -> dict[str, str]:
    """Return the group above each theme once everything in the workbook is recorded; nothing at the top level."""
    sheets = {one.sheet.key: one.sheet for one in filled if one.sheet.key == "themes"}
    now = {row.subject.theme: row.subject.parent for sheet in sheets.values() for row in sheet.rows}
    moved = {item["theme"]: item["parent"] for _, _, item in _placed(filled) if item["do"] == "group"}
    return now | moved


def above(theme: str, parents: Mapping[str, str]) -> list[str]:
    """Return the groups above a theme, the nearest first; it ends with the theme itself where they go round."""
    found: list[str] = []
    while (theme := parents.get(theme, "")) and theme not in found:
        found.append(theme)
    return found


def _placed(filled: Sequence[Filled]) -> Iterator[Placed]:
    for one in filled:
        for column, decision in zip(one.columns or [""] * len(one.decisions), one.decisions, strict=True):
            yield one, column, decision


def _is_idle(one: Filled, decision: Mapping[str, Any], changed: frozenset[str]) -> bool:
    return decision["do"] == "approve" and one.row.subject.approved and decision["theme"] not in changed


def _themes(decision: Mapping[str, Any]) -> frozenset[str]:
    """Return the themes that a decision names."""
    return frozenset([*decision.get("themes", ()), *(decision.get(key, "") for key in ("theme", "into", "parent"))])


def _merges(merges: Mapping[str, Placed]) -> Iterator[Clash]:
    """Find themes that are merged into one that is itself merged away."""
    into = {theme: item[2]["into"] for theme, item in merges.items()}
    for theme, (one, column, decision) in merges.items():
        target = decision["into"]
        if target not in merges:
            continue
        name = "merge_circle" if theme in above(theme, into) else "merge_chain"
        yield one, column, _said(name, merges[target][0])


def _groups(placed: Sequence[Placed], merges: Mapping[str, Placed]) -> Iterator[Clash]:
    """Find groups that would be below themselves, and themes put under what is merged away."""
    parents = final_parents([item[0] for item in placed])
    for one, column, decision in placed:
        if decision["do"] != "group" or not decision["parent"]:
            continue
        theme, parent = decision["theme"], decision["parent"]
        if theme in above(theme, parents):
            yield one, column, str(words()["clashes"]["group_circle"])
        elif parent in merges:
            yield one, column, _said("merged_away", merges[parent][0])


def _said(name: str, other: Filled) -> str:
    """Say what is wrong, and in which row the other side of it is."""
    return str(words()["clashes"][name]).format(theme=other.row.label, sheet=other.title, row=other.number)
