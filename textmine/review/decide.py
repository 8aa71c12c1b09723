"""Take decisions: all of them checked first, then recorded in one transaction, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textmine.errors import Problem, ReviewError
from textmine.model import Decision
from textmine.review.drafts import Redraft, default_redraft
from textmine.review.log import LOG, DecisionLog
from textmine.review.parse import DecisionLine, clean
from textmine.review.replay import Reviewed, replay, reviewed
from textmine.review.session import Session, standing, undone
from textmine.review.state import RefusedError
from textmine.review.verbs import checked, is_visible
from textmine.tables import Tables, read_tables


def open_reviewed(folder: Path, *, redraft: Redraft | None = None) -> Reviewed:
    """Return the analysis in a folder with the officers' decisions applied. Nothing is written.

    Args:
        folder: The analysis folder.
        redraft: `draft_themes(tables, *, only)`; the default is that of `textmine.draft`.

    Raises:
        InputError: The folder is not a finished analysis.
        ReviewError: The decision log is damaged.
    """
    tables = read_tables(folder)
    path = folder / LOG
    decisions = DecisionLog(path).all() if path.exists() else []
    return replay(tables, decisions, redraft=redraft)


def decide(
    folder: Path, by: str, decisions: Sequence[dict[str, Any]], *, redraft: Redraft | None = None
) -> tuple[list[Decision], Reviewed]:
    """Record decisions about an analysis, in order, all or none.

    Each is checked against the analysis as the ones before it leave it, so that a theme made on one
    line can be used on the next: its id is `<question_id>.n<number of the decision>`.

    Args:
        folder: The analysis folder.
        by: Who decides.
        decisions: `{"do": …}` objects (`parse_decisions` reads them from a file).
        redraft: `draft_themes(tables, *, only)`; the default is that of `textmine.draft`.

    Returns:
        (the decisions as recorded, the analysis after them).

    Raises:
        InputError: The folder is not a finished analysis.
        ReviewError: Every decision that does not fit, each with its line; nothing was recorded.
    """
    tables = read_tables(folder)
    batch = _Batch(tables, by, redraft or default_redraft)
    # The lock is held while checking: nobody else's decision can come in between.
    recorded = DecisionLog(folder / LOG).extend(lambda past: batch.plan(past, decisions))
    return recorded, batch.result()


def rehearse(
    folder: Path, by: str, decisions: Sequence[dict[str, Any]], *, redraft: Redraft | None = None
) -> list[Decision]:
    """Check decisions as `decide` does, and record nothing.

    Returns:
        The decisions as they would be recorded.

    Raises:
        InputError: The folder is not a finished analysis.
        ReviewError: Every decision that does not fit, each with its line.
    """
    path = folder / LOG
    past = DecisionLog(path).all() if path.exists() else []
    return _Batch(read_tables(folder), by, redraft or default_redraft).plan(past, decisions)


class _Batch:
    """Some new decisions on top of a log."""

    def __init__(self, tables: Tables, by: str, redraft: Redraft) -> None:
        self._tables = tables
        self._by = clean(by).strip() if isinstance(by, str) else ""
        self._redraft = redraft
        self._log: list[Decision] = []
        self._session: Session | None = None

    def plan(self, past: list[Decision], given: Sequence[dict[str, Any]]) -> list[Decision]:
        """Return the new decisions as the log is to keep them.

        Raises:
            ReviewError: Every problem of every line.
        """
        self._log = list(past)
        problems: list[Problem] = []
        if not is_visible(self._by):
            problems.append(Problem("say who decides: the name is empty."))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        first = past[-1].number + 1 if past else 1
        for place, item in enumerate(given):
            messages = self._one(first + place, at, item)
            file = item.file if isinstance(item, DecisionLine) else None
            line = item.line if isinstance(item, DecisionLine) else place + 1
            problems += [Problem(message, file=file, row=line) for message in messages]
        if problems:
            raise ReviewError(problems)
        return self._log[len(past) :]

    def result(self) -> Reviewed:
        """Return the analysis after the log and the new decisions."""
        return reviewed(self._now(), self._log)

    def _now(self) -> Session:
        """Return the session with everything so far; an undo makes it start again."""
        if self._session is None:
            self._session = Session(self._tables, self._redraft, standing(self._log))
        return self._session

    def _one(self, number: int, at: str, item: dict[str, Any]) -> tuple[str, ...]:
        """Take one decision; return what is wrong with it."""
        payload, problems = checked(clean(item))
        if problems:
            return tuple(problems)
        try:
            if payload["do"] == "undo":
                decision = self._undo(number, at, payload)
                self._session = None
            else:
                decision = self._now().take(number, at, self._by, payload)
        except RefusedError as error:
            return error.messages
        self._log.append(decision)
        return ()

    def _undo(self, number: int, at: str, payload: dict[str, Any]) -> Decision:
        """Return the decision that undoes another.

        Raises:
            RefusedError: There is nothing to undo.
        """
        target = payload["decision"]
        found = next((decision for decision in self._log if decision.number == target), None)
        if found is None:
            last = f" The last is {self._log[-1].number}." if self._log else ""
            raise RefusedError(f"there is no decision {target} to undo.{last}")
        if target in undone(self._log):
            raise RefusedError(f"decision {target} is undone already.")
        return Decision(number, at, self._by, "undo", payload, before={"do": found.do, "by": found.by})
