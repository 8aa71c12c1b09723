"""The texts of a consultation that can be found, each with its language and its vector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import regex

from textmine.archive.entry import Item, Kind, Question, Theme, Vectors
from textmine.archive.gather import Source
from textmine.embed import embed_texts
from textmine.language import detect
from textmine.language.catalogue import UNKNOWN
from textmine.model import Span
from textmine.progress import SILENT, Progress
from textmine.protocols import Embedder
from textmine.publish.selection import Chosen, Sentence
from textmine.publish.spoken import consents
from textmine.text import normalise, personal_data, redact
from textmine.themes.space import unit

SENTENCES = ("key_point", "minority")
"""Kinds of draft sentences that are kept; figures are kept as numbers."""
_WORDS = regex.compile(r"\p{L}")

Row = tuple[str, str, int, int]
"""(response, question, start, end) of a point."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """What can be found of a consultation.

    Attributes:
        items: The texts.
        vectors: (n, d) one per item.
        unconsented: Sentences and quotes left out because somebody has not agreed that their words are published.
        refused: Answers left out because the people who wrote them refused that they are published.
    """

    items: tuple[Item, ...]
    vectors: Vectors
    unconsented: int
    refused: int = 0


@dataclass(frozen=True, eq=False)
class _Gatherer:
    source: Source
    embedder: Embedder
    verbatim: bool

    @cached_property
    def points(self) -> dict[Row, int]:
        """Each point and the row of its vector; none where another model made the vectors."""
        machine = self.source.analysis.machine
        if machine.manifest.get("embedding_model") != self.embedder.identity:
            return {}
        columns = (machine.vectors[name].tolist() for name in ("response_id", "question_id", "start", "end"))
        return {
            (row[0], row[1], int(row[2]), int(row[3])): place for place, row in enumerate(zip(*columns, strict=True))
        }

    @cached_property
    def in_themes(self) -> dict[Row, list[str]]:
        """The themes of each point that are taken, its primary one first."""
        frame = self.source.analysis.assignments.sort_values("primary", ascending=False, kind="stable")
        names = ("response_id", "question_id", "start", "end", "theme_id")
        found: dict[Row, list[str]] = {}
        for response, question, start, end, theme in zip(*(frame[name].tolist() for name in names), strict=True):
            if theme in self.source.taken:
                found.setdefault((response, question, int(start), int(end)), []).append(theme)
        return found

    @cached_property
    def refusing(self) -> set[str]:
        """The people who refused that their words are published."""
        given = consents(self.source.analysis.reviewed.tables.respondents)
        return {person for person, consent in given.items() if consent == "no"}

    def refused(self) -> int:
        """Return how many answers are of people who refused."""
        frame = self.source.analysis.responses
        return int((frame["response_id"].isin(self.refusing) & frame["text"].notna()).sum())

    def agreed(self, line: Sentence) -> bool:
        """Whether a sentence may be published, as far as consent goes."""
        allowed = ("nobody", "yes", "unknown") if self.source.analysis.reviewed.quotes == "allow" else ("nobody", "yes")
        return line.consent in allowed

    def texts(self, questions: Sequence[Question], themes: Sequence[Theme]) -> Iterator[Item]:
        """Yield the council's texts; those in no known language are to be told."""
        for question in questions:
            yield Item("question", question.question_id, None, question.wording, UNKNOWN)
        for theme, chosen in zip(themes, self.source.chosen, strict=True):
            words = f"{theme.title}. {theme.description}" if theme.description else theme.title
            yield Item("theme", theme.question_id, theme.theme_id, words, UNKNOWN)
            yield from self._sentences(chosen)
            if theme.decided and theme.decided.outcome.text.strip():
                text = self.source.clean(theme.decided.outcome.text, theme.theme_id)
                yield Item("outcome", theme.question_id, theme.theme_id, text, UNKNOWN)

    def _sentences(self, theme: Chosen) -> Iterator[Item]:
        """Yield the sentences of a theme that may be kept, and their translations."""
        made = self.source.analysis.reviewed.translations
        for line in theme.sentences:
            if not self.agreed(line) or not (line.kind in SENTENCES or (line.kind == "quote" and self.verbatim)):
                continue
            kind: Kind = "quote" if line.kind == "quote" else "sentence"
            text = self.source.clean(line.text, theme.theme_id)
            yield Item(kind, theme.question_id, theme.theme_id, text, line.language or UNKNOWN)
            for (source, into), translation in made.items():
                # A translation of somebody's words is somebody's words.
                if source == line.text and kind == "sentence":
                    said = self.source.clean(translation.text, theme.theme_id)
                    yield Item(
                        "translation", theme.question_id, theme.theme_id, said, into, text, translation.translator
                    )

    def answers(self) -> Iterator[tuple[Item, int]]:
        """Yield what people wrote, point by point, without personal data, and the row of its vector or -1.

        Nothing of people who refused that their words are published.
        """
        frame = self.source.analysis.responses
        names = ("response_id", "question_id", "text", "language")
        answers = zip(*(frame[name].tolist() for name in names), strict=True)
        told = {row[:2]: row[2:] for row in answers if row[0] not in self.refusing}
        found: dict[tuple[str, str], list[Span]] = {}
        columns = self.source.analysis.machine.vectors
        spans = zip(*(columns[name].tolist() for name in ("response_id", "question_id", "start", "end")), strict=True)
        for response, question, start, end in spans:
            text, language = told.get((response, question), (None, None))
            if not isinstance(text, str):
                continue
            if (response, question) not in found:
                found[response, question] = personal_data(text)
            own = _clipped(found[response, question], int(start), int(end))
            tag = language if isinstance(language, str) else UNKNOWN
            said = normalise(redact(text[start:end], own, tag))
            row = (response, question, int(start), int(end))
            theme = next(iter(self.in_themes.get(row, ())), None)
            item = Item("answer", question, theme, said, tag)
            # The vector of a text says what was in it: one with personal data is made anew without.
            yield item, -1 if own else self.points.get(row, -1)

    def centres(self, themes: Sequence[Theme]) -> Iterator[tuple[Item, Vectors]]:
        """Yield the middle of each theme's points; of too few people it would be somebody's own words."""
        array, members = self.source.analysis.vectors, dict[str, list[int]]()
        for row, held in self.in_themes.items():
            for name in held if row in self.points else ():
                members.setdefault(name, []).append(self.points[row])
        least = max(self.source.config.publish.minimum_count, 2)
        for theme in themes:
            if theme.n_people >= least and (own := members.get(theme.theme_id)):
                yield Item("centre", theme.question_id, theme.theme_id, "", UNKNOWN), unit(array[own].mean(axis=0))


