"""What the council did about a theme, as it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textmine.model import Outcome
from textmine.publish import page
from textmine.publish.texts import clean, tagged
from textmine.publish.wording import british_date

SHORT = {"we_did": "did", "we_will": "will", "could_not": "could_not", "still_deciding": "deciding"}
"""Outcome → how its entries in the catalogue of headings are called."""
NO_OUTCOME = Outcome("still_deciding", "")
"""Stands where none was recorded yet: for translators, never for publication."""


def missing_parts(outcome: Outcome) -> list[str]:
    """Return what an outcome leaves open, as entries of the catalogue: `owner`, `date_will`, `date_deciding`."""
    wanted = {"we_will": ("owner", "date"), "still_deciding": ("date",)}.get(outcome.outcome, ())
    names = {"owner": "owner", "date": f"date_{SHORT[outcome.outcome]}"}
    return [names[part] for part in wanted if not getattr(outcome, part).strip()]


def _facts(outcome: Outcome, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (entry, value): why and what instead, who and when; what has to be named and is not is to be confirmed."""
    if outcome.because and outcome.because != "other":
        yield "because", words[f"because_{outcome.because}"]
    yield "why", clean(outcome.reason)
    yield "instead", clean(outcome.instead)
    open_parts = missing_parts(outcome)
    date = f"date_{SHORT[outcome.outcome]}"
    yield "owner", words["to_be_confirmed"] if "owner" in open_parts else clean(outcome.owner)
    yield date, words["to_be_confirmed"] if date in open_parts else british_date(clean(outcome.date))


def published_outcome(outcome: Outcome, words: Mapping[str, str]) -> page.Outcome:
    """Return an outcome as the English page shows it.

    Args:
        outcome: As the officer recorded it.
        words: The words of the page, by entry of the catalogue.
    """
    short = SHORT[outcome.outcome]
    return page.Outcome(
        kind=outcome.outcome,
        label=words[f"label_{short}"],
        heading=words[short],
        text=tagged(outcome.text),
        facts=tuple((words[entry], tagged(value)) for entry, value in _facts(outcome, words) if value),
    )
