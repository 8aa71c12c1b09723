"""The sheet for the service lead: what people said, and what the council does about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textmine.draft.wording import fewer_than
from textmine.language import headings
from textmine.model import Outcome
from textmine.review.replay import Reviewed
from textmine.review.verbs import REASONS, is_visible
from textmine.review.workbook.sheet import ColumnKind, Row, Sheet, Verdict, columns_of
from textmine.review.workbook.words import words
from textmine.schema import rows
from textmine.text import redact

KEY = "outcomes"
_REFUSED = "could_not"


def lead_sheet(reviewed: Reviewed, minimum: int) -> Sheet:
    """Return one row for each theme that can have an outcome.

    Args:
        reviewed: The analysis after review.
        minimum: Numbers of people below this are not written out.
    """
    own = words()[KEY]
    kinds: dict[str, ColumnKind] = {"outcome": "choice", "because": "choice", "date": "date"}
    kinds |= dict.fromkeys(("text", "reason", "instead", "owner"), "text")
    kinds["people"] = "number"
    choices = {"outcome": own["choices"], "because": kinds_of_reason(), "people": {"few": _few(minimum)}}
    made = tuple(_rows(reviewed, minimum))
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(made)),
        columns=tuple(columns_of(KEY, kinds, choices)),
        rows=made,
        decide=_decide,
        in_sight=2,
    )


def _few(minimum: int) -> str:
    """Return what stands in place of a small number."""
    return fewer_than(minimum).lower()


def kinds_of_reason() -> dict[str, str]:
    """Return the closed list of reasons as the published page words them."""
    catalogue, own = headings("en"), words()[KEY]["because"]
    return {name: catalogue.get(f"because_{name}", own.get(name, name)) for name in REASONS}


def _rows(reviewed: Reviewed, minimum: int) -> list[Row]:
    """Return the themes by question, most people first; those below the minimum by title, which tells nothing."""
    tables = reviewed.tables
    groups = set(tables.themes["parent_id"].dropna())
    wordings = dict(zip(tables.open_questions["question_id"], tables.open_questions["wording"], strict=True))
    places = {question: place for place, question in enumerate(wordings)}
    left = [
        theme
        for theme in rows(tables.themes)
        if theme.theme_id not in groups and theme.theme_id not in reviewed.set_aside and theme.question_id in places
    ]
    left.sort(key=lambda theme: (places[theme.question_id], *_size(theme, minimum)))
    return [_row(theme, wordings[theme.question_id], reviewed, minimum) for theme in left]


def _size(theme: Any, minimum: int) -> tuple[int, str]:  # noqa: ANN401 - a named tuple of `themes`
    return (-int(theme.n_people) if theme.n_people >= minimum else 0, str(theme.title).casefold())


def _row(theme: Any, wording: str, reviewed: Reviewed, minimum: int) -> Row:  # noqa: ANN401
    outcome = reviewed.outcomes.get(theme.theme_id)
    number = int(theme.n_people)
    return Row(
        key=f"theme {theme.theme_id}",
        label=str(theme.title),
        cells={
            "question": wording,
            "theme": str(theme.title),
            "people": number if number >= minimum else _few(minimum),
            "said": _said(reviewed, theme.theme_id, "key_point"),
            "minority": _said(reviewed, theme.theme_id, "minority"),
            **(_cells(outcome) if outcome else {}),
        },
        subject=theme.theme_id,
    )


def _said(reviewed: Reviewed, theme: str, kind: str) -> str:
    """Return the sentences of one kind, one a line, with the English translation where there is one."""
    drafts = reviewed.tables.drafts
    own = drafts[(drafts["theme_id"] == theme) & (drafts["kind"] == kind)].sort_values("ordinal")
    return "\n".join(_line(reviewed, str(text)) for text in own["text"] if is_visible(str(text)))


def _line(reviewed: Reviewed, text: str) -> str:
    """Return a sentence with placeholders for personal data, and its translation."""
    known = reviewed.translations.get((text, "en"))
    return f"• {redact(text)}" + (f" ({redact(known.text)})" if known else "")


def _cells(outcome: Outcome) -> dict[str, str]:
    return {
        "outcome": outcome.outcome,
        "text": outcome.text,
        "because": outcome.because,
        "reason": outcome.reason,
        "instead": outcome.instead,
        "owner": outcome.owner,
        "date": outcome.date,
    }


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return the outcome that a row records, or what is missing in it."""
    said = {key: value for key, value in given.items() if is_visible(value)}
    if problems := tuple((key, str(words()[KEY]["problems"][name])) for key, name in wrong_in(said)):
        return Verdict(problems=problems)
    return Verdict(({"do": "outcome", "theme": row.subject, **said},))


def wrong_in(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the cells that are wrong, each with the name of its message."""
    if "outcome" not in said:
        return [("outcome", "no_outcome")]
    found = [] if "text" in said else [("text", "no_text")]
    if said["outcome"] == _REFUSED:
        return found + [(key, f"no_{key}") for key in ("because", "reason") if key not in said]
    return found + [(key, "not_refused") for key in ("because", "instead") if key in said]
