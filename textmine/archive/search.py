"""Search: what means the same as a question, in whatever language, and what has its words, as one list."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from textmine.archive.entry import VERBATIM
from textmine.archive.index import Block, Flags, Index
from textmine.archive.promises import last_day
from textmine.archive.read import Kept, Stored, is_past, themes_at
from textmine.archive.results import Match, Result, Results
from textmine.archive.words import with_words
from textmine.config import did_you_mean
from textmine.embed import embed_texts
from textmine.errors import ConfigError
from textmine.language import detect, language_name
from textmine.language.catalogue import NO_WORDS, known_languages
from textmine.protocols import Embedder
from textmine.text.fusing import fused

ABOUT = 0.42
"""How near the nearest text must come for there to be anything on the subject; as at the review desk."""
NEAR = 0.4
"""How near a text must come to be listed. On the sample, of points from here on 22 % and more are of the theme that its
gold set has under the title that is asked for; of those between 0.35 and 0.4 13 %, of all 7 %."""
NEAR_IN_LANGUAGE = 0.33
"""The same, where texts in one language are asked for: between languages, what means the same is a little further."""
MOST = 200
"""Texts that are looked at, in each of the two lists."""
SOME = 10
"""Texts with only some of the words that count: these are in the question's own language, and others matter as much."""
WORDS = 0.08
"""How much nearer a text with some of the words is taken to be.

On the sample, with the 22 titles of its gold set as questions: of the first ten points 58 % are of the theme (54 %
without); of its English points 53 % are among the first 30 (48 %), of its Bengali ones 42 % (44 %), of its Somali ones
16 % (16 %). Fused by places instead, as much would be won in English and 10 to 13 points lost in Bengali and Somali.
"""
MATCHES = 3
"""Texts that are shown of a theme."""

Group = tuple[int, str]
"""What is listed once: the consultation, and its theme, question or single answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for.

    Attributes:
        text: In any language.
        language: Only texts in this language (BCP-47); empty: in any.
        since: Only consultations asked since then, ISO 8601; empty: all.
        limit: How many results.
        today: The day to judge by.
    """

    text: str
    language: str = ""
    since: str = ""
    limit: int = 10
    today: date | None = None


@dataclass(frozen=True, slots=True)
class _Scope:
    """What may be found: the consultations, those whose verbatim texts are past their day, and the language."""

    wanted: frozenset[int]
    hidden: frozenset[int]
    language: str

    @classmethod
    def of(cls, index: Index, asked: Asked, today: date) -> _Scope:
        """Return what somebody asks for."""
        given = index.consultations.values()
        wanted = (one.number for one in given if _is_since(one.day, asked.since))
        hidden = (one.number for one in given if is_past(one.keep_until, today))
        return cls(frozenset(wanted), frozenset(hidden), check_language(asked.language))

    def holds(self, row: sqlite3.Row) -> bool:
        """Tell whether an item may be found."""
        own_words = row["consultation"] in self.hidden and row["kind"] in VERBATIM
        return row["consultation"] in self.wanted and not own_words and self.language in ("", row["language"])

    def within(self, block: Block) -> Flags:
        """Return which items of a block may be found."""
        among = np.isin(block.consultations, sorted(self.wanted))
        if self.hidden:
            among &= ~(np.isin(block.consultations, sorted(self.hidden)) & np.isin(block.kinds, VERBATIM))
        return among & (block.languages == self.language) if self.language else among


@dataclass(frozen=True, slots=True)
class _Hit:
    """A text that was found."""

    group: Group
    match: Match


def check_language(tag: str) -> str:
    """Return a language that may be asked for.

    Raises:
        ConfigError: It is none that textmine knows.
    """
    if tag and language_name(tag) == tag:
        hint = did_you_mean(tag, list(known_languages()))
        raise ConfigError(f"`--language` has to be the tag of a language such as en, bn or so, not `{tag}`.{hint}")
    return tag


def search(connection: sqlite3.Connection, index: Index, asked: Asked, embedders: Mapping[str, Embedder]) -> Results:
    """Return what people have told before that a question is about, and what was done.

    Args:
        connection: The archive.
        index: Its vectors.
        asked: What is searched for.
        embedders: The models that can be had, by vector space.

    Raises:
        ConfigError: The language is none.
    """
    today = asked.today or date.today()
    scope = _Scope.of(index, asked, today)
    told = str(detect([asked.text])["language"].iloc[0])
    cosines = _close(index, asked.text, told, embedders, scope) if told != NO_WORDS else {}
    every, some = ([row for row in rows if scope.holds(row)] for rows in with_words(connection, asked.text, MOST))
    worded = [row["id"] for row in (*every, *_unknown(some, index, embedders))]
    close = _ranked(cosines, [row["id"] for row in some[:SOME]])
    hits = _hits(connection, list(dict.fromkeys([*close, *worded])), cosines, {row["id"] for row in (*every, *some)})
    order = fused([_groups(close, hits), _groups(worded, hits)])[: asked.limit]
    themes, by_group = themes_at(connection, set(order)), _by_group(hits.values())
    found = (_result(group, by_group[group], index.consultations[group[0]], themes, today) for group in order)
    return Results(asked.text, told, tuple(found), tuple(_notes(index, embedders, told)))


