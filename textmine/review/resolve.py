"""Which of today's themes an earlier decision was about.

A re-run numbers its themes anew, so a theme is known by its member answers. In the run a decision was
taken in, an id is an id: members may differ there only because an earlier decision was undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from textmine.model import Decision
from textmine.review.state import Answer, RefusedError, State

LEAST_OVERLAP = Fraction(1, 2)
"""Themes that share fewer of their answers (Jaccard) are not the same theme."""
_FOREIGN = (
    "This log seems to be of another analysis: none of its {decisions} about themes fits. If it was copied here by "
    "mistake, move it away and put back the right one; nothing was changed."
)


def resolve(state: State, theme: str, decision: Decision) -> str:
    """Return the id that the theme a decision named has now.

    Raises:
        RefusedError: It has no successor.
    """
    recorded = decision.members.get(theme)
    same_run = recorded is None or decision.before.get("run") == state.run
    if recorded is None or same_run or _made_by(theme, decision):
        if theme in state.cards:
            return theme
        raise RefusedError(_gone(state, theme, decision, same_run=same_run))
    key = (str(decision.before.get("run")), theme)
    if key not in state.successors:
        found = _successor(state, theme, _recorded(theme, decision), decision)
        if found is None:
            raise RefusedError(_gone(state, theme, decision, same_run=False))
        state.successors[key] = found
    # What an earlier decision of that run found stays found, whoever has left the theme since.
    found = state.successors[key]
    if found not in state.cards:
        raise RefusedError(f"The theme it was about (“{_title(theme, decision)}”) {state.gone[found]}.")
    return found


def foreign_log(decisions: Sequence[Decision], state: State) -> str:
    """Return what to say where nothing in a log fits the analysis; empty where something does, or nothing can tell.

    Args:
        decisions: The log.
        state: The analysis, with or without the decisions applied.
    """
    telling = 0
    for decision in decisions:
        # Response ids are often mere numbers, and every analysis has a `q1`: only the answers of a theme tell.
        themes = [theme for theme, answers in decision.members.items() if answers and not _made_by(theme, decision)]
        if themes and (
            decision.before.get("run") == state.run or any(_is_here(state, one, decision) for one in themes)
        ):
            return ""
        telling += bool(themes)
    return _FOREIGN.format(decisions=f"{telling} decisions" if telling > 1 else "1 decision") if telling else ""


def _is_here(state: State, theme: str, decision: Decision) -> bool:
    """Tell whether a theme that a decision of another run named has a successor."""
    known = (str(decision.before.get("run")), theme) in state.successors
    return known or _successor(state, theme, _recorded(theme, decision), decision) is not None


def _recorded(theme: str, decision: Decision) -> set[Answer]:
    """Return the answers that a theme had when the decision was taken."""
    return {(pair[0], pair[1]) for pair in decision.members[theme]}


def _made_by(theme: str, decision: Decision) -> bool:
    """Tell whether an earlier decision made the theme, even if that decision does not apply now."""
    return bool(_named(theme, decision).get("made"))


def _named(theme: str, decision: Decision) -> dict[str, object]:
    """Return what the decision recorded about a theme: its title, and whether it is a group or made."""
    named = decision.before.get("named", {}).get(theme, {})
    return named if isinstance(named, dict) else {}


def _title(theme: str, decision: Decision) -> str:
    """Return the title that a theme had."""
    return str(_named(theme, decision).get("title", theme))


def _gone(state: State, theme: str, decision: Decision, *, same_run: bool) -> str:
    """Say that a theme is not there any more, and what became of it."""
    title = _title(theme, decision)
    # In another run the id of a theme that went may be a different theme's.
    if theme in state.gone and (same_run or _made_by(theme, decision)):
        return f"The theme it was about (“{title}”) {state.gone[theme]}."
    if _made_by(theme, decision):
        return f"The theme it was about (“{title}”) was made by a decision that does not apply any more."
    return f"The theme it was about (“{title}”) has no successor in the new run."


def _successor(state: State, theme: str, members: set[Answer], decision: Decision) -> str | None:
    """Return the theme with the same members, else the one that shares most of them."""
    if theme in state.cards and state.members(theme) == members:
        return theme
    questions = {question for _, question in members}
    is_group = bool(_named(theme, decision).get("group"))
    best: tuple[Fraction, bool, str] | None = None
    for name, card in sorted(state.cards.items()):
        if card.question not in questions or name in state.made or bool(state.children(name)) != is_group:
            continue
        now = state.members(name)
        shared = len(now & members)
        overlap = Fraction(shared, len(now) + len(members) - shared)
        if overlap >= LEAST_OVERLAP and (best is None or (overlap, name == theme) > best[:2]):
            best = (overlap, name == theme, name)
    return best[2] if best else None
