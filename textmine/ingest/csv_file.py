"""CSV: the delimiter, multi-line cells, and every value as the text it is."""

from __future__ import annotations

import csv
import io
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds
from textmine.ingest.encodings import encoding_of
from textmine.ingest.grid import Grid, is_blank, non_empty

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'\A"?sep=([,;\t|])"?(\r\n|\r|\n)', re.IGNORECASE)
_ESCAPED = re.compile(r'(?<!\\)\\"')
_QUOTED = re.compile(r'"[^"]*"')
_SAMPLE = 200
_SAMPLE_SIZE = 200_000
_LINE_FACTOR = 100
# Excel saves a million blank rows where the sheet was formatted to its end; without end they are no table.
_BLANK_FACTOR = 2
_NO_SCORE = (0.0, False, 0)
# A record that no export holds: if it does not come back alone, a quote was left open before it.
_END = "\x02textmine-end\x03"
_LIMIT_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a CSV file are parted.

    Attributes:
        escaped: Whether a quotation mark within a cell is written with a backslash before it.
    """

    delimiter: str
    escaped: bool = False


def read_csv(data: bytes, file: str, sha256: str, notes: tuple[str, ...], limits: Limits) -> Grid:
    """Read a CSV file.

    Args:
        data: The content of the file.
        file: What it is called in messages.
        sha256: Of the content.
        notes: What was assumed already.
        limits: What it may hold at most.

    Raises:
        InputError: The bytes are not text, nothing is in it, it is larger than the limits, or a quotation mark is
            never closed.
    """
    encoding = encoding_of(data, file)
    lines = encoding.lines(data)
    start = list(_up_to(lines, _SAMPLE_SIZE)) or [""]
    named = _SEP_LINE.match(start[0])
    if named:  # Excel obeys this line and does not show it, so it has no row number.
        del start[0]
    dialect = Dialect(named[1]) if named else sniff("".join(start))
    rows = _Rows(file, limits)
    with _any_field_size():
        records = non_empty(rows.read(chain(start, lines), dialect))
    if not records:
        raise InputError(Problem("is empty. Export the answers again as CSV or Excel (.xlsx).", file))
    if dialect.escaped:
        notes = (
            *notes,
            f"`{Path(file).name}` writes a backslash before quotation marks within an answer; it is left out.",
        )
    return Grid(file, None, encoding.name, sha256, records, rows.last, (*notes, *encoding.notes))


def _up_to(lines: Iterator[str], size: int) -> Iterator[str]:
    """Yield lines until they have so many characters together."""
    for line in lines:
        yield line
        size -= len(line)
        if size < 0:
            return


class _Rows:
    """The rows of a CSV file as they are read, none held but the last."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.last = 0
        self._file, self._limits = file, limits
        self._cells = 0

    def read(self, lines: Iterable[str], dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that are not blank, with their numbers.

        Raises:
            InputError: They cannot be split into cells, or are more than the limits allow.
        """
        waiting: list[str] | None = None
        try:
            for row in _split(self._bounded(lines, dialect.delimiter), dialect):
                if waiting is not None:
                    yield from self._row(waiting)
                waiting = row
        except csv.Error:
            message = "cannot be split into rows. Open it in Excel and save it as CSV UTF-8."
            raise InputError(Problem(message, self._file)) from None
        if waiting != [_END]:
            message = (
                "a quotation mark is opened here and never closed, so the rest of the file runs into one "
                "answer. Close it, or export the file again."
            )
            raise InputError(Problem(message, self._file, row=self.last + 1))

    def _row(self, cells: list[str]) -> Iterator[tuple[int, list[str]]]:
        """Count a row, and yield it if anything is in it."""
        self.last += 1
        limits = self._limits
        if not any(map(str.strip, cells)):
            if self.last > _BLANK_FACTOR * limits.rows:
                bounds.check("rows", self.last, limits, self._file, why="Most of them are blank.", counted=False)
            return
        if len(cells) > limits.columns:
            cells = cells[: max(number for number, cell in enumerate(cells, start=1) if cell.strip())]
        self._cells += len(cells)
        if self.last > limits.rows or len(cells) > limits.columns or self._cells > limits.cells:
            for limit, found in (("columns", len(cells)), ("rows", self.last), ("cells", self._cells)):
                bounds.check(
                    limit, found, limits, self._file, why=f"That is found in row {self.last:,}.", counted=False
                )
        yield self.last, cells

    def _bounded(self, lines: Iterable[str], delimiter: str) -> Iterator[str]:
        """Yield the lines; refuse one with columns without end before it is split, which would fill the memory."""
        many = _LINE_FACTOR * self._limits.columns
        for line in lines:
            if len(line) > many and line.count(delimiter) > many:
                columns = _QUOTED.sub("", line).count(delimiter) + 1
                why = f"That is found after row {self.last:,}."
                bounds.check("columns", columns, self._limits, self._file, why=why)
            yield line


def _split(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Yield the rows, and after them the row `_END` where all quotes are closed."""
    if dialect.escaped:
        lines = (_ESCAPED.sub('""', line) for line in lines)
    return csv.reader(_with_end(lines), delimiter=dialect.delimiter)


def _with_end(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, the last one closed, and the row `_END`."""
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else line + "\n"
    yield _END


def sniff(text: str) -> Dialect:
    r"""Return the dialect under which most rows have as many cells as the heading row.

    Example:
        >>> sniff("id;Why, in your words?\n1;cost, noise\n").delimiter
        ';'
    """
    # Parsing a slice keeps this cheap on large files; a row cut at its end is only one of many.
    sample = text[:_SAMPLE_SIZE]
    dialects = [Dialect(delimiter) for delimiter in DELIMITERS]
    if _ESCAPED.search(sample):
        dialects += [Dialect(delimiter, escaped=True) for delimiter in DELIMITERS]
    best, best_score = dialects[0], _NO_SCORE
    with _any_field_size():
        for dialect in dialects:
            score = _agreement(sample, dialect)
            if score > best_score:
                best, best_score = dialect, score
    return best


def _agreement(sample: str, dialect: Dialect) -> tuple[float, bool, int]:
    """Score a dialect: the share of rows as wide as the headings, whether these are no prose, the width."""
    lines = io.StringIO(sample, newline="")
    try:
        rows = [row for row in islice(_split(lines, dialect), _SAMPLE) if not all(map(is_blank, row))]
    except csv.Error:
        return _NO_SCORE
    if not rows or len(rows[0]) < 2:
        return _NO_SCORE
    width = len(rows[0])
    body = [row for row in rows[1:] if row != [_END]]
    share = sum(len(row) == width for row in body) / len(body) if body else 1.0
    # "Why, in your own words?" is one heading: a delimiter is seldom followed by a space.
    prose = any(cell.startswith(" ") for cell in rows[0][1:])
    return (round(share, 2), not prose, width)


@contextmanager
def _any_field_size() -> Iterator[None]:
    """Lift the csv module's limit of 131,072 characters a cell, which a long letter can pass."""
    with _LIMIT_LOCK:
        before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        try:
            yield
        finally:
            csv.field_size_limit(before)
