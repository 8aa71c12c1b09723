"""Fill in a coder's workbook as somebody would in Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from textmine.evaluate.coding import Sample
from textmine.evaluate.coding.sample import Item

FIRST, POSITION = 5, 10
"""Columns of the first theme and of the position, counted from 1."""


def cells_of(path: Path) -> dict[str, dict[str, Any]]:
    """Return what a coder sees in each row of the answers."""
    page = load_workbook(path)["Answers"]
    rows = list(page.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[1] == "Answer")
    return {row[1]: dict(zip(rows[top][1:], row[1:], strict=True)) for row in rows[top + 1 :]}


def fill(path: Path, sample: Sample, choose: Callable[[Item], tuple[list[str], str] | None]) -> None:
    """Fill in a row for each answer: what to write in the cells for themes, and the position."""
    items = {item.item_id: item for item in sample.items}
    book = load_workbook(path)
    page = book["Answers"]
    for row in range(1, page.max_row + 1):
        item = items.get(str(page.cell(row, 2).value))
        chosen = choose(item) if item else None
        if chosen is None:
            continue
        for place, text in enumerate(chosen[0]):
            page.cell(row, FIRST + place, text)
        page.cell(row, POSITION, chosen[1] or None)
    book.save(path)


def label(sample: Sample, theme: str) -> str:
    """Return a theme as the drop-down has it."""
    own = sample.by_id[theme]
    return f"{own.title} ({own.number})"
