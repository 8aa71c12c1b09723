"""What is kept of how many people used the same text."""

from __future__ import annotations

import json

import pytest

from tests.publish.example import LIGHT
from tests.publish.test_same_text import FIGURE, SAID, SEVERAL, sent
from textmine.purge.kept import what_stays


def kept_of(text: str, *campaigns: int) -> tuple[str, dict[str, float]]:
    """The figure sentence of a theme after a purge, and its figures."""
    given = sent(text, *campaigns)
    drafts = what_stays(given.tables, given, "2026-11-25T12:00:00+00:00", "Ada").drafts
    row = drafts[drafts["theme_id"] == LIGHT].iloc[0]
    return row["text"], json.loads(row["figures"])


@pytest.mark.parametrize(("forms", "campaigns"), [(SAID, (10,)), (SEVERAL, (10, 3))])
def test_the_sentence_keeps_its_second_count(forms: dict[str, str], campaigns: tuple[int, ...]) -> None:
    second = forms["en"].format(n=sum(campaigns))
    text, figures = kept_of(f"{FIGURE} {second}", *campaigns)
    assert text.endswith(f"25 of 38 (66%). {second}")
    assert figures == {"n": 25, "base": 38, "share": round(25 / 38, 4), "same_text": sum(campaigns)}


@pytest.mark.parametrize("people", [4, 21, 25])
def test_no_small_number_is_kept(people: int) -> None:
    text, figures = kept_of(f"{FIGURE} {SAID['en'].format(n=people)}", people)
    assert text.endswith("25 of 38 (66%).")
    assert "same_text" not in figures
