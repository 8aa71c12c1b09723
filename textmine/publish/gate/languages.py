"""What a page in another language than English still needs: approved headings and translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textmine.language import heading_languages, headings, is_draft, language_name
from textmine.publish.needed import texts_to_translate

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed


def language_obstacles(reviewed: Reviewed, config: Config) -> Iterator[tuple[str, str]]:
    """Yield (check, reason) for every language that pages are to be published in."""
    for language in config.publish.languages:
        if language not in heading_languages():
            known = ", ".join(f"`{tag}`" for tag in heading_languages())
            yield "unapproved_heading", f"There are no headings in `{language}`. Pages can be made in {known}."
            continue
        yield from _headings(reviewed, language)
        if language != "en":
            yield from _translations(reviewed, config, language)


def _headings(reviewed: Reviewed, language: str) -> Iterator[tuple[str, str]]:
    """Yield one reason where headings of a language are drafts that nobody approved."""
    if not is_draft(language):
        return
    approved = reviewed.headings.get(language, {})
    waiting = [entry for entry in headings(language) if entry not in approved]
    if waiting:
        number = "1 heading" if len(waiting) == 1 else f"{len(waiting)} headings"
        yield (
            "unapproved_heading",
            f"{number} of the page in {language_name(language)} wait for approval by the council's translators. "
            f'Correct them in the translators\' workbook, or approve them as they are with {{"do": "heading", '
            f'"language": "{language}"}}.',
        )


def _translations(reviewed: Reviewed, config: Config, language: str) -> Iterator[tuple[str, str]]:
    """Yield one reason where texts of a page have no translation."""
    texts = texts_to_translate(reviewed, config, language)
    missing = sum((text, language) not in reviewed.translations for text in texts)
    if missing:
        yield (
            "missing_translation",
            f"{missing} of {len(texts)} texts of the page in {language_name(language)} have no translation yet. "
            "Send the translators their workbook: `textmine workbook export DIR FILE.xlsx --for translators`.",
        )
