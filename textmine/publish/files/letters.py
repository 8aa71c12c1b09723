"""Letters to the people who took part: what they raised, and what happened to it. No contact details."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textmine.insight.people import main_languages
from textmine.publish.files.short import finished, told
from textmine.publish.page import as_text

if TYPE_CHECKING:
    import pandas as pd

    from textmine.publish.page import Page, Theme
    from textmine.publish.publication import Publication

LETTERS = ("response_id", "language", "agreed_to_contact", "themes", "letter", "letter_language")
CONTACT = "contact_permission"
"""The column of `respondents`: true, false or null."""


def contact_is_known(respondents: pd.DataFrame) -> bool:
    """Whether the export asked people if they may be contacted: somebody answered plainly."""
    return CONTACT in respondents and bool(respondents[CONTACT].notna().any())


def _agreed(respondents: pd.DataFrame) -> dict[str, str]:
    """Return who may be written to: response id → yes or unknown.

    Where people were asked, those who agreed; where nobody was asked, everybody, for the officer to decide.
    """
    ids = respondents["response_id"]
    if not contact_is_known(respondents):
        return dict.fromkeys(ids, "unknown")
    return dict.fromkeys(ids[respondents[CONTACT].fillna(False).astype(bool)], "yes")


def _about(theme: Theme) -> str:
    """Return what happened to a theme as one paragraph."""
    outcome = theme.outcome
    happened = finished(f"“{theme.title}”: " + told(f"{outcome.heading}:", str(outcome.text)))
    return " ".join([happened, *(finished(f"{label}: {as_text(value)}") for label, value in outcome.facts)])


def _letter(themes: list[Theme], page: Page) -> str:
    """Return the letter: paragraphs without salutation or name."""
    words = page.words
    return "\n\n".join(
        [
            words["letter_opening"].format(title=page.title),
            words["letter_raised"],
            *map(_about, themes),
            words["letter_more"].format(page=page.kicker or page.title),
        ]
    )


def letter_rows(publication: Publication) -> Iterator[list[object]]:
    """Yield a row of `letters.csv` for each person who raised a published theme and may be written to.

    A letter is in the person's language where there is a page in it, else in English.
    """
    tables, pages = publication.reviewed.tables, publication.pages
    languages = main_languages(tables.responses)
    raised: dict[str, set[str]] = {}
    for person, theme in zip(tables.assignments["response_id"], tables.assignments["theme_id"], strict=True):
        raised.setdefault(person, set()).add(theme)
    for person, agreed in _agreed(tables.respondents).items():
        language = languages.get(person, "und")
        written = language if language in pages else next(iter(pages))
        page = pages[written]
        themes = [theme for theme in page.themes if theme.theme_id in raised.get(person, ())]
        if themes:
            titles = "; ".join(theme.title.text for theme in themes)
            yield [person, language, agreed, titles, _letter(themes, page), written]
