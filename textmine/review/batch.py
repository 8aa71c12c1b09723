"""New decisions on top of a log: each checked against the analysis as the ones before it leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from textmine.errors import Problem, ReviewError
from textmine.model import Decision
from textmine.review.parse import DecisionLine, clean
from textmine.review.session import Session, standing, undone
from textmine.review.state import RefusedError
from textmine.review.verbs import checked, is_visible

Start = Callable[[Sequence[Decision]], Session]
"""From the decisions that stand to a session in which they are applied."""


class Batch:
    """Some new decisions on top of a log.

    Args:
        by: Who decides.
        start: Makes a session; called where there is none, and after an undo.
        session: One in which the whole log is applied already. It changes with the decisions.

    Attributes:
        log: Every decision, the new ones last.
    """

    def __init__(self, by: str, start: Start, session: Session | None = None) -> None:
        self._by = clean(by).strip() if isinstance(by, str) else ""
        self._start = start
        self._session = session
        self.log: list[Decision] = []

    def plan(self, past: Sequence[Decision], given: Sequence[dict[str, Any]]) -> list[Decision]:
        """Return the new decisions as the log is to keep them.

        Raises:
            ReviewError: Every problem of every line. The session then may hold decisions that are not recorded.
        """
        self.log = list(past)
        problems: list[Problem] = []
        if not is_visible(self._by):
            problems.append(Problem("say who decides: the name is empty."))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        first = next_number(past)
        for place, item in enumerate(given):
            messages = self._one(first + place, at, item)
            file = item.file if isinstance(item, DecisionLine) else None
            line = item.line if isinstance(item, DecisionLine) else place + 1
            problems += [Problem(message, file=file, row=line) for message in messages]
        if problems:
            raise ReviewError(problems)
        return self.log[len(past) :]

    @property
    def session(self) -> Session:
        """The session with everything so far; an undo makes it start again."""
        if self._session is None:
            self._session = self._start(standing(self.log))
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
                decision = self.session.take(number, at, self._by, payload)
        except RefusedError as error:
            return error.messages
        self.log.append(decision)
        return ()

    def _undo(self, number: int, at: str, payload: dict[str, Any]) -> Decision:
        """Return the decision that undoes another.

        Raises:
            RefusedError: There is nothing to undo.
        """
        target = payload["decision"]
        found = next((decision for decision in self.log if decision.number == target), None)
        if found is None:
            last = f" The last is {self.log[-1].number}." if self.log else ""
            raise RefusedError(f"there is no decision {target} to undo.{last}")
        if target in undone(self.log):
            raise RefusedError(f"decision {target} is undone already.")
        return Decision(number, at, self._by, "undo", payload, before={"do": found.do, "by": found.by})


def next_number(past: Sequence[Decision]) -> int:
    """Return the number that the next decision gets."""
    return past[-1].number + 1 if past else 1
