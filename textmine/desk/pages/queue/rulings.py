"""What an officer decided about a batch of answers, recorded as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from textmine.desk.web import Form, posted, read_answer, record, visit_of
from textmine.model import Decision
from textmine.review.state import Answer
from textmine.review.structure import new_id

BATCH = 10


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an officer decided about one answer; nothing at all where it is left for now.

    Attributes:
        kept, added, dropped: Themes.
        title: Of a new theme for it; empty: none.
    """

    answer: Answer
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    title: str = ""

    @property
    def is_left(self) -> bool:
        """Whether nothing was decided."""
        return not (self.kept or self.added or self.dropped or self.title)


def decide(request: Request, form: Form) -> Response:
    """Record what was decided about a batch, as one."""
    rulings = [_ruling(form, number) for number in range(1, BATCH + 1) if form.text(f"answer-{number}")]
    left = {ruling.answer for ruling in rulings if ruling.is_left}
    decided = [ruling for ruling in rulings if not ruling.is_left]
    visit = visit_of(request)

    def to(_: Sequence[Decision]) -> str:
        visit.put_off |= left
        return form.back

    if not decided:
        visit.notes.append(("Nothing was decided. The answers come again after the others.", ()))
        return RedirectResponse(to([]), 303)
    return record(request, form, lambda first: payloads_of(decided, first), _said(decided, len(left)), to)


def payloads_of(rulings: Sequence[Ruling], first: int) -> list[dict[str, Any]]:
    """Return the decisions of a batch; new themes first, and into a theme before out of another.

    Args:
        rulings: What was decided; a new title that several have is one theme.
        first: The number that the first decision gets.
    """
    titled = dict.fromkeys((ruling.answer[1], ruling.title) for ruling in rulings if ruling.title)
    made = {key: new_id(key[0], first + place) for place, key in enumerate(titled)}
    found: list[dict[str, Any]] = [{"do": "create", "question": question, "title": title} for question, title in titled]
    for ruling in rulings:
        answer = list(ruling.answer)
        new = [made[ruling.answer[1], ruling.title]] if ruling.title else []
        found += [{"do": "confirm", "answer": answer, "theme": theme} for theme in ruling.kept]
        found += [{"do": "assign", "answer": answer, "theme": theme} for theme in (*ruling.added, *new)]
        found += [{"do": "unassign", "answer": answer, "theme": theme} for theme in ruling.dropped]
    return found


def _ruling(form: Form, number: int) -> Ruling:
    """Read what was decided about one answer of a form, against the themes that the form showed."""
    answer = read_answer(form.text(f"answer-{number}"))
    was, do = form.texts(f"was-{number}"), form.text(f"do-{number}")
    ticked = dict.fromkeys([*form.texts(f"in-{number}"), *filter(None, [form.text(f"theme-{number}")])])
    kept = tuple(theme for theme in was if theme in ticked and do != "none")
    added = tuple(theme for theme in ticked if theme not in was)
    title = form.text(f"title-{number}")
    if do != "right" and not added and not title and len(kept) == len(was):
        return Ruling(answer)
    return Ruling(answer, kept, added, tuple(theme for theme in was if theme not in kept), title)


def _said(decided: Sequence[Ruling], left: int) -> str:
    """Say what was done with a batch."""
    right = sum(not (ruling.added or ruling.dropped or ruling.title) for ruling in decided)
    new = len({ruling.title for ruling in decided if ruling.title})
    parts = [f"{right} confirmed as {'it stands' if right == 1 else 'they stand'}"] if right else []
    parts += [f"{len(decided) - right} changed"] if len(decided) > right else []
    made = f" {new} new {'theme' if new == 1 else 'themes'} made." if new else ""
    later = f" {left} left for now." if left else ""
    return f"{len(decided)} {'answer' if len(decided) == 1 else 'answers'} decided: {', '.join(parts)}.{made}{later}"


ROUTES = [Route("/queue", posted(decide), methods=["POST"])]
