"""A commented consultation.toml from what was found, for an officer to correct."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby

from textmine.config import ROLES
from textmine.ingest.inspection import Inspection
from textmine.ingest.listing import UNSURE, Entry, sureness, wording
from textmine.ingest.several.propose import Proposal
from textmine.ingest.several.together import Together


def config_text(found: Inspection | Together) -> str:
    """Return a consultation.toml with the role of every column, for an officer to correct.

    Args:
        found: What `inspect` or `inspect_all` found.

    Returns:
        TOML that `textmine.config.load_config` reads; reading the file or the files with it gives the same roles and
        ids. For several files it says how they fit together.
    """
    head = (files("textmine.ingest") / "data" / "consultation.toml").read_text(encoding="utf-8")
    names = wording()["roles"]
    roles = "\n".join(f"#   {role:<22} {names[role]}" for role in ROLES)
    entries = sorted(found.entries, key=lambda entry: entry.confidence >= UNSURE)
    mapping = _mapping(found.proposals) if isinstance(found, Together) else ""
    return head.replace("@roles@", roles) + "\n".join(map(_column, entries)) + "\n" + mapping


def _mapping(proposals: Sequence[Proposal]) -> str:
    """Return the `[files]` sections, each line with what speaks for it."""
    lines = ["", wording()["mapping"]] if proposals else []
    for (file, what), group in groupby(proposals, key=lambda one: (one.file, one.what)):
        lines += ["", f"[files.{quoted(file)}.{what}]"]
        for one in group:
            lines += [f"# {one.why}", f"{quoted(one.here)} = {quoted(one.there)}"]
    return "\n".join([*lines, ""]) if lines else ""


def _column(entry: Entry) -> str:
    """Write one column as heading = role, with the reason above it."""
    setting = quoted(entry.role)
    parts = [f"id = {quoted(entry.question_id)}"] if entry.question_id else []
    parts += [f"linked = {quoted(entry.linked)}"] if entry.linked else []
    if entry.all_options:
        parts.append(f"options = [{', '.join(map(quoted, entry.all_options))}]")
    if parts:
        setting = "{ " + ", ".join([f"role = {setting}", *parts]) + " }"
    check = "Please check: " if entry.confidence < UNSURE else ""
    why = f"# {check}column {entry.place}: {entry.reason} ({sureness(entry.confidence)})"
    return f"{why}\n{quoted(entry.name)} = {setting}\n"


def quoted(text: str) -> str:
    r"""Return a TOML basic string.

    Example:
        >>> quoted('Say "why"')
        '"Say \\"why\\""'
    """
    # JSON and TOML escape alike, but for DEL, which TOML wants escaped and JSON leaves.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
