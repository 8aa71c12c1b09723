"""Open a workbook that came back from somebody: whatever it really is, in plain words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.ingest.files import LIMITS, check_workbook
from textmine.ingest.opening import content
from textmine.review.workbook.words import problem

LARGEST = 200_000_000
"""Bytes of the unpacked file; the largest workbook of a large consultation has a tenth of that."""


def load(source: Path | bytes, file: str) -> Any:  # noqa: ANN401 - openpyxl's workbook
    """Return a workbook, formulas as they are written.

    Args:
        source: The file, or its content.
        file: What it is called in messages.

    Raises:
        InputError: The file is missing, protected, damaged, holds macros, or is something else.
    """
    from openpyxl import load_workbook

    data = source if isinstance(source, bytes) else content(source, LIMITS)
    check_workbook(data, file)
    _check_parts(data, file)
    try:
        return load_workbook(io.BytesIO(data), keep_links=False)
    except MemoryError:
        raise
    except Exception:
        # openpyxl raises whatever its parsers do; each of it means that the file is not what Excel writes.
        raise InputError(Problem(problem("damaged"), file)) from None


def _check_parts(data: bytes, file: str) -> None:
    """Refuse a workbook with macros, and one that would unpack to a size that no workbook has.

    Raises:
        InputError: It is one of these, or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {item.filename: item.file_size for item in archive.infolist()}
            types = archive.read("[Content_Types].xml") if sizes.get("[Content_Types].xml", LARGEST) < LARGEST else b""
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise InputError(Problem(problem("damaged"), file)) from None
    if any(name.lower().endswith("vbaproject.bin") for name in sizes) or b"macroEnabled" in types:
        raise InputError(Problem(problem("macros"), file))
    if sum(sizes.values()) > LARGEST:
        raise InputError(Problem(problem("too_big"), file))
