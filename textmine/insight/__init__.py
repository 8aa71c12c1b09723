"""Figures about the people who took part: closed questions, disclosure control, who answered."""

from textmine.insight.closed import NO_ANSWER, closed_table
from textmine.insight.disclosure import suppress
from textmine.insight.people import WhoTookPart, who_took_part

__all__ = ["NO_ANSWER", "WhoTookPart", "closed_table", "suppress", "who_took_part"]
