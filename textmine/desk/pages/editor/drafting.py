"""The editor of one theme: its sentences, its outcome, who approved it, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from textmine.desk.pages.editor.checks import Line, Looked, look_at
from textmine.desk.pages.editor.standing import approval_of, neighbours, since_approval, the_theme
from textmine.desk.pages.editor.typed import Typed, cells_of, mark_of, mark_of_outcome, typed_in
from textmine.desk.pages.editor.wording import on_the_desk, outcome_label, wording
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link, live_of, page, posted, snapshot_of, visit_of
from textmine.publish import OVERRIDABLE
from textmine.publish.gate.checks import about_sentence
from textmine.publish.wording import capital
from textmine.publish.wording import wording as publish_wording
from textmine.report import Obstacle
from textmine.review.story import story
from textmine.review.verbs import OUTCOMES
from textmine.review.workbook.lead import kinds_of_reason

_CHARACTERS = 85
"""In a line of a text area, for its height."""


@dataclass(frozen=True, slots=True)
class Field:
    """One sentence in its text area.

    Attributes:
        text: What stands in it.
        was: Tells whether it was changed since the page was shown.
        name: What kind of sentence it is, and its number.
        hint: What to know of the kind.
        evidence: How many people it rests on.
        recorded: What it says, where something else was typed; empty otherwise.
        before: What it said before the last edit; empty where nobody edited it.
        translation: (its English translation, the translator).
    """

    line: Line
    text: str
    was: str
    name: str
    hint: str
    evidence: int
    rows: int
    recorded: str
    before: str
    edited_by: str
    translation: tuple[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One sentence that is left out.

    Attributes:
        number: Of the decision that left it out.
        text: What it said then.
        still: (id, title) of the other themes in whose draft the same words stand.
    """

    number: int
    ordinal: int
    text: str
    by: str
    when: str
    still: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands before publication, by check.

    Attributes:
        about: What the check asks for.
        reasons: (what is wrong, the number of the sentence; empty where it is about none).
        overridable: Whether a named person may let it pass.
        where: (page on which it is dealt with, words of the link); empty where that is this one.
    """

    check: str
    about: str
    reasons: tuple[tuple[str, str], ...]
    overridable: bool
    where: tuple[str, str]


def show(request: Request) -> Response:
    """Show the editor of a theme."""
    return editor_page(request, request.query_params.get("id", ""))


def check(request: Request, form: Form) -> Response:
    """Check what was typed, and record nothing: as data for the page's script, or as the page again."""
    theme = form.text("theme")
    drop = form.text("drop")
    typed = typed_in(form).without(int(drop) if drop.isdecimal() else None)
    if "application/json" not in request.headers.get("accept", ""):
        return editor_page(request, theme, typed, form=form)
    now = snapshot_of(request)
    the_theme(now, theme)
    return JSONResponse(_as_data(look_at(now, theme, typed, live_of(request).obstacles.get(now))))


