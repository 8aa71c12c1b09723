"""CSV files that spreadsheets open as they are: no formulas, and every script readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.publish.files.letters import LETTERS, letter_rows
from textmine.publish.files.social import POSTS, post_rows
from textmine.publish.page import as_text
from textmine.publish.wording import joined
from textmine.safe import BOM, csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textmine.publish.page import Theme
    from textmine.publish.publication import Publication

OUTCOMES = (
    "theme_id", "question", "theme", "people", "answered", "outcome", "text", "because", "reason", "instead", "owner",
    "date", "approved_by",
)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {"outcomes.csv": OUTCOMES, "social.csv": POSTS, "letters.csv": LETTERS}
"""File → its columns. The line of the columns is how a file of ours is known."""


def is_ours(name: str, content: str) -> bool:
    """Whether a CSV file has the columns that a publication gives it."""
    return name in HEADERS and content.removeprefix(BOM).split("\n", 1)[0].rstrip("\r") == ",".join(HEADERS[name])


def outcomes_csv(publication: Publication) -> str:
    """Return what the council decided about each theme; nothing that the page does not say."""
    return csv_text(OUTCOMES, outcome_rows(publication))


def outcome_rows(publication: Publication) -> Iterator[list[object]]:
    """Yield a row of `outcomes.csv` for each published theme."""
    page = publication.page
    for question in page.questions:
        for theme in question.themes:
            yield [theme.theme_id, question.wording.text, *_outcome_cells(publication, theme)]


def _outcome_cells(publication: Publication, theme: Theme) -> list[object]:
    reviewed, page = publication.reviewed, publication.page
    given = reviewed.outcomes[theme.theme_id]
    facts = {label: as_text(value).text for label, value in theme.outcome.facts}
    base = theme.base if theme.base >= page.minimum else page.words["fewer"].format(minimum=page.minimum)
    return [
        theme.title.text,
        theme.n_people if theme.n_people >= page.minimum else theme.people,
        base,
        given.outcome,
        as_text(theme.outcome.text).text,
        given.because,
        facts.get(page.words["why"], ""),
        facts.get(page.words["instead"], ""),
        facts.get(page.words["owner"], ""),
        given.date,
        joined(reviewed.approved_by[theme.theme_id]),
    ]


def social_csv(publication: Publication) -> str:
    """Return the posts for social media."""
    return csv_text(POSTS, post_rows(publication))


def letters_csv(publication: Publication) -> str:
    """Return the letters to those who took part."""
    return csv_text(LETTERS, letter_rows(publication))
