"""One theme by itself: what stands before its publication, and the page with it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from textmine.desk.snapshot import Snapshot
from textmine.draft.check.evidence import Book
from textmine.draft.marks import blocking, with_checks
from textmine.insight import Release, page_release
from textmine.publish.gate.checks import Gate, kinds_in
from textmine.publish.publication import Publication, make_publication
from textmine.publish.selection import Chosen, chosen_themes
from textmine.report import Obstacle
from textmine.review import Reviewed
from textmine.schema import rows
from textmine.tables import replace as with_tables


class Alone:
    """One theme of an analysis, or a group with those below it, as if no other were published.

    Args:
        now: The analysis.
        theme: The theme.
        reviewed: The analysis with the theme as it was typed; None: as it stands.
    """

    def __init__(self, now: Snapshot, theme: str, reviewed: Reviewed | None = None) -> None:
        self._now = now
        self.theme = theme
        self.reviewed = reviewed or reviewed_alone(now, theme)

    @cached_property
    def marks(self) -> dict[int, list[str]]:
        """What the faithfulness check says of each sentence."""
        drafts = with_checks(
            self.reviewed.tables, minimum=self._now.config.publish.minimum_count, book=_book(self._now)
        )
        return {int(row.ordinal): list(row.checks) for row in rows(drafts) if row.theme_id == self.theme}

    @cached_property
    def chosen(self) -> Chosen:
        """What of the theme is published."""
        return next(item for item in chosen_themes(self.reviewed) if item.theme_id == self.theme)

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What stands before the publication of the theme; pages in other languages wait for the whole consultation."""
        failures = {(self.theme, ordinal): blocking(marks) for ordinal, marks in self.marks.items()}
        english = self._now.config.publish.model_copy(update={"languages": ("en",)})
        config = self._now.config.model_copy(update={"publish": english})
        gate = Gate(self.reviewed, config, [self.chosen], failures, kinds_in, lambda: _release(self._now))
        return tuple(gate.obstacles())

    @cached_property
    def publication(self) -> Publication:
        """What would be published of the theme; one without an outcome counts as not decided.

        Raises:
            ConfigError: A page is wanted in a language without headings.
        """
        return make_publication(self.reviewed, self._now.config)


@lru_cache(maxsize=4)
def alone(now: Snapshot, theme: str) -> Alone:
    """Return a theme of the analysis by itself; it is kept for the next request."""
    return Alone(now, theme)


@lru_cache(maxsize=1)
def _book(now: Snapshot) -> Book:
    """Return what sentences are checked against: what is typed into a draft does not change it."""
    return Book(now.tables)


@lru_cache(maxsize=1)
def _release(now: Snapshot) -> Release:
    """Return the figures that are published together: what is typed into a draft does not change them."""
    return page_release(now.tables, now.config.publish)


def reviewed_alone(now: Snapshot, theme: str, drafts: pd.DataFrame | None = None) -> Reviewed:
    """Return the analysis as if all themes but one, those below it and the groups above it were set aside.

    Args:
        now: The analysis.
        theme: The theme.
        drafts: Its sentences, if they are to be others.
    """
    kept = now.under(theme).union(_above(now, theme))
    if drafts is None:
        drafts = now.tables.drafts[now.tables.drafts["theme_id"].isin(kept)]
    tables = with_tables(now.tables, drafts=drafts)
    return replace(now.reviewed, tables=tables, set_aside={name: "" for name in now.themes if name not in kept})


def _above(now: Snapshot, theme: str) -> Iterator[str]:
    parent: Any = now.themes[theme].parent_id
    while isinstance(parent, str) and parent in now.themes:
        yield parent
        parent = now.themes[parent].parent_id
