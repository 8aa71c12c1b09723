"""Opening a file of answers: from a path to the rows of its table, whatever kind of file it really is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from textmine.config import Limits, ReadingSettings
from textmine.errors import InputError, Problem
from textmine.ingest.csv_file import read_csv
from textmine.ingest.grid import Grid
from textmine.ingest.kinds import kind_of, may_be_workbook, misnamed
from textmine.ingest.opening import content
from textmine.ingest.workbooks import check_xlsx, read_workbook

READING, LIMITS = ReadingSettings(), Limits()


def open_grid(path: Path, reading: ReadingSettings = READING, limits: Limits = LIMITS) -> Grid:
    """Read the rows of `path`, whichever kind of file it really is.

    Args:
        path: A CSV file or a workbook.
        reading: Which sheet is read, and what is done with hidden rows.
        limits: What it may hold at most.

    Raises:
        InputError: The file is missing, empty, damaged, protected, unsafe, too large, or of a kind that cannot be read.
    """
    file = str(path)
    data = content(path, limits)
    digest = hashlib.sha256(data).hexdigest()
    kind = kind_of(data, file)
    notes = misnamed(path, kind)
    if kind == "csv":
        return read_csv(data, file, digest, notes, limits)
    return read_workbook(data, file, kind, digest, reading, limits, notes)


def check_workbook(data: bytes, file: str, limits: Limits = LIMITS) -> None:
    """Look whether the content of a file, such as one that was sent in, is an Excel workbook that is safe to open.

    Raises:
        InputError: It is damaged, protected, unsafe, or something else.
    """
    if not may_be_workbook(data) or kind_of(data, file) != "xlsx":
        advice = "Open it in the program that made it and save it as an Excel workbook (.xlsx)."
        raise InputError(Problem(f"is not an Excel workbook (.xlsx). {advice}", file))
    check_xlsx(data, file, limits)
