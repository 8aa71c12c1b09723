"""Which themes are to be published, how far each is, and which needs something next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from textmine.desk.snapshot import Snapshot
from textmine.model import Decision
from textmine.report.facts import family
from textmine.review.story import Story, story
from textmine.review.touched import overtaken
from textmine.text.folding import fold

MOST_STORIES = 5


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a theme as it stands.

    Attributes:
        people: Who did.
        wanted: How many different people have to.
        own: Whether the officer who looks at it is one of them.
        lapsed: Who approved what it does not say any more; empty where that does not matter.
    """

    people: tuple[str, ...]
    wanted: int
    own: bool
    lapsed: str

    @property
    def is_done(self) -> bool:
        """Whether enough people approved it."""
        return len(self.people) >= self.wanted

    @property
    def in_words(self) -> str:
        """What the desk says of it."""
        named = " and ".join(self.people)
        if self.is_done:
            return f"Approved by {named}"
        if self.people:
            return f"Approved by {named}; a second, different person has to approve it too"
        return f"Changed since {self.lapsed} approved it" if self.lapsed else "Not approved yet"


def approval_of(now: Snapshot, theme: str, officer: str) -> Approval:
    """Return who approved a theme as it stands."""
    people = now.reviewed.approved_by.get(theme, ())
    own = (fold(officer) or officer) in [fold(name) or name for name in people]
    lapsed = "" if people else now.reviewed.lapsed.get(theme, "")
    return Approval(people, now.config.publish.approvals, own, lapsed)


def published(now: Snapshot) -> list[str]:
    """Return the themes that are to be published, by question: groups, each before what is in it, then the others."""
    own = now.tables.themes
    families = [family(own[own["question_id"] == question]) for question in now.questions]
    return [name for known in families for row in known[None] for name in _with_below(now, known, row)]


def _with_below(now: Snapshot, known: Mapping[str | None, list[Any]], row: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield a theme and those below it; nothing of what is set aside, nor a group in which nothing is left."""
    if row.theme_id in now.reviewed.set_aside:
        return
    if row.theme_id not in now.groups:
        yield row.theme_id
        return
    below = [name for other in known[row.theme_id] for name in _with_below(now, known, other)]
    if below:
        yield from (row.theme_id, *below)


def needs(now: Snapshot, theme: str, officer: str) -> bool:
    """Tell whether a theme waits for something that this officer can do: an outcome, or an approval."""
    if theme not in now.groups and theme not in now.reviewed.outcomes:
        return True
    approval = approval_of(now, theme, officer)
    return not approval.is_done and not approval.own


def neighbours(now: Snapshot, theme: str, officer: str) -> tuple[str, str, str]:
    """Return the theme before and the one after, and the next one that needs something; empty where there is none."""
    every = published(now)
    if theme not in every:
        return "", "", next((name for name in every if needs(now, name, officer)), "")
    place = every.index(theme)
    after = [*every[place + 1 :], *every[:place]]
    waiting = next((name for name in after if needs(now, name, officer)), "")
    return every[place - 1] if place else "", every[place + 1] if place + 1 < len(every) else "", waiting


def the_theme(now: Snapshot, theme: str) -> Any:  # noqa: ANN401 - a named tuple of `themes`
    """Return the row of a theme.

    Raises:
        HTTPException: There is none.
    """
    if theme not in now.themes:
        raise HTTPException(404, "There is no such theme any more. See under “You said, we did” what there is.")
    return now.themes[theme]


def since_approval(now: Snapshot, theme: str) -> list[Story]:
    """Return what was decided about a theme since somebody approved it, the newest first."""
    log = now.reviewed.decisions
    given = [entry for entry in log if entry.do == "approve" and theme in entry.after.get("fingerprints", {})]
    standing = [entry.number for entry in given if entry.number not in now.undone]
    if not standing:
        return []
    later = [entry for entry in log[standing[-1] :] if _counts(entry, now, standing[-1])]
    found = overtaken([{"do": "approve", "theme": theme}], later, log)
    return [story(entry, dict(now.titled(list(now.themes))), log) for entry in reversed(found[-MOST_STORIES:])]


def _counts(entry: Decision, now: Snapshot, since: int) -> bool:
    """Tell whether a decision still changes something: not one that is undone, nor the undo of one as new."""
    target = entry.payload.get("decision") if entry.do == "undo" else None
    return entry.number not in now.undone and not (isinstance(target, int) and target > since)
