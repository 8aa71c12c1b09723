"""Figures about the people who took part: closed questions, disclosure control, who answered."""

from textmine.insight.breakdown import CLOSED_ROLES, GROUP_ROLES, Breakdown, breakdowns
from textmine.insight.closed import NO_ANSWER, closed_table
from textmine.insight.disclosure import (
    DHSC,
    Exposure,
    Figure,
    ProtectedTable,
    Release,
    Rule,
    Said,
    audit,
    exposures,
    protect,
    round_to,
    said_in,
    suppress,
    suppress_table,
)
from textmine.insight.outputs import (
    consultation_release,
    kinds_are_shown,
    page_release,
    people_release,
    shown_options,
    theme_release,
)
from textmine.insight.people import WhoTookPart, who_took_part

__all__ = [
    "CLOSED_ROLES",
    "DHSC",
    "GROUP_ROLES",
    "NO_ANSWER",
    "Breakdown",
    "Exposure",
    "Figure",
    "ProtectedTable",
    "Release",
    "Rule",
    "Said",
    "WhoTookPart",
    "audit",
    "breakdowns",
    "closed_table",
    "consultation_release",
    "exposures",
    "kinds_are_shown",
    "page_release",
    "people_release",
    "protect",
    "round_to",
    "said_in",
    "shown_options",
    "suppress",
    "suppress_table",
    "theme_release",
    "who_took_part",
]
