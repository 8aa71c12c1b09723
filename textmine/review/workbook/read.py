"""Read a workbook back: what was filled in since it left, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.review.workbook.clashes import without_idle_approvals
from textmine.review.workbook.load import load
from textmine.review.workbook.mark import MARK, Mark, read_mark
from textmine.review.workbook.reader import Book, Reader, Reading
from textmine.review.workbook.sheet import Sheet
from textmine.review.workbook.words import problem
from textmine.review.workbook.write import MARKER


def read_file(
    source: Path | bytes,
    run: str,
    sheets: Sequence[Sheet],
    *,
    name: str = "",
    partial: bool = False,
    recorded: Collection[str] = (),
) -> Reading:
    """Return what a workbook that came back holds.

    Args:
        source: The file, or its content.
        run: The run of the analysis at hand.
        sheets: All the sheets that a workbook of the analysis can have, as they are now.
        name: What the file is called in messages; its path, if not given.
        partial: Whether rows and sheets may be missing: they then stay as they are.
        recorded: Decisions that stand already, as `fingerprint_of` identifies them.

    Raises:
        InputError: It is no workbook of this analysis at all.
    """
    file = name or (str(source) if isinstance(source, Path) else "the workbook")
    book = load(source, file)
    mark = read_mark(book)
    if mark is None:
        raise InputError(Problem(problem("no_mark", mark=MARK), file))
    if not mark.is_current:
        raise InputError(Problem(problem("other_format", version=mark.version[:40]), file))
    pages = list(_pages(book, sheets))
    if not pages:
        raise InputError(Problem(problem("no_sheet"), file))
    reading = Reading(file, other_run=mark.run != run)
    seen: set[str] = set()
    for sheet, page in pages:
        if sheet.key in seen:
            reading.problems.append(Problem(problem("twice"), file, page.title))
            continue
        seen.add(sheet.key)
        if page.title != sheet.title:
            reading.renamed.append((page.title, sheet.title))
        Reader(sheet, page, Book(file, mark, run, partial, recorded), reading).read()
    if not partial:
        reading.problems += _missing(mark, [sheet for sheet in sheets if sheet.key not in seen], file)
    reading.filled = without_idle_approvals(reading.filled)
    for sheet in sheets:
        clashes = sheet.clashes(reading.filled)
        reading.problems += [filled.problem(column, message, file) for filled, column, message in clashes]
    return reading


def _pages(book: Any, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Any]]:  # noqa: ANN401
    """Yield the sheets that the file has, by the mark in their first cell: their names may have changed.

    Where the mark is gone the name counts, so that what is wrong with the sheet can be said.
    """
    marked = {MARKER + sheet.key: sheet for sheet in sheets}
    found = [(marked.get(str(page.cell(1, 1).value)), page) for page in book.worksheets]
    known = {sheet.key for sheet, _ in found if sheet is not None}
    named = {sheet.title: sheet for sheet in sheets if sheet.key not in known}
    for sheet, page in found:
        if (own := sheet or named.get(page.title)) is not None:
            yield own, page


def _missing(mark: Mark, gone: Sequence[Sheet], file: str) -> Iterator[Problem]:
    """Name the sheets that left and did not come back."""
    left = {key for key, _ in mark.rows}
    for sheet in gone:
        if sheet.key in left:
            yield Problem(problem("missing_sheet"), file, sheet.title)
