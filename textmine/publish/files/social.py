"""Posts for social media: one for each theme, one for all, each of at most 280 characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textmine.publish.files.short import finished, sentences, told
from textmine.publish.page import as_text
from textmine.publish.wording import capital

if TYPE_CHECKING:
    from textmine.publish.page import Page, Text, Theme
    from textmine.publish.publication import Publication

MOST = 280
"""So many characters a post may have."""
POSTS = ("theme_id", "language", "text", "characters", "alt_text")
OVERALL = "overall"


def _as_many(start: str, further: Sequence[str], room: int) -> str:
    """Add sentences in order as long as they fit."""
    text = start
    for sentence in further:
        if len(text) + 1 + len(sentence) > room:
            break
        text = f"{text} {sentence}"
    return text


def _cut(title: str, room: int) -> str:
    """Cut a title at the end of a word; a title is no sentence."""
    if len(title) <= room:
        return title
    kept = title[: room - 1].rsplit(" ", 1)[0] if " " in title[: room - 1] else title[: room - 1]
    return f"{kept}…"


def _said(given: Text | str, page: Page) -> list[str]:
    """Return the sentences of a text that readers of the page can read."""
    words = as_text(given)
    foreign = words.lang and not words.gloss
    text = words.gloss.text if words.gloss else words.text
    return [] if foreign else [finished(part) for part in sentences(text, page.language.split("-")[0])]


def _theme_post(theme: Theme, page: Page, room: int) -> str:
    """Return what was said, then as many sentences as fit on what happened, and why."""
    outcome, words = theme.outcome, page.words
    facts = dict(outcome.facts)
    further = [*_said(outcome.text, page)]
    for label in (words["why"], words["instead"]):
        further += _said(facts[label], page) if label in facts else []
    close = finished(outcome.heading)
    title = _cut(theme.title.text, room - len(f"{words['post_said']} . {close}"))
    start = f"{words['post_said']} {finished(title)}"
    opening = f"{start} {told(f'{outcome.heading}:', further[0])}" if further else ""
    if opening and len(opening) <= room:
        return _as_many(opening, further[1:], room)
    return f"{start} {close}"


def _overall_post(page: Page, room: int) -> str:
    """Return the post on the whole consultation."""
    responses = page.facts[0][0]
    form = page.words["post_overall"]
    title = _cut(page.title.text, room - len(form.format(responses=responses, title="")))
    return capital(form.format(responses=responses, title=title))


def _texts(page: Page, room: int) -> Iterator[tuple[str, str]]:
    yield OVERALL, _overall_post(page, room)
    for theme in page.themes:
        yield theme.theme_id, _theme_post(theme, page, room)


def post_rows(publication: Publication) -> Iterator[list[object]]:
    """Yield a row of `social.csv` for each post, language by language."""
    address = publication.config.publish.page_address.strip()
    for language, page in publication.pages.items():
        link = f" {address}" if address else ""
        for name, text in _texts(page, MOST - len(link)):
            yield [name, language, text + link, len(text + link), page.words["post_alt"].format(words=text)]
