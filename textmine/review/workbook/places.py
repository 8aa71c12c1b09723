"""Where the texts of a page are used: what translators see beside each of them."""

from __future__ import annotations

from collections.abc import Iterable

from textmine.review.replay import Reviewed
from textmine.review.workbook.translations import ToTranslate
from textmine.schema import rows

Place = tuple[str, str]
"""(where, what it is): the title of a theme or nothing, and a kind of `workbook.toml`."""
ENGLISH = "en"


def page_texts(reviewed: Reviewed, texts: Iterable[str], language: str) -> list[ToTranslate]:
    """Return the English texts that a page in a language needs, each with where it is used.

    Args:
        reviewed: The analysis after review.
        texts: From `textmine.publish.needed.texts_to_translate`.
        language: The language of the page.
    """
    known = _places(reviewed)
    return [ToTranslate(text, ENGLISH, language, *known.get(text.strip(), ("", "page"))) for text in texts]


def _places(reviewed: Reviewed) -> dict[str, Place]:
    """Return where each text of the analysis is used first."""
    tables = reviewed.tables
    titles = {theme.theme_id: str(theme.title) for theme in rows(tables.themes)}
    found: dict[str, Place] = {}
    for question in rows(tables.questions):
        found.setdefault(str(question.wording).strip(), ("", "question"))
    for theme in rows(tables.themes):
        found.setdefault(str(theme.title).strip(), (titles[theme.theme_id], "title"))
        found.setdefault(str(theme.description).strip(), (titles[theme.theme_id], "description"))
    for draft in rows(tables.drafts):
        found.setdefault(str(draft.text).strip(), (titles.get(draft.theme_id, ""), draft.kind))
    for theme_id, outcome in reviewed.outcomes.items():
        for text, kind in (
            (outcome.text, "outcome"),
            (outcome.reason, "reason"),
            (outcome.instead, "instead"),
            (outcome.owner, "owner"),
        ):
            found.setdefault(text.strip(), (titles.get(theme_id, ""), kind))
    return found
