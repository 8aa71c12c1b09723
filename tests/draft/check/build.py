"""Draft sentences over small analyses made by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.draft.build import Said, tables_of
from textmine.draft.check import Encode, Failure, check_drafts
from textmine.schema import frame_of
from textmine.tables import Tables, replace

Row = dict[str, object]


def sentence(
    text: str,
    evidence: Sequence[int] = (0,),
    *,
    kind: str = "key_point",
    source: str = "llm",
    theme: str = "a",
    figures: dict[str, float] | None = None,
) -> Row:
    """Return one row of `drafts`; evidence by the place of the answer."""
    return {
        "question_id": "q",
        "theme_id": theme,
        "ordinal": 0,
        "text": text,
        "kind": kind,
        "evidence": [f"R{number:03}" for number in evidence],
        "figures": json.dumps(figures or {}),
        "source": source,
    }


def over(said: Sequence[Said | str], *rows: Row, wording: str = "") -> Tables:
    """Return tables with these answers and draft sentences, numbered in order."""
    answers = [Said(one) if isinstance(one, str) else one for one in said]
    themes = {theme: None for one in answers for theme in one.themes}
    tables = tables_of(answers, parents={"a": None, **themes})
    drafts = frame_of([{**row, "ordinal": at} for at, row in enumerate(rows)], "drafts")
    question = {"question_id": "q", "wording": wording, "role": "open"}
    return replace(tables, drafts=drafts, questions=frame_of([question], "questions"))


def failures(
    said: Sequence[Said | str], row: Row, encode: Encode | None = None, wording: str = ""
) -> tuple[Failure, ...]:
    """Return the failures of one sentence."""
    found = check_drafts(over(said, row, wording=wording), encode=encode)
    return next(iter(found.values()), ())


def checks(said: Sequence[Said | str], row: Row, **more: str) -> list[str]:
    """Return the names of the checks that one sentence fails, notes left out."""
    return [failure.check for failure in failures(said, row, **more) if not failure.note]
