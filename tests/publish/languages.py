"""The example with everything a page in another language needs: made-up translations and approved headings."""

from __future__ import annotations

from dataclasses import replace as changed

from textmine.config import Config
from textmine.draft.check.figures import numbers
from textmine.language import headings
from textmine.model import Heading, Translation
from textmine.publish import texts_to_translate
from textmine.review import Reviewed

from .example import reviewed, settings

WORDS = {"bn": "এই লেখাটির অনুবাদ", "so": "Turjumaadda qoraalkan"}
APPROVED = "অনুমোদিত শিরোনাম"


def config(*languages: str) -> Config:
    return settings(languages=("en", *languages))


def _mark(place: int, text: str) -> str:
    """Return letters that no other text's translation has, and the numbers of the text, as a translation keeps them."""
    letters = "".join("কখগঘচছজঝটঠ"[int(digit)] for digit in str(place))
    return " ".join([letters, *(f"{number:g}" for number in numbers(text))])


def translated(*languages: str, given: Reviewed | None = None) -> Reviewed:
    """Return the analysis with every text translated by Nasrin Akter and every heading approved."""
    given = given or reviewed()
    made = {
        (text, language): Translation(f"{WORDS[language]} {_mark(place, text)}", "Nasrin Akter", "Asha Rahman")
        for language in languages
        for place, text in enumerate(texts_to_translate(given, settings(), language))
    }
    approved = {
        language: {entry: Heading(text, "Asha Rahman") for entry, text in headings(language).items()}
        for language in languages
    }
    return changed(given, translations={**given.translations, **made}, headings={**given.headings, **approved})
