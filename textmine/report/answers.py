"""One answer as the report shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textmine.language import direction, language_name


@dataclass(frozen=True)
class AnswerView:
    """One answer as shown."""

    response_id: str
    text: str
    language: str
    language_name: str
    direction: str
    note: str = ""


def percent(part: float, whole: float) -> float:
    """Return part as per cent of whole, one decimal; 0 where there is no whole."""
    return round(100 * part / whole, 1) if whole else 0.0


def answer_view(row: Any) -> AnswerView:  # noqa: ANN401 - a named tuple of `responses`
    """Show one row of `responses`."""
    tag = row.language if isinstance(row.language, str) else "und"
    return AnswerView(
        row.response_id,
        row.text if isinstance(row.text, str) else "",
        tag,
        language_name(tag),
        # The letters say which way an answer runs where no language does.
        "auto" if tag in ("und", "zxx") else direction(tag),
        row.status_reason if isinstance(row.status_reason, str) else "",
    )
