"""The example consultation with anything about it changed."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .example import BENGALI, BINS, EMOJI, LIGHT, PARKING, tables

Change = tuple[str, dict[str, Any], str, Any]
"""Arguments of `with_cell`: table, which rows, column, value."""
_SENTENCES = tables().drafts[["theme_id", "ordinal"]].to_dict("records")


def changes() -> st.SearchStrategy[list[Change]]:
    """Return one change after the other of what checks follow from."""
    person = st.integers(0, 39).map(lambda number: {"response_id": f"R{number:04}"})
    sentence = st.sampled_from(_SENTENCES)
    theme = st.sampled_from([LIGHT, PARKING, BINS]).map(lambda name: {"theme_id": name})
    said = ["Most people want 4 of them.", "We need more lights in the park", BENGALI, "Ring Joe on 07700 900123.", ""]
    figures = ['{"n": 25, "base": 38}', '{"n": 3}', "{}"]
    who = [["R0005"], ["R0025", "R0026"], []]
    options = [
        (sentence, "drafts", {"text": [*said, EMOJI, "Four people asked for bays."], "source": ["officer", "llm"]}),
        (
            sentence,
            "drafts",
            {"evidence": who, "figures": figures, "redacted": [True, None], "checks": [["support: x"]]},
        ),
        (person, "responses", {"text": [*said, None], "language": ["en", "so"], "status": ["themed", "no_content"]}),
        (person, "respondents", {"consent_publish": [True, False, None], "plan": ["Agree", None]}),
        (
            theme,
            "themes",
            {"title": said[:4], "description": [*said, None], "n_people": [3, 9]},
        ),
        (st.just({"theme_id": LIGHT}), "themes", {"parent_id": [None, BINS]}),
        (
            st.integers(0, 36).map(lambda number: {"response_id": f"R{number:04}"}),
            "assignments",
            {"theme_id": [LIGHT, PARKING], "position": ["for", "against", "unknown"]},
        ),
        (st.just({"question_id": "why"}), "questions", {"wording": ["Why four lights?", "কেন?"]}),
    ]
    return st.lists(
        st.one_of(
            st.tuples(st.just(table), where, st.just(column), st.sampled_from(values))
            for where, table, columns in options
            for column, values in columns.items()
        ),
        min_size=1,
        max_size=8,
    )
