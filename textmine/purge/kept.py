"""What stays of an analysis: its tables without people's words, and a record of counts, outcomes and approvals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from textmine.config import PublishSettings, parse_config
from textmine.draft.wording import figure_sentence, figures
from textmine.insight import CLOSED_ROLES, GROUP_ROLES, breakdowns, shown_options, suppress, who_took_part
from textmine.ledger import letter_numbers
from textmine.model import Decision
from textmine.purge.words import Wording, standing_wording, theme_wordings, without_words
from textmine.retention import kept_until
from textmine.review import Reviewed
from textmine.schema import frame_of, rows
from textmine.tables import Tables
from textmine.themes.campaigns import same_text, stated_same, users

RECORD_VERSION = 1
_RUN = (
    "textmine", "python", "packages", "embedding_model", "english_model", "alignment", "seed", "inputs", "config",
    "timings_seconds", "ledger", "trust",
)  # fmt: skip
"""What stays of the manifest: inputs, settings, versions, counts. Anything else may quote an answer."""
_MODEL = ("model", "host", "prompts", "calls", "failed_calls", "tokens_in", "tokens_out", "cost", "accepted")
"""What stays of what a language model did; why its sentences were refused may quote them."""
OUTCOMES = (
    "question", "theme_id", "group", "theme", "people", "answered", "for", "against", "outcome", "because", "text",
    "reason", "instead", "owner", "date", "approved_by", "not_published",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Kept:
    """What stays.

    Attributes:
        themes: With counts; keywords and evidence are gone, and titles that nobody gave or approved.
        drafts: The sentences that state numbers of people, without who they are.
        questions: As they were.
        decisions: The log, with no words but those that stand today.
        record: Outcomes, approvals and counts, for machines.
        outcomes: Lines of `OUTCOMES`, for people.
        manifest: Inputs, settings, versions, ledger, and the purge.
    """

    themes: pd.DataFrame
    drafts: pd.DataFrame
    questions: pd.DataFrame
    decisions: list[Decision]
    record: dict[str, Any]
    outcomes: list[list[object]]
    manifest: dict[str, Any]


def what_stays(machine: Tables, reviewed: Reviewed, at: str, by: str) -> Kept:
    """Return what stays of an analysis.

    Args:
        machine: What the machine computed.
        reviewed: The analysis after the decisions.
        at: When it is purged, ISO 8601.
        by: Who purges it.
    """
    tables = reviewed.tables
    wordings = theme_wordings(machine.themes, reviewed)
    settings = parse_config(tables.manifest.get("config", {})).publish
    purged = {"at": at, "by": by}
    return Kept(
        themes=_themes(tables.themes, wordings),
        drafts=_drafts(tables, settings.minimum_count),
        questions=tables.questions,
        decisions=list(without_words(reviewed.decisions, standing_wording(wordings, reviewed))),
        record={"version": RECORD_VERSION, **purged, **_decided(reviewed), **_counts(tables, settings)},
        outcomes=list(_outcomes(reviewed, wordings)),
        manifest=_manifest(tables, purged),
    )


def _themes(themes: pd.DataFrame, wordings: dict[str, Wording]) -> pd.DataFrame:
    """Return the themes with their counts, and no words but the council's."""
    own = [wordings[theme] for theme in themes["theme_id"]]
    return themes.assign(
        title=[wording.title for wording in own],
        description=[wording.description for wording in own],
        keywords=pd.Series([[] for _ in own], index=themes.index, dtype="object"),
        evidence=None,
    )


