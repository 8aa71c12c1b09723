"""Drafts for every theme: a figure, key points, quotes and the minority's view, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import pandas as pd

from textmine.draft.contents import Contents, digest
from textmine.draft.points.material import Material, basis_of
from textmine.draft.points.theme import ThemeView
from textmine.draft.sentences import Row, figure_row, said_rows
from textmine.draft.wording import minimum_of
from textmine.memo import Memo
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.themes.campaigns import same_text, users
from textmine.themes.counts import bases

KEPT = 1_000
"""Themes whose sentences a `Drafter` keeps, those used last: a few megabytes, and days of undoing."""


@dataclass(frozen=True, eq=False)
class _Said:
    """What a theme's people say: they, in table order, and the sentences but the figure."""

    people: list[str]
    rows: list[Row]


class Drafter:
    """`draft_themes` for somebody who asks again and again while officers decide: the same drafts, made only once.

    The clauses of a question's answers are kept while the answers and their languages stay as they are, and a
    theme's sentences by all they follow from, so that what a decision leaves alone, or an undo brings back, costs
    nothing. It keeps the clauses of every question once and the sentences of `kept` themes. Threads wait for each
    other.

    Args:
        kept: How many themes' sentences are kept.

    Example:
        >>> Drafter(kept=10)
        Drafter(kept=10)
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._materials: dict[str, tuple[str, Material]] = {}
        self._said: Memo[str, _Said] = Memo(kept)

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Drafter(kept={self._kept})"

    def __call__(self, tables: Tables, *, only: Collection[str] | None = None) -> pd.DataFrame:
        """Return what `draft_themes` returns.

        Args:
            tables: The analysis; its `drafts` are not read.
            only: Theme ids to draft for; None means all.
        """
        with self._lock:
            return frame_of(list(self._rows(tables, only)), "drafts")

    def prepare(self, tables: Tables) -> None:
        """Cut the clauses of every question ahead: what the first call would wait seconds for."""
        for question in dict.fromkeys(tables.themes["question_id"]):
            with self._lock:
                self._material(tables, question, basis_of(tables, question)).prepare()

    def _rows(self, tables: Tables, only: Collection[str] | None) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of the drafts, theme after theme."""
        minimum, base, contents = minimum_of(tables.manifest), bases(tables.responses), Contents(tables)
        senders, used = users(tables.responses, tables.themes, tables.assignments), dict[str, str]()
        for question, theme in zip(tables.themes["question_id"], tables.themes["theme_id"], strict=True):
            if not contents.people.get(theme) or (only is not None and theme not in only):
                continue
            if question not in used:
                used[question] = basis_of(tables, question)
            # All that the sentences follow from, but for the figure.
            key = [used[question], minimum, sorted(contents.points(theme)), sorted(contents.names(theme))]
            material = partial(self._material, tables, question, used[question])
            said = self._said.get(digest(key), partial(_said, material, contents, theme, minimum))
            texts = same_text(senders, theme)
            figure = figure_row(said.people, base.get(question, 0), minimum, texts)
            for ordinal, row in enumerate([figure, *said.rows]):
                yield {"question_id": question, "theme_id": theme, "ordinal": ordinal, **row}

    def _material(self, tables: Tables, question: str, basis: str) -> Material:
        """Return a question's material; where a few answers changed, the clauses of all others are kept."""
        before = self._materials.get(question)
        if before is None or before[0] != basis:
            now = Material(tables, question)
            if before is not None:
                now.take_over(before[1])
            self._materials[question] = (basis, now)
        return self._materials[question][1]


def _said(material: Callable[[], Material], contents: Contents, theme: str, minimum: int) -> _Said:
    """Draft for one theme."""
    view = ThemeView(material(), contents.people[theme], contents.assignments(theme), contents.names(theme))
    return _Said(view.people, list(said_rows(view, minimum)))


def draft_themes(tables: Tables, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """Return the draft sentences of every theme that has people.

    Per theme, in this order: one `figure`, up to five `key_point`, the most widely made first, up to three
    `quote`, at most one `minority`. The evidence of a key point is the people who make it, first the one whose
    words it is in. Nothing is random: the same tables give the same drafts. Whoever asks again and again, with a
    few changes between, has a `Drafter`.

    Args:
        tables: The analysis; its `drafts` are not read. Its manifest may say which small numbers are not written out.
        only: Theme ids to draft for; None means all.

    Returns:
        A `drafts` frame (`textmine.schema`), themes in the order of `tables.themes`.
    """
    return Drafter()(tables, only=only)
