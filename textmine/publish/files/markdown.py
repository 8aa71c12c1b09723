"""The page as CommonMark. Text of people and officers is escaped, so that none of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textmine.publish.page import OpenQuestion, Page, PeopleTable, Text, Theme

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>~|&$])")
# What makes a line a heading, list item, rule, underline or code only at its start.
_AT_START = re.compile(r"^([#+\-=:])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
# Some readers turn addresses into links by themselves.
_ADDRESS = re.compile(r"(https?|ftp|mailto)(:)|(www)(\.)|(\S)(@)", re.IGNORECASE)


def inline(text: Text | str) -> str:
    r"""Return text on one line that shows exactly as it is inside a line of CommonMark.

    Example:
        >>> print(inline("1. <b>1 | 2</b>"))
        1. \<b\>1 \| 2\</b\>
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
    return _ADDRESS.sub(lambda found: "\\".join(part for part in found.groups() if part), line)


def escape(text: Text | str) -> str:
    r"""Return text on one line that shows exactly as it is in CommonMark and its table extension.

    Example:
        >>> print(escape("# <b>1 | 2</b> [x](y)"))
        \# \<b\>1 \| 2\</b\> \[x\](y)
    """
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", inline(text)))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _glossed(words: Text) -> str:
    """Return words in another language with their translation."""
    if words.gloss is None:
        return escape(words)
    return f"{escape(words)} – {escape(words.gloss.text)} ({escape(words.gloss.note)})"


def _people(table: PeopleTable, words: Mapping[str, str]) -> Iterator[str]:
    yield f"**{escape(table.caption)}**"
    if table.rows:
        rows = [
            [escape(row.option), row.shown if row.percent is None else f"{row.shown} ({row.percent}%)"]
            for row in table.rows
        ]
        yield _table([table.first, words["people"]], rows)
    yield from (escape(note) for note in table.notes)


def _theme(theme: Theme, level: int, words: Mapping[str, str]) -> Iterator[str]:
    mark = "#" * level
    yield f"{mark} {escape(theme.title)}"
    if theme.description.text:
        yield escape(theme.description)
    yield f"{mark}# {words['said']}"
    if theme.figure:
        yield escape(theme.figure)
    if theme.points:
        yield "\n".join(f"- {_glossed(point)}" for point in theme.points)
    if theme.minority:
        yield f"{mark}## {words['minority']}"
        yield from map(_glossed, theme.minority)
    if theme.quotes:
        yield f"{mark}## {words['quotes']}"
    for quote in theme.quotes:
        gloss = quote.words.gloss
        told = f"“{escape(gloss.text)}” ({escape(gloss.note)})" if gloss else escape(quote.note)
        note = f"\n>\n> {told}" if told else ""
        yield f"> “{escape(quote.words)}”{note}"
    yield f"{mark}# {theme.outcome.heading}"
    yield escape(theme.outcome.text)
    if theme.outcome.facts and theme.outcome.kind in ("we_will", "still_deciding"):
        yield f"{mark}## {words['next']}"
    if theme.outcome.facts:
        yield "\n".join(f"- **{label}:** {escape(value)}" for label, value in theme.outcome.facts)


def _glance(question: OpenQuestion, words: Mapping[str, str]) -> Iterator[str]:
    yield f"**{escape(question.wording)}**"
    rows = [[escape(theme.title), theme.people, theme.outcome.label] for theme in question.themes]
    yield _table([words["theme"], words["raised"], words["happened"]], rows)


def _question(question: OpenQuestion, words: Mapping[str, str]) -> Iterator[str]:
    number = f"{question.number}: " if question.number else ""
    yield f"## {number}{escape(question.wording)}"
    yield " ".join(question.figures)
    for group in question.groups:
        if group.title:
            yield f"### {escape(group.title)}"
            yield from [escape(group.description)] if group.description.text else []
        for theme in group.themes:
            yield from _theme(theme, 4 if group.title else 3, words)


def _blocks(page: Page) -> Iterator[str]:
    words = page.words
    yield f"# {escape(page.title)}"
    if page.kicker:
        yield " – ".join(filter(None, [page.kicker, escape(page.organisation)]))
    yield f"## {words['asked']}"
    yield from map(escape, page.asked)
    if page.asked_questions:
        yield words["asked_questions"]
        yield "\n".join(f"- {escape(text)}" for text in page.asked_questions)
    yield f"## {words['glance']}"
    for question in page.questions:
        if question.themes:
            yield from _glance(question, words)
    yield f"## {words['took_part']}"
    yield "\n".join(f"- {number} {what}" for number, what in page.facts)
    yield from page.people_notes
    for table in page.tables:
        yield from _people(table, words)
    for question in page.questions:
        yield from _question(question, words)
    yield f"## {words['about']}"
    yield from (escape(text) for text in page.about)
    if page.scale:
        yield words["scale"]
        yield _table(
            [words["scale_words"], words["scale_share"]], [[escape(cell) for cell in step] for step in page.scale]
        )
    yield page.made_with


def render_markdown(page: Page) -> str:
    """Return the page as Markdown."""
    return "\n\n".join(_blocks(page)) + "\n"
