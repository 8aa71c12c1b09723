"""The position of an answer that an officer puts into a theme."""

from __future__ import annotations

from textmine.review.state import Answer, State


def position_for(state: State, answer: Answer) -> str:
    """Return the position of the answer's other points, else what the person ticked, else `unknown`."""
    rows = sorted(state.answers[answer].rows, key=lambda row: not row.primary)
    stated = next((row.position for row in rows if row.position != "unknown"), None)
    return stated or state.ticked.get(answer, "unknown")
