"""Decisions applied one after the other: new ones strictly, recorded ones as far as they still fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textmine.config import did_you_mean
from textmine.model import Decision
from textmine.review import structure, wording
from textmine.review.drafts import Drafts, Redraft
from textmine.review.learning import learn
from textmine.review.resolve import resolve
from textmine.review.state import RefusedError, State, listed
from textmine.review.step import Step, Verb, titled
from textmine.tables import Tables

_DO: dict[str, Verb] = {
    "rename": wording.rename,
    "describe": wording.describe,
    "merge": structure.merge,
    "split": structure.split,
    "create": structure.create,
    "group": structure.group,
    "assign": structure.assign,
    "unassign": structure.unassign,
    "confirm": structure.confirm,
    "learn": learn,
    "language": wording.language,
    "edit": wording.edit,
    "redact": wording.redact,
    "leave_out": wording.leave_out,
    "translate": wording.translate,
    "heading": wording.heading,
    "consent": wording.consent,
    "open_data": wording.open_data,
    "outcome": wording.outcome,
    "set_aside": wording.set_aside,
    "approve": wording.approve,
    "override": wording.override,
}

ABOUT_SENTENCES = ("edit", "redact", "leave_out")
"""Verbs about one sentence of a draft, known by what it was drafted as."""


class Session:
    """An analysis with decisions applied so far.

    Attributes:
        state: What they work on.
        drafts: The draft sentences as they are now.
        not_applied: Recorded decisions that no longer fit, or fit in part, each with the reason.
    """

    def __init__(self, tables: Tables, redraft: Redraft, decisions: Iterable[Decision] = ()) -> None:
        self.state = State(tables)
        self.drafts = Drafts(self.state, redraft)
        self.not_applied: list[tuple[Decision, str]] = []
        for decision in decisions:
            self.redo(decision)

    def take(self, number: int, at: str, by: str, payload: dict[str, Any]) -> Decision:
        """Apply a new decision and return it as the log is to keep it.

        Raises:
            RefusedError: It does not fit; nothing changed.
        """
        named = self._named(payload)
        members = {theme: listed(self.state.members(theme)) for theme in named}
        context = {"run": self.state.run, "named": {theme: self._known_as(theme) for theme in named}}
        step = Step(number, by, payload, strict=True)
        if payload["do"] in ABOUT_SENTENCES:
            step.before = self._sentence(payload)
        if payload["do"] == "approve":
            self.drafts.prepare(named)
            step.after = {"fingerprints": {theme: self.drafts.fingerprint(theme) for theme in named}}
        before, after = _DO[payload["do"]](self.state, step)
        reason = payload.get("reason", "").strip()
        return Decision(number, at, by, payload["do"], payload, members, {**before, **context}, after, reason)

    def redo(self, decision: Decision) -> None:
        """Apply a recorded decision as far as it fits, and note what does not."""
        if decision.do == "undo":
            return
        notes: list[str] = []
        try:
            step = self.step_of(decision, notes)
            _DO[decision.do](self.state, step)
            notes += step.notes
        except RefusedError as error:
            notes = list(error.messages)
        except (KeyError, TypeError, AttributeError):
            # A row that textmine did not write; the other decisions still count.
            notes = ["This entry of the log is not complete."]
        if notes:
            self.not_applied.append((decision, " ".join(note[:1].upper() + note[1:] for note in notes)))

    def _named(self, payload: dict[str, Any]) -> list[str]:
        """Return the themes a decision names.

        Raises:
            RefusedError: Some do not exist.
        """
        if payload.get("all"):
            return [theme for theme in self.state.cards if theme not in self.state.aside]
        given = [payload[key] for key in theme_keys(payload)]
        given = list(dict.fromkeys([*payload.get("themes", []), *given]))
        if unknown := [theme for theme in given if theme not in self.state.cards]:
            raise RefusedError(*map(self._no_theme, unknown))
        return given

    def _no_theme(self, theme: str) -> str:
        """Say that a theme does not exist, and what became of it or what was meant."""
        if theme in self.state.gone:
            return f"there is no theme `{theme}` any more: it {self.state.gone[theme]}."
        return f"there is no theme `{theme}`.{did_you_mean(theme, list(self.state.cards))}"

    def _known_as(self, theme: str) -> dict[str, Any]:
        """Return what helps to find a theme again, and to speak of it when it is gone."""
        card = self.state.cards[theme]
        return {
            "title": card.title,
            "group": bool(self.state.children(theme)),
            "made": theme in self.state.made,
            "question": card.question,
            "above": list(self.state.above(theme)),
        }

    def _sentence(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Return the sentence an edit is about, as it is and as it was drafted.

        Raises:
            RefusedError: The draft has no such sentence.
        """
        theme, ordinal = payload["theme"], payload["ordinal"]
        drafted = {row["ordinal"]: row for row in self.drafts.drafted(theme)}
        if ordinal not in drafted:
            known = ", ".join(map(str, drafted)) or "none"
            raise RefusedError(
                f"the draft of {titled(self.state, theme)} has no sentence {ordinal}. Sentences: {known}."
            )
        now = next((row for row in self.drafts.edited(theme)[0] if row["ordinal"] == ordinal), None)
        if now is None:
            raise RefusedError(f"sentence {ordinal} of {titled(self.state, theme)} is left out. Undo that first.")
        if payload["do"] == "leave_out" and drafted[ordinal]["kind"] == "figure":
            raise RefusedError(
                f"sentence {ordinal} of {titled(self.state, theme)} says how many people raised it: it has to stay."
            )
        # `drafted` decides whether the edit still fits: it holds even if an edit in between is undone.
        return {
            "text": now["text"],
            "kind": drafted[ordinal]["kind"],
            "drafted": drafted[ordinal]["text"],
            "source": now["source"],
        }

    def step_of(self, decision: Decision, notes: list[str]) -> Step:
        """Return a recorded decision with today's theme ids.

        Raises:
            RefusedError: A theme it needs has no successor.
        """
        payload = dict(decision.payload)
        for key in theme_keys(payload):
            payload[key] = resolve(self.state, payload[key], decision)
        if "themes" in payload:
            payload["themes"] = self._resolved(payload["themes"], decision, notes)
        after = decision.after
        if decision.do == "approve":
            old = after["fingerprints"]
            pairs = [(self._resolved([theme], decision, notes, few=True), old[theme]) for theme in old]
            after = {"fingerprints": {names[0]: fingerprint for names, fingerprint in pairs if names}}
        return Step(decision.number, decision.by, payload, strict=False, before=decision.before, after=after)

    def _resolved(self, themes: list[str], decision: Decision, notes: list[str], *, few: bool = False) -> list[str]:
        """Return today's ids of several themes; those without a successor are noted.

        Raises:
            RefusedError: None has a successor, and `few` does not allow that.
        """
        found: list[str] = []
        lost: list[str] = []
        for theme in themes:
            try:
                found.append(resolve(self.state, theme, decision))
            except RefusedError as error:
                lost += error.messages
        if not found and not few:
            raise RefusedError(*lost)
        notes += lost
        return list(dict.fromkeys(found))


