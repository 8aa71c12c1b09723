"""How many people of a theme used the same text as others, as far as the published figure says so."""

from __future__ import annotations

import re

from textmine.draft.check.numbers import values
from textmine.publish.selection import Chosen
from textmine.themes.campaigns import Users, same_text, stated_same

_PERCENT = re.compile(r"[0-9]+(?:\.[0-9]+)?\s?(?:%|per\s?cent)", re.IGNORECASE)


def said_same(theme: Chosen, used: Users, minimum: int) -> tuple[int, int]:
    """Return how many people used a text that others sent too, and how many such texts; zeros where it is not said.

    Pages in other languages say it where the English page does, whoever worded that.

    Args:
        theme: With its sentences.
        used: Who raised each theme in the words of a text that others sent too.
        minimum: The smallest number of people that may be written out.
    """
    texts = same_text(used, theme.theme_id)
    same = stated_same(theme.n_people, texts, minimum)
    # It is neither the number of people nor that of all who answered, so where it stands, this is what it says.
    figures = (line.text for line in theme.sentences if line.kind == "figure")
    is_said = same and any(same in values(_PERCENT.sub(" ", text)) for text in figures)
    return (same, len(texts)) if is_said else (0, 0)
