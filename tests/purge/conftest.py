"""An analysis folder made by hand, with a decision of every verb and everything a run leaves behind."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.review.sample import sample
from textmine.analysis import open_analysis, write_views
from textmine.review import decide
from textmine.tables import WORK, replace, write_tables

CONFIG = {"consultation": {"title": "Streets and homes"}}
LEDGER = {
    "rows_read": 11, "responses": 10, "open_questions": 2, "themed": 11, "needs_person": 1, "no_content": 1, "blank": 7,
    "set_aside": [{"file": "answers.csv", "sheet": None, "row": 12, "reason": "is a row of totals"}],
}  # fmt: skip
INPUT = {
    "file": "answers.csv", "sheet": None, "sha256": "ab" * 32, "layout": "plain table", "encoding": "utf-8",
    "rows_read": 11, "personal_columns_dropped": 0,
}  # fmt: skip
MANIFEST = {
    "textmine": "0.1.0", "inputs": [INPUT],
    "config": CONFIG, "ledger": LEDGER, "assumptions": ["Somebody wrote: My neighbour keeps thirteen cats."],
    "llm": {"model": "m", "host": "127.0.0.1", "accepted": 1,
            "refused": [{"theme_id": "q1.01", "ordinal": 1, "reason": "thirteen"}]},
}  # fmt: skip
EVERY_VERB: list[dict[str, Any]] = [
    {"do": "create", "question": "q1", "title": "সবুজ এলাকা", "description": "গাছ আর পার্ক।"},
    {"do": "group", "theme": "q1.03", "parent": "q1.n1"},
    {"do": "rename", "theme": "q1.01", "title": "More parkng"},
    {"do": "rename", "theme": "q1.01", "title": "More places to park"},
    {"do": "describe", "theme": "q1.01", "description": "Kirada guryuhu aad bay u sarraysaa"},
    {"do": "describe", "theme": "q1.01", "description": "What residents need."},
    {"do": "split", "theme": "q1.02", "answers": [["r6", "q1"]], "title": "Mending"},
    {"do": "merge", "themes": ["q2.02"], "into": "q2.01"},
    {"do": "confirm", "answer": ["r1", "q1"], "theme": "q1.01"},
    {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.01"},
    {"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"},
    {"do": "language", "answer": ["r4", "q1"], "language": "bn-Latn"},
    {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": "Amader elakay parking khub kom."},
    {"do": "redact", "theme": "q1.01", "ordinal": 1},
    {"do": "leave_out", "theme": "q1.01", "ordinal": 1},
    {"do": "translate", "text": "বাস সময়মতো আসে না।", "language": "bn", "into": "en",
     "translation": "The buses never come on time.", "translator": "R. Begum"},
    {"do": "heading", "language": "bn"},
    {"do": "consent", "quotes": "refuse"},
    {"do": "open_data", "publish": "refuse", "answer": ["r2", "q1"], "reason": "Asked us not to."},
    {"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "As she said: thirteen cats.", "owner": "Parks"},
    {"do": "outcome", "theme": "q1.01", "outcome": "could_not", "text": "Not this year.",
     "reason": "There is no money.", "because": "cost", "instead": "A trial in May.", "owner": "Transport",
     "date": "2027-03-31"},
    {"do": "set_aside", "theme": "q1.02", "reason": "Not a matter for us."},
    {"do": "override", "theme": "q1.01", "check": "failed_check", "reason": "Read by a person."},
    {"do": "approve", "theme": "q2.01"},
    {"do": "learn"},
    {"do": "undo", "decision": 5},
]  # fmt: skip


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("purge") / "analysis"
    folder.mkdir()
    write_tables(replace(sample(), manifest=MANIFEST), folder)
    decide(folder, "Amina", EVERY_VERB)
    write_views(open_analysis(folder), folder)
    work = folder / WORK
    (work / "checkpoints" / "0f").mkdir(parents=True)
    (work / "checkpoints" / "0f" / "language.responses.parquet").write_bytes(
        (folder / "responses.parquet").read_bytes()
    )
    with sqlite3.connect(work / "vectors.sqlite") as cache:
        cache.execute("CREATE TABLE vectors (text TEXT)")
        cache.execute("INSERT INTO vectors VALUES ('My neighbour keeps thirteen cats.')")
    cache.close()
    return folder


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_once, tmp_path / "analysis"))
