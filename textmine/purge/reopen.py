"""A purged folder read back: themes with their counts, outcomes and decisions; no answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from textmine.errors import InputError, Problem
from textmine.model import Outcome
from textmine.purge.files import DETAILS
from textmine.review import DecisionLog, Reviewed
from textmine.schema import frame_of
from textmine.tables import DECISIONS, MANIFEST, Tables, read_frame

_GONE = ("responses", "respondents", "assignments", "vectors")


def open_purged(folder: Path) -> Reviewed:
    """Return what is left of a purged analysis; the tables of answers and people are empty.

    Raises:
        InputError: A file of the folder is missing or damaged.
        ReviewError: The decision log is damaged.
    """
    try:
        kept = {name: read_frame(folder / f"{name}.parquet", name) for name in ("themes", "drafts", "questions")}
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        record = json.loads((folder / DETAILS).read_text(encoding="utf-8"))
        tables = Tables(
            **kept,
            **{name: frame_of([], name) for name in _GONE},
            vector_array=np.zeros((0, 0), np.float32),
            manifest=manifest,
        )
        return _reviewed(tables, record, folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"was purged, and what is left cannot be read ({type(error).__name__}). Put back a copy of it."
        raise InputError(Problem(message, str(folder))) from None


def _reviewed(tables: Tables, record: dict[str, Any], folder: Path) -> Reviewed:
    """Return what was decided and held when the words were removed."""
    return Reviewed(
        tables=tables,
        outcomes={theme: Outcome(**given) for theme, given in record["outcomes"].items()},
        approved_by={theme: tuple(people) for theme, people in record["approved_by"].items()},
        lapsed=record["lapsed"],
        overrides={
            theme: {check: (by, why) for check, (by, why) in own.items()} for theme, own in record["overrides"].items()
        },
        quotes=record["quotes"],
        quotes_by=record["quotes_by"],
        set_aside=record["set_aside"],
        decisions=DecisionLog(folder / DECISIONS).all(),
    )
