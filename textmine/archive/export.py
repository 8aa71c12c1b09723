"""What other services may have of the archive: JSON and CSV with numbers as published, and no verbatim text."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from textmine.archive.promises import standing_of
from textmine.archive.read import Kept, Stored, all_stored, stored_themes
from textmine.safe import csv_text, write_text

VERSION = 1
"""Of the export's form: it grows when a column changes its meaning."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "consultations": (
        "consultation", "title", "organisation", "asked_on", "asked", "responses", "languages", "approved",
        "approved_by", "added_on",
    ),
    "themes": (
        "consultation", "theme_id", "question", "group", "theme", "description", "people", "answered", "for", "against",
        "approved_by", "outcome", "what_was_decided", "because", "reason", "instead", "owner", "date", "state", "due",
        "done_on",
    ),
    "sentences": ("consultation", "theme_id", "kind", "text", "language", "source", "translator"),
    "updates": ("consultation", "theme_id", "at", "by", "status", "date", "note"),
}  # fmt: skip
"""File → its columns; the JSON file has the same under the same names."""
_SENTENCES = """
SELECT consultation, theme_id, kind, text, language, source, translator FROM items
WHERE kind IN ('sentence', 'translation') ORDER BY consultation, place
"""


@dataclass(frozen=True, slots=True)
class Export:
    """The archive for other services.

    Attributes:
        tables: `consultations`, `themes`, `sentences`, `updates`: rows by column.
        made_on: The day by which promises were judged.
    """

    tables: dict[str, list[dict[str, Any]]]
    made_on: date

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"version": VERSION, "made_on": self.made_on.isoformat(), **self.tables}

    def write(self, folder: Path) -> list[Path]:
        """Write `archive.json` and a CSV file per table, and return their paths."""
        written = [folder / "archive.json"]
        write_text(written[0], json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n")
        for name, columns in COLUMNS.items():
            written.append(folder / f"{name}.csv")
            rows = ([_cell(row[column]) for column in columns] for row in self.tables[name])
            write_text(written[-1], csv_text(columns, rows))
        return written


def make_export(connection: sqlite3.Connection, today: date) -> Export:
    """Return the archive for other services.

    Args:
        connection: The archive.
        today: The day to judge promises by.
    """
    themes = stored_themes(connection)
    tables = {
        "consultations": [_consultation(one) for one in all_stored(connection)],
        "themes": [_theme(theme, today) for theme in themes],
        "sentences": [dict(row) for row in connection.execute(_SENTENCES)],
        "updates": [
            {"consultation": theme.number, "theme_id": theme.theme_id, **asdict(update)}
            for theme in themes
            for update in theme.updates
        ],
    }
    return Export(tables, today)


def _consultation(one: Stored) -> dict[str, Any]:
    return {
        "consultation": one.number,
        "title": one.title,
        "organisation": one.organisation,
        "asked_on": one.asked_on,
        "asked": one.asked,
        "responses": one.responses,
        "languages": one.languages,
        "approved": one.is_approved,
        "approved_by": list(one.approved_by),
        "added_on": one.added_at[:10],
    }


def _theme(theme: Kept, today: date) -> dict[str, Any]:
    """Return a theme; its numbers are those that the consultation publishes, as text."""
    outcome, standing = theme.outcome, standing_of(theme.outcome, theme.updates, today)
    return {
        "consultation": theme.number,
        "theme_id": theme.theme_id,
        "question": theme.question,
        "group": theme.parent,
        "theme": theme.title,
        "description": theme.description,
        "people": theme.shown.get("people", ""),
        "answered": theme.shown.get("base", ""),
        "for": theme.shown.get("for", ""),
        "against": theme.shown.get("against", ""),
        "approved_by": list(theme.approved_by),
        "outcome": outcome.outcome if outcome else "",
        "what_was_decided": outcome.text if outcome else "",
        "because": outcome.because if outcome else "",
        "reason": outcome.reason if outcome else "",
        "instead": outcome.instead if outcome else "",
        "owner": outcome.owner if outcome else "",
        "date": outcome.date if outcome else "",
        "state": standing.state,
        "due": standing.due,
        "done_on": standing.done_on,
    }


def _cell(value: object) -> object:
    """Return a value as one cell of a spreadsheet."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" if said else str(key) for key, said in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
