"""One analysis folder kept in memory while officers work on it; other processes may decide at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textmine.analysis import Analysis, write_views
from textmine.config import parse_config
from textmine.desk.fixed import Fixed
from textmine.desk.keeper import Later
from textmine.desk.meaning import Meaning, meaning_of
from textmine.desk.snapshot import Snapshot
from textmine.draft import Drafter
from textmine.draft.marks import Checker
from textmine.errors import TextmineError
from textmine.exchange import to_translate
from textmine.model import Decision
from textmine.publish import FORMATS, Gatekeeper, publication_notes
from textmine.publish.publication import Publication, make_publication
from textmine.report import Obstacle
from textmine.review import DecisionLog, Reviewed
from textmine.review.again import Again, again
from textmine.review.batch import Batch, next_number
from textmine.review.learning import agreements, learn_from
from textmine.review.lesson import Lesson, Suggestion
from textmine.review.log import LOG
from textmine.review.replay import reviewed
from textmine.review.resolve import foreign_log
from textmine.review.session import Session, standing
from textmine.review.state import Answer
from textmine.review.touched import overtaken
from textmine.review.workbook import ToTranslate
from textmine.tables import MANIFEST, VIEWS, read_tables
from textmine.themes.learning import Estimate

Given = Sequence[dict[str, Any]] | Callable[[int], Sequence[dict[str, Any]]]
"""Decisions, or how to make them from the number that the first of them gets."""


class StaleFormError(TextmineError):
    """Somebody decided something since the form was shown that it does not know of; nothing was recorded.

    Attributes:
        newer: Those decisions.
    """

    def __init__(self, newer: Sequence[Decision]) -> None:
        super().__init__("Somebody has decided on this since the page was shown.")
        self.newer = list(newer)


_AHEAD = 60
"""Answers to review next that are put in order at once: some batches of them."""
_PATIENCE = 60.0
"""Seconds that opening the desk waits at most for what the first pages ask for."""


@dataclass(frozen=True)
class Teaching:
    """What the confirmed answers to one question teach.

    Attributes:
        suggestions: What would change if answers were assigned again.
        agreement: How far the machine agrees with people; None with too few confirmed answers.
        order: The answers whose review teaches most, as far as anybody reviews before it is worked out again.
    """

    lesson: Lesson
    suggestions: tuple[Suggestion, ...]
    agreement: Estimate | None
    order: tuple[Answer, ...]


def _teachings(now: Snapshot) -> dict[str, Teaching]:
    """Learn from the confirmed answers of every question."""
    lessons = learn_from(now.tables, now.reviewed.judged, now.made)
    agreed = agreements(lessons)
    orders = {
        name: tuple((own.responses[row], name) for row, _ in own.order(first=_AHEAD)) for name, own in lessons.items()
    }
    return {name: Teaching(own, tuple(own.suggestions()), agreed[name], orders[name]) for name, own in lessons.items()}


class Live:
    """An analysis under review.

    Args:
        folder: The analysis folder.

    Attributes:
        obstacles: What stands before publication.
        teachings: Per open question, what confirmed answers teach.
        meaning: The answers by meaning, for those who search: loads the sentence model.
        publication: Everything as it would be published, for previews.
        notes: What should be known of a publication.
        texts: What translators get, and how many quotes are left out of it.

    Raises:
        InputError: The folder is missing, unfinished or damaged.
        ConfigError: The settings in its manifest are wrong.
        ReviewError: The decision log is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        gate = Gatekeeper()
        self.obstacles: Later[list[Obstacle]] = Later(lambda now: gate(now.reviewed, now.config))
        self.teachings: Later[dict[str, Teaching]] = Later(_teachings)
        self.meaning: Later[Meaning] = Later(meaning_of)
        self.publication: Later[Publication] = Later(lambda now: make_publication(now.reviewed, now.config))
        self.notes: Later[list[str]] = Later(lambda now: publication_notes(now.reviewed, FORMATS))
        self.texts: Later[tuple[list[ToTranslate], int]] = Later(lambda now: to_translate(now.reviewed, now.config))
        self._lock = threading.RLock()
        self._redraft, self._check = Drafter(), Checker()
        self._log: list[Decision] = []
        self._session: Session | None = None
        self._snapshot: Snapshot | None = None
        self._load()
        self.now()

    def now(self) -> Snapshot:
        """Return the analysis after every decision so far, those of other processes too.

        Raises:
            InputError: The analysis is being made anew.
            ReviewError: The decision log is damaged.
        """
        with self._lock:
            if self._files() != self._seen:
                self._load()
            self._catch_up(self._file.all(self._log))
            if self._snapshot is None:
                self._snapshot = Snapshot(self._reviewed(self._session_now(), self._log), self._config, self._fixed)
                self.obstacles.start(self._snapshot)
                self.teachings.start(self._snapshot)
            return self._snapshot

    def record(self, by: str, given: Given, seen: int | None = None) -> list[Decision]:
        """Record decisions, all of them or none.

        Args:
            by: Who decides.
            given: The decisions.
            seen: The number of the last decision that the officer had seen.

        Raises:
            StaleFormError: A newer decision is about the same thing.
            ReviewError: A decision does not fit, or the log cannot be written.
        """

        def plan(past: list[Decision]) -> list[Decision]:
            self._catch_up(past)
            payloads = given(next_number(past)) if callable(given) else given
            newer = past[seen:] if seen is not None else []
            if newer and (found := overtaken(payloads, newer, past)):
                raise StaleFormError(found)
            batch = Batch(by, self._start, self._session)
            # Until the log has them, the session holds decisions that may not be recorded.
            self._session = None
            new = batch.plan(past, payloads)
            made.append(batch.session)
            return new

        made: list[Session] = []
        with self._lock:
            self.now()
            new = self._file.extend(plan, self._log)
            self._log = [*self._log, *new]
            self._session = made[0]
            if new:
                self._snapshot = None
            return new

    def rehearse(self, by: str, given: Sequence[dict[str, Any]]) -> tuple[list[Decision], Reviewed]:
        """Return decisions as they would be recorded, and the analysis after them; nothing is recorded.

        Raises:
            ReviewError: Every decision that does not fit.
        """
        with self._lock:
            self.now()
            batch = Batch(by, self._start)
            planned = batch.plan(self._log, given)
            return planned, self._reviewed(batch.session, batch.log)

    def again(self) -> Again:
        """Return the decisions that stand, to be taken again on the analysis without any."""
        with self._lock:
            return again(self._start([]), self.now().reviewed)

    def foreign(self) -> str:
        """Say so where nothing in the log fits the analysis; empty where something does."""
        with self._lock:
            # The newest first: those taken here fit, and are enough.
            return foreign_log(self._log[::-1], self._session_now().state)

    def warm(self) -> None:
        """Work out what the first pages ask for; what the first change asks for goes on being worked out."""
        threading.Thread(target=self._redraft.prepare, args=(self._tables,), daemon=True).start()
        now = self.now()
        now.fixed.campaigns.warm()
        for later in (self.obstacles, self.teachings):
            later.get(now, wait=_PATIENCE)

    @property
    def views_are_old(self) -> bool:
        """Whether something was decided since the report, the workbook and the ledger were written."""
        try:
            written = min((self.folder / name).stat().st_mtime_ns for name in VIEWS)
            return bool(self._log) and (self.folder / LOG).stat().st_mtime_ns > written
        except OSError:
            return True

    def write_views(self) -> None:
        """Write the report, the workbook and the ledger as the decisions are now."""
        write_views(Analysis(self._tables, self.now().reviewed), self.folder)

    def _load(self) -> None:
        """Read the folder afresh."""
        # The folder is looked at first: a log is not made in one that is no analysis.
        self._tables = read_tables(self.folder)
        self._fixed = Fixed(self._tables)
        self._config = parse_config(self._tables.manifest.get("config", {}), MANIFEST)
        self._file = DecisionLog(self.folder / LOG)
        self._seen = self._files()
        self._log = []
        self._session = None
        self._snapshot = None

    def _reviewed(self, session: Session, log: Sequence[Decision]) -> Reviewed:
        return reviewed(session, log, check=self._check)

    def _files(self) -> tuple[object, ...]:
        """Tell whether the analysis or its log was replaced: a run writes its manifest last."""
        return tuple(_identity(self.folder / name, with_time=name == MANIFEST) for name in (MANIFEST, LOG))

    def _catch_up(self, log: list[Decision]) -> None:
        """Apply what others have recorded."""
        new = log[len(self._log) :]
        is_same = log[: len(self._log)][-1:] == self._log[-1:]
        if is_same and not new:
            return
        if is_same and self._session is not None and all(decision.do != "undo" for decision in new):
            for decision in new:
                self._session.redo(decision)
        else:
            self._session = None
        self._log, self._snapshot = log, None

    def _session_now(self) -> Session:
        if self._session is None:
            self._session = self._start(standing(self._log))
        return self._session

    def _start(self, decisions: Sequence[Decision]) -> Session:
        return Session(self._tables, self._redraft, decisions)


def _identity(path: Path, *, with_time: bool) -> tuple[int, ...] | None:
    """Identify a file; with its time, what is in it as well."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns) if with_time else (found.st_ino,)
