"""The Equality Impact evidence: what each group raised most, and where groups differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from textmine.draft.quantities import whole_percent
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.equality.facts import Evidence, equality_wording
from textmine.publish.page import Text
from textmine.publish.texts import tagged
from textmine.publish.word.styles import add_text
from textmine.schema import rows

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document

NAMED = 3
"""How many themes of a group are named."""
LISTED = 25
"""How many differences Word lists; the workbook has all."""


def _most(group: str, own: pd.DataFrame, titles: dict[str, Text]) -> list[Line]:
    """Return the themes that the largest shares of a group raised; none where no number is shown."""
    words = equality_wording()["most"]
    shown = own[own["share"].notna()].sort_values(["share", "theme_id"], ascending=[False, True])
    return [
        [
            tagged(group),
            titles[row.theme_id],
            words["number"].format(n=f"{row.n:,}", base=f"{row.base:,}", percent=whole_percent(row.n, row.base)),
        ]
        for row in rows(shown.head(NAMED))
    ]


def _table(document: _Document, own: pd.DataFrame, titles: dict[str, Text], caption: str) -> None:
    """Add one table of groups; those of which nothing is shown are named below it."""
    words = equality_wording()["most"]
    found = {str(group): _most(str(group), each, titles) for group, each in own.groupby("group", sort=False)}
    left = [str(tagged(group)) for group, lines in found.items() if not lines]
    notes = [words["others"].format(names=", ".join(left))] if left else []
    head = [equality_wording()["who"]["group"], words["theme"], words["raised"]]
    lines = [line for own_lines in found.values() for line in own_lines]
    add_table(document, head, lines, [5.2, 7.2, 4], caption=caption, notes=notes, numbers=False)


def add_most(document: _Document, evidence: Evidence) -> None:
    """Add a table for each open question and each way of grouping people, as far as any number is shown."""
    words, titles, wordings = equality_wording()["most"], evidence.titles(), evidence.wordings()
    document.heading(equality_wording()["headings"]["most"], 2)
    shown = 0
    for (question, _), own in evidence.heard.themes.groupby(["question_id", "group_question"], sort=False):
        if not own["share"].notna().any():
            continue
        shown += 1
        if shown == 1:
            document.text(words["intro"])
        group = tagged(own["group_wording"].iloc[0])
        _table(document, own, titles, words["caption"].format(question=wordings[str(question)], group=group))
    document.text("" if shown else words["none"])


def add_differences(document: _Document, evidence: Evidence) -> None:
    """Add where groups lie apart from everybody else, in words and without a test."""
    words, found = equality_wording()["differ"], evidence.differences()
    document.heading(equality_wording()["headings"]["differ"], 2)
    document.text(words["intro"].format(n=f"{evidence.comparisons():,}"))
    for one in found[:LISTED]:
        document.text(one.title, "List Bullet")
        add_text(document.docx.paragraphs[-1], one.words)
    document.text(words["longest"].format(n=len(found)) if len(found) > LISTED else "")
    document.text("" if found else words["none"])
