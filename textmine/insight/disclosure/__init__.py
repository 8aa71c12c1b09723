"""Disclosure control: which numbers may be published, so that no small one can be worked out from the others."""

from textmine.insight.disclosure.figures import Figure
from textmine.insight.disclosure.oneway import suppress
from textmine.insight.disclosure.protect import protect
from textmine.insight.disclosure.release import Exposure, Release, Said, audit, exposures
from textmine.insight.disclosure.rule import DHSC, Rule, round_to
from textmine.insight.disclosure.said import said_in
from textmine.insight.disclosure.twoway import ProtectedTable, suppress_table

__all__ = [
    "DHSC",
    "Exposure",
    "Figure",
    "ProtectedTable",
    "Release",
    "Rule",
    "Said",
    "audit",
    "exposures",
    "protect",
    "round_to",
    "said_in",
    "suppress",
    "suppress_table",
]
