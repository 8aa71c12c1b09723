"""The language of every text in a column of a file."""

from __future__ import annotations

from pathlib import Path

from textmine.ingest import column_texts
from textmine.language.detect import detect
from textmine.progress import SILENT, Progress
from textmine.safe import atomic_path


def write_languages(file: Path, column: str, out: Path, progress: Progress = SILENT) -> str:
    """Write a CSV with `language, languages, language_confidence, script`, one line per row, same order.

    Args:
        file: A CSV file or Excel workbook.
        column: The heading of the column to look at.
        out: The CSV to write; `languages` are joined by ;.
        progress: Who is told.

    Returns:
        What was found, in plain words.

    Raises:
        InputError: The file cannot be read.
        ConfigError: There is no such column.
    """
    texts = column_texts(file, column)
    with progress.stage(f"Detecting the language of {len(texts)} texts"):
        found = detect(texts)
    counts = found["language"].value_counts()
    found["languages"] = found["languages"].map(";".join)
    with atomic_path(out) as temporary:
        found.to_csv(temporary, index=False, encoding="utf-8", lineterminator="\n")
    return f"{out}: {len(texts)} rows. " + ", ".join(f"{tag} {n}" for tag, n in counts.items())
