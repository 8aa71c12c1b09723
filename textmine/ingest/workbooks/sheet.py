"""What the sheets of a workbook are, before one is read: their names, who sees them, how far they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from textmine.config import Limits, did_you_mean
from textmine.errors import InputError, Problem
from textmine.ingest import bounds
from textmine.ingest.grid import Range, column_letter

State = Literal["visible", "hidden"]
Row = tuple[int, Sequence[str]]
NAMED_CELLS = 10
"""Cells that are named in a note."""
MERGED_ROWS = 30
"""Merged cells are of interest among the headings only, and those stand at the top."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        state: Whether people see it; "very hidden" ones, which no menu shows, are hidden.
        cells: Whether it has cells; charts and macro sheets have none.
        filled: How many of its rows hold something.
        area: The smallest range with everything in it; None where it is empty.
        hidden_rows: Numbers of the rows that it hides.
        merged: Merged cells among the first rows.
        formulas: How many cells show the text of their formula, because no value was stored.
        formula_cells: The first of these.
    """

    name: str
    state: State = "visible"
    cells: bool = True
    filled: int = 0
    area: Range | None = None
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    formulas: int = 0
    formula_cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was looked through and found safe: its sheets, and how the rows of one are read."""

    sheets: tuple[Sheet, ...]
    rows: Callable[[Sheet], Iterable[Row]]
    notes: tuple[str, ...] = ()


def choose(sheets: Sequence[Sheet], wanted: str, file: str) -> Sheet:
    """Return the sheet that was asked for, or the visible one with the most rows.

    Raises:
        InputError: There is no such sheet, it holds nothing, or no visible one holds anything.
    """
    if wanted:
        return _named(sheets, wanted, file)
    filled = [sheet for sheet in sheets if sheet.state == "visible" and sheet.filled]
    if filled:
        return max(filled, key=lambda sheet: sheet.filled)
    hidden = [sheet for sheet in sheets if sheet.filled]
    advice = "Export the answers again."
    if hidden:
        names = _listed(hidden)
        advice = (
            f"There {'is' if len(hidden) == 1 else 'are'} {names}. Unhide the sheet with the answers, or put "
            f'`sheet = "{hidden[0].name}"` under `[reading]` in consultation.toml.'
        )
    raise InputError(Problem(f"holds no visible sheet with anything in it. {advice}", file))


def _named(sheets: Sequence[Sheet], wanted: str, file: str) -> Sheet:
    """Return the sheet of a name, capitals aside."""
    found = [sheet for sheet in sheets if sheet.name == wanted] or [
        sheet for sheet in sheets if sheet.name.strip().casefold() == wanted.strip().casefold()
    ]
    if not found:
        hint = did_you_mean(wanted, [sheet.name for sheet in sheets])
        message = f"has no sheet `{wanted}`, which `[reading]` in consultation.toml names.{hint}"
        raise InputError(Problem(f"{message} It has {_listed(sheets)}.", file))
    if not found[0].filled:
        message = f"has nothing in it, but `[reading]` in consultation.toml names it. The file has {_listed(sheets)}."
        raise InputError(Problem(message, file, found[0].name))
    return found[0]


def _listed(sheets: Iterable[Sheet]) -> str:
    """Return the names of sheets with what they are."""
    return ", ".join(f"`{sheet.name}` ({_described(sheet)})" for sheet in sheets)


def _described(sheet: Sheet) -> str:
    """Return what a sheet holds in a few words."""
    if not sheet.cells:
        held = "no cells: a chart or macros"
    else:
        held = "empty" if not sheet.filled else "1 row" if sheet.filled == 1 else f"{sheet.filled:,} rows"
    return held if sheet.state == "visible" else f"hidden, {held}"


def check_area(sheet: Sheet, limits: Limits, file: str) -> None:
    """Refuse a sheet that reaches too far: parsers set aside memory for the whole of the area.

    Raises:
        InputError: It has more rows, columns or cells than the limits allow.
    """
    if sheet.area is None:
        return
    top, left, bottom, right = sheet.area
    rows, columns = bottom - top + 1, right - left + 1
    corner = f"{column_letter(right)}{bottom}"
    why = (
        f"Only {sheet.filled:,} rows hold anything; the last is row {bottom:,} and the last column is "
        f"{column_letter(right)} (`{corner}`). Delete what stands far off, or save the answers alone in a new file."
    )
    for limit, found in (("columns", right), ("rows", rows), ("cells", rows * columns)):
        bounds.check(limit, found, limits, file, sheet.name, why)


def about(sheets: Sequence[Sheet], chosen: Sheet, wanted: str, file: str, twins: Sequence[str] = ()) -> Iterator[str]:
    """Say in plain sentences which sheet is read, what is not, and what the sheet hides.

    Args:
        sheets: All there are.
        chosen: The one that is read.
        wanted: The one that was asked for.
        file: The file.
        twins: Sheets with the same headings, which are read too.
    """
    others = [
        sheet
        for sheet in sheets
        if sheet is not chosen and sheet.name not in twins and (sheet.filled or not sheet.cells)
    ]
    name = Path(file).name
    if twins:
        named = ", ".join(f"`{twin}`" for twin in twins)
        yield f"Sheets of `{name}` with the same headings are read together: `{chosen.name}` and {named}."
    if others:
        why = "it is named in consultation.toml" if wanted else "it has the most rows of the visible ones"
        yield f"Sheet `{chosen.name}` of `{name}` is read: {why}. Not read: {_listed(others)}."
    elif chosen.state == "hidden":
        yield f"Sheet `{chosen.name}` of `{name}` is hidden, and read because consultation.toml names it."
    if chosen.formulas:
        cells = "1 cell holds" if chosen.formulas == 1 else f"{chosen.formulas:,} cells hold"
        more = " …" if chosen.formulas > len(chosen.formula_cells) else ""
        where = f" ({', '.join(chosen.formula_cells)}{more})" if chosen.formula_cells else ""
        yield f"{cells} a formula without a stored value{where}, and read as the formula's own text."


def about_hidden_rows(rows: Sequence[int], sheet: str, aside: bool) -> Iterator[str]:
    """Say which rows of a sheet are hidden, and what is done with them."""
    if not rows:
        return
    first = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
    number = "1 row is" if len(rows) == 1 else f"{len(rows):,} rows are"
    what = "set aside, as" if aside else 'read as well. To leave such rows out, put `hidden_rows = "set_aside"` under'
    where = "`[reading]` in consultation.toml" + (" says" if aside else "")
    yield f"{number} hidden in sheet `{sheet}`, by a filter or by hand (row {first}), and {what} {where}."
