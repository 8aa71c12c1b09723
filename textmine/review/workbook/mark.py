"""The hidden sheet: which analysis a workbook belongs to, and what stood in its rows when it left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from textmine import __version__
from textmine.review.state import State
from textmine.review.workbook.sheet import Offer, Sheet, as_typed, fingerprint, given
from textmine.review.workbook.words import words
from textmine.safe import defuse_cell
from textmine.tables import Tables

MARK = "textmine"
"""Name of the hidden sheet."""
_TITLE = "textmine workbook"
_LISTS = 6
"""First column of the choices of drop-down cells."""
_ROWS_FROM = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What the hidden sheet says.

    Attributes:
        run: The machine's run, known by its themes and their members.
        rows: (sheet, row id) → fingerprint of the input cells as they left.
        rests_on: (sheet, row id) → what the row was about.
    """

    run: str
    format: str = ""
    version: str = __version__
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    rests_on: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """Whether this version of textmine can read the workbook."""
        return self.format == str(words()["format"])


def run_of(machine: Tables) -> str:
    """Identify a run by its themes and their members, as the decision log does."""
    return State(machine).run


Lists = dict[tuple[str, ...], str]
"""The words of a list → where they stand on the hidden sheet, for drop-down cells."""


def write_mark(book: Any, run: str, sheets: Sequence[Sheet]) -> Lists:  # noqa: ANN401
    """Add the hidden sheet; return where each list of choices stands."""
    page = book.create_sheet(MARK)
    page.sheet_state = "hidden"
    page.protection.sheet = True
    header = ("sheet", "row", "was", "rests on")
    for line in ((_TITLE, str(words()["format"])), ("version", __version__), ("run", run), header):
        page.append(line)
    for sheet in sheets:
        for row in sheet.rows:
            page.append((sheet.key, row.row_id, fingerprint(given(sheet, row)), defuse_cell(row.rests_on)))
    return _write_lists(page, sheets)


def _write_lists(page: Any, sheets: Sequence[Sheet]) -> Lists:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    places: Lists = {}
    for offer in _offers(sheets):
        choices = tuple(offer.words.values())
        if not choices or choices in places:
            continue
        number = _LISTS + len(places)
        letter = get_column_letter(number)
        for place, text in enumerate(choices, start=1):
            cell = page.cell(place, number, defuse_cell(text))
            # Never a formula, whatever the text looks like.
            cell.data_type = "s"
        places[choices] = f"'{MARK}'!${letter}$1:${letter}${len(choices)}"
    return places


def _offers(sheets: Sequence[Sheet]) -> Iterator[Offer]:
    """Yield what can be chosen in the sheets; what many rows share is yielded once."""
    for sheet in sheets:
        for column in (column for column in sheet.inputs if column.kind in ("choice", "text")):
            yield Offer(column.choices)
            own = (row.offers[column.key] for row in sheet.rows if column.key in row.offers)
            yield from {id(offer): offer for offer in own}.values()


def read_mark(book: Any) -> Mark | None:  # noqa: ANN401 - openpyxl's workbook
    """Return what the hidden sheet says; None where it is missing or something else."""
    if MARK not in book.sheetnames:
        return None
    lines = [[_text(value) for value in line] for line in book[MARK].iter_rows(max_col=4, values_only=True)]
    if len(lines) < _ROWS_FROM - 1 or lines[0][0] != _TITLE:
        return None
    own = [line for line in lines[_ROWS_FROM - 1 :] if line[0]]
    return Mark(
        run=lines[2][1],
        format=lines[0][1],
        version=lines[1][1],
        rows={(line[0], line[1]): line[2] for line in own},
        # What an earlier version of textmine exported rests on nothing.
        rests_on={(line[0], line[1]): as_typed(line[3]) for line in own if line[3]},
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
