"""Names of files and columns in the sentences of the report."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from textmine.report.html import write_report
from textmine.schema import frame_of
from textmine.tables import Tables

HOSTILE = "<script>alert(1)</script>.csv"
EMPTY = ("responses", "respondents", "questions", "themes", "assignments", "drafts", "vectors")


def page(folder: Path, *assumptions: str) -> str:
    reason = {"file": "a.csv", "sheet": None, "row": 3, "reason": "`মতামত.pdf` is a PDF"}
    manifest = {"assumptions": list(assumptions), "ledger": {"set_aside": [reason]}}
    frames = {name: frame_of([], name) for name in EMPTY}
    write_report(Tables(**frames, vector_array=np.zeros((0, 4)), manifest=manifest), folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def test_names_in_what_was_assumed_are_code(tmp_path: Path) -> None:
    made = page(tmp_path, "The title above the headings of `online.xlsx` is not read.", "`Faallo` and `মতামত` are one.")
    assert "of <code>online.xlsx</code> is not read." in made
    assert re.search(r"<li>\s*<code>Faallo</code> and <code>মতামত</code> are one\.\s*</li>", made)


def test_names_in_why_a_row_was_set_aside_are_code(tmp_path: Path) -> None:
    made = page(tmp_path)
    assert made.count("<code>মতামত.pdf</code> is a PDF") == 2
    assert "`" not in re.sub(r"<style>.*?</style>", "", made, flags=re.DOTALL)


def test_names_stay_text(tmp_path: Path) -> None:
    made = page(tmp_path, f"`{HOSTILE}` is read; {HOSTILE} too.", "` alone")
    assert "<script" not in made
    assert "<code>&lt;script&gt;alert(1)&lt;/script&gt;.csv</code> is read" in made
