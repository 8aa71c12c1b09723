"""The sheet of themes: rename, describe, merge, put into groups, set aside, approve."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from textmine.report.facts import POSITION_WORDS, held_positions
from textmine.review.replay import Reviewed
from textmine.review.state import or_none
from textmine.review.workbook.choosing import NONE, Choosing
from textmine.review.workbook.clashes import theme_clashes
from textmine.review.workbook.sheet import ColumnKind, Row, Sheet, Verdict, columns_of, settled
from textmine.review.workbook.words import words
from textmine.schema import rows
from textmine.text.folding import fold

KEY = "themes"
_YES = "yes"


@dataclass(frozen=True, slots=True)
class ThemeNow:
    """A theme as it stands.

    Attributes:
        theme: Its id.
        parent: The group it is in, or nothing.
        aside: Why it is set aside, or nothing.
        approved: Whether the person who decides has approved what it says now.
        into: The theme it was merged into since, or nothing.
    """

    theme: str
    parent: str = ""
    aside: str = ""
    approved: bool = False
    into: str = ""


def themes_sheet(reviewed: Reviewed, choosing: Choosing, by: str = "") -> Sheet:
    """Return one row for each theme and each group of themes.

    Args:
        reviewed: The analysis after review.
        choosing: What the drop-down cells offer.
        by: Who decides, when a workbook came back.
    """
    own = words()[KEY]
    kinds: dict[str, ColumnKind] = {"theme": "id", "people": "number", "share": "number"}
    kinds |= {"title": "text", "description": "text", "aside": "text"}
    kinds |= dict.fromkeys(("merge", "group", "approve"), "choice")
    wordings = dict(zip(reviewed.tables.questions["question_id"], reviewed.tables.questions["wording"], strict=True))
    said = _sentences(reviewed)
    mine = frozenset(theme for theme, people in reviewed.approved_by.items() if fold(by) in map(fold, people))
    made = tuple(
        _row(row, (question, wordings[question]), reviewed, choosing, said.get(row.theme_id, []), mine)
        for question, themes in choosing.order.items()
        for row in themes
    )
    groups = len(choosing.groups & choosing.named.keys())
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(themes=len(made) - groups, groups=groups),
        columns=tuple(columns_of(KEY, kinds, {"approve": {_YES: words()["values"]["yes"]}})),
        rows=made,
        decide=_decide,
        in_sight=1,
        prefilled=True,
        resting=("approve",),
        past=tuple(_gone(theme, title, into, choosing) for theme, (title, into) in choosing.merged.items()),
        clashes=theme_clashes,
    )


def _row(
    theme: Any,  # noqa: ANN401 - a named tuple of `themes`
    asked: tuple[str, str],
    reviewed: Reviewed,
    choosing: Choosing,
    sentences: list[Any],
    mine: frozenset[str],
) -> Row:
    """Return the row of a theme; `asked` is its question's id and wording, `mine` what the person has approved."""
    question, wording = asked
    theme_id = theme.theme_id
    is_group = theme_id in choosing.groups
    title, description = str(or_none(theme.title) or ""), str(or_none(theme.description) or "")
    now = ThemeNow(
        theme_id,
        choosing.parents[theme_id],
        reviewed.set_aside.get(theme_id, ""),
        theme_id in mine,
    )
    outcome = reviewed.outcomes.get(theme_id)
    said = [title, description, int(theme.n_people), sentences, asdict(outcome) if outcome else None]
    return Row(
        key=f"theme {theme_id}",
        label=title,
        cells={
            "theme": theme_id,
            "level": words()[KEY]["levels"]["group" if is_group else "theme"],
            "question": f"{question}: {wording}",
            "people": int(theme.n_people),
            "share": round(100 * float(theme.share)),
            "positions": ", ".join(f"{n} {POSITION_WORDS[held]}" for held, n in held_positions(theme).items()),
            "standing": _standing(theme_id, reviewed),
            "title": title,
            "description": description,
            "group": now.parent or NONE,
        },
        subject=now,
        offers={
            "merge": choosing.to_merge_into(theme_id, question),
            "group": choosing.to_put_under(theme_id, question),
        },
        # An approval is of what somebody has read.
        rests_on=hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16],
    )


def _gone(theme: str, title: str, into: str, choosing: Choosing) -> Row:
    """Return the row of a theme that was merged away: what was filled in to do so is recorded."""
    question = next(name for name, own in choosing.order.items() if any(row.theme_id == into for row in own))
    return Row(
        key=f"theme {theme}",
        label=title or theme,
        cells={"theme": theme},
        subject=ThemeNow(theme, into=into),
        offers={
            "merge": choosing.to_merge_into(theme, question),
            "group": choosing.to_put_under(theme, question),
        },
    )


def _sentences(reviewed: Reviewed) -> dict[str, list[Any]]:
    """Return what the draft of each theme says."""
    found: dict[str, list[Any]] = {}
    for row in rows(reviewed.tables.drafts):
        found.setdefault(row.theme_id, []).append([int(row.ordinal), row.text, row.redacted is True])
    return found


def _standing(theme: str, reviewed: Reviewed) -> str:
    """Say what was decided about a theme so far."""
    own = words()[KEY]["standing"]
    approved = {name: ", ".join(people) for name, people in reviewed.approved_by.items()}
    found = (("aside", reviewed.set_aside), ("approved", approved), ("lapsed", reviewed.lapsed))
    return "\n".join(own[name].format(said=by[theme]) for name, by in found if theme in by)


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return what a row decides about its theme."""
    now: ThemeNow = row.subject
    if now.into:
        return Verdict() if given["merge"] == now.into else _bad("merge" if given["merge"] else "title", "gone")
    if wrong := _contradiction(now, given):
        return _bad(*wrong)
    theme, parent = now.theme, "" if given["group"] == NONE else given["group"]
    taken: dict[str, dict[str, Any]] = {}
    if given["title"] != _now(row, "title"):
        taken["title"] = {"do": "rename", "theme": theme, "title": given["title"]}
    if given["description"] != _now(row, "description"):
        taken["description"] = {"do": "describe", "theme": theme, "description": given["description"]}
    if parent != now.parent:
        taken["group"] = {"do": "group", "theme": theme, "parent": parent}
    if given["merge"]:
        taken["merge"] = {"do": "merge", "themes": [theme], "into": given["merge"]}
    if given["aside"] not in ("", settled(now.aside)):
        taken["aside"] = {"do": "set_aside", "theme": theme, "reason": given["aside"]}
    if given["approve"]:
        # Whether an approval that stands is given again depends on what the other rows change.
        taken["approve"] = {"do": "approve", "theme": theme}
    return Verdict(tuple(taken.values()), columns=tuple(taken))


def _now(row: Row, column: str) -> str:
    return settled(str(row.cells.get(column, "")))


def _contradiction(now: ThemeNow, given: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the cell that goes against another one of the row, with the name of its message."""
    if given["merge"] and given["approve"]:
        return "approve", "merged"
    if given["merge"] and given["aside"]:
        return "aside", "merged"
    if given["merge"] and given["group"] != (now.parent or NONE):
        return "group", "merged"
    return ("approve", "aside") if given["approve"] and given["aside"] else None


def _bad(column: str, name: str) -> Verdict:
    return Verdict(problems=((column, str(words()[KEY]["problems"][name])),))
