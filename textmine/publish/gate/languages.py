"""What a page in another language than English still needs: approved headings and translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textmine.draft.check.figures import numbers
from textmine.draft.check.numbers import values
from textmine.language import heading_languages, headings, is_draft, language_name
from textmine.publish.needed import texts_to_translate
from textmine.publish.selection import Chosen
from textmine.publish.wording import one_line
from textmine.text import PERSONAL_KINDS, personal_data

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed

_SHOWN = 60
"""Characters of a text that a reason shows."""


def language_obstacles(reviewed: Reviewed, config: Config, themes: Sequence[Chosen]) -> Iterator[tuple[str, str]]:
    """Yield (check, reason) for every language that pages are to be published in, and for what was translated."""
    for language in config.publish.languages:
        if language not in heading_languages():
            known = ", ".join(f"`{tag}`" for tag in heading_languages())
            yield "unapproved_heading", f"There are no headings in `{language}`. Pages can be made in {known}."
            continue
        yield from _headings(reviewed, language)
        if language != "en":
            yield from _translations(reviewed, config, language, themes)
    # People's own words, published with an English translation beside them.
    lines = [line.text for theme in themes for line in theme.sentences]
    yield from _wrong(reviewed, dict.fromkeys(lines), "en")


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


def _translations(
    reviewed: Reviewed, config: Config, language: str, themes: Sequence[Chosen]
) -> Iterator[tuple[str, str]]:
    """Yield one reason where texts of a page have no translation."""
    texts = texts_to_translate(reviewed, config, language, themes)
    yield from _wrong(reviewed, texts, language)
    missing = sum((text, language) not in reviewed.translations for text in texts)
    if missing:
        yield (
            "missing_translation",
            f"{missing} of {len(texts)} texts of the page in {language_name(language)} have no translation yet. "
            "Send the translators their workbook: `textmine workbook export DIR FILE.xlsx --for translators`.",
        )


def _wrong(reviewed: Reviewed, texts: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield a reason for each translation that has other numbers than its text, or personal data that it has not."""
    for text in texts:
        translation = reviewed.translations.get((text, language))
        if translation is None:
            continue
        which = f"The translation into {language_name(language)} of “{_shortened(text)}” by {translation.translator}"
        if not _same_numbers(text, translation.text):
            yield "failed_check", f"{which} has other numbers than the text. Write them in digits."
        new = {span.kind for span in personal_data(translation.text)} - {span.kind for span in personal_data(text)}
        if new:
            kinds = ", ".join(PERSONAL_KINDS[kind] for kind in sorted(new))
            yield "personal_data", f"{which} may hold personal data ({kinds}). Correct it with `translate`."


def _same_numbers(text: str, translation: str) -> bool:
    """Tell whether every number in digits, of any script, stands on the other side too, in digits or in words."""
    return set(numbers(text)) <= values(translation) and set(numbers(translation)) <= values(text)


def _shortened(text: str) -> str:
    """Return the first words of a text, or none of it where it may hold personal data."""
    if personal_data(text):
        return "…"
    line = one_line(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"
