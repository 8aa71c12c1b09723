from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given as whatever
from hypothesis import settings

from tests.publish.example import BENGALI, LIGHT, reviewed, with_cell
from tests.publish.spoilt import Change, changes
from textmine.draft import marks as module
from textmine.draft.marks import Checker, blocking, with_checks
from textmine.tables import Tables

FIRST = {"theme_id": LIGHT, "ordinal": 1}


def marks(tables: Tables, ordinal: int) -> list[str]:
    drafts = with_checks(tables)
    own = drafts[(drafts["theme_id"] == LIGHT) & (drafts["ordinal"] == ordinal)]
    return list(own["checks"].iloc[0])


def worded(text: str, source: str, found: list[str]) -> Tables:
    """Return the example with one sentence in other words, and what the run found about it."""
    given = with_cell(reviewed(), "drafts", FIRST, "text", text)
    given = with_cell(given, "drafts", FIRST, "source", source)
    return with_cell(given, "drafts", FIRST, "checks", found).tables


def test_sentences_that_their_evidence_carries_have_no_marks() -> None:
    assert all(not found for found in with_checks(reviewed().tables)["checks"])


def test_a_mark_names_its_check_and_never_repeats_an_answer() -> None:
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 5}, "text", BENGALI[:-2] + "?")
    (mark,) = marks(given.tables, 5)
    assert mark.startswith("quote: ")
    assert BENGALI[:10] not in mark


def test_a_models_sentence_keeps_what_the_run_found_with_vectors() -> None:
    text = "People would like the walkways brightened in the evening."
    assert any(mark.startswith("support: ") for mark in marks(worded(text, "officer", []), 1))
    assert marks(worded(text, "llm", []), 1) == []
    assert marks(worded(text, "llm", ["support: says too much"]), 1) == ["support: says too much"]


def test_a_models_sentence_is_held_against_the_figures_anew() -> None:
    found = marks(worded("Everyone wants lights on until the last train home.", "llm", []), 1)
    assert any(mark.startswith("quantity: ") for mark in found)


def test_what_nobody_could_check_stands_in_nobodys_way() -> None:
    assert blocking(["note: could not be checked", "figures: states 40 people where the table has 38"]) == [
        "states 40 people where the table has 38"
    ]


@whatever(changes())
@settings(deadline=None, max_examples=20)
def test_a_checker_that_saw_other_tables_finds_what_is_found_without_it(given: list[Change]) -> None:
    checkers, now = [Checker(), Checker(kept=1)], reviewed()
    for change in given:
        now = with_cell(now, *change)
        for checker in checkers:
            for minimum in (5, 3):
                pd.testing.assert_frame_equal(
                    checker(now.tables, minimum=minimum), with_checks(now.tables, minimum=minimum)
                )


def test_a_checker_checks_only_the_themes_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    checker, asked = Checker(), []
    checker(reviewed().tables)
    real = module.check_drafts
    monkeypatch.setattr(
        module, "check_drafts", lambda *given, only, **more: asked.append(only) or real(*given, only=only, **more)
    )
    checker(reviewed().tables)
    assert asked == []
    checker(worded("Everyone wants lights on until the last train home.", "officer", []))
    assert asked == [{LIGHT}]
