"""The drafts under review are those that drafting would make of the tables as they are."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import Drafter, draft_themes
from textmine.review import replay

from .sample import TEXTS, CountingRedraft
from .test_any_sequence import ANSWERS, ANY, TABLES, THEMES, same, taken, verb

_COLUMNS = ["question_id", "theme_id", "ordinal", "text", "kind", "evidence", "figures", "source"]
_DRAFTER = Drafter()
_MOVES = st.one_of(
    verb("assign", answer=ANSWERS, theme=THEMES),
    verb("unassign", answer=ANSWERS, theme=THEMES),
    verb("merge", themes=st.lists(THEMES, min_size=1, max_size=3), into=THEMES),
    verb("language", answer=ANSWERS, language=st.sampled_from(["so", "bn-Latn", "und"])),
    verb("undo", decision=st.integers(1, 6)),
)


@settings(deadline=None, max_examples=20)
@given(st.lists(_MOVES, min_size=1, max_size=6))
def test_after_any_moves_the_drafts_are_those_of_the_tables(given: list[dict[str, Any]]) -> None:
    after = replay(TABLES, taken(given)).tables
    pd.testing.assert_frame_equal(after.drafts[_COLUMNS], draft_themes(after)[_COLUMNS])


@settings(deadline=None, max_examples=20)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_a_drafter_that_saw_other_decisions_leaves_no_trace(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    assert same(replay(TABLES, log, redraft=_DRAFTER).tables, replay(TABLES, log).tables)


def test_one_more_answer_with_content_has_no_other_theme_drafted_again() -> None:
    redraft = CountingRedraft()
    bare = next(answer for answer in TEXTS if answer[1] == "q1" and answer not in _themed())
    after = replay(TABLES, taken([{"do": "assign", "answer": list(bare), "theme": "q1.01"}]), redraft=redraft)
    assert redraft.asked == [{"q1.00", "q1.01"}]
    figures = after.tables.drafts[after.tables.drafts["kind"] == "figure"]
    before = TABLES.drafts[TABLES.drafts["kind"] == "figure"]
    assert (figures["figures"].to_numpy() != before["figures"].to_numpy()).sum() > 2


def _themed() -> set[tuple[str, str]]:
    """The answers that count for the base, and the blank ones."""
    own = TABLES.responses
    return set(
        own.loc[own["status"].ne("no_content"), ["response_id", "question_id"]].itertuples(index=False, name=None)
    )
