"""Closed questions: one option, several, a grid of statements, a rating."""

from __future__ import annotations

from dataclasses import replace

from textmine.ingest.matrix import is_matrix, is_ranking
from textmine.ingest.option_lists import known_options
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.roles.people import about_people


def ticked(evidence: Evidence) -> Guess | None:
    """One column for each option of a question."""
    options = evidence.column.options if evidence.column else ()
    if not options:
        return None
    reason = f"each of its {len(options)} options has a column"
    people = about_people(evidence)
    if people is not None and people.role == "equality":
        return replace(people, reason=f"{people.reason}; {reason}", options=options)
    return Guess("closed_multi", 0.95, reason, options=options)


def grid(evidence: Evidence) -> Guess | None:
    """Several statements, each with its answer, or an order of preference, in one cell."""
    if is_matrix(evidence.shape.counts):
        return Guess("matrix", 0.9, "each cell holds several statements, each with its answer")
    if is_ranking(evidence.shape.counts):
        return Guess("matrix", 0.85, "each cell holds the same options in an order of preference")
    return None


def scale(evidence: Evidence) -> Guess | None:
    """An agreement or satisfaction scale."""
    if evidence.shape.scale < 0.8:
        return None
    # An open question may have been answered "OK" or "good" by the few who answered it.
    if evidence.asks and not evidence.says("asks_scale") and evidence.shape.filled < 20:
        return None
    return Guess("closed_single", 0.95, "the values are an agreement or satisfaction scale", is_scale=True)


def numbers(evidence: Evidence) -> Guess | None:
    """Ratings, and numbers that are none."""
    shape = evidence.shape
    agreement = evidence.says("asks_scale")
    if set(shape.counts) <= {"0", "1"}:
        # Marks of a box.
        return None
    if shape.ten and evidence.says("asks_count"):
        return Guess("closed_single", 0.75, "the heading asks for a number of things")
    if shape.ten:
        return Guess("rating", 0.8, "the values are whole numbers from 0 to 10", is_scale=agreement)
    if shape.rated >= 0.9:
        return Guess("rating", 0.85, "the values are marks such as 8/10 or 4 - good, or stars", is_scale=agreement)
    if shape.numbers < 0.9:
        return None
    # Test rows and rows of averages below the answers are no whole numbers up to ten.
    if shape.numbers >= 0.9 and shape.to_ten >= 0.9 and evidence.says("asks_rating"):
        return Guess("rating", 0.75, "nearly all values are marks from 0 to 10, and the heading asks for one")
    if shape.hundred and evidence.says("asks_rating"):
        return Guess("rating", 0.8, "the values are numbers from 0 to 100, and the heading asks for a rating")
    if "?" in evidence.heading or evidence.says("asks_choice"):
        return Guess("closed_single", 0.6, "a question answered with numbers, which are no rating")
    return Guess("ignore", 0.7, "the values are numbers that are no rating")


def yes_no(evidence: Evidence) -> Guess | None:
    """A yes-or-no question."""
    if evidence.shape.yes_no < 0.9:
        return None
    return Guess("closed_single", 0.85, "the values are yes, no or not sure", is_scale=evidence.says("asks_scale"))


def several_options(evidence: Evidence) -> Guess | None:
    """Several options joined in one cell."""
    options = known_options(evidence.shape.counts, told=evidence.says("asks_several"))
    if not options:
        return None
    return Guess("closed_multi", 0.85, f"the values are combinations of {len(options)} options", options=options)


def one_option(evidence: Evidence) -> Guess | None:
    """One option out of a few."""
    shape = evidence.shape
    if not shape.few_options:
        return None
    choice = evidence.says("asks_choice")
    if evidence.says("asks_weakly") and not choice and shape.variety > 0.5:
        return None
    if shape.filled < 8 and not choice and shape.unique and shape.filled > 1:
        return None
    agreement = evidence.says("asks_scale") and choice
    return Guess("closed_single", 0.8, "few different short values", is_scale=agreement)
