"""Which English texts a page in another language needs translated, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textmine.publish.content import build_page
from textmine.publish.localise import localised
from textmine.publish.speech import Speech

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.page import Page
    from textmine.publish.selection import Chosen
    from textmine.review import Reviewed


def texts_to_translate(
    reviewed: Reviewed, config: Config, language: str, themes: Sequence[Chosen] | None = None
) -> list[str]:
    """Return every English text that the page in a language needs, in page order, each once.

    Translated ones are in it too: what is missing is what `reviewed.translations` has no
    `(text, language)` for. People's own words are not: they stand as they were written.

    Args:
        reviewed: The analysis with the officers' decisions; themes need no outcome yet.
        config: The settings.
        language: BCP-47 tag of a language that has headings.
        themes: What `chosen_themes` gives, where that is known already.
    """
    speech = Speech(reviewed, language, config.publish.minimum_count)
    localised(build_page(reviewed, config, themes), speech)
    return list(speech.needed)


def page_in(page: Page, reviewed: Reviewed, language: str) -> Page:
    """Return the English page in another language."""
    return localised(page, Speech(reviewed, language, page.minimum))
