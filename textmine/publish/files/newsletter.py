"""The newsletter: 50 to 60 words for each theme, whole sentences only, figures from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.publish.files.markdown import escape
from textmine.publish.files.short import count_words, fill, finished, first_sentence, readable, sentences, told
from textmine.publish.outcomes import SHORT
from textmine.publish.page import as_text
from textmine.publish.wording import in_words, wording

if TYPE_CHECKING:
    from textmine.publish.page import Page, Text, Theme

LEAST, MOST = 50, 60


@dataclass(frozen=True, slots=True)
class Item:
    """One item, in whole sentences; without text, what was decided did not fit."""

    theme: Theme
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


def _figure(theme: Theme, minimum: int) -> str:
    """Return how many people raised a theme."""
    words = wording()["newsletter"]
    if theme.base < max(minimum, 1):
        return str(words["few_base"])
    form = words["few" if theme.n_people < minimum else "figure"]
    return str(form).format(n=f"{theme.n_people:,}", base=f"{theme.base:,}", minimum=in_words(minimum))


def _outcome(theme: Theme, page: Page) -> tuple[str, list[str]]:
    """Return the first sentence on what happened, and those that may follow it, the most important first."""
    heading, said = f"{theme.outcome.heading}:", sentences(readable(theme.outcome.text))
    opening = told(heading, finished(said[0])) if said else finished(theme.outcome.heading)
    return opening, [*_facts(theme, page), *map(finished, said[1:])]


def _facts(theme: Theme, page: Page) -> Iterator[str]:
    """Yield why and what instead for what could not be done, when and who for the rest."""
    words, parts = wording()["newsletter"], page.words
    facts = {label: readable(value) for label, value in theme.outcome.facts}
    for part in ("why", "instead"):
        if said := facts.get(parts[part]):
            yield f"{words[part]} {first_sentence(said)}"
    known = {label: value for label, value in facts.items() if value != parts["to_be_confirmed"]}
    date = known.get(parts[f"date_{SHORT[theme.outcome.kind]}"])
    if date and theme.outcome.kind in words["date"]:
        yield words["date"][theme.outcome.kind].format(date=date)
    if owner := known.get(parts["owner"]):
        yield words["owner"].format(owner=owner)


def _more(page: Page, address: str) -> str:
    """Return where to read more."""
    words = wording()["newsletter"]
    if address:
        return str(words["more_address"]).format(address=address)
    return str(words["more"]).format(title=page.title) if page.kicker else str(words["more_kicker"])


def _said(texts: Iterable[Text]) -> list[str]:
    """Return points or views as sentences, as far as they can be read."""
    said = [readable(text) for text in texts]
    return [finished(" ".join(text.split())) for text in said if text]


def item_of(theme: Theme, page: Page, address: str = "") -> Item:
    """Return the item of a theme.

    The number of people, the first sentence on what happened (and why not) and where to read more are always there.
    Then come points people made, and more of what happened, until there are 50 words.
    """
    opening, further = _outcome(theme, page)
    figure, more = _figure(theme, page.minimum), _more(page, address)
    happened = [opening]
    if theme.outcome.kind == "could_not" and further and _size(figure, opening, further[0], more) <= MOST:
        happened = [opening, further.pop(0)]
    if _size(figure, *happened, more) > MOST:
        return Item(theme, "")
    ways = [_put(figure, lead, points, happened, further, more) for lead, points in _leads(theme, page)]
    fitting = [text for text in ways if count_words(text) <= MOST]
    enough = [text for text in fitting if count_words(text) >= LEAST]
    return Item(theme, enough[0] if enough else max(fitting, key=count_words))


def _size(*texts: str) -> int:
    return sum(map(count_words, texts))


def _leads(theme: Theme, page: Page) -> Iterator[tuple[str, list[str]]]:
    """Yield each point that may stand first, the best first, with the others; at last none of them.

    "You said" introduces a point somebody made, never the figures of a different view.
    """
    points, views = _said(theme.points), _said(theme.minority)
    for place, point in enumerate(points):
        yield f"{page.words['said']}: {point}", [*points[:place], *points[place + 1 :], *views]
    yield "", views


def _put(figure: str, lead: str, points: list[str], happened: list[str], further: list[str], more: str) -> str:
    """Return an item that begins with one point, filled up with others and with more of what happened."""
    fixed = [text for text in (figure, lead, *happened, more) if text]
    optional = [*further, *points]
    chosen = fill(fixed, optional, LEAST, MOST)
    if chosen is None:
        return " ".join(fixed)
    kept = [text for text, use in zip(optional, chosen, strict=True) if use]
    said = [text for text in kept if text in points]
    rest = [text for text in kept if text not in points]
    return " ".join(text for text in (figure, lead, *said, *happened, *rest, more) if text)


def _notes(items: list[Item]) -> Iterator[str]:
    words = wording()["newsletter"]
    shorter = [item for item in items if item.text and item.words < LEAST]
    left = [item for item in items if not item.text]
    if shorter or left:
        yield f"## {words['notes']}"
    if shorter:
        yield words["short_note"]
        yield "\n".join(f"- {escape(item.theme.title)} ({item.words})" for item in shorter)
    if left:
        yield words["no_room_note"]
        yield "\n".join(f"- {escape(item.theme.title)}" for item in left)


def render_newsletter(page: Page, address: str = "") -> str:
    """Return the newsletter as Markdown."""
    words = wording()["newsletter"]
    blocks = [f"# {escape(words['title'].format(title=page.title))}"]
    every: list[Item] = []
    for question in page.questions:
        items = [item_of(theme, page, address) for theme in question.themes]
        blocks += [f"## {escape(question.wording)}"] if any(item.text for item in items) else []
        for item in items:
            blocks += [f"### {escape(as_text(item.theme.title))}", escape(item.text)] if item.text else []
        every += items
    return "\n\n".join([*blocks, *_notes(every), escape(page.made_with)]) + "\n"
