"""The themes that an officer ticked in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request

from textmine.desk.pages.themes.rows import Row, rows_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link


def ticked(request: Request) -> list[str]:
    """Return the ids of the themes that an address names, each once."""
    return list(dict.fromkeys(request.query_params.getlist("theme")))


def sent(form: Form) -> list[str]:
    """Return the ids of the themes that a form names, each once."""
    return list(dict.fromkeys(form.texts("theme")))


def rows_for(now: Snapshot, themes: Iterable[str]) -> list[Row]:
    """Return themes as the list shows them.

    Raises:
        HTTPException: One is not there, or is set aside.
    """
    wanted = list(themes)
    questions = dict.fromkeys(now.themes[name].question_id for name in wanted if name in now.themes)
    known = {row.theme_id: row for question in questions for row in every(rows_of(now, question))}
    if not all(name in known for name in wanted):
        raise HTTPException(404, "One of these themes is not in the list any more. Open the list again.")
    return [known[name] for name in wanted]


def every(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows and all below them."""
    for row in rows:
        yield row
        yield from every(row.below)


def list_of(now: Snapshot, themes: Iterable[str]) -> str:
    """Return the address of the list that themes stand in."""
    question = next((now.themes[name].question_id for name in themes if name in now.themes), "")
    return link("/themes", question=question)
