"""In which order the decisions of a workbook are recorded, so that none of them takes the ground from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textmine.review.parse import DecisionLine
from textmine.review.workbook.clashes import above, final_parents
from textmine.review.workbook.reader import Reading
from textmine.review.workbook.sheet import Filled

_PHASES = (
    # Words first: sentences are known by their place in the draft that the workbook showed.
    ("rename", "describe", "edit"),
    ("redact",),
    # Then the answers: what is in a theme goes along when the theme is merged.
    ("language", "assign", "unassign", "confirm"),
    # A group that loses its last theme vanishes, so themes come into groups before others are merged away.
    ("group",),
    ("merge",),
    ("set_aside",),
    ("outcome", "translate", "heading", "consent"),
    # An approval is of all that the theme says then.
    ("approve",),
)
_PHASE = {verb: number for number, verbs in enumerate(_PHASES) for verb in verbs}


class PlacedDecision(DecisionLine):
    """A decision that knows the cell it comes from."""

    def __init__(self, values: Mapping[str, Any], source: Filled, column: str, file: str) -> None:
        place = f", column `{named}`" if (named := source.place(column)) else ""
        super().__init__(dict(values), f"{file}, sheet `{source.title}`{place}", source.number)
        self.source = source
        self.column = column


def decision_lines(reading: Reading, file: str) -> list[PlacedDecision]:
    """Return the decisions for `decide` in an order that works, each with its place in the file for messages."""
    lines = [
        PlacedDecision(decision, item, column, file)
        for item in reading.filled
        for column, decision in zip(item.columns or [""] * len(item.decisions), item.decisions, strict=True)
    ]
    parents = final_parents(reading.filled)
    groups = frozenset(parents.values())
    return _joined(sorted(lines, key=lambda line: (_PHASE[line["do"]], *_depth(line, parents, groups))))


def _depth(line: Mapping[str, Any], parents: Mapping[str, str], groups: frozenset[str]) -> tuple[bool, bool, int]:
    """Say when a theme moves: groups from the top down, so that none is ever below itself; others into, then out of."""
    if line["do"] != "group":
        return False, False, 0
    is_group = line["theme"] in groups
    return not is_group, not is_group and not line["parent"], len(above(line["theme"], parents))


def _joined(lines: Sequence[PlacedDecision]) -> list[PlacedDecision]:
    """Make one decision of all merges into the same theme, as when they are ticked together."""
    first: dict[str, PlacedDecision] = {}
    kept: list[PlacedDecision] = []
    for line in lines:
        if line["do"] == "merge" and line["into"] in first:
            first[line["into"]]["themes"] += line["themes"]
            continue
        if line["do"] == "merge":
            first[line["into"]] = line
            line["themes"] = list(line["themes"])
        kept.append(line)
    return kept
