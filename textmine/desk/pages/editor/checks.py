"""What is to be said of each sentence of a draft and of its outcome, as they stand or as they were typed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textmine.desk.keeper import Aged
from textmine.desk.pages.editor.alone import Alone, alone, reviewed_alone
from textmine.desk.pages.editor.typed import Typed, outcome_problems
from textmine.desk.pages.editor.wording import on_the_desk, wording
from textmine.desk.snapshot import Snapshot
from textmine.draft.plain import plain_english
from textmine.model import Decision, Outcome
from textmine.publish.gate.checks import about_sentence, kinds_in
from textmine.publish.wording import capital
from textmine.report import Obstacle
from textmine.report.themes import SentenceView, reads, sentence_view
from textmine.review import Reviewed
from textmine.review.drafts import worded
from textmine.review.verbs import is_visible
from textmine.schema import frame_of, rows
from textmine.text import PERSONAL_KINDS, redact

WRONG, LOOK, FINE = "wrong", "look", "fine"
"""What blocks publication, what a person should look at, and what is as it should be."""
_ASKED_THE_GATE = ("unconsented_quote", "unsafe_figure")
"""Checks that need more than the sentence and its evidence."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to know of a sentence or an outcome: `wrong`, `look` or `fine`, and what it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as checked.

    Attributes:
        view: As the report shows it.
        drafted_as: The kind that it was drafted as.
        redacted: Whether it is published with placeholders.
        personal: Whether it holds personal data that would be published.
        safe: Its words with placeholders; empty where there is nothing to replace.
        edit: The last edit that stands.
    """

    view: SentenceView
    drafted_as: str
    redacted: bool
    personal: bool
    safe: str
    marks: tuple[Mark, ...]
    edit: Decision | None

    @property
    def words(self) -> int:
        """How many words it has, as a word processor counts them."""
        return len(self.view.text.split())


@dataclass(frozen=True)
class Looked:
    """What the checks say of a theme.

    Attributes:
        lines: Its sentences.
        outcome: What is to be said of the outcome.
        obstacles: What stands before the publication of the theme, as far as that is known.
        reads: How the draft reads.
        changes: How many things are typed and not recorded.
    """

    lines: tuple[Line, ...]
    outcome: tuple[Mark, ...]
    obstacles: Aged[list[Obstacle]]
    reads: str
    changes: int

    @property
    def summary(self) -> str:
        """What was found, in one line."""
        words = wording()["summary"]
        every = [mark.kind for line in self.lines for mark in line.marks] + [mark.kind for mark in self.outcome]
        found = [_counted(words, kind, every.count(kind)) for kind in (WRONG, LOOK) if kind in every]
        said = f"{', '.join(found)}." if found else str(words["clean"])
        return f"{said} {_counted(words, 'changed', self.changes)}" if self.changes else said


def _counted(words: Mapping[str, str], name: str, number: int) -> str:
    return words[f"{name}_one"] if number == 1 else words[name].format(n=number)


@dataclass(frozen=True)
class _Case:
    """A theme to look at, as it stands or as it was typed.

    Attributes:
        checks: Sentence → what the faithfulness check says.
        obstacles: Of the theme as it is here; empty while they are not known.
        published: The sentences that are published; None: all of them.
    """

    now: Snapshot
    theme: str
    reviewed: Reviewed
    checks: Mapping[int, list[str]]
    obstacles: Sequence[Obstacle]
    published: Container[int] | None


def look_at(now: Snapshot, theme: str, typed: Typed, known: Aged[list[Obstacle]]) -> Looked:
    """Check a theme's draft and outcome.

    Args:
        now: The analysis.
        theme: Its id.
        typed: What an officer typed instead of what stands.
        known: What stands before publication, as far as that is known.
    """
    edits = last_edits(now, theme)
    drafted = {int(row.ordinal): _drafted_as(row, edits) for row in now.sentences.get(theme, ())}
    if typed.changes:
        case = _typed_case(now, theme, _as_typed(now, theme, typed, drafted))
        known = Aged(list(case.obstacles), is_current=True)
    else:
        if known.value is not None:
            known = replace(known, value=[item for item in known.value if item.theme_id == theme])
        case = _standing_case(now, theme, (known.value or ()) if known.is_current else ())
    drafts = case.reviewed.tables.drafts
    own = rows(drafts[drafts["theme_id"] == theme])
    lines = tuple(_line(case, row, drafted[int(row.ordinal)], edits.get(int(row.ordinal))) for row in own)
    said = [line.view for line in lines if is_visible(line.view.text)]
    return Looked(lines, tuple(_of_outcome(case, typed)), known, reads(said), typed.changes)


def _typed_case(now: Snapshot, theme: str, reviewed: Reviewed) -> _Case:
    it = Alone(now, theme, reviewed)
    return _Case(now, theme, reviewed, it.marks, it.obstacles, {line.ordinal for line in it.chosen.sentences})


def _standing_case(now: Snapshot, theme: str, obstacles: Sequence[Obstacle]) -> _Case:
    """Return a theme as it stands: its sentences were checked when the last decision was taken."""
    checks = {int(row.ordinal): list(row.checks) for row in now.sentences.get(theme, ())}
    published = None
    if now.reviewed.quotes == "refuse" and theme not in now.groups:
        published = {line.ordinal for line in alone(now, theme).chosen.sentences}
    return _Case(now, theme, now.reviewed, checks, obstacles, published)


def last_edits(now: Snapshot, theme: str) -> dict[int, Decision]:
    """Return the last edit that stands and fits, of each sentence that is an officer's."""
    officers = {int(row.ordinal) for row in now.sentences.get(theme, ()) if row.source == "officer"}
    lost = {entry.number for entry, _ in now.reviewed.not_applied} | now.undone
    return {
        entry.payload["ordinal"]: entry
        for entry in now.reviewed.decisions
        if entry.do == "edit"
        and entry.payload.get("theme") == theme
        and entry.payload["ordinal"] in officers
        and entry.number not in lost
    }


