"""The sample consultation, run, reviewed and purged: nobody's words are left in any file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import regex

from textmine.purge import purge
from textmine.purge.kept import OUTCOMES
from textmine.review import decide
from textmine.review.verbs import VERBS
from textmine.schema import SCHEMA
from textmine.tables import read_tables

from .search import found_in

WORD = regex.compile(r"[\p{L}\p{M}]{6,}")


@pytest.mark.slow
def test_no_word_that_one_person_alone_wrote_is_left(sample_copy: Path) -> None:
    tables = read_tables(sample_copy)
    one, two = tables.themes["theme_id"][:2]
    decide(
        sample_copy,
        "Ada",
        [
            {"do": "rename", "theme": one, "title": "Lights"},
            {"do": "outcome", "theme": one, "outcome": "we_did", "text": "There is light."},
            {"do": "approve", "theme": two},
        ],
    )
    asked = [*tables.questions["wording"], *tables.respondents.astype(str).to_numpy().ravel()]
    approved = tables.themes.loc[tables.themes["theme_id"] == two, "title"]
    figures = tables.drafts.loc[tables.drafts["kind"] == "figure", "text"]
    # What the questions and options, textmine's own tables and sentences, and an approved title say stays.
    texts = [*asked, *approved, *figures, *tables.questions["role"], tables.manifest, SCHEMA, VERBS, OUTCOMES]
    ours = "\n".join(map(str, texts)).casefold()
    written: Counter[str] = Counter()
    for text in tables.responses["text"].dropna():
        written.update({word.casefold() for word in WORD.findall(text) if word.casefold() not in ours})
    alone = [word for word, people in written.items() if people == 1]
    assert len(alone) > 500
    assert sum(not word.isascii() for word in alone) > 100
    assert {word for _, word in found_in(sample_copy, alone)} == set(alone)
    purge(sample_copy, "Ada")
    assert found_in(sample_copy, alone) == set()
