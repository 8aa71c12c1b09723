"""`Archive`: past consultations in one file: added, searched by meaning, compared, and followed up."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

from textmine.analysis import Analysis
from textmine.archive.adding import entry_of, probe_of, retention_of, source_of
from textmine.archive.asked import checked_day
from textmine.archive.export import Export, make_export
from textmine.archive.file import Journal, copies, reading, wipe, writing
from textmine.archive.follow import day_kept, find_theme, record
from textmine.archive.index import Index, load_index, version_of
from textmine.archive.models import available
from textmine.archive.promises import Status
from textmine.archive.read import Kept, Size, Stored, all_stored, is_past, sizes, stored, stored_themes
from textmine.archive.results import Results
from textmine.archive.search import Asked, search
from textmine.archive.similar import Similar, similar
from textmine.archive.tracker import Tracker, make_tracker
from textmine.archive.write import Added, add_entry, purge_entry, remove_entry
from textmine.config import EmbedSettings
from textmine.errors import ConfigError
from textmine.progress import SILENT, Progress
from textmine.purge.folder import login

NAME = "archive.sqlite"
VARIABLE = "TEXTMINE_ARCHIVE"


def default_path() -> Path:
    """Return where the archive is: what `TEXTMINE_ARCHIVE` names, or `archive.sqlite` in the current folder."""
    return Path(os.environ.get(VARIABLE) or NAME)


class Archive:
    """Past consultations in one SQLite file.

    Every call opens the file, does its work in one transaction and closes it again, so that many may read while one
    writes. Vectors stay in memory until the file changes.

    Args:
        path: The file; None: see `default_path`. It is made by the first `add`.
        embed: Sentence models to search with beside the one of textmine: the section [embed] of their settings.

    Example:
        >>> archive = Archive("archive.sqlite")  # doctest: +SKIP
        >>> archive.search("rubbish in stairwells")  # doctest: +SKIP
    """

    def __init__(self, path: Path | str | None = None, *, embed: EmbedSettings | None = None) -> None:
        self.path = Path(path) if path is not None else default_path()
        self._settings = (embed,) if embed else ()
        self._index: Index | None = None

    @classmethod
    def open(cls, path: Path | str | None = None, *, embed: EmbedSettings | None = None) -> Archive:
        """Return an archive that is there and can be read.

        Raises:
            InputError: It is missing, damaged, something else, or of a newer textmine.
        """
        archive = cls(path, embed=embed)
        archive.consultations()
        return archive

    # Looking

    def consultations(self) -> list[Stored]:
        """Return every consultation, in the order in which they were added.

        Raises:
            InputError: The archive cannot be read.
        """
        with reading(self.path) as connection:
            return all_stored(connection)

    def sizes(self) -> dict[int, Size]:
        """Return how many themes, and texts in people's own words, there are of each consultation, by its number.

        Raises:
            InputError: The archive cannot be read.
        """
        with reading(self.path) as connection:
            return sizes(connection)

    def themes(self, consultation: int | None = None) -> list[Kept]:
        """Return the themes of one consultation, or of all, with what was decided.

        Raises:
            InputError: The archive cannot be read.
        """
        with reading(self.path) as connection:
            return stored_themes(connection, consultation)

    def overdue(self, today: date | None = None) -> list[Stored]:
        """Return the consultations whose verbatim texts were to be kept until a day that has passed.

        Raises:
            InputError: The archive cannot be read.
        """
        return [one for one in self.consultations() if is_past(one.keep_until, today or date.today())]

    def search(
        self,
        question: str,
        *,
        language: str = "",
        since: str = "",
        limit: int = 10,
        today: date | None = None,
    ) -> Results:
        """Return what people have told before, in any language, and what was done.

        Args:
            question: In any language.
            language: Only texts in this language (BCP-47); empty: in any.
            since: Only consultations since then: `2026`, `2026-04` or `2026-04-26`; empty: all.
            limit: How many results at most.
            today: The day to judge promises by; None: today.

        Raises:
            InputError: The archive cannot be read.
            ConfigError: The language or the day is none.
        """
        asked = Asked(question, language, checked_day(since, "--since", part=True) if since else "", limit, today)
        with reading(self.path) as connection:
            return search(connection, self._loaded(connection), asked, available(*self._settings))

    def _loaded(self, connection: sqlite3.Connection) -> Index:
        """Return all vectors, read anew where the archive has changed."""
        if self._index is None or self._index.version != version_of(connection):
            self._index = load_index(connection)
        return self._index

    def similar(self, analysis: Analysis | Path | str, today: date | None = None) -> Similar:
        """Return, for each question and theme of an analysis, what like it was asked or said before.

        Args:
            analysis: An analysis or its folder; it need not be approved.
            today: The day to judge promises by; None: today.

        Raises:
            InputError: The archive or the analysis cannot be read.
        """
        probe = probe_of(source_of(analysis, everything=True))
        with reading(self.path) as connection:
            return similar(connection, self._loaded(connection), probe, today or date.today())

    def tracker(self, today: date | None = None) -> Tracker:
        """Return what was said and decided in every consultation, and what has become of it; what is overdue first.

        Raises:
            InputError: The archive cannot be read.
        """
        with reading(self.path) as connection:
            return make_tracker(all_stored(connection), stored_themes(connection), today or date.today())

    def export(self, today: date | None = None) -> Export:
        """Return what other services may have of the archive: numbers as published, and no verbatim text.

        Raises:
            InputError: The archive cannot be read.
        """
        with reading(self.path) as connection:
            return make_export(connection, today or date.today())

    # Changing

    def add(
        self,
        analysis: Analysis | Path | str,
        *,
        by: str = "",
        everything: bool = False,
        verbatim: bool = False,
        keep_until: str = "",
        asked_on: str = "",
        replaces: int | None = None,
        journal: Journal | None = None,
        progress: Progress = SILENT,
    ) -> Added:
        """Add a reviewed analysis: what is approved of it. One that was added before is replaced.

        Args:
            analysis: An analysis or its folder; one whose answers were removed will do.
            by: Who adds it; empty: the name of the login.
            everything: Whether themes that nobody approved are added as well. They are marked.
            verbatim: Whether people's own words are added, without personal data: points of answers and quotes.
            keep_until: Until when these are kept, ISO 8601; empty: as the settings of the run say.
            asked_on: When it was asked: `2026`, `2026-04` or `2026-04-26`; empty: the last day that its "We asked"
                paragraph names.
            replaces: The number of a consultation in whose place it comes; None: that of the same files and questions.
            journal: How the file is written; see `file`. None: as it is.
            progress: Who is told what is running.

        Returns:
            What was added, what changed and what was left out.

        Raises:
            InputError: Nothing is approved, or the analysis or the archive cannot be read or written.
            ConfigError: A day is none, has passed, or is later than people were told.
        """
        source = source_of(analysis, everything=everything, asked_on=asked_on)
        until = retention_of(source, keep_until) if verbatim else None
        entry = entry_of(source, progress, until)
        with writing(self.path, make=True, journal=journal) as connection:
            with_words = {one.number for one in all_stored(connection) if one.keep_until}
            added = add_entry(connection, entry, by or login(), replaces)
        if added.changes and added.number in with_words:
            wipe(self.path)
        return added

    def remove(self, consultation: int, *, by: str = "") -> Stored:
        """Remove a consultation; that it was there stays in the record.

        Returns:
            What was removed.

        Raises:
            InputError: There is none of that number, or the archive cannot be written.
        """
        with writing(self.path) as connection:
            old = stored(connection, consultation)
            remove_entry(connection, old, by or login())
        wipe(self.path)
        return old

    def purge(self, *, by: str = "", today: date | None = None, everything: bool = False) -> list[tuple[Stored, int]]:
        """Remove verbatim texts whose day has passed; themes, counts, key points and outcomes stay.

        Args:
            by: Who does.
            today: The day to judge by; None: today.
            everything: Whether those whose day is to come are removed as well.

        Returns:
            Each consultation with the number of texts that were removed.

        Raises:
            InputError: The archive cannot be read or written.
        """
        with writing(self.path) as connection:
            due = [
                one
                for one in all_stored(connection)
                if one.keep_until and (everything or is_past(one.keep_until, today or date.today()))
            ]
            done = [(one, purge_entry(connection, one, by or login())) for one in due]
        if done:
            wipe(self.path)
        return done

    def update(self, reference: str, status: Status, *, by: str, on: str = "", note: str = "") -> Kept:
        """Record what became of a promise. Nothing that was recorded before is changed.

        Args:
            reference: The theme, as the tracker shows it: `3:c10.01`.
            status: `kept`; `moved` to another day; `dropped`, with the reason in `note`; `reopened`.
            by: Who records it.
            on: When it was kept, or until when it is moved, ISO 8601; empty: as recorded before, else today.
            note: What there is to say about it.

        Returns:
            The theme with what was recorded.

        Raises:
            InputError: There is no such theme, nothing was promised about it, or the archive cannot be written.
            ConfigError: The day is none, or missing.
        """
        if status == "moved" and not on:
            raise ConfigError("A promise that is moved needs its new day, such as 2027-01-31.")
        day = checked_day(on, "the date", part=status == "moved") if on else ""
        with writing(self.path) as connection:
            theme = find_theme(connection, reference)
            if status == "kept":
                day = day or day_kept(theme, date.today())
            record(connection, theme, by, status, day, note)
            return find_theme(connection, reference)

    @property
    def copies(self) -> list[Path]:
        """Copies of earlier versions beside the archive: what is purged is in them still."""
        return copies(self.path)

    def _repr_html_(self) -> str:
        """Show what is in the archive in a notebook, escaped."""
        from textmine.archive.results import archive_html

        return archive_html(self.consultations(), self.sizes())
