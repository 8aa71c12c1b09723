"""One answer as the report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textmine.language import direction, language_name
from textmine.schema import rows

if TYPE_CHECKING:
    import pandas as pd


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


class Answers(Mapping[str, Any]):
    """The answers to one question by response id; a row is taken out of the table when it is asked for.

    Args:
        own: The question's rows of `responses`.
    """

    def __init__(self, own: pd.DataFrame) -> None:
        self._own = own
        self._places = {response: place for place, response in enumerate(own["response_id"].tolist())}

    def __getitem__(self, response: str) -> Any:  # noqa: ANN401 - a named tuple of `responses`
        place = self._places[response]
        return next(rows(self._own.iloc[place : place + 1]))

    def __contains__(self, response: object) -> bool:
        return response in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