def editor_page(
    request: Request,
    theme: str,
    typed: Typed | None = None,
    problems: Sequence[str] = (),
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Return the editor.

    Args:
        request: The request.
        theme: The theme's id.
        typed: What an officer typed and has not recorded.
        problems: Why it could not be recorded.
        form: The form that is shown again: it knows no more of others' decisions than before.
        status: Of the response.

    Raises:
        HTTPException: There is no such theme.
    """
    now, officer, typed = snapshot_of(request), visit_of(request).officer, typed or Typed()
    row = the_theme(now, theme)
    before, after, waiting = neighbours(now, theme, officer)
    is_group = theme in now.groups
    looked = look_at(now, theme, typed, live_of(request).obstacles.get(now))
    blocks = list(_blocks(looked.obstacles.value or ()))
    response = page(
        request,
        "draft_group.html.j2" if is_group else "draft.html.j2",
        here="/drafts",
        back=link("/draft", id=theme),
        **({"seen": form.seen, "run": form.text("run")} if form is not None else {}),
        theme=row,
        percent=round(100 * row.share),
        language=now.title_languages.get(theme, ""),
        question=now.questions.get(row.question_id, ""),
        description=row.description if isinstance(row.description, str) else "",
        aside=now.reviewed.set_aside.get(theme, ""),
        below=now.titled(now.below(theme)),
        languages=now.title_languages,
        looked=looked,
        fields=list(_fields(now, theme, looked, typed)),
        left_out=list(_left_out(now, theme)),
        outcome=_outcome(now, theme, typed),
        blocks=blocks,
        others=any(block.check != "not_approved" for block in blocks),
        overrides=_overrides(now, theme),
        approval=approval_of(now, theme, officer),
        since=since_approval(now, theme) if theme in now.reviewed.lapsed else [],
        problems=problems,
        before=before,
        after=after,
        waiting=waiting,
        titles=dict(now.titled([name for name in (before, after, waiting) if name])),
    )
    response.status_code = status
    return response


def _fields(now: Snapshot, theme: str, looked: Looked, typed: Typed) -> Iterator[Field]:
    known = {int(row.ordinal): row.text for row in now.sentences.get(theme, ())}
    for line in looked.lines:
        view, number = line.view, line.view.ordinal
        name, hint = wording()["kinds"][line.drafted_as]
        translation = now.reviewed.translations.get((known[number], "en"))
        yield Field(
            line=line,
            text=view.text,
            was=typed.was[number] if number in typed.texts else mark_of(known[number]),
            name=f"{name} (sentence {number})",
            hint=hint,
            evidence=view.n_evidence,
            rows=max(2, len(view.text) // _CHARACTERS + 1 + view.text.count("\n")),
            recorded=known[number] if number in typed.texts else "",
            before=str(line.edit.before.get("text", "")) if line.edit else "",
            edited_by=line.edit.by if line.edit else "",
            translation=(translation.text, translation.translator) if translation else ("", ""),
        )


def _left_out(now: Snapshot, theme: str) -> Iterator[LeftOut]:
    decisions = {entry.number: entry for entry in now.reviewed.decisions}
    for edit in now.reviewed.left_out.get(theme, ()):
        entry = decisions[edit.number]
        text = str(entry.before.get("text") or edit.drafted)
        still = [name for name, own in now.sentences.items() if name != theme and any(text in row.text for row in own)]
        elsewhere = now.titled([name for name in still if name not in now.groups])
        yield LeftOut(edit.number, edit.ordinal, text, entry.by, story(entry).when, tuple(elsewhere))


def _outcome(now: Snapshot, theme: str, typed: Typed) -> dict[str, Any]:
    """Return what the fields of the outcome hold, and what can be chosen."""
    cells = cells_of(now.reviewed.outcomes.get(theme))
    hints = wording()["outcomes"]
    return {
        "is_set": theme in now.reviewed.outcomes,
        "values": dict(typed.outcome) if typed.outcome is not None else cells,
        "was": mark_of_outcome(cells),
        "choices": [(name, outcome_label(name), hints[name]) for name in OUTCOMES],
        "because": list(kinds_of_reason().items()),
    }


def _blocks(obstacles: Sequence[Obstacle]) -> Iterator[Block]:
    """Yield what stands before publication, check by check."""
    by_check: dict[str, list[Obstacle]] = {}
    for item in obstacles:
        by_check.setdefault(item.check, []).append(item)
    for name, found in by_check.items():
        reasons = tuple((capital(on_the_desk(item.reason)), _sentence_of(item)) for item in found)
        where = tuple(wording()["where"].get(name, ("", "")))
        overridable = name in OVERRIDABLE and any(item.theme_id for item in found)
        yield Block(name, found[0].about, reasons, overridable, (where[0], where[1]))


def _sentence_of(item: Obstacle) -> str:
    about = about_sentence(item.reason)
    return str(about[0]) if about else ""


def _overrides(now: Snapshot, theme: str) -> list[tuple[str, str, str]]:
    """Return (what the check asks for, who let it pass, why) of a theme."""
    own: Mapping[str, tuple[str, str]] = now.reviewed.overrides.get(theme, {})
    words = publish_wording()["checks"]
    return [(words.get(name, name), by, why) for name, (by, why) in own.items()]


def _as_data(looked: Looked) -> dict[str, Any]:
    """Return what the page's script shows beside the fields."""
    return {
        "sentences": {
            str(line.view.ordinal): {
                "words": line.words,
                "marks": [asdict(mark) for mark in line.marks],
                "personal": line.personal,
                "safe": line.safe,
            }
            for line in looked.lines
        },
        "outcome": [asdict(mark) for mark in looked.outcome],
        "reads": looked.reads,
        "summary": looked.summary,
    }


ROUTES = [Route("/draft", show), Route("/check", posted(check), methods=["POST"])]
