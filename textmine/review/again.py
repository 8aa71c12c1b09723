"""The decisions that stand, as they would be taken again on an analysis without any: for `decisions.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from textmine.model import Decision
from textmine.review.replay import Reviewed
from textmine.review.session import ABOUT_SENTENCES, Session, standing, theme_keys
from textmine.review.state import RefusedError
from textmine.review.verbs import checked


@dataclass(frozen=True, slots=True)
class Again:
    """Decisions to take again.

    Attributes:
        lines: For `textmine.review.decide`, in order; themes that they make are named by their new numbers.
        left_out: Decisions that stand and would be refused, each with the reason.
    """

    lines: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[tuple[Decision, str]] = field(default_factory=list)


def again(session: Session, reviewed: Reviewed) -> Again:
    """Return what to record on the same analysis without decisions to come to where it is now.

    Undone decisions are not in it, and an approval only as far as it is of what the theme says at that place.

    Args:
        session: The analysis without decisions. They are taken in it.
        reviewed: The analysis as it is now.
    """
    found, ids = Again(), dict[str, str]()
    lost = {decision.number: why for decision, why in reviewed.not_applied if decision.do in ABOUT_SENTENCES}
    for decision in standing(reviewed.decisions):
        if decision.do == "undo":
            continue
        if decision.number in lost:
            found.left_out.append((decision, lost[decision.number]))
            continue
        try:
            for payload in _payloads(session, _renamed(decision, ids)):
                taken = session.take(len(found.lines) + 1, decision.at, decision.by, payload)
                found.lines.append(payload)
                if "theme" in decision.after:
                    ids[decision.after["theme"]] = taken.after["theme"]
        except RefusedError as error:
            found.left_out.append((decision, " ".join(error.messages)))
    return found


def _payloads(session: Session, decision: Decision) -> Iterator[dict[str, Any]]:
    """Yield a decision with today's theme ids; an approval of several themes as one for each.

    Raises:
        RefusedError: It does not fit any more.
    """
    if decision.do == "approve" and not decision.after["fingerprints"]:
        raise RefusedError("What was approved is not there any more.")
    step = session.step_of(decision, [])
    if decision.do == "approve":
        same = [
            theme for theme, said in step.after["fingerprints"].items() if session.drafts.fingerprint(theme) == said
        ]
        if not same:
            raise RefusedError("What was approved is not what the theme says.")
        yield from ({"do": "approve", "theme": theme} for theme in same)
        return
    payload, problems = checked(step.payload)
    if problems:
        raise RefusedError(*problems)
    yield payload


def _renamed(decision: Decision, ids: Mapping[str, str]) -> Decision:
    """Return a decision with the new ids of themes that decisions made.

    Raises:
        RefusedError: It is about such a theme, and the decision that made it is undone.
    """
    named = decision.before.get("named", {})
    unmade = {theme for theme, about in named.items() if about.get("made") and theme not in ids}
    if unmade and decision.do != "approve":
        raise RefusedError(*(f"“{named[theme].get('title', theme)}” is not made any more." for theme in unmade))

    def keyed(by_theme: Mapping[str, Any]) -> dict[str, Any]:
        return {ids.get(theme, theme): value for theme, value in by_theme.items() if theme not in unmade}

    payload = {**decision.payload}
    payload |= {key: ids.get(payload[key], payload[key]) for key in theme_keys(payload)}
    if "themes" in payload:
        payload["themes"] = [ids.get(theme, theme) for theme in payload["themes"]]
    after = {**decision.after}
    if decision.do == "approve":
        after["fingerprints"] = keyed(after["fingerprints"])
    before = {**decision.before, "named": keyed(named)}
    return replace(decision, payload=payload, members=keyed(decision.members), before=before, after=after)
