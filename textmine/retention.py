"""How long people's words are kept, and folders that they were removed from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem

RECORD = "outcomes.csv"
"""In a purged folder: each theme with its counts and outcome, for people to read."""
STAGED = ".purge"
"""In an analysis folder: what is to stay, complete. Where it stands, a purge is decided and not finished."""
_MANIFEST = "manifest.json"


def in_words(day: date) -> str:
    """Return a date as people write it.

    Example:
        >>> in_words(date(2027, 3, 31))
        '31 March 2027'
    """
    return f"{day.day} {day:%B} {day.year}"


def kept_until(manifest: Mapping[str, Any]) -> date | None:
    """Return until when the words of an analysis are to be kept; None where that was not said."""
    given = manifest.get("config", {}).get("consultation", {}).get("keep_until")
    return date.fromisoformat(given) if given else None


def retention_note(manifest: Mapping[str, Any], today: date | None = None) -> str:
    """Say until when people's words are kept, and that they are to be purged when that day has passed.

    Args:
        manifest: Of the analysis.
        today: The day to judge by; None: today.

    Returns:
        A sentence; empty where no day was set.
    """
    until = kept_until(manifest)
    if until is None:
        return ""
    if until < (today or date.today()):
        return f"People's words were to be kept until {in_words(until)}. Purge them: textmine purge."
    return f"People's words are kept until {in_words(until)}."


def is_overdue(manifest: Mapping[str, Any]) -> bool:
    """Tell whether the day until which people's words are kept has passed."""
    until = kept_until(manifest)
    return until is not None and until < date.today()


def purge_of(folder: Path) -> dict[str, str] | None:
    """Return when a folder was purged (`at`) and by whom (`by`); None for any other folder."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = manifest.get("purged") if isinstance(manifest, dict) else None
    return found if isinstance(found, dict) else None


def purge_is_unfinished(folder: Path) -> bool:
    """Tell whether a purge of a folder was begun and stopped half-way."""
    return (folder / STAGED).is_dir()


def refuse_purged(folder: Path) -> None:
    """Refuse a folder whose answers were removed, or are being removed.

    Raises:
        InputError: It is such a folder; the message says what is in it still.
    """
    if purge_is_unfinished(folder):
        raise InputError(Problem("a purge was stopped half-way. Finish it: textmine purge.", str(folder)))
    if (done := purge_of(folder)) is not None:
        raise InputError(Problem(purged_message(done), str(folder)))


def purged_message(done: Mapping[str, str]) -> str:
    """Say that the answers of a folder were removed, and where what is left can be read."""
    day = in_words(date.fromisoformat(done["at"][:10]))
    return f"was purged on {day} by {done['by']}: its answers are gone. Counts and outcomes are in its {RECORD}."
