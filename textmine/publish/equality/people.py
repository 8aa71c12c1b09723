"""The Equality Impact evidence: who responded, beside the population, and who was seldom heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.draft.quantities import whole_percent
from textmine.insight import GROUP_ROLES
from textmine.insight.outputs import LANGUAGE
from textmine.language import language_name
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.equality.facts import Evidence, equality_wording
from textmine.publish.parity import themed_shares
from textmine.publish.texts import tagged
from textmine.schema import rows

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document


def percent(share: float) -> str:
    """Return a share as it is printed."""
    return f"{100 * share:.0f}"


def _interval(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    if pd.isna(row.share):
        return ""
    words: str = equality_wording()["who"]["interval"]
    return words.format(share=whole_percent(row.n, row.base), low=percent(row.low), high=percent(row.high))


def _people(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    return equality_wording()["who"]["hidden"] if pd.isna(row.n) else f"{row.n:,}"


def _plain(document: _Document, own: pd.DataFrame) -> None:
    """Add a table of who responded."""
    words = equality_wording()["who"]
    table: list[Line] = [[tagged(row.group), _people(row), _interval(row)] for row in rows(own)]
    base = words["base"].format(n=f"{own['base'].iloc[0]:,}")
    add_table(document, [words["group"], words["people"], words["share"]], table, [8.4, 3.2, 4.8], notes=[base])


def _languages(document: _Document, evidence: Evidence, own: pd.DataFrame) -> None:
    """Add a table of main languages, with which share of the answers in each has a theme."""
    words, minimum = equality_wording()["who"], evidence.config.publish.minimum_count
    trust = evidence.reviewed.tables.manifest.get("trust", {})
    themed = {language_name(tag): share for tag, share in themed_shares(trust, minimum).items()}
    table: list[Line] = [[tagged(row.group), _people(row), _interval(row), _themed(row, themed)] for row in rows(own)]
    head = [words["group"], words["people"], words["share"], words["themed"]]
    add_table(document, head, table, [5.6, 2.8, 4.4, 3.6], notes=[words["base"].format(n=f"{own['base'].iloc[0]:,}")])


def _themed(row: Any, themed: Mapping[str, int]) -> str:  # noqa: ANN401 - a row of a frame
    return f"{themed[row.group]}%" if row.group in themed and pd.notna(row.n) else ""


def _judged(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    words: dict[str, str] = equality_wording()["who"]
    return words["no_band"] if not row.compared else words.get(row.compared, words["hidden"])


def _beside(document: _Document, evidence: Evidence, own: pd.DataFrame) -> None:
    """Add a table of who responded, beside the population."""
    words = equality_wording()["who"]
    table: list[Line] = [
        [
            tagged(row.group),
            _people(row),
            _interval(row),
            "" if pd.isna(row.population_share) else f"{percent(row.population_share)}%",
            _judged(row),
        ]
        for row in rows(own)
    ]
    head = [words[name] for name in ("group", "people", "share", "population", "compared")]
    tables = ", ".join(dict.fromkeys(name for name in own["table"] if name))
    source = words["source"].format(
        file=evidence.config.census.file, tables=words["tables"].format(names=tables) if tables else ""
    )
    told = words["base_stated" if own["stated"].all() else "base_unsaid"]
    notes = [told.format(n=f"{own['base'].iloc[0]:,}"), words["compare"], source]
    notes += [words["hidden_note"]] if own["n"].isna().any() else []
    notes += [words["unverified"]] if (own["verified"] == False).any() else []  # noqa: E712 - null is not False
    add_table(document, head, table, [4.7, 2.6, 4.1, 2.5, 2.5], notes=[" ".join(notes)])


def _blank(evidence: Evidence, own: pd.DataFrame) -> str:
    """Say how many left a question blank; nothing where that is not known exactly."""
    left, settings = evidence.responses - int(own["base"].iloc[0]), evidence.config.publish
    if left < 1 or settings.rounding > 1 or own["role"].iloc[0] not in GROUP_ROLES:
        return ""
    words: str = equality_wording()["who"]["blank"]
    return words.format(n=f"{left:,}", all=f"{evidence.responses:,}")


def add_people(document: _Document, evidence: Evidence) -> None:
    """Add who responded: a table for each way of grouping people, beside the population where that is known."""
    document.heading(equality_wording()["headings"]["who"], 2)
    for wording, own in evidence.groups():
        document.heading(tagged(wording), 3)
        question = str(own["group_question"].iloc[0])
        beside = _compared(evidence, question)
        if len(beside):
            _beside(document, evidence, beside)
        elif own["role"].iloc[0] == LANGUAGE:
            _languages(document, evidence, own)
        else:
            _plain(document, own)
        document.text(_blank(evidence, own))
    for note in evidence.compared.notes if evidence.compared else ():
        document.text(note)


def _compared(evidence: Evidence, question: str) -> pd.DataFrame:
    if evidence.compared is None:
        return pd.DataFrame()
    frame = evidence.compared.frame
    return frame[frame["group_question"] == question]


def seldom_heard(evidence: Evidence) -> Iterator[str]:
    """Yield the groups that responded less than one would expect, in words."""
    words = equality_wording()["gaps"]
    for row in rows(evidence.compared.frame) if evidence.compared else ():
        about = {"characteristic": row.characteristic, "group": tagged(row.group)}
        if row.compared == "fewer" and pd.isna(row.n):
            yield words["not_shown"].format(**about, most=f"{row.most:,}", expected=f"{row.expected:,.0f}")
        elif row.compared == "fewer":
            there = percent(row.population_share)
            share = whole_percent(row.n, row.base)
            yield words["fewer"].format(**about, n=f"{row.n:,}", percent=share, population=there)


def add_gaps(document: _Document, evidence: Evidence) -> None:
    """Add the groups that were seldom heard, and the characteristics that were not asked about."""
    words, headings = equality_wording(), equality_wording()["headings"]
    document.heading(headings["gaps"], 2)
    found = list(seldom_heard(evidence))
    key = "no_census" if evidence.compared is None else "intro" if found else "none"
    document.text(words["gaps"][key])
    for line in found:
        document.text(line, "List Bullet")
    document.heading(headings["not_asked"], 2)
    left = evidence.not_asked()
    document.text(words["not_asked"]["intro" if left else "none"])
    for name in left:
        document.text(name, "List Bullet")
