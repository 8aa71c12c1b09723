"""Handling untrusted text and files safely: surrogates, spreadsheet cells, atomic writes."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Characters XML 1.0 cannot hold; openpyxl and python-docx refuse them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EXCEL_CELL_LIMIT = 32_767
BOM = "\ufeff"
"""Without it Excel shows Bengali as rubbish."""


def replace_surrogates(text: str) -> str:
    r"""Return `text` with each lone surrogate as U+FFFD, and nothing else changed.

    Example:
        >>> replace_surrogates("a\ud800b")
        'a\ufffdb'
    """
    return _SURROGATES.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Return `text` without the control characters that XML (Word, Excel) cannot hold."""
    return _NOT_XML.sub("\ufffd", replace_surrogates(text))


def defuse_cell(value: Any) -> Any:  # noqa: ANN401 - a cell may hold anything; only text is changed
    """Return a value that no spreadsheet runs as a formula: dangerous text gets a leading apostrophe.

    Text is also cut to what a cell can hold, and freed of characters that XML cannot carry.

    Source:
        OWASP, "CSV Injection".

    Example:
        >>> defuse_cell("=1+1"), defuse_cell("fine"), defuse_cell(3)
        ("'=1+1", 'fine', 3)
    """
    if not isinstance(value, str):
        return value
    text = xml_text(value)
    if text.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA_STARTS):
        text = "'" + text
    return text[:EXCEL_CELL_LIMIT]


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV that spreadsheets open as it is: every cell defused, every script readable."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defuse_cell(column) for column in columns])
    writer.writerows([defuse_cell(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path` that replaces it on success, and is removed on failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, whole or not at all."""
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
