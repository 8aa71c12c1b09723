"""One page: what most people raised, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.publish.short import count_words, first_sentence, most_raised, readable
from textmine.publish.wording import in_words, wording

if TYPE_CHECKING:
    from textmine.publish.page import Page, Theme

MOST = 10
"""So many themes fit on one side of A4."""
_LONGEST = 25


@dataclass(frozen=True, slots=True)
class Digest:
    """The themes shown, and for each the first sentence about what happened, by its anchor."""

    themes: tuple[Theme, ...]
    short: dict[str, str]
    caption: str
    notes: tuple[str, ...]
    words: dict[str, str]


def _short(theme: Theme) -> str:
    """Return the first sentence on what happened; empty if it is too long for a digest."""
    sentence = first_sentence(readable(theme.outcome.text))
    return sentence if count_words(sentence) <= _LONGEST else ""


def digest_of(page: Page) -> Digest:
    """Return the digest of a page."""
    words: dict[str, str] = wording()["digest"]
    ranked = most_raised(page.themes, page.minimum)
    shown, left = tuple(ranked[:MOST]), len(ranked[MOST:])
    caption = words["some"].format(n=in_words(len(shown))) if left else words["all"]
    notes = [words["left"].format(n=left) if left > 1 else words["left_one"]] if left else []
    return Digest(
        themes=shown,
        short={theme.anchor: _short(theme) for theme in shown},
        caption=caption,
        notes=(*page.people_notes, *notes, words["more"]),
        words=words,
    )
