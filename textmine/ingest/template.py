"""A commented consultation.toml from what was found, for an officer to correct."""

from __future__ import annotations

import json
from importlib.resources import files

from textmine.config import ROLES
from textmine.ingest.inspection import Inspection
from textmine.ingest.plan import QUESTION_ROLES
from textmine.model import Column


def config_text(inspection: Inspection) -> str:
    """Return a consultation.toml with the role of every column, for an officer to correct.

    Args:
        inspection: What `inspect` found.

    Returns:
        TOML that `textmine.config.load_config` reads; reading the file with it gives the same roles.
    """
    head = (files("textmine.ingest") / "data" / "consultation.toml").read_text(encoding="utf-8")
    lines = [_column(column, inspection.linked) for column in inspection.columns]
    return head.replace("@roles@", ", ".join(ROLES)) + "\n".join(lines) + "\n"


def _column(column: Column, linked: dict[str, str]) -> str:
    """Write one column as heading = role, with the reason above it."""
    setting = quoted(column.role)
    if column.role in QUESTION_ROLES and column.question_id:
        parts = [f"role = {setting}", f"id = {quoted(column.question_id)}"]
        if link := linked.get(column.question_id):
            parts.append(f"linked = {quoted(link)}")
        setting = "{ " + ", ".join(parts) + " }"
    why = f"# column {column.number}: {column.reason} ({column.confidence:.0%} sure)"
    return f"{why}\n{quoted(column.name)} = {setting}\n"


def quoted(text: str) -> str:
    r"""Return a TOML basic string.

    Example:
        >>> quoted('Say "why"')
        '"Say \\"why\\""'
    """
    # JSON and TOML escape alike, but for DEL, which TOML wants escaped and JSON leaves.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
