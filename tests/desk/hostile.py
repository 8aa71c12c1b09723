"""An analysis in which everything that people, or officers, can write is hostile markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from textmine.tables import Tables, replace, write_tables

from ..review.sample import sample

SCRIPT = "<script>alert(1)</script>"
IMAGE = "'\"><img src=x onerror=alert(1)>"
STARTS = ("<script>alert", "<img src=x", "<svg/onload")
"""What must not stand in any page as it was written."""


def nasty(text: str) -> str:
    """Return a text with markup before and behind it."""
    return f"{text} {SCRIPT}{IMAGE}<svg/onload=alert(1)>{{{{7*7}}}}"


def hostile(folder: Path) -> Path:
    """Write the analysis to a folder: its texts still are where the assignments say."""
    tables = sample()
    ids = {name: f"{name}{IMAGE}" for name in tables.respondents["response_id"]}

    def named(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(response_id=frame["response_id"].map(ids)) if "response_id" in frame else frame

    def spoilt(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
        return frame.assign(
            **{name: [nasty(text) if isinstance(text, str) else text for text in frame[name]] for name in columns}
        )

    drafts = tables.drafts.assign(evidence=[[ids[name] for name in own] for own in tables.drafts["evidence"]])
    made = replace(
        tables,
        responses=named(spoilt(tables.responses, "text", "status_reason", "source_file")),
        respondents=named(spoilt(tables.respondents, "c1", "source_file")),
        assignments=named(tables.assignments),
        vectors=named(tables.vectors),
        questions=spoilt(tables.questions, "wording"),
        themes=spoilt(tables.themes, "title", "description").assign(keywords=[[SCRIPT]] * len(tables.themes)),
        drafts=spoilt(drafts, "text"),
        manifest=_manifest(tables),
    )
    write_tables(made, folder)
    return folder


def _manifest(tables: Tables) -> dict[str, Any]:
    config = {"consultation": {"title": nasty("Streets"), "organisation": nasty("Council"), "asked": nasty("Asked")}}
    ledger = {"set_aside": [{"file": SCRIPT, "sheet": IMAGE, "row": 3, "reason": nasty("no id")}]}
    return {**tables.manifest, "config": config, "ledger": ledger}


def decisions() -> list[dict[str, Any]]:
    """Return decisions that any officer may take, their words hostile."""
    return [
        {"do": "rename", "theme": "q1.03", "title": nasty("Trees")},
        {"do": "describe", "theme": "q1.03", "description": nasty("About trees")},
        {"do": "create", "question": "q1", "title": nasty("Cats"), "description": nasty("About cats")},
        {"do": "assign", "answer": [f"r10{IMAGE}", "q1"], "theme": "q1.n3"},
        {"do": "outcome", "theme": "q1.01", "outcome": "could_not", "text": nasty("No"), "reason": nasty("Law"),
         "because": "law", "owner": nasty("Team"), "date": "2027-01-01", "instead": nasty("Signs")},
        {"do": "set_aside", "theme": "q2.02", "reason": nasty("Not ours")},
        {"do": "edit", "theme": "q1.01", "ordinal": 0, "text": nasty("They said")},
        {"do": "translate", "text": nasty("Parking for residents"), "language": "en", "into": "bn",
         "translation": nasty("পার্কিং"), "translator": nasty("Rahim")},
        {"do": "override", "theme": "q1.02", "check": "personal_data", "reason": nasty("Public knowledge")},
    ]  # fmt: skip
