from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import Drafter, draft_themes
from textmine.draft.points import material
from textmine.draft.points.material import Material, basis_of
from textmine.tables import Tables, replace

from .build import Said, tables_of

_PARENTS: dict[str, str | None] = {"top": None, "a": "top", "b": "top"}
_SAID = [
    Said("The park is far too dark in the evening. More lamps are needed.", ("a",), "en", None, "for"),
    Said("We need more lamps in the park.", ("a", "b"), "en", True, "for"),
    Said("Leave the park as it is, lamps are a waste.", ("a",), "en", None, "against"),
    Said("পার্কের রাস্তায় সন্ধ্যার পরে কিছুই দেখা যায় না।", ("a",), "bn"),
    Said("Nalalka beerta ayaa jaban, habeenkiina waa mugdi.", ("b",), "so", False),
    Said("park e light nai, shondhar por voy lage", ("b",), "bn-Latn"),
    Said("الأضواء في الحديقة معطلة منذ سنة كاملة.", ("b",), "ar"),
    Said("The lamps by the canal are broken 🙏", ("b",), "en", None, "against"),
    Said("see above", (), "en"),
]
_TABLES = tables_of(_SAID, _PARENTS)
_DRAFTS = draft_themes(_TABLES)
_PLACES = st.integers(0, len(_SAID) - 1)


def _cell(tables: Tables, table: str, column: str, row: int, value: object) -> Tables:
    """Tables with one cell changed."""
    frame = getattr(tables, table)
    values = frame[column].tolist()
    values[row % len(values)] = value
    return replace(tables, **{table: frame.assign(**{column: pd.Series(values, dtype="object")})})


def _removed(tables: Tables, row: int) -> Tables:
    own = tables.assignments
    return tables if len(own) < 2 else replace(tables, assignments=own.drop(index=row % len(own)))


def _added(tables: Tables, row: int, theme: str) -> Tables:
    text = tables.responses["text"].iloc[row]
    new = {"response_id": f"R{row:03}", "question_id": "q", "theme_id": theme, "start": 0, "end": len(text)}
    new |= {"score": 1.0, "position": "unknown", "assigned_by": "officer", "primary": False}
    return replace(tables, assignments=pd.concat([tables.assignments, pd.DataFrame([new])], ignore_index=True))


def _changed(tables: Tables, change: tuple[Any, ...]) -> Tables:
    what, row, value = change
    if what == "remove":
        return _removed(tables, row)
    if what == "assign":
        return _added(tables, row, value)
    if what == "vector":
        return replace(tables, vector_array=np.roll(tables.vector_array, row, axis=0))
    return _cell(tables, *what, row, value)


_CHANGES = st.one_of(
    st.tuples(st.just("remove"), _PLACES, st.none()),
    st.tuples(st.just("assign"), _PLACES, st.sampled_from(["a", "b"])),
    st.tuples(st.just("vector"), _PLACES, st.none()),
    st.tuples(st.just(("responses", "language")), _PLACES, st.sampled_from(["en", "so", "und"])),
    st.tuples(st.just(("responses", "status")), _PLACES, st.sampled_from(["themed", "no_content"])),
    st.tuples(st.just(("responses", "text")), _PLACES, st.just("The lamps are broken and nobody mends any lamp.")),
    st.tuples(st.just(("respondents", "consent_publish")), _PLACES, st.sampled_from([True, False, None])),
    st.tuples(st.just(("assignments", "position")), _PLACES, st.sampled_from(["for", "against", "unknown", None])),
    st.tuples(st.just(("themes", "title")), _PLACES, st.sampled_from(["lamps", "পার্কের আলো", "nalalka"])),
    st.tuples(st.just(("themes", "parent_id")), st.integers(1, 2), st.sampled_from(["top", None])),
)


def _fresh(tables: Tables) -> Tables:
    """Tables that share nothing with `tables`, as if they were read again."""
    frames = ("responses", "respondents", "questions", "themes", "assignments", "drafts", "vectors")
    return replace(tables, **{name: getattr(tables, name).copy() for name in frames})


@given(st.lists(_CHANGES, min_size=1, max_size=6), st.integers(1, 8))
@settings(deadline=None, max_examples=20)
def test_a_drafter_that_saw_other_tables_drafts_as_if_it_saw_none(changes: list[tuple[Any, ...]], kept: int) -> None:
    drafter, tables = Drafter(kept), _TABLES
    for change in changes:
        tables = _changed(tables, change)
        pd.testing.assert_frame_equal(drafter(tables), draft_themes(tables))
    pd.testing.assert_frame_equal(drafter(_TABLES, only={"a"}), draft_themes(_TABLES, only={"a"}))


def test_what_did_not_change_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drafter = Drafter()
    before = drafter(_TABLES)
    monkeypatch.setattr("textmine.draft.drafting.said_rows", lambda *_: pytest.fail("drafted again"))
    after = drafter(_cell(_fresh(_TABLES), "responses", "status", 8, "no_content"))
    assert list(after["evidence"]) == list(before["evidence"])


def test_another_answer_with_content_changes_the_figure_alone() -> None:
    drafter = Drafter()
    before = drafter(_TABLES)
    after = drafter(_cell(_TABLES, "responses", "status", 8, "no_content"))
    other = before["text"] != after["text"]
    assert set(before.loc[other, "kind"]) == {"figure"}
    assert other.sum() == 3


def test_clauses_are_cut_again_only_of_an_answer_whose_language_was_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    drafter, cut = Drafter(), []
    drafter(_TABLES)
    real = material.clauses
    monkeypatch.setattr(material, "clauses", lambda text, *rest: cut.append(text) or real(text, *rest))
    drafter(_cell(_TABLES, "responses", "language", 5, "so"))
    assert set(cut) == {_SAID[5].text}


def test_what_was_prepared_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    drafter = Drafter()
    drafter.prepare(_TABLES)
    monkeypatch.setattr(material, "clauses", lambda *_: pytest.fail("cut again"))
    pd.testing.assert_frame_equal(drafter(_TABLES)[["theme_id", "text"]], _DRAFTS[["theme_id", "text"]])


def test_no_more_themes_are_kept_than_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    drafter = Drafter(kept=1)
    drafter(_TABLES, only={"a"})
    drafter(_TABLES, only={"b"})
    made: list[Material] = []
    from textmine.draft import drafting

    real = drafting.said_rows
    monkeypatch.setattr(drafting, "said_rows", lambda view, least: made.append(view) or real(view, least))
    drafter(_TABLES, only={"b"})
    assert not made
    drafter(_TABLES, only={"a"})
    assert len(made) == 1


def test_threads_get_the_same_drafts() -> None:
    drafter, other = Drafter(kept=2), _cell(_TABLES, "responses", "language", 3, "und")
    wanted = [draft_themes(tables) for tables in (_TABLES, other)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda turn: drafter((_TABLES, other)[turn % 2]), range(8)))
    for turn, frame in enumerate(found):
        pd.testing.assert_frame_equal(frame, wanted[turn % 2])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("responses", "text", "So!"), ("responses", "language", "so"), ("respondents", "consent_publish", False)],
)
def test_the_basis_of_material_follows_what_material_is_made_of(table: str, column: str, value: object) -> None:
    assert basis_of(_cell(_TABLES, table, column, 0, value), "q") != basis_of(_TABLES, "q")


def test_the_basis_of_material_does_not_follow_a_status() -> None:
    assert basis_of(_cell(_TABLES, "responses", "status", 0, "blank"), "q") == basis_of(_TABLES, "q")
