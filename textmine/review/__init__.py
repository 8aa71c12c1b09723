"""Review: the officers' decisions, in an append-only log, replayed over what the machine computed."""

from textmine.review.decide import decide, open_reviewed, rehearse
from textmine.review.log import DecisionLog
from textmine.review.parse import parse_decisions
from textmine.review.replay import Reviewed, replay

__all__ = ["DecisionLog", "Reviewed", "decide", "open_reviewed", "parse_decisions", "rehearse", "replay"]
