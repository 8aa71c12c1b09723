"""One page: what most people raised, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.publish.files.short import count_words, first_sentence, most_raised, readable
from textmine.publish.wording import in_words, wording

if TYPE_CHECKING:
    from textmine.publish.page import Page, Theme

_LONGEST = 25
"""A sentence of more words is left to the full page."""
# Room on one side of A4 in millimetres, as digest.css sets it, and characters on a line of each column.
_ROOM, _LINE, _GAP = 160.0, 4.4, 2.8
_TITLE, _HAPPENED, _HEADING = 28, 46, 50


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


def _lines(text: str, width: int) -> int:
    return max(1, -(-len(text) // width))


def _fitting(themes: Sequence[Theme], room: float) -> int:
    """Return how many of the themes fit, by how many lines each takes."""
    for number, theme in enumerate(themes):
        told = f"{theme.outcome.label} {_short(theme)}"
        room -= _GAP + _LINE * max(_lines(theme.title.text, _TITLE), _lines(told, _HAPPENED))
        if room < 0:
            return number
    return len(themes)


def digest_of(page: Page) -> Digest:
    """Return the digest of a page."""
    words: dict[str, str] = wording()["digest"]
    ranked = most_raised(page.themes, page.minimum)
    number = _fitting(ranked, _ROOM - 2 * _LINE * _lines(page.title.text, _HEADING))
    shown, left = tuple(ranked[:number]), len(ranked[number:])
    caption = words["some"].format(n=in_words(len(shown))) if left else words["all"]
    notes = [words["left"].format(n=left) if left > 1 else words["left_one"]] if left else []
    return Digest(
        themes=shown,
        short={theme.anchor: _short(theme) for theme in shown},
        caption=caption,
        notes=(*page.people_notes, *notes, words["more"]),
        words=words,
    )
