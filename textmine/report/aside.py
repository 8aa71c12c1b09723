"""What the report shows of rows that are no responses, and of columns that were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textmine.ledger import LEDGER

SHOWN = 500
"""Rows listed on the page at most; the CSV lists all."""
OPEN = 12
"""So many rows are shown without being asked for."""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A row that is no response: where it stands, and why."""

    place: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class AsideView:
    """Everything of the input that is no answer.

    Attributes:
        reasons: Why rows are no responses, each with the number of rows, the commonest first.
        rows: Those rows in order; at most `SHOWN`.
        total: How many there are.
        is_open: Whether the list is shown at once.
        personal: Columns with personal data that were dropped.
        file: The CSV with every row.
    """

    reasons: tuple[tuple[str, int], ...]
    rows: tuple[AsideRow, ...]
    total: int
    is_open: bool
    personal: int
    file: str = LEDGER


def aside_view(manifest: Mapping[str, Any]) -> AsideView:
    """Take what was left out from a manifest."""
    given = manifest.get("ledger", {}).get("set_aside", [])
    found = [_row(item) for item in given]
    return AsideView(
        reasons=tuple(Counter(item.why for item in found).most_common()),
        rows=tuple(found[:SHOWN]),
        total=len(found),
        is_open=len(found) <= OPEN,
        personal=sum(item.get("personal_columns_dropped", 0) for item in manifest.get("inputs", [])),
    )


def _row(item: Mapping[str, Any]) -> AsideRow:
    place = f"{item['file']}, {item['sheet']}" if item["sheet"] else item["file"]
    return AsideRow(place, item["row"], item["reason"][:1].upper() + item["reason"][1:])
