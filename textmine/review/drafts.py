"""Draft sentences under review: made again where people changed, then the officers' own words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from typing import Any

import pandas as pd

from textmine.draft.sentences import figure_row
from textmine.draft.wording import minimum_of
from textmine.review.frames import reviewed_tables
from textmine.review.state import Edit, State, or_none
from textmine.schema import frame_of
from textmine.tables import Tables, replace
from textmine.themes.campaigns import Users, same_text, users

Sentence = dict[str, Any]
"""One row of `drafts`."""

Redraft = Callable[..., pd.DataFrame]
"""`draft_themes(tables, *, only) -> drafts` of the room `draft`."""

_REWRITTEN = (
    "The sentence was drafted anew after this edit, because the theme's answers or figures changed. "
    "Look at the new sentence and edit it again if need be."
)
_ALWAYS = ("outcome", "text", "reason", "owner", "date")
"""Parts of an outcome that count for an approval even when empty; what came later counts where it is said."""
_NO_SENTENCE = "The theme's draft has no sentence {ordinal} any more."


class Drafts:
    """The drafts of a state; each theme is drafted again only when it has to be.

    Args:
        state: Followed as it changes.
        redraft: Makes the drafts of the themes it is told.
    """

    def __init__(self, state: State, redraft: Redraft) -> None:
        self._state = state
        self._redraft = redraft
        self._minimum = minimum_of(state.tables.manifest)
        self._machine = _by_theme(state.tables.drafts)
        self._made: dict[str, tuple[tuple[int, int], int, list[Sentence]]] = {}
        self._tables: tuple[int, Tables] | None = None
        self._used: tuple[int, Users] | None = None

    def tables(self) -> Tables:
        """Return the tables as they are now, counts computed, drafts still the machine's."""
        if self._tables is None or self._tables[0] != self._state.version:
            self._tables = (self._state.version, reviewed_tables(self._state))
        return self._tables[1]

    def prepare(self, themes: Collection[str]) -> None:
        """Draft those of `themes` again whose draft is out of date, all in one go."""
        stale = {theme for theme in themes if self._kept(theme) is None}
        if not stale:
            return
        made = _by_theme(self._redraft(self._to_draft_from(), only=stale))
        for theme in stale:
            self._made[theme] = (self._key(theme), self._base(theme), made.get(theme, []))

    def drafted(self, theme: str) -> list[Sentence]:
        """Return the sentences of a theme before officers' edits."""
        self.prepare([theme])
        return self._kept(theme) or []

    def edited(self, theme: str) -> tuple[list[Sentence], list[tuple[Edit, str]]]:
        """Return a theme's sentences with officers' edits, and the edits that no longer fit, with why.

        Those that are left out are not among them.
        """
        drafted = {sentence["ordinal"]: sentence for sentence in self.drafted(theme)}
        sentences = {ordinal: dict(sentence) for ordinal, sentence in drafted.items()}
        state = self._state
        edits, redactions, left_out = (own.get(theme, []) for own in (state.edits, state.redactions, state.left_out))
        refused = [(edit, why) for edit in (*edits, *redactions, *left_out) if (why := _misfit(edit, drafted))]
        gone = {edit.number for edit, _ in refused}
        for edit in edits:
            if edit.number not in gone:
                sentences[edit.ordinal] = self._worded(drafted[edit.ordinal], edit.text)
        for edit in redactions:
            if edit.number not in gone:
                sentences[edit.ordinal]["redacted"] = True
        for edit in left_out:
            if edit.number not in gone:
                sentences.pop(edit.ordinal, None)
        return list(sentences.values()), refused

    def left_out(self, theme: str) -> tuple[Edit, ...]:
        """Return the sentences of a theme's draft that are left out."""
        drafted = {sentence["ordinal"]: sentence for sentence in self.drafted(theme)}
        return tuple(edit for edit in self._state.left_out.get(theme, ()) if not _misfit(edit, drafted))

    def fingerprint(self, theme: str) -> str:
        """Identify what a theme says now: wording, sentences, figures and outcome."""
        themes = self.tables().themes
        figures = themes.loc[themes["theme_id"] == theme, ["n_people", "share", "position_counts"]].iloc[0]
        card = self._state.cards[theme]
        outcome = self._state.outcomes.get(theme)
        content = [
            card.title,
            card.description,
            [[row["ordinal"], row["kind"], row["text"], or_none(row["figures"])] for row in self.edited(theme)[0]],
            [int(figures["n_people"]), round(float(figures["share"]), 6), figures["position_counts"]],
            {name: value for name, value in asdict(outcome).items() if value or name in _ALWAYS} if outcome else None,
            *([redacted] if (redacted := self._redacted(theme)) else []),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def _redacted(self, theme: str) -> list[int]:
        """Return the sentences of a theme that are published with placeholders."""
        return [row["ordinal"] for row in self.edited(theme)[0] if row.get("redacted") is True]

    def frame(self) -> tuple[pd.DataFrame, list[tuple[Edit, str]]]:
        """Return the table `drafts`, and every edit that no longer fits, with why."""
        self.prepare(list(self._state.cards))
        rows: list[Sentence] = []
        refused: list[tuple[Edit, str]] = []
        for theme in self._state.cards:
            sentences, not_fitting = self.edited(theme)
            rows += sentences
            refused += not_fitting
        return frame_of(list(rows), "drafts"), refused

    def _key(self, theme: str) -> tuple[int, int]:
        """Say all that a draft but its figure follows from: its points, and the languages of the question."""
        state = self._state
        return state.stamps.get(theme, 0), state.spoken.get(state.cards[theme].question, 0)

    def _base(self, theme: str) -> int:
        return self._state.base.get(self._state.cards[theme].question, 0)

    def _kept(self, theme: str) -> list[Sentence] | None:
        """Return the draft made before, if it is still of the same people; its figure is of today's base."""
        key, made = self._key(theme), self._made.get(theme)
        if made is None or made[0] != key:
            if key != (0, 0):
                return None
            base = self._state.machine_base.get(self._state.cards[theme].question, 0)
            made = (key, base, self._machine.get(theme, []))
        base, sentences = self._base(theme), made[2]
        if made[1] != base:
            sentences = [self._of_base(sentence, base) for sentence in sentences]
            self._made[theme] = (key, base, sentences)
        return sentences

    def _of_base(self, sentence: Sentence, base: int) -> Sentence:
        """Return a sentence when so many people gave an answer with content; only a figure says how many."""
        if sentence["kind"] != "figure":
            return sentence
        texts = same_text(self._users(), sentence["theme_id"])
        return {**sentence, **figure_row(sentence["evidence"], base, self._minimum, texts)}

    def _users(self) -> Users:
        """Return who raises each theme now in the words of a text that several people sent."""
        if self._used is None or self._used[0] != self._state.version:
            tables = self.tables()
            self._used = (self._state.version, users(tables.responses, tables.themes, tables.assignments))
        return self._used[1]

    def _to_draft_from(self) -> Tables:
        """Return tables for `redraft`: themes under their first titles, no drafts of themes that went."""
        tables, cards = self.tables(), self._state.cards
        titles = [cards[theme].born for theme in tables.themes["theme_id"]]
        kept = tables.drafts[tables.drafts["theme_id"].isin(list(cards))]
        return replace(tables, themes=tables.themes.assign(title=titles), drafts=kept)

    def _worded(self, original: Sentence, text: str) -> Sentence:
        """Return a sentence in an officer's words."""
        answers = self._state.answers
        found = (answers.get((response, original["question_id"])) for response in original["evidence"])
        return worded(original, text, (entry.text for entry in found if entry is not None))


def worded(original: Sentence, text: str, answers: Iterable[str | None]) -> Sentence:
    """Return a sentence in an officer's words; it stays a quote only if somebody wrote exactly that.

    Args:
        original: As it was drafted.
        text: The officer's words.
        answers: What the people behind the sentence wrote.
    """
    kind = original["kind"]
    if kind == "quote" and not any(text in (answer or "") for answer in answers):
        kind = "key_point"
    return {**original, "text": text, "kind": kind, "source": "officer"}


def _misfit(edit: Edit, drafted: dict[int, Sentence]) -> str:
    """Say why an edit does not fit the draft as it is now; empty if it does."""
    original = drafted.get(edit.ordinal)
    if original is None:
        return _NO_SENTENCE.format(ordinal=edit.ordinal)
    return "" if (original["kind"], original["text"]) == (edit.kind, edit.drafted) else _REWRITTEN


def _by_theme(drafts: pd.DataFrame) -> dict[str, list[Sentence]]:
    """Return the sentences of each theme, in order."""
    found: dict[str, list[Sentence]] = {}
    for sentence in drafts.sort_values("ordinal", kind="stable").to_dict("records"):
        found.setdefault(str(sentence["theme_id"]), []).append({str(key): sentence[key] for key in sentence})
    return found