def _drafts(tables: Tables, minimum: int) -> pd.DataFrame:
    """Return the sentences that state how many people raised a theme, as the figures give them.

    How many of them used the same text is said as far as it may be: no fewer than the minimum did, and did not.
    """
    kept, used = [], users(tables.responses, tables.themes, tables.assignments)
    for row in rows(tables.drafts[tables.drafts["kind"] == "figure"]):
        numbers = json.loads(row.figures)
        n, base = numbers["n"], numbers["base"]
        texts = same_text(used, row.theme_id) if "same_text" in numbers else ()
        kept.append(
            {
                "question_id": row.question_id,
                "theme_id": row.theme_id,
                "ordinal": row.ordinal,
                "text": figure_sentence(n, base, minimum, texts),
                "kind": row.kind,
                "evidence": [],
                "figures": json.dumps(
                    figures(numbers["n"], numbers["base"], stated_same(numbers["n"], texts, minimum))
                ),
                "source": "extractive",
            }
        )
    return frame_of(kept, "drafts")


def _decided(reviewed: Reviewed) -> dict[str, Any]:
    """Return what was decided and holds today."""
    until = kept_until(reviewed.tables.manifest)
    return {
        "kept_until": until.isoformat() if until else None,
        "outcomes": {theme: asdict(outcome) for theme, outcome in reviewed.outcomes.items()},
        "approved_by": reviewed.approved_by,
        "lapsed": reviewed.lapsed,
        "overrides": reviewed.overrides,
        "set_aside": reviewed.set_aside,
        "quotes": reviewed.quotes,
        "quotes_by": reviewed.quotes_by,
    }


def _counts(tables: Tables, settings: PublishSettings) -> dict[str, Any]:
    """Return who took part and how closed questions were answered, in numbers; null is a number too small to keep."""
    who, minimum = who_took_part(tables), settings.minimum_count
    closed = breakdowns(tables, CLOSED_ROLES, minimum)
    groups = breakdowns(tables, GROUP_ROLES, settings.breakdown_minimum)
    return {
        "responses": who.responses,
        "kinds": suppress(who.kinds, minimum),
        "petitions": list(who.petitions),
        "languages": suppress(who.languages, minimum),
        "answers": {
            question: {
                "answered": who.answered[question],
                "needs_person": who.needs_person[question],
                "no_content": who.no_content[question],
                "blank": who.blank[question],
            }
            for question in who.answered
        },
        "closed": {item.question_id: shown_options(item, minimum) for item in closed},
        "groups": {item.question_id: suppress(item.counts, settings.breakdown_minimum) for item in groups},
    }


def _outcomes(reviewed: Reviewed, wordings: dict[str, Wording]) -> Iterator[list[object]]:
    """Yield a line for each theme: what it is called, its counts, and what the council did."""
    tables = reviewed.tables
    asked = dict(zip(tables.questions["question_id"], tables.questions["wording"], strict=True))
    answered = who_took_part(tables).answered
    for row in rows(tables.themes):
        held = json.loads(row.position_counts)
        outcome = reviewed.outcomes.get(row.theme_id)
        did = asdict(outcome) if outcome else {}
        yield [
            asked.get(row.question_id, row.question_id),
            row.theme_id,
            wordings[row.parent_id].title if row.parent_id in wordings else "",
            wordings[row.theme_id].title,
            row.n_people,
            answered.get(row.question_id, 0),
            held.get("for", 0),
            held.get("against", 0),
            *(did.get(key, "") for key in ("outcome", "because", "text", "reason", "instead", "owner", "date")),
            ", ".join(reviewed.approved_by.get(row.theme_id, ())),
            reviewed.set_aside.get(row.theme_id, ""),
        ]


def _manifest(tables: Tables, purged: dict[str, str]) -> dict[str, Any]:
    """Return what stays of a manifest."""
    manifest, numbers = tables.manifest, letter_numbers(tables)
    kept = {key: manifest[key] for key in _RUN if key in manifest}
    if ledger := manifest.get("ledger"):
        aside = [{**row, "file": numbers.get(row["file"], row["file"])} for row in ledger.get("set_aside", [])]
        kept["ledger"] = {**ledger, "set_aside": aside}
    if model := manifest.get("llm"):
        kept["llm"] = {key: model[key] for key in _MODEL if key in model}
    return kept | {"purged": purged}
