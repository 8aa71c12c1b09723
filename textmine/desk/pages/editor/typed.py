"""What an officer typed into the editor of one theme, and the decisions that it makes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import FormData

from textmine.desk.pages.editor.wording import wording
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form
from textmine.model import Outcome
from textmine.review.verbs import checked, is_visible
from textmine.review.workbook.lead import wrong_in

FIELDS = {
    "outcome": "outcome",
    "text": "text_outcome",
    "because": "because",
    "reason": "reason",
    "instead": "instead",
    "owner": "owner",
    "date": "date",
}
"""Keys of an outcome → fields of the form."""
_SENTENCE = re.compile(r"text-(\d{1,6})")


@dataclass(frozen=True)
class Typed:
    """What differs from the page as it was shown.

    Attributes:
        texts: Sentence → its words.
        was: Sentence → the mark of what it said on the page.
        outcome: What is filled in of the outcome; None: as it was.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    was: Mapping[int, str] = field(default_factory=dict)
    outcome: Mapping[str, str] | None = None

    @property
    def changes(self) -> int:
        """How many things differ."""
        return len(self.texts) + (self.outcome is not None)

    def without(self, ordinal: int | None) -> Typed:
        """Return the same with one sentence as it was."""
        return replace(self, texts={number: text for number, text in self.texts.items() if number != ordinal})


def settled(text: str) -> str:
    """Return a text as it is after a form had it: line ends as one, ends trimmed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def mark_of(text: str) -> str:
    """Return what tells whether a text was changed since a page showed it."""
    return hashlib.sha256(settled(text).encode()).hexdigest()[:16]


def cells_of(outcome: Outcome | None) -> dict[str, str]:
    """Return what is filled in of an outcome, by key."""
    if outcome is None:
        return {}
    return {key: text for key in FIELDS if is_visible(text := settled(getattr(outcome, key)))}


def mark_of_outcome(cells: Mapping[str, str]) -> str:
    """Return what tells whether an outcome was changed since a page showed it."""
    return mark_of(json.dumps(cells, sort_keys=True))


def typed_in(form: Form) -> Typed:
    """Return what was changed in the editor. What has no mark of its page counts as changed."""
    texts: dict[int, str] = {}
    was: dict[int, str] = {}
    for name in form.data:
        if found := _SENTENCE.fullmatch(name):
            text, mark = form.text(name), form.text(f"was-{found[1]}")
            if mark_of(text) != mark:
                texts[int(found[1])], was[int(found[1])] = text, mark
    return Typed(texts, was, _outcome(form))


def _outcome(form: Form) -> Mapping[str, str] | None:
    """Return the outcome that was filled in; None where it is as it was, or the page has none."""
    if FIELDS["text"] not in form.data:
        return None
    said = {key: text for key, name in FIELDS.items() if is_visible(text := form.text(name))}
    return said if mark_of_outcome(said) != form.text("was-outcome") else None


def problems_of(typed: Typed) -> list[str]:
    """Return why what was typed cannot be recorded, in the words of the desk."""
    words = wording()["problems"]
    found = [words["empty"].format(number=number) for number, text in typed.texts.items() if not is_visible(text)]
    if typed.outcome is not None:
        found += outcome_problems(typed.outcome)
    return found


def outcome_problems(said: Mapping[str, str]) -> list[str]:
    """Return what is missing or wrong in an outcome: the same as in the workbook of the service lead."""
    words = wording()["problems"]
    if not said:
        return [words["emptied"]]
    found = [words[f"{key}_{name}" if name == "not_refused" else name] for key, name in wrong_in(said)]
    payload = {"do": "outcome", "theme": "any", **said}
    return found or [words["date"] if "`date`" in wrong else wrong for wrong in checked(payload)[1]]


def decisions_of(now: Snapshot, theme: str, typed: Typed) -> list[dict[str, Any]]:
    """Return the decisions that what was typed makes: only sentences that say something else are edited."""
    known = {int(line.ordinal): settled(line.text) for line in now.sentences.get(theme, ())}
    edits = [
        {"do": "edit", "theme": theme, "ordinal": number, "text": text}
        for number, text in sorted(typed.texts.items())
        if known.get(number) != text
    ]
    outcome = typed.outcome
    if outcome is None or cells_of(now.reviewed.outcomes.get(theme)) == outcome:
        return edits
    return [*edits, {"do": "outcome", "theme": theme, **outcome}]


def lean(form: Form, typed: Typed, back: str) -> Form:
    """Return the form with what was changed alone, so that a refusal shows that and no more."""
    other = {"back", *FIELDS.values(), "was-outcome"} - ({*FIELDS.values()} if typed.outcome is not None else set())
    kept = [
        (name, value)
        for name, value in form.data.multi_items()
        if name not in other and not name.startswith("was-") and _is_changed(name, typed)
    ]
    return Form(FormData(kept), form.seen, back)


def _is_changed(name: str, typed: Typed) -> bool:
    """Tell whether a field is no sentence, or one that was changed."""
    found = _SENTENCE.fullmatch(name)
    return found is None or int(found[1]) in typed.texts
