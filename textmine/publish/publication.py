"""What every format is written from: the reviewed analysis, its settings, and the page in each language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textmine.config import did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.language import heading_languages
from textmine.publish.content import build_page
from textmine.publish.needed import page_in
from textmine.publish.page import Alternate
from textmine.publish.speech import own_name

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.page import Page
    from textmine.review import Reviewed

MAIN = "en"
"""The language of index.html; every further language has a file of its own."""


@dataclass(frozen=True)
class Publication:
    """One publication. `pages` has the page in each language, English first."""

    reviewed: Reviewed
    config: Config
    pages: dict[str, Page]

    @property
    def page(self) -> Page:
        """The English page."""
        return self.pages[MAIN]


def page_file(language: str) -> str:
    """Return the file of the page in a language.

    Example:
        >>> page_file("en"), page_file("bn")
        ('index.html', 'index.bn.html')
    """
    return "index.html" if language == MAIN else f"index.{language}.html"


def page_languages(config: Config) -> tuple[str, ...]:
    """Return the languages of the pages, English first.

    Raises:
        ConfigError: There are no headings in one of them.
    """
    known = heading_languages()
    wanted = dict.fromkeys((MAIN, *config.publish.languages))
    listed = ", ".join(f"`{language}`" for language in known)
    problems = [
        Problem(f"no page can be made in `{language}`.{did_you_mean(language, known)} There are headings in {listed}.")
        for language in wanted
        if language not in known
    ]
    if problems:
        raise ConfigError(problems)
    return tuple(wanted)


def make_publication(reviewed: Reviewed, config: Config) -> Publication:
    """Return everything that is to be published. The gate has to have been passed.

    Raises:
        ConfigError: A page is wanted in a language without headings.
    """
    languages = page_languages(config)
    english = build_page(reviewed, config)
    pages = {language: english if language == MAIN else page_in(english, reviewed, language) for language in languages}
    links = [Alternate(language, page_file(language), own_name(language)) for language in languages]
    linked = {
        language: replace(page, alternates=tuple(link for link in links if link.language != language))
        for language, page in pages.items()
    }
    return Publication(reviewed, config, linked)
