"""The analysis folder: its tables, read and written whole."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from textmine.errors import InputError, Problem
from textmine.retention import refuse_purged
from textmine.safe import atomic_path, write_text
from textmine.schema import SCHEMA, arrow_schema, conform

FRAMES = tuple(SCHEMA)
MANIFEST = "manifest.json"
DECISIONS = "decisions.sqlite"
VIEWS = ("report.html", "review.xlsx", "ledger.csv")
"""What is derived from tables and decisions."""
WORK = ".textmine"
"""The folder inside the analysis folder that marks it as ours and lets a run resume."""


@dataclass(frozen=True, eq=False)
class Tables:
    """What the machine computed, as in the analysis folder (columns: `textmine.schema`).

    Attributes:
        vector_array: float32 (n, d), unit length, one row per row of `vectors`.
        manifest: The run: inputs, config, seeds, versions, timings, ledger.
    """

    responses: pd.DataFrame
    respondents: pd.DataFrame
    questions: pd.DataFrame
    themes: pd.DataFrame
    assignments: pd.DataFrame
    drafts: pd.DataFrame
    vectors: pd.DataFrame
    vector_array: npt.NDArray[np.float32]
    manifest: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in FRAMES:
            object.__setattr__(self, name, conform(getattr(self, name), name))

    @property
    def open_questions(self) -> pd.DataFrame:
        """The rows of `questions` answered in free text."""
        return self.questions[self.questions["role"] == "open"]


def write_frame(frame: pd.DataFrame, path: Path, table: str) -> None:
    """Write one table as Parquet, whole or not at all."""
    frame = conform(frame, table)
    arrow = pa.Table.from_pandas(frame, schema=arrow_schema(frame, table), preserve_index=False)
    with atomic_path(path) as temporary:
        pq.write_table(arrow, temporary)


def read_frame(path: Path, table: str) -> pd.DataFrame:
    """Read one table of an analysis folder."""
    return conform(pd.read_parquet(path), table)


def write_tables(tables: Tables, folder: Path) -> None:
    """Write every table, the vectors and the manifest (last, so that it marks a finished run)."""
    for name in FRAMES:
        write_frame(getattr(tables, name), folder / f"{name}.parquet", name)
    with atomic_path(folder / "vectors.npy") as temporary, temporary.open("wb") as file:
        np.save(file, tables.vector_array.astype(np.float32), allow_pickle=False)
    write_text(folder / MANIFEST, json.dumps(tables.manifest, indent=2, ensure_ascii=False) + "\n")


def read_tables(folder: Path) -> Tables:
    """Read an analysis folder.

    Raises:
        InputError: The folder is missing, unfinished, damaged (every missing part is named), or its answers were
            removed.
    """
    if not folder.is_dir():
        raise InputError(Problem("is not an analysis folder. Run `textmine run` first.", file=str(folder)))
    refuse_purged(folder)
    expected = [MANIFEST, "vectors.npy", *(f"{name}.parquet" for name in FRAMES)]
    gone = [name for name in expected if not (folder / name).is_file()]
    if gone:
        raise InputError(
            Problem(
                f"the analysis is not complete: {', '.join(gone)} missing. Run `textmine run` again; "
                "decisions already taken are kept.",
                file=str(folder),
            )
        )
    problems: list[Problem] = []
    frames: dict[str, Any] = {}
    for name in FRAMES:
        try:
            frames[name] = read_frame(folder / f"{name}.parquet", name)
        except (OSError, ValueError, pa.ArrowException) as error:
            message = f"cannot be read ({error}). Run `textmine run` again."
            problems.append(Problem(message, f"{name}.parquet"))
    try:
        array = np.load(folder / "vectors.npy", allow_pickle=False)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(Problem(f"cannot be read ({error}). Run `textmine run` again.", str(folder)))
    if problems:
        raise InputError(problems)
    return Tables(**frames, vector_array=array, manifest=manifest)


def replace(tables: Tables, **changes: Any) -> Tables:  # noqa: ANN401 - any field of Tables
    """Return a copy with some tables changed; the others are the same frames, not looked at again."""
    made = copy(tables)
    for name, value in changes.items():
        object.__setattr__(made, name, conform(value, name) if name in FRAMES else value)
    return made


def is_analysis(folder: Path) -> bool:
    """Tell whether a folder holds an analysis, or one that is being made."""
    return (folder / WORK).is_dir() or (folder / MANIFEST).is_file()


def check_out(out: Path) -> None:
    """Refuse a folder that holds something other than an analysis.

    Raises:
        InputError: `out` is a file, a folder with other things in it, or an analysis whose answers were removed.
    """
    refuse_purged(out)
    if out.exists() and not out.is_dir():
        raise InputError(Problem("is a file. Name a folder for the analysis.", str(out)))
    if out.is_dir() and any(out.iterdir()) and not is_analysis(out):
        raise InputError(Problem("holds something else, and is left alone. Name a new or empty folder.", str(out)))
