"""The engagement tracker: what was said, what was decided, by whom, what is done and what is due."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from textmine.archive.promises import STATES, Standing, State, last_day, standing_of
from textmine.archive.read import Kept, Stored
from textmine.language import headings
from textmine.publish.outcomes import SHORT
from textmine.publish.page import Text
from textmine.publish.texts import tagged
from textmine.publish.wording import british_date
from textmine.retention import in_words
from textmine.safe import csv_text, write_text

COLUMNS = (
    "reference", "state", "consultation", "organisation", "asked_on", "question", "theme", "people", "answered",
    "outcome", "what_was_decided", "because", "reason", "instead", "owner", "due", "done_on", "decided_by",
    "decided_on", "last_update", "updated_by", "updated_on", "note", "approved",
)  # fmt: skip


@cache
def wording() -> dict[str, Any]:
    """Return `data/tracker.toml`."""
    return tomllib.loads(files("textmine.archive").joinpath("data/tracker.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Line:
    """One theme in the tracker, all of it text.

    Attributes:
        facts: (label, value) such as why not, or what is done instead.
    """

    reference: str
    kind: str
    tag: str
    said: Text
    where: Text
    people: str
    decided: Text
    facts: tuple[tuple[str, Text], ...]
    owner: Text
    when: str
    last: Text
    approved: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one state."""

    anchor: str
    title: str
    note: str
    when: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tracker:
    """Every theme of the archive by how it stands, what is overdue first.

    Attributes:
        rows: Each theme with its consultation and how it stands, in order.
        today: The day by which promises were judged.
    """

    rows: tuple[tuple[Stored, Kept, Standing], ...]
    today: date

    @property
    def counts(self) -> dict[State, int]:
        """How many themes stand how."""
        return {state: sum(standing.state == state for *_, standing in self.rows) for state in STATES}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have lines, in order."""
        words = wording()
        return tuple(
            Section(
                state.replace("_", "-"),
                words["title"][state],
                words["note"][state],
                words["when"][state],
                tuple(_line(*row) for row in self.rows if row[2].state == state),
            )
            for state in STATES
            if self.counts[state]
        )

    def as_html(self) -> str:
        """Return the tracker as one accessible page that fetches nothing and runs no script."""
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

        environment = Environment(
            # The colours and type of the published page.
            loader=ChoiceLoader([PackageLoader("textmine.archive"), PackageLoader("textmine.publish")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        template = environment.get_template("tracker.html.j2")
        organisations = {one.organisation for one, *_ in self.rows if one.organisation}
        name = organisations.pop() if len(organisations) == 1 else ""
        return template.render(
            sections=self.sections, words=wording(), today=in_words(self.today), organisation=name
        ).lstrip()

    def as_csv(self) -> str:
        """Return the tracker as CSV, every cell defused."""
        return csv_text(COLUMNS, (_cells(*row) for row in self.rows))

    def write(self, folder: Path) -> list[Path]:
        """Write `tracker.html` and `tracker.csv`, and return their paths."""
        texts = {folder / "tracker.html": self.as_html(), folder / "tracker.csv": self.as_csv()}
        for path, text in texts.items():
            write_text(path, text)
        return list(texts)

    def _repr_html_(self) -> str:
        """Show in a notebook how many themes stand how."""
        words = wording()["title"]
        rows = "".join(f'<tr><th scope="row">{words[state]}</th><td>{n}</td></tr>' for state, n in self.counts.items())
        return f"<p><strong>Engagement tracker</strong>, {in_words(self.today)}</p><table><tbody>{rows}</tbody></table>"


def make_tracker(consultations: Sequence[Stored], themes: Sequence[Kept], today: date) -> Tracker:
    """Return the tracker: groups of themes have no outcome of their own and are left out.

    Args:
        consultations: Those of the archive.
        themes: Their themes.
        today: The day to judge promises by.
    """
    whose = {one.number: one for one in consultations}
    groups = {(theme.number, theme.parent_id) for theme in themes}
    rows = [
        (whose[theme.number], theme, standing_of(theme.outcome, theme.updates, today))
        for theme in themes
        if (theme.number, theme.theme_id) not in groups
    ]
    return Tracker(tuple(sorted(rows, key=_order)), today)


def _order(row: tuple[Stored, Kept, Standing]) -> tuple[int, date, int, str]:
    """By state; what is due by its day, the earliest first, without one last; what was done, as it was."""
    one, theme, standing = row
    return STATES.index(standing.state), last_day(standing.due) or date.max, one.number, theme.theme_id


def _line(one: Stored, theme: Kept, standing: Standing) -> Line:
    outcome, words = theme.outcome, headings("en")
    kind = outcome.outcome if outcome else "undecided"
    facts: list[tuple[str, Text]] = []
    if outcome:
        if outcome.because and outcome.because != "other":
            facts.append((words["because"], tagged(words[f"because_{outcome.because}"])))
        facts += [(words["why"], tagged(outcome.reason))] if outcome.reason.strip() else []
        facts += [(words["instead"], tagged(outcome.instead))] if outcome.instead.strip() else []
    return Line(
        reference=theme.reference,
        kind=kind if kind in SHORT else "still_deciding",
        tag=words[f"label_{SHORT[kind]}"] if kind in SHORT else wording()["undecided"],
        said=tagged(theme.title),
        where=tagged(", ".join(filter(None, (one.title, british_date(one.asked_on))))),
        people=_people(theme),
        decided=tagged(outcome.text if outcome else ""),
        facts=tuple(facts),
        owner=tagged(outcome.owner if outcome else ""),
        when=british_date(standing.done_on or standing.due) or wording()["no_date"],
        last=tagged(_last(standing)),
        approved=bool(theme.approved_by),
    )


def _people(theme: Kept) -> str:
    """Return how many people raised a theme, as the consultation publishes it."""
    people, base = theme.shown.get("people", ""), theme.shown.get("base", "")
    return wording()["people"].format(people=people, base=base.lower()) if people and base else people


def _last(standing: Standing) -> str:
    """Say what was recorded last."""
    last = standing.last
    if last is None:
        return ""
    said = wording()["status"][last.status].format(by=last.by, on=british_date(last.at))
    return f"{said} {last.note}".strip()


def _cells(one: Stored, theme: Kept, standing: Standing) -> list[object]:
    outcome, last = theme.outcome, standing.last
    parts = ("outcome", "text", "because", "reason", "instead", "owner")
    decided = [getattr(outcome, part) if outcome else "" for part in parts]
    return [
        theme.reference,
        standing.state,
        one.title,
        one.organisation,
        one.asked_on,
        theme.question,
        theme.title,
        theme.shown.get("people", ""),
        theme.shown.get("base", ""),
        *decided,
        standing.due,
        standing.done_on,
        theme.decided_by,
        theme.decided_at[:10],
        last.status if last else "",
        last.by if last else "",
        last.at[:10] if last else "",
        last.note if last else "",
        "yes" if theme.approved_by else "no",
    ]
