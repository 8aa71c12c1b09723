"""What the report says of a very large consultation: what is left out of it, and which themes were read in part."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.draft.contents import themes_below
from textmine.draft.points.sample import READ
from textmine.report.limits import CAMPAIGNS, IDS, SHEET, limits_of
from textmine.report.themes import EXAMPLES
from textmine.tables import Tables


@dataclass(frozen=True)
class LargeView:
    """What is different in a very large consultation.

    Attributes:
        answers: How many answers there are, if the page leaves some out; otherwise 0.
        examples: Answers shown under a theme.
        ids: Responses named behind a sentence.
        rows: Answers in the workbook.
        campaigns: Texts that several people sent that are shown of each question.
        rest: The file that holds the answers which are not shown.
        themes: Themes and groups of which a sample of points was read.
        read: About how many points of each.
    """

    answers: int
    examples: int
    ids: int
    rows: int
    campaigns: int
    rest: str
    themes: int
    read: int


def large_view(tables: Tables) -> LargeView:
    """Say what of an analysis is too large to be shown, or read, whole."""
    points = tables.assignments.drop_duplicates(["theme_id", "response_id", "start", "end"])
    sizes = points["theme_id"].value_counts()
    below = themes_below(tables.themes)
    large = sum(sum(int(sizes.get(name, 0)) for name in names) > READ for names in below.values())
    limits = limits_of(tables)
    left_out = 0 if limits.rows is None else len(tables.responses)
    return LargeView(left_out, EXAMPLES, IDS, SHEET, CAMPAIGNS, limits.rest, large, READ)
