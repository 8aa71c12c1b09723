"""CSV: the delimiter, multi-line cells, and every value as the text it is."""

from __future__ import annotations

import csv
import io
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from textmine.errors import InputError, Problem
from textmine.ingest.encodings import decode
from textmine.ingest.grid import Grid, is_blank, non_empty

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'\A"?sep=([,;\t|])"?(\r\n|\r|\n)', re.IGNORECASE)
_SAMPLE = 200
_NO_SCORE = (0.0, False, 0)
# A record that no export holds: if it does not come back alone, a quote was left open before it.
_END = "\x02textmine-end\x03"
_LIMIT_LOCK = threading.Lock()


def read_csv(data: bytes, file: str, sha256: str, notes: tuple[str, ...] = ()) -> Grid:
    """Read a CSV file.

    Raises:
        InputError: The bytes are not text, nothing is in it, or a quotation mark is never closed.
    """
    text, encoding, about_encoding = decode(data, file)
    rows = _parse(text, file)
    records = non_empty(enumerate(rows, start=1))
    if not records:
        raise InputError(Problem("is empty. Export the answers again as CSV or Excel (.xlsx).", file))
    return Grid(file, None, encoding, sha256, records, len(rows), (*notes, *about_encoding))


def _parse(text: str, file: str) -> list[list[str]]:
    """Split text into rows of cells."""
    named = _SEP_LINE.match(text)
    if named:  # Excel obeys this line and does not show it, so it has no row number.
        text = text[named.end() :]
    with _any_field_size():
        delimiter = named[1] if named else sniff(text)
        try:
            rows = list(_records(text, delimiter))
        except csv.Error:
            message = "cannot be split into rows. Open it in Excel and save it as CSV UTF-8."
            raise InputError(Problem(message, file)) from None
    if not rows or rows[-1] != [_END]:
        raise InputError(
            Problem(
                "a quotation mark is opened here and never closed, so the rest of the file runs into one "
                "answer. Close it, or export the file again.",
                file,
                row=max(len(rows), 1),
            )
        )
    return rows[:-1]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows, and after them the row `_END` where all quotes are closed."""
    return csv.reader(_with_end(io.StringIO(text, newline="")), delimiter=delimiter)


def _with_end(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines, the last one closed, and the row `_END`."""
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else line + "\n"
    yield _END


def sniff(text: str) -> str:
    r"""Return the delimiter under which most rows have as many cells as the heading row.

    Example:
        >>> sniff("id;Why, in your words?\n1;cost, noise\n")
        ';'
    """
    # Parsing a slice keeps this cheap on large files; a row cut at its end is only one of many.
    sample = text[:200_000]
    best, best_score = ",", _NO_SCORE
    for delimiter in DELIMITERS:
        score = _agreement(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _agreement(sample: str, delimiter: str) -> tuple[float, bool, int]:
    """Score a delimiter: the share of rows as wide as the headings, whether these are no prose, the width."""
    try:
        rows = [row for row in islice(_records(sample, delimiter), _SAMPLE) if not all(map(is_blank, row))]
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
