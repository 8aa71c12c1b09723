"""Which wording is the council's own and stays, and the decisions without any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from textmine.model import Decision, Outcome
from textmine.review import Reviewed
from textmine.schema import rows

NO_TITLE = "Theme {theme}"
"""Stands for a title that nobody gave or approved: the machine takes titles from people's own words."""
FACTS = (
    "theme", "themes", "into", "parent", "question", "ordinal", "decision", "language", "quotes", "all", "outcome",
    "date", "because", "entry", "publish",
)  # fmt: skip
"""Keys of decisions that hold ids and choices, and nobody's words."""
WORDING = ("title", "description", "text", "reason", "instead", "owner", "check")
"""Keys of decisions that hold what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The title and the description of a theme that stay."""

    title: str
    description: str
    is_kept: bool
    """Whether the title is the one it had."""


def theme_wordings(machine: pd.DataFrame, reviewed: Reviewed) -> dict[str, Wording]:
    """Return, for every theme, the wording that stays.

    A title is the council's own where an officer gave it, or where a named person has approved the theme as it
    stands, and so for publication. Any other is taken from people's answers; so is a description, unless an officer
    gave it: approval does not make people's sentences the council's.

    Args:
        machine: The machine's `themes`.
        reviewed: The analysis after the decisions.
    """
    born = {row.theme_id: (row.title, row.description) for row in rows(machine)}
    found: dict[str, Wording] = {}
    for row in rows(reviewed.tables.themes):
        title, description = born.get(row.theme_id, ("", ""))
        approved = row.theme_id in reviewed.approved_by
        keeps_title = approved or row.title != title
        keeps_description = isinstance(row.description, str) and row.description != description
        found[row.theme_id] = Wording(
            row.title if keeps_title else NO_TITLE.format(theme=row.theme_id),
            row.description if keeps_description else "",
            keeps_title,
        )
    return found


def standing_wording(wordings: dict[str, Wording], reviewed: Reviewed) -> set[str]:
    """Return every text that stays, as it stands today."""
    texts = {text for own in wordings.values() if own.is_kept for text in (own.title, own.description)}
    texts |= {text for outcome in reviewed.outcomes.values() for text in outcome_texts(outcome)}
    texts |= set(reviewed.set_aside.values())
    texts |= {text for own in reviewed.overrides.values() for check, (_, why) in own.items() for text in (check, why)}
    return {text for text in texts if text}


def outcome_texts(outcome: Outcome) -> tuple[str, ...]:
    """Return what the council wrote in an outcome."""
    return outcome.text, outcome.reason, outcome.instead, outcome.owner


def without_words(decisions: Collection[Decision], standing: Collection[str]) -> Iterator[Decision]:
    """Yield who decided what and when, without anybody's words but those that stand today.

    Args:
        decisions: The whole log, oldest first.
        standing: From `standing_wording`.
    """
    for decision in decisions:
        payload = {"do": decision.do} | {key: decision.payload[key] for key in FACTS if key in decision.payload}
        for key in WORDING:
            text = decision.payload.get(key)
            if isinstance(text, str) and text.strip() in standing:
                payload[key] = text.strip()
        if isinstance(answers := decision.payload.get("answers"), list):
            payload["n_answers"] = len(answers)
        reason = decision.reason if decision.reason in standing else ""
        yield Decision(
            decision.number, decision.at, decision.by, decision.do, payload, after=_approved(decision), reason=reason
        )


def _approved(decision: Decision) -> dict[str, Any]:
    """Return which themes an approval was about; nothing for other decisions."""
    given = decision.after.get("fingerprints")
    return {"themes": sorted(given)} if isinstance(given, dict) else {}
