"""What stands between answers and open data: nobody decided it, or consent is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textmine.config import parse_config
from textmine.errors import Problem
from textmine.publish.opendata.answers import Gathered, gather
from textmine.publish.opendata.spec import spec
from textmine.publish.selection import chosen_themes
from textmine.publish.wording import one_line

if TYPE_CHECKING:
    from textmine.review import Reviewed

CHECK = "open_data"
"""The name of the check that a named person passes with a decision."""
SHOWN = 50
"""So many flagged answers are named; of further ones it is said how many they are."""


def open_data_blockers(reviewed: Reviewed) -> list[Problem]:
    """Return why answers may not be published as open data.

    Whole answers say more of a person than a quote that somebody chose: so a named person decides, having read how
    many there are and what was found in them.

    Args:
        reviewed: The analysis with the officers' decisions.
    """
    return [Problem(f"{reason.removesuffix('.')} ({check}).") for check, reason in _reasons(reviewed)]


def _reasons(reviewed: Reviewed) -> Iterator[tuple[str, str]]:
    words = spec()["gate"]
    if reviewed.open_data == "refuse":
        yield CHECK, words["refused"]
        return
    gathered = gather(reviewed, chosen_themes(reviewed))
    if gathered.undecided:
        yield "unconsented_quote", words["consent"].format(answers=_counted(gathered.undecided))
    if reviewed.open_data is None:
        yield (
            CHECK,
            words["undecided"].format(
                answers=_counted(len(gathered.answers)),
                replaced=sum(answer.replaced > 0 for answer in gathered.answers),
                left_out=gathered.left_out["personal"],
            ),
        )


def _counted(number: int) -> str:
    words = spec()["gate"]
    return str(words["one"] if number == 1 else words["many"].format(n=f"{number:,}"))


def open_data_notes(reviewed: Reviewed) -> Iterator[str]:
    """Yield what an officer should know about open data: every answer that was flagged, and what is not set."""
    words = spec()["notes"]
    yield from _flagged(reviewed, gather(reviewed, chosen_themes(reviewed)))
    settings = parse_config(reviewed.tables.manifest.get("config", {})).open_data
    if not settings.contact.strip():
        yield words["contact"]
    if settings.licence not in spec()["licences"]:
        yield words["licence"].format(licence=one_line(settings.licence))


def _flagged(reviewed: Reviewed, gathered: Gathered) -> Iterator[str]:
    """Yield the answers that were flagged and are left out, then those that an officer let in all the same."""
    words = spec()["notes"]
    out = [item for item in gathered.flagged if reviewed.open_answers.get(item.answer) is None]
    let_in = [item for item in gathered.flagged if reviewed.open_answers.get(item.answer) == "allow"]
    for entry, items in (("flagged", out[:SHOWN]), ("flagged_allowed", let_in)):
        for item in items:
            response, question = map(one_line, item.answer)
            yield words[entry].format(response=response, question=question, reasons=_said(item.reasons))
    if len(out) > SHOWN:
        yield words["flagged_more"].format(n=len(out) - SHOWN)


def _said(reasons: Sequence[str]) -> str:
    return "; ".join(reason.removesuffix(".") for reason in reasons)
