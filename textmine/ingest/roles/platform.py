"""What the platform adds to each response: its number, when it was given, counts and tokens."""

from __future__ import annotations

import re
from itertools import pairwise

from textmine.ingest.grid import column_letter
from textmine.ingest.roles.closed import several_options
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import rule

_FEW = 5
"""So many numbers do not rise by chance."""
_CODE = re.compile(r"(?=.*[a-z#_/-])[a-z#_/.0-]{2,20}", re.IGNORECASE)
_LONGEST = 15
"""Digits of a response number."""


def hinted(evidence: Evidence) -> Guess | None:
    """What the platform's layout says of a column that is no question."""
    hint = evidence.column.hint if evidence.column else None
    return Guess(hint.role, 0.97, hint.reason) if hint and hint.role not in ("open", "closed_single") else None


def hinted_words(evidence: Evidence) -> Guess | None:
    """What the platform's layout says is answered in people's own words; who people are has been asked before."""
    hint = evidence.column.hint if evidence.column else None
    return Guess("open", 0.97, hint.reason) if hint and hint.role == "open" else None


def hinted_choice(evidence: Evidence) -> Guess | None:
    """What the platform's layout says is answered with options, where nothing tells more of it."""
    hint = evidence.column.hint if evidence.column else None
    if hint is None or hint.role != "closed_single":
        return None
    return several_options(evidence) or Guess("closed_single", 0.97, hint.reason, is_scale=evidence.says("asks_scale"))


def empty(evidence: Evidence) -> Guess | None:
    """A column without values."""
    return None if evidence.shape.filled else Guess("ignore", 0.9, "the column is empty")


def identifier(evidence: Evidence) -> Guess | None:
    """A response number or reference."""
    shape = evidence.shape
    if shape.mean_words > 3:
        return None
    # A heading in two rows is joined: "v1 / Respondent".
    if any(map(rule("id").fits, evidence.heading.split(" / "))):
        if shape.unique:
            return Guess("id", 0.95, "the heading says so and all values differ")
        return Guess("id", 0.6, "the heading says so, but values repeat")
    if shape.unique and _is_first_and_nameless(evidence):
        return Guess("id", 0.75, "the first column, without a heading: numbers or codes that all differ")
    if _is_first_and_rises(evidence):
        return Guess("id", 0.75, "the first column: whole numbers that rise from row to row")
    if shape.unique and _is_first_and_coded(evidence):
        return Guess("id", 0.75, "the first column: codes of one form that all differ")
    if evidence.says("technical") or not evidence.says("id_weak"):
        return None
    if shape.unique:
        return Guess("id", 0.7, "the heading reads like a number or reference, and all values differ")
    return Guess("ignore", 0.6, "the heading reads like an id, but values repeat")


def _is_first_and_rises(evidence: Evidence) -> bool:
    """Say whether this is the first column of the sheet, and its numbers rise."""
    column, values = evidence.column, evidence.values
    if column is None or column.numbers != (1,) or len(values) < _FEW or evidence.shape.longest > 1:
        return False
    if not all(value.isdecimal() and len(value) <= _LONGEST for value in values):
        return False
    return all(int(before) < int(after) for before, after in pairwise(values))


def _is_first_and_coded(evidence: Evidence) -> bool:
    """Say whether this is the first column of the sheet, and holds codes such as `c-0`, `c-1`, not plain numbers."""
    column, values = evidence.column, evidence.values
    if column is None or column.numbers != (1,) or len(values) < _FEW or "?" in evidence.heading:
        return False
    if evidence.shape.dates >= 0.5:
        return False
    forms = {re.sub(r"\d+", "0", value) for value in evidence.shape.counts}
    return len(forms) == 1 and evidence.shape.filled == len(values) and bool(_CODE.fullmatch(forms.pop()))


def _is_first_and_nameless(evidence: Evidence) -> bool:
    """Say whether this is the first column of the sheet and has no heading, but a number or code in every row."""
    column, shape = evidence.column, evidence.shape
    if column is None or column.numbers != (1,) or column.name != f"column {column_letter(1)}" or shape.dates >= 0.5:
        return False
    return shape.filled == len(evidence.values) and all(
        any(c.isdigit() for c in value) and " " not in value for value in shape.counts
    )


def date(evidence: Evidence) -> Guess | None:
    """When an answer was given."""
    if evidence.shape.dates >= 0.8:
        return Guess("date", 0.9, "the values are dates")
    if not evidence.says("date") or evidence.own_words:
        return None
    written = sum(n for value, n in evidence.shape.counts.items() if any(map(str.isdigit, value)))
    # "Time" may ask for "Morning" or "Evening", which is an answer.
    if 2 * written >= evidence.shape.filled:
        return Guess("date", 0.8, "the heading asks for a date or time")
    return None


def technical(evidence: Evidence) -> Guess | None:
    """Counts, tokens and other things a platform adds."""
    if evidence.says("signatures") and not evidence.shape.free_text:
        return Guess("ignore", 0.9, "how many people signed, which is kept beside the response")
    if evidence.says("staff"):
        return Guess("ignore", 0.7, "what the people who work on the responses wrote")
    if evidence.shape.free_text:
        return None
    if evidence.says("formalities") and evidence.shape.few_options:
        return Guess("ignore", 0.8, "about how data are handled, not about the consultation")
    if evidence.shape.links >= 0.8:
        return Guess("ignore", 0.8, "most values are links to pages or files")
    if evidence.says("points") and evidence.shape.numbers >= 0.9:
        return Guess("ignore", 0.9, "something that the platform counts")
    if evidence.says("technical"):
        # "Source" or "Language" may be a question too, where people chose from a list.
        sure = 0.7 if evidence.shape.few_options and evidence.shape.distinct > 1 else 0.9
        return Guess("ignore", sure, "a technical column of the platform")
    if evidence.says("organisation_name") and not evidence.shape.yes_no >= 0.5:
        return Guess("ignore", 0.8, "the name of an organisation is not needed")
    return None
