"""Merging: the themes are shown side by side first, and nothing is recorded before an officer has seen them so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from textmine.desk.pages.themes.listing import listing
from textmine.desk.pages.themes.members import examples, members_of
from textmine.desk.pages.themes.ticked import list_of, rows_for, sent, ticked
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, page, record, refused, snapshot_of
from textmine.report import facts
from textmine.report.themes import position_parts
from textmine.themes.counts import position_counts

_TOO_FEW = "Tick two themes or more to merge."
_ALL_GROUPS = "Tick a theme that is not a group as well: answers cannot be in a group, so one theme has to take them."


@dataclass(frozen=True, slots=True)
class Together:
    """What a merged theme would hold.

    Attributes:
        n_people: Each counted once.
        shared: People who are in more than one of the themes now.
    """

    n_people: int
    shared: int
    positions: tuple[tuple[str, str, int, float, float], ...]
    disagreement: str


def show(request: Request) -> Response:
    """Show the ticked themes side by side, and what merging them will do."""
    now, themes, question = snapshot_of(request), ticked(request), request.query_params.get("question", "")
    if len(themes) < 2:
        return listing(request, question, _TOO_FEW, themes)
    rows = rows_for(now, themes)
    leaves = [row for row in rows if not row.is_group]
    if not leaves:
        return listing(request, question, _ALL_GROUPS, themes)
    return page(
        request,
        "themes_merge.html.j2",
        rows=[(row, examples(now, members_of(now, row.theme_id))) for row in rows],
        chosen=max(leaves, key=lambda row: row.n_people).theme_id,
        together=_together(now, themes),
        decided=[row for row in rows if row.outcome or row.approved],
        cancel=list_of(now, themes),
    )


def merge(request: Request, form: Form) -> Response:
    """Put the answers of all ticked themes into one of them."""
    into, themes = form.text("into"), sent(form)
    if into not in themes:
        return refused(request, form, ["Choose which theme stays: the others are merged into it."])
    others = [name for name in themes if name != into]
    if not others:
        return refused(request, form, [_TOO_FEW])
    back = list_of(snapshot_of(request), [into])
    return record(request, form, [{"do": "merge", "themes": others, "into": into}], to=back)


def _together(now: Snapshot, themes: Sequence[str]) -> Together:
    members = members_of(now, *themes)
    held = position_counts((member.answer[0], member.position) for member in members)
    found = Counter(person for person, _ in {(member.answer[0], member.theme) for member in members})
    shared = sum(number > 1 for number in found.values())
    return Together(len(found), shared, tuple(position_parts(held)), facts.disagreement(held))
