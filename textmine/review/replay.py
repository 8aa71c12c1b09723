"""The officers' decisions over the machine's tables."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

import pandas as pd

from textmine import __version__
from textmine.draft import draft_themes
from textmine.draft.marks import with_checks
from textmine.draft.wording import minimum_of
from textmine.model import Decision, Heading, Outcome, Translation
from textmine.review.drafts import Drafts, Redraft
from textmine.review.session import Session, standing
from textmine.review.state import Edit, State
from textmine.tables import Tables, replace
from textmine.text.folding import fold

Check = Callable[..., pd.DataFrame]
"""`with_checks(tables, *, minimum)` of the room `draft`."""


@dataclass(frozen=True, eq=False)
class Reviewed:
    """An analysis after review.

    Attributes:
        tables: Responses, themes, assignments and drafts after the decisions; the rest, and the
            manifest, as the machine left them.
        outcomes: Per theme, what the council did about it.
        approved_by: Per theme, the different people who approved what it says now; who did so last stands last.
        lapsed: Per theme, who approved something that it does not say any more.
        overrides: Per theme and check of the publication gate, who let it pass and why.
        quotes: Whether people may be quoted where the export has no consent question; None: undecided.
        quotes_by: Who decided that.
        open_data: Whether answers may be published as open data, "allow" or "refuse"; None: undecided.
        open_answers: `(response_id, question_id)` → the same for single answers: they may be among them although
            they were flagged, or may not be.
        translations: (text, language it is translated into) → the translation.
        headings: Language → heading of a published page → the wording that was approved.
        left_out: Per theme, the sentences of its draft that are not to be published.
        set_aside: Themes that are not to be published, and why.
        not_applied: Decisions that no longer fit, or fit in part, each with a plain reason.
        decisions: The whole log, undone decisions too.
        confirmed: `(response_id, question_id, theme_id)` that a person confirmed or assigned.
        judged: `(response_id, question_id)` of answers whose themes a person stands for: they assigned, removed,
            confirmed or split one off.
    """

    tables: Tables
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    approved_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lapsed: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    quotes: Literal["allow", "refuse"] | None = None
    quotes_by: str | None = None
    open_data: str | None = None
    open_answers: dict[tuple[str, str], str] = field(default_factory=dict)
    translations: dict[tuple[str, str], Translation] = field(default_factory=dict)
    headings: dict[str, dict[str, Heading]] = field(default_factory=dict)
    left_out: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    not_applied: list[tuple[Decision, str]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    confirmed: set[tuple[str, str, str]] = field(default_factory=set)
    judged: set[tuple[str, str]] = field(default_factory=set)

    @property
    def approvals(self) -> dict[str, str]:
        """Per theme, who was the last to approve what it says now."""
        return {theme: people[-1] for theme, people in self.approved_by.items()}

    def approvers(self, themes: Container[str]) -> list[str]:
        """Return the different people who approved what any of `themes` says now, by name."""
        return sorted(_different(by for theme, people in self.approved_by.items() if theme in themes for by in people))


def replay(tables: Tables, decisions: Sequence[Decision], *, redraft: Redraft | None = None) -> Reviewed:
    """Return the analysis after the decisions that stand.

    Decisions find their themes by id in the run they were taken in, and by member answers in any
    other run; those that find nothing are listed, never lost in silence.

    Args:
        tables: What the machine computed.
        decisions: The log, undone decisions too.
        redraft: `draft_themes(tables, *, only)`; the default is that of `textmine.draft`.

    Returns:
        The reviewed analysis. `tables` itself is not changed.
    """
    if not decisions and tables.manifest.get("textmine") == __version__:
        # Nothing to apply, and the run has checked its drafts itself: a million answers need no working state.
        return Reviewed(tables)
    session = Session(tables, redraft or draft_themes, standing(decisions))
    return reviewed(session, decisions)


def reviewed(session: Session, decisions: Sequence[Decision], *, check: Check = with_checks) -> Reviewed:
    """Return what a session has come to.

    Args:
        session: One in which the decisions that stand are applied.
        decisions: The log, undone decisions too.
        check: `with_checks`, or a `Checker` for somebody who asks again and again.
    """
    state, drafts = session.state, session.drafts
    frame, refused = drafts.frame()
    tables = replace(drafts.tables(), drafts=frame)
    by_number = {decision.number: decision for decision in decisions}
    not_applied = [*session.not_applied, *((by_number[edit.number], why) for edit, why in refused)]
    approved_by, lapsed = _approvals(state, drafts)
    quotes, quotes_by = state.quotes or (None, None)
    return Reviewed(
        tables=replace(tables, drafts=check(tables, minimum=minimum_of(tables.manifest))),
        outcomes=dict(state.outcomes),
        approved_by=approved_by,
        lapsed=lapsed,
        overrides={theme: dict(checks) for theme, checks in state.overrides.items()},
        quotes=cast(Literal["allow", "refuse"] | None, quotes),
        quotes_by=quotes_by,
        open_data=state.open_data,
        open_answers=dict(state.open_answers),
        translations=dict(state.translations),
        headings={language: dict(own) for language, own in state.headings.items()},
        left_out={theme: own for theme in state.left_out if (own := drafts.left_out(theme))},
        set_aside=dict(state.aside),
        not_applied=sorted(not_applied, key=lambda pair: pair[0].number),
        decisions=sorted(decisions, key=lambda decision: decision.number),
        confirmed=set(state.confirmed),
        judged=set(state.judged),
    )


def _approvals(state: State, drafts: Drafts) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return who approved what each theme says now, and whose approval has lapsed."""
    approved_by: dict[str, tuple[str, ...]] = {}
    lapsed: dict[str, str] = {}
    for theme, given in state.approvals.items():
        now = drafts.fingerprint(theme)
        holding = [by for by, fingerprint in given if fingerprint == now]
        if holding:
            approved_by[theme] = _different(holding)
        else:
            lapsed[theme] = given[-1][0]
    return approved_by, lapsed


def _different(names: Iterable[str]) -> tuple[str, ...]:
    """Return each person once, as last written: capitals, spaces and punctuation make nobody somebody else."""
    people: dict[str, str] = {}
    for name in names:
        key = fold(name) or name
        people.pop(key, None)
        people[key] = name
    return tuple(people.values())