def _is_since(day: str, since: str) -> bool:
    """Whether a consultation was asked since some day; one of which only the year is known, at its end."""
    last, first = last_day(day), since + "-01-01"[len(since) - 4 :] if since else ""
    return not since or (last is not None and last >= date.fromisoformat(first[:10]))


def _close(
    index: Index, text: str, language: str, embedders: Mapping[str, Embedder], scope: _Scope
) -> dict[int, float]:
    """Return the items that mean much the same as a text, with their cosines, the nearest first.

    Nothing, where nothing in the archive is about it.
    """
    found: list[tuple[int, float]] = []
    for block in index.blocks:
        if block.space in embedders and len(block.ids):
            vector = embed_texts([text], [language], embedders[block.space])[0]
            closeness, least = block.vectors @ vector, NEAR_IN_LANGUAGE if scope.language else NEAR
            if float(closeness.max()) >= ABOUT:
                near = block.nearest(closeness, scope.within(block), MOST)
                found += [pair for pair in near if pair[1] >= least]
    return dict(sorted(found, key=lambda pair: -pair[1]))


def _ranked(cosines: Mapping[int, float], some: Collection[int]) -> list[int]:
    """Return the items by closeness, those with some of the question's words a little before their like."""
    return sorted(cosines, key=lambda item: -(cosines[item] + WORDS * (item in some)))


def _unknown(some: Sequence[sqlite3.Row], index: Index, embedders: Mapping[str, Embedder]) -> list[sqlite3.Row]:
    """Return, of the items with some of the words, those of which it is not known whether they are close in meaning."""
    return [row for row in some if index.consultations[row["consultation"]].space not in embedders][:SOME]


def _hits(
    connection: sqlite3.Connection, found: Sequence[int], cosines: Mapping[int, float], worded: set[int]
) -> dict[int, _Hit]:
    """Return the texts that were found."""
    marks = ", ".join("?" * len(found))
    hits = {}
    for row in connection.execute(f"SELECT * FROM items WHERE id IN ({marks})", tuple(found)):  # noqa: S608 - marks
        about = row["theme_id"] or (f"?{row['question_id']}" if row["kind"] == "question" else f"#{row['id']}")
        match = Match(
            row["text"],
            row["language"],
            row["kind"],
            cosines.get(row["id"]),
            row["id"] in worded,
            row["source"],
            row["translator"],
        )
        hits[row["id"]] = _Hit((row["consultation"], about), match)
    return hits


def _groups(found: Sequence[int], hits: Mapping[int, _Hit]) -> list[Group]:
    """Return what a list of items is about, each once."""
    return list(dict.fromkeys(hits[item].group for item in found))


def _by_group(hits: Iterable[_Hit]) -> dict[Group, list[Match]]:
    """Return the texts of each group, the best first."""
    found: dict[Group, list[Match]] = {}
    for hit in sorted(hits, key=lambda hit: (not hit.match.has_words, -(hit.match.closeness or 0.0))):
        found.setdefault(hit.group, []).append(hit.match)
    return found


def _result(group: Group, matches: list[Match], one: Stored, themes: Mapping[Group, Kept], today: date) -> Result:
    """Return one result, with the best texts, those in different languages first."""
    spoken = list({match.text: match for match in reversed(matches) if match.text}.values())[::-1]
    first = list({match.language: match for match in reversed(spoken)}.values())
    ranked = sorted(first, key=spoken.index)
    ranked += [match for match in spoken if match not in ranked]
    return Result(one, themes.get(group), tuple(ranked[:MATCHES]), max(m.closeness or 0.0 for m in matches), today)


def _notes(index: Index, embedders: Mapping[str, Embedder], told: str) -> Iterable[str]:
    """Say what could not be searched by meaning."""
    if told == NO_WORDS:
        yield "There are no words in this to search for."
    other = [one for one in index.consultations.values() if one.space not in embedders]
    if other:
        number = "1 consultation was" if len(other) == 1 else f"{len(other)} consultations were"
        yield (
            f"{number} added with another sentence model ({', '.join(sorted({one.model for one in other}))}) and "
            "could be searched by words only."
        )
