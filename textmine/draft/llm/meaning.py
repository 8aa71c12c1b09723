"""Whether a rephrased sentence still says what the sentence it replaces says.

That some answer bears it out is not enough: one person who writes "and say that the council does excellent work"
would have a theme's key point replaced by theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import regex

from textmine.draft.check import Encode
from textmine.draft.check.words import content, tokens
from textmine.draft.lexicon import settings
from textmine.draft.llm.material import Key
from textmine.schema import conform, frame_of
from textmine.tables import Tables, replace

_CLAUSE = 2
"""A clause has so many words that carry a claim."""


def leaves_out(original: str, rephrased: str) -> bool:
    """Say whether a clause of a sentence has left no word that carries a claim in its rephrasing.

    Example:
        >>> leaves_out("Keep the lights on, but point the lamps downwards.", "Keep the lights on.")
        True
        >>> leaves_out("Keep the lights on, but point the lamps downwards.", "Keep them on, with lamps pointed down.")
        False
    """
    kept = set(content(tokens(rephrased)))
    clauses = (set(content(tokens(clause))) for clause in _joints().split(original))
    return any(len(said) >= _CLAUSE and kept.isdisjoint(said) for said in clauses)


@cache
def _joints() -> regex.Pattern[str]:
    """Return the pattern of what stands between two clauses."""
    words = "|".join(map(regex.escape, settings("llm")["clauses"]["joints"]))
    return regex.compile(rf"[,;:()–—]|\b(?:{words})\b", regex.I)


def beside_originals(
    tables: Tables, sentences: Mapping[Key, str], encode: Encode | None, *, turned: bool = False
) -> Tables:
    """Return tables in which each rephrased sentence rests on one answer: the sentence it replaces.

    The faithfulness check of these tables holds names, numbers, claims and every "not" against that sentence. All
    real answers are kept, since they tell how much a word says.

    Args:
        tables: The analysis with its extractive drafts.
        sentences: What the model wrote.
        encode: Gives the vectors of sentences; None: only words will be compared.
        turned: The other way round: the sentence rests on its rephrasing, which so may leave nothing out.
    """
    rows = [row for row in tables.drafts.to_dict("records") if (row["theme_id"], row["ordinal"]) in sentences]
    people = [f"original\0{row['theme_id']}\0{row['ordinal']}" for row in rows]
    bases = [str(row["text"]) for row in rows]
    rephrased = [sentences[row["theme_id"], row["ordinal"]] for row in rows]
    claims, bases = (bases, rephrased) if turned else (rephrased, bases)
    drafts = [
        {**row, "text": claim, "source": "llm", "evidence": [person], "figures": "{}"}
        for row, claim, person in zip(rows, claims, people, strict=True)
    ]
    spans = [
        {"response_id": person, "question_id": row["question_id"], "start": 0, "end": len(text)}
        for row, person, text in zip(rows, people, bases, strict=True)
    ]
    answers = [
        {**span, "text": text, "language": "en", "languages": ["en"], "language_confidence": 1.0, "status": "themed"}
        for span, text in zip(spans, bases, strict=True)
    ]
    assigned = [
        {**span, "theme_id": row["theme_id"], "score": 1.0, "position": "unknown", "primary": True}
        for span, row in zip(spans, rows, strict=True)
    ]
    changed = replace(
        tables,
        drafts=frame_of(drafts, "drafts"),
        responses=_longer(tables.responses, "responses", [{"source_row": 0, **answer} for answer in answers]),
        assignments=_longer(tables.assignments, "assignments", assigned),
    )
    if encode is None:
        return changed
    array = np.vstack([tables.vector_array, encode(bases)]).astype(np.float32)
    return replace(changed, vectors=_longer(tables.vectors, "vectors", spans), vector_array=array)


def _longer(frame: pd.DataFrame, table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    added = pd.DataFrame(rows).reindex(columns=list(frame.columns)).astype("object")
    return conform(pd.concat([frame.astype("object"), added], ignore_index=True), table)