def gather_items(
    source: Source,
    questions: Sequence[Question],
    themes: Sequence[Theme],
    embedder: Embedder,
    *,
    verbatim: bool = False,
    progress: Progress = SILENT,
) -> Gathered:
    """Return everything that can be found of a consultation.

    Args:
        source: The analysis.
        questions: Those that are taken.
        themes: Those that are taken, in the order of `source.chosen`.
        embedder: Makes the vectors of the texts.
        verbatim: Whether people's own words are taken as well.
        progress: Who is told that texts are embedded.
    """
    work = _Gatherer(source, embedder, verbatim)
    texts = _told(item for item in work.texts(questions, themes) if _WORDS.search(item.text))
    centres = list(work.centres(themes))
    answers = [pair for pair in work.answers() if _WORDS.search(pair[0].text)] if verbatim else []
    fresh = [*texts, *(item for item, row in answers if row < 0)]
    with progress.stage("Reading the meaning of what is kept", len(fresh)) as advance:
        made = embed_texts([item.text for item in fresh], [item.language for item in fresh], embedder, advance=advance)
    array, new = source.analysis.vectors, iter(made[len(texts) :])
    own = [array[row] if row >= 0 else next(new) for _, row in answers]
    parts = [*made[: len(texts)], *(vector for _, vector in centres), *own]
    items = (*texts, *(item for item, _ in centres), *(item for item, _ in answers))
    lines = [line for theme in source.chosen for line in theme.sentences if line.kind in (*SENTENCES, "quote")]
    kept = [line for line in lines if line.kind != "quote" or verbatim]
    vectors = np.stack(parts).astype(np.float32) if parts else np.zeros((0, 0), np.float32)
    unconsented = sum(not work.agreed(line) for line in kept)
    return Gathered(items, vectors, unconsented, work.refused() if verbatim else 0)


def _told(items: Iterator[Item]) -> list[Item]:
    """Return items in Unicode's composed form, each in the language it is in."""
    given = [replace(item, text=normalise(item.text)) for item in items]
    unknown = [item.text for item in given if item.language == UNKNOWN]
    tags = iter(detect(unknown)["language"].tolist() if unknown else [])
    return [replace(item, language=next(tags)) if item.language == UNKNOWN else item for item in given]


def _clipped(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return spans of a text as spans of a part of it."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.kind)
        for span in spans
        if span.start < end and span.end > start
    ]
