"""Take decisions: all of them checked first, then recorded in one transaction, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textmine.draft import Drafter
from textmine.errors import Problem, ReviewError
from textmine.model import Decision
from textmine.review.batch import Batch
from textmine.review.drafts import Redraft
from textmine.review.log import LOG, DecisionLog
from textmine.review.replay import Reviewed, replay, reviewed
from textmine.review.session import Session
from textmine.review.story import story
from textmine.review.touched import overtaken
from textmine.tables import read_tables

_NEWER = "{by} decided since you looked: {what}. Look at the differences again; nothing was recorded."


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
    folder: Path,
    by: str,
    decisions: Sequence[dict[str, Any]],
    *,
    redraft: Redraft | None = None,
    seen: int | None = None,
) -> tuple[list[Decision], Reviewed]:
    """Record decisions about an analysis, in order, all or none.

    Each is checked against the analysis as the ones before it leave it, so that a theme made on one
    line can be used on the next: its id is `<question_id>.n<number of the decision>`.

    Args:
        folder: The analysis folder.
        by: Who decides.
        decisions: `{"do": …}` objects (`parse_decisions` reads them from a file).
        redraft: `draft_themes(tables, *, only)`; the default is that of `textmine.draft`.
        seen: The number of the last decision that the officer had seen, if newer ones about the same things matter.

    Returns:
        (the decisions as recorded, the analysis after them).

    Raises:
        InputError: The folder is not a finished analysis.
        ReviewError: Every decision that does not fit, each with its line, or every newer decision about the same
            things; nothing was recorded.
    """

    def plan(past: list[Decision]) -> list[Decision]:
        if seen is not None and (newer := overtaken(decisions, past[seen:], past)):
            raise ReviewError([Problem(_NEWER.format(by=item.by, what=story(item).text)) for item in newer])
        return batch.plan(past, decisions)

    tables = read_tables(folder)
    batch = Batch(by, partial(Session, tables, redraft or Drafter()))
    # The lock is held while checking: nobody else's decision can come in between.
    recorded = DecisionLog(folder / LOG).extend(plan)
    return recorded, reviewed(batch.session, batch.log)


def rehearse(
    folder: Path, by: str, decisions: Sequence[dict[str, Any]], *, redraft: Redraft | None = None
) -> tuple[list[Decision], Reviewed]:
    """Check decisions as `decide` does, and record nothing.

    Returns:
        (the decisions as they would be recorded, the analysis after them).

    Raises:
        InputError: The folder is not a finished analysis.
        ReviewError: Every decision that does not fit, each with its line.
    """
    path = folder / LOG
    past = DecisionLog(path).all() if path.exists() else []
    batch = Batch(by, partial(Session, read_tables(folder), redraft or Drafter()))
    planned = batch.plan(past, decisions)
    return planned, reviewed(batch.session, batch.log)
