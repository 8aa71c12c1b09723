"""The fast reader (calamine), which is compiled: it is given only what was looked through, and may still panic."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from textmine.errors import InputError, Problem
from textmine.ingest.workbooks.archive import DAMAGED, PROTECTED
from textmine.ingest.workbooks.sheet import Row
from textmine.ingest.workbooks.shown import as_shown, text_shown


def rows(data: bytes, file: str, sheet: str) -> Iterator[Row]:
    """Yield the rows of a sheet as texts, numbered as the spreadsheet numbers them.

    Raises:
        InputError: The workbook is damaged or protected.
    """
    import python_calamine as calamine

    with _guarded(file):
        # The workbook is closed before the rows are gone through: its strings are copies by then.
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            opened = workbook.get_sheet_by_name(sheet)
        if opened.start is None:
            return
        # Cells left of the first used column are put back, so that columns keep their letters.
        left = [""] * opened.start[1]
        for number, cells in enumerate(opened.iter_rows(), start=1):
            yield number, left + [_text(cell) if type(cell) is str else as_shown(cell) for cell in cells]


def _text(text: str) -> str:
    """Return a text that the fast reader gives, which holds no surrogates, but may hold halves of characters."""
    return text_shown(text) if "_x" in text else text


def shown_instead(rows: Iterable[Row], instead: Mapping[tuple[int, int], str]) -> Iterator[Row]:
    """Yield rows with other texts put in, also where there was no row."""
    by_row: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, column), text in instead.items():
        by_row[row].append((column, text))
    waiting = sorted(by_row, reverse=True)
    for number, cells in rows:
        while waiting and waiting[-1] < number:
            row = waiting.pop()
            yield row, _filled([], by_row[row])
        if waiting and waiting[-1] == number:
            yield number, _filled(list(cells), by_row[waiting.pop()])
        else:
            yield number, cells
    while waiting:
        row = waiting.pop()
        yield row, _filled([], by_row[row])


def _filled(cells: list[str], texts: Iterable[tuple[int, str]]) -> list[str]:
    """Return cells with texts put in by the number of the column."""
    for column, text in texts:
        cells += [""] * (column - len(cells))
        cells[column - 1] = text
    return cells


@contextmanager
def _guarded(file: str) -> Iterator[None]:
    """Turn whatever the fast reader raises into plain words."""
    try:
        yield
    except (MemoryError, InputError):
        raise
    except BaseException as error:
        # A file bad enough makes compiled code panic, which is no `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        message = PROTECTED if type(error).__name__ == "PasswordError" else DAMAGED
        raise InputError(Problem(message, file)) from None