def theme_keys(payload: dict[str, Any]) -> list[str]:
    """Return the keys of a decision that hold the id of one theme; `into` of a translation is a language.

    An empty `parent` is the top level, which is no theme.
    """
    return [
        key
        for key in ("theme", "into", "parent")
        if key in payload and (key, payload["do"]) != ("into", "translate") and (key, payload[key]) != ("parent", "")
    ]


def undone(decisions: Iterable[Decision]) -> set[int]:
    """Return the numbers of the decisions that are undone; undoing an undo brings the decision back."""
    numbers: set[int] = set()
    for decision in sorted(decisions, key=lambda item: item.number, reverse=True):
        if decision.do == "undo" and decision.number not in numbers:
            target = decision.payload.get("decision")
            if isinstance(target, int):
                numbers.add(target)
    return numbers


def undoes(payload: Mapping[str, Any], past: Sequence[Decision]) -> list[Decision]:
    """Return the decision that an undo names, and so on until one that is no undo; empty for any other decision.

    An undo of a log that textmine did not write may name nothing, or itself: there the list ends with an undo.
    """
    found: list[Decision] = []
    limit = len(past) + 1
    while payload.get("do") == "undo":
        number = payload.get("decision")
        # The log has no gaps, and an undo names an earlier decision.
        if not isinstance(number, int) or not 1 <= number < limit:
            break
        found.append(past[number - 1])
        payload, limit = found[-1].payload, number
    return found


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that are not undone, oldest first."""
    known = sorted(decisions, key=lambda item: item.number)
    out = undone(known)
    return [decision for decision in known if decision.number not in out]