def _drafted_as(row: Any, edits: Mapping[int, Decision]) -> str:  # noqa: ANN401 - a named tuple of `drafts`
    """Return the kind that a sentence was drafted as: a quote that was reworded is a key point now."""
    edit = edits.get(int(row.ordinal))
    return str(edit.before.get("kind") or row.kind) if edit is not None else str(row.kind)


def _as_typed(now: Snapshot, theme: str, typed: Typed, drafted: Mapping[int, str]) -> Reviewed:
    """Return the analysis with this theme alone, and with what was typed as if it were recorded."""
    own = now.tables.drafts[now.tables.drafts["theme_id"] == theme]
    records = [{str(key): value for key, value in row.items()} for row in own.to_dict("records")]
    changed = [
        _worded(now, {**row, "kind": drafted[row["ordinal"]]}, typed.texts[row["ordinal"]])
        if row["ordinal"] in typed.texts
        else row
        for row in records
    ]
    outcomes = dict(now.reviewed.outcomes)
    if typed.outcome:
        outcomes[theme] = Outcome(**{"outcome": "still_deciding", "text": "", **typed.outcome})  # type: ignore[arg-type]
    return replace(reviewed_alone(now, theme, frame_of(changed, "drafts")), outcomes=outcomes)


def _worded(now: Snapshot, row: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a sentence as an edit would make it."""
    behind = (now.answers.get((response, row["question_id"])) for response in row["evidence"])
    return worded(row, text, (answer.text for answer in behind if answer is not None and isinstance(answer.text, str)))


def _line(
    case: _Case,
    row: Any,  # noqa: ANN401 - a named tuple of `drafts`
    drafted_as: str,
    edit: Decision | None,
) -> Line:
    first = row.evidence[0] if len(row.evidence) else ""
    answer = case.now.answers.get((first, row.question_id))
    checked = row._replace(checks=case.checks.get(int(row.ordinal), []))
    view = sentence_view(checked, {first: answer} if answer is not None else {})
    redacted = row.redacted is True
    safe = redact(view.text, language=view.language)
    return Line(
        view=view,
        drafted_as=drafted_as,
        redacted=redacted,
        personal=safe != view.text and not redacted,
        safe=safe if safe != view.text else "",
        marks=(
            *_marks_of_kind(row, drafted_as),
            *_marks_of_gate(case, view, "" if redacted else view.text),
            *([Mark(FINE, wording()["marks"]["placeholders"].format(text=safe))] if redacted else []),
            *(Mark(LOOK, capital(note)) for note in view.notes),
        ),
        edit=edit,
    )


def _marks_of_gate(case: _Case, view: SentenceView, shown: str) -> Iterator[Mark]:
    """Yield what blocks the publication of a sentence, what a named person let pass, and that it is left out."""
    words = wording()["marks"]
    if not is_visible(view.text):
        yield Mark(WRONG, words["empty"])
        return
    about = [about_sentence(item.reason) for item in case.obstacles if item.check in _ASKED_THE_GATE]
    asked = dict.fromkeys(on_the_desk(told[1]) for told in about if told and told[0] == view.ordinal)
    kinds = ", ".join(PERSONAL_KINDS[kind] for kind in kinds_in(shown))
    found = [("", reason) for reason in asked]
    found += [("failed_check", f"{reason}.") for reason in dict.fromkeys(view.wrong) if f"{reason}." not in asked]
    found += [("personal_data", words["personal"].format(kinds=kinds))] if kinds else []
    lifted = case.reviewed.overrides.get(case.theme, {})
    for check, reason in found:
        said = words["sentence"].format(reason=reason)
        by = lifted[check][0] if check in lifted else ""
        yield Mark(LOOK, words["let_pass"].format(by=by, said=said)) if by else Mark(WRONG, said)
    if case.published is not None and view.ordinal not in case.published:
        yield Mark(LOOK, words["left_out"])


def _marks_of_kind(row: Any, drafted_as: str) -> Iterator[Mark]:  # noqa: ANN401 - a named tuple of `drafts`
    """Yield what became of a quote that an officer reworded."""
    if drafted_as == "quote" and row.source == "officer" and is_visible(row.text):
        words = wording()["marks"]
        yield Mark(FINE, words["still_quote"]) if row.kind == "quote" else Mark(LOOK, words["own_words"])


def _of_outcome(case: _Case, typed: Typed) -> Iterator[Mark]:
    """Yield what is missing in an outcome, what blocks it, and what could be plainer."""
    if typed.outcome is not None:
        yield from (Mark(WRONG, problem) for problem in outcome_problems(typed.outcome))
    for item in case.obstacles:
        if item.check == "personal_data" and not item.reason.startswith(("the title", "the description", "sentence")):
            yield Mark(WRONG, capital(on_the_desk(item.reason)))
    outcome = case.reviewed.outcomes.get(case.theme)
    names = wording()["fields"]
    for key in names if outcome is not None else ():
        for issue in plain_english(getattr(outcome, key)):
            yield Mark(LOOK, wording()["marks"]["plain"].format(field=names[key], message=issue.message))
