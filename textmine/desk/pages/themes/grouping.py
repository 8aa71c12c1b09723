"""Groups: themes are put under one, taken out of one, or a new one is made of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from textmine.desk.pages.themes.listing import listing
from textmine.desk.pages.themes.ticked import list_of, rows_for, sent, ticked
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, page, record, refused, snapshot_of
from textmine.review.structure import new_id
from textmine.review.verbs import is_visible

TOP, NEW, GROUP = "top", "new", "group:"
"""Where ticked themes can go: in no group, in a new one, or in the one whose id follows."""


def show(request: Request) -> Response:
    """Show where the ticked themes can go."""
    now, themes = snapshot_of(request), ticked(request)
    if not themes:
        question = request.query_params.get("question", "")
        return listing(request, question, "Tick the themes that you want to put in a group, or take out of one.")
    rows = rows_for(now, themes)
    parents = {name: now.themes[name].parent_id for name in themes}
    return page(
        request,
        "themes_group.html.j2",
        rows=[(row, _title(now, parents[row.theme_id])) for row in rows],
        places=[(f"{GROUP}{name}", *_shown(now, name)) for name in places(now, themes)],
        grouped=any(isinstance(parent, str) for parent in parents.values()),
        top=TOP,
        new=NEW,
        cancel=list_of(now, themes),
    )


def places(now: Snapshot, themes: list[str]) -> list[str]:
    """Return the groups that themes can be put under: those there are, and themes that nobody is in yet."""
    inside = frozenset().union(*map(now.under, themes))
    question = now.themes[themes[0]].question_id
    own = [row for name, row in now.themes.items() if row.question_id == question and name not in inside]
    own = [row for row in own if row.theme_id not in now.reviewed.set_aside]
    return [row.theme_id for row in own if row.theme_id in now.groups or not row.n_people]


def group(request: Request, form: Form) -> Response:
    """Put the ticked themes where the form says."""
    now, themes, place = snapshot_of(request), sent(form), form.text("place")
    if not themes:
        return refused(request, form, ["Tick the themes that you want to put in a group."])
    back = list_of(now, themes)
    if place == NEW:
        return _into_new(request, form, themes, back)
    if place != TOP and not place.startswith(GROUP):
        return refused(request, form, ["Choose where the themes go."])
    parent = "" if place == TOP else place.removeprefix(GROUP)
    moving = [name for name in themes if (_parent(now, name) or "") != parent]
    if not moving:
        return refused(request, form, ["The themes are there already."])
    return record(request, form, [_put(name, parent) for name in moving], to=back)


def _into_new(request: Request, form: Form, themes: list[str], back: str) -> Response:
    """Make a group of the ticked themes, in one go."""
    now, title = snapshot_of(request), form.text("title")
    if not is_visible(title):
        return refused(request, form, ["Give the new group a title."])
    question = next((now.themes[name].question_id for name in themes if name in now.themes), "")
    first = {"do": "create", "question": question, "title": title}
    many = "1 theme" if len(themes) == 1 else f"{len(themes)} themes"
    return record(
        request,
        form,
        lambda number: [first, *(_put(name, new_id(question, number)) for name in themes)],
        f"Made the group “{title}” of {many}",
        back,
    )


def _put(theme: str, parent: str) -> dict[str, str]:
    return {"do": "group", "theme": theme, "parent": parent}


def _parent(now: Snapshot, theme: str) -> str | None:
    parent = now.themes[theme].parent_id if theme in now.themes else None
    return parent if isinstance(parent, str) else None


def _title(now: Snapshot, parent: object) -> str:
    return str(now.themes[parent].title) if isinstance(parent, str) and parent in now.themes else ""


def _shown(now: Snapshot, theme: str) -> tuple[str, str, int]:
    """Return the title of a place, its language, and how many themes are in it."""
    return now.themes[theme].title, now.title_languages.get(theme, ""), len(now.below(theme))
