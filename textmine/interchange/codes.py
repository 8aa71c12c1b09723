"""The reviewed themes as a tree of codes: questions above, groups in them, themes at the ends."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from textmine.analysis import Analysis
from textmine.config import parse_config
from textmine.errors import InputError, Problem
from textmine.interchange.words import one_line, problem, words
from textmine.report.facts import family
from textmine.safe import xml_text
from textmine.schema import rows
from textmine.text import redact
from textmine.themes.counts import people_in_themes

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:textmine")
_BETWEEN = "\x1f"
"""Between parts of what an id is made of."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a codebook.

    Attributes:
        guid: Stable: the same theme has the same one in every export.
        theme_id: Empty for a question.
        is_codable: Whether text can be given it: questions and groups only hold others.
    """

    guid: str
    name: str
    description: str
    colour: str
    is_codable: bool
    theme_id: str = ""
    below: tuple[Code, ...] = ()

    def all(self) -> Iterator[Code]:
        """Yield the code and all below it."""
        yield self
        for code in self.below:
            yield from code.all()


def guid_of(*parts: str) -> str:
    """Return the id of a thing that is made of these parts: the same parts always give the same.

    Example:
        >>> guid_of("user", "textmine") == guid_of("user", "textmine") != guid_of("user", "Officers")
        True
    """
    return str(uuid.uuid5(NAMESPACE, _BETWEEN.join(parts)))


def title_of(analysis: Analysis) -> str:
    """Return what the consultation is called; may be empty."""
    return one_line(parse_config(analysis.manifest.get("config", {})).consultation.title)


def codes_of(analysis: Analysis) -> tuple[Code, ...]:
    """Return a code for each question that has themes, with the reviewed themes below it.

    The id of a theme comes from the answers that the machine found it in, so that it survives a new title, the review
    and a run that finds the same; that of a theme which officers made comes from its own id, which stays too.

    Raises:
        InputError: There are no themes.
    """
    themes = analysis.themes
    guids = _Guids(analysis)
    made = []
    for question in rows(analysis.questions):
        below = family(themes[themes["question_id"] == question.question_id])
        if below[None]:
            made.append(_question(question, below, guids, title_of(analysis)))
    if not made:
        raise InputError(Problem(problem("no_themes"), title_of(analysis) or "the analysis"))
    return _told_apart(made)


class _Guids:
    """Gives each theme its id, and never the same to two."""

    def __init__(self, analysis: Analysis) -> None:
        self._people = people_in_themes(analysis.machine.themes, analysis.machine.assignments)
        self._title = title_of(analysis)
        self._given: set[str] = set()

    def of(self, question: str, theme: str, is_group: bool) -> str:
        """Return the id of a theme."""
        members = sorted(self._people.get(theme, ())) or ["made", theme]
        parts = ("group" if is_group else "theme", self._title, question, *members)
        guid = guid_of(*parts)
        if guid in self._given:
            guid = guid_of(*parts, theme)
        self._given.add(guid)
        return guid


def _question(
    question: Any,  # noqa: ANN401 - a named tuple of `questions`
    below: Mapping[str | None, Sequence[Any]],
    guids: _Guids,
    title: str,
) -> Code:
    wording = one_line(question.wording)
    return Code(
        guid=guid_of("question", title, question.question_id, wording),
        name=wording or question.question_id,
        description=question.question_id,
        colour=words()["question_colour"],
        is_codable=False,
        below=_themes(below, None, guids),
    )


def _themes(below: Mapping[str | None, Sequence[Any]], parent: str | None, guids: _Guids) -> tuple[Code, ...]:
    colours = words()["colours"]
    made = []
    for place, theme in enumerate(below.get(parent, ())):
        own = _themes(below, theme.theme_id, guids)
        made.append(
            Code(
                guid=guids.of(theme.question_id, theme.theme_id, bool(own)),
                name=one_line(theme.title) or theme.theme_id,
                description="" if pd.isna(theme.description) else xml_text(redact(str(theme.description))),
                colour=colours[place % len(colours)],
                is_codable=not own,
                theme_id=theme.theme_id,
                below=own,
            )
        )
    return _told_apart(made)


def _told_apart(codes: Sequence[Code]) -> tuple[Code, ...]:
    """Return codes under different names: NVivo takes no two of the same beside each other."""
    often = Counter(code.name.casefold() for code in codes)
    return tuple(
        replace(code, name=f"{code.name} ({code.theme_id or code.description})")
        if often[code.name.casefold()] > 1
        else code
        for code in codes
    )
