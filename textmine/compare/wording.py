"""What a comparison says, in words: from package data, for the terminal, the page and the table alike."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from textmine.draft.quantities import whole_percent
from textmine.publish.wording import british_date, capital, in_words

if TYPE_CHECKING:
    from textmine.compare.change import Change, Count
    from textmine.compare.comparison import Comparison, Promise, Row


@cache
def wording() -> dict[str, Any]:
    """Return `data/wording.toml`."""
    return tomllib.loads(files("textmine.compare").joinpath("data/wording.toml").read_text(encoding="utf-8"))


def figure(count: Count | None, minimum: int) -> str:
    """Return how many people raised something; numbers below the minimum are not told, and 0 tells all."""
    words = wording()
    if count is None:
        return str(words["not_counted"])
    if count.base < minimum:
        return str(words["few_base"]).format(minimum=in_words(minimum))
    if count.n < minimum:
        return str(words["few"]).format(minimum=in_words(minimum), base=f"{count.base:,}")
    return str(words["figure"]).format(
        n=f"{count.n:,}", base=f"{count.base:,}", percent=whole_percent(count.n, count.base)
    )


def direction(row: Row) -> str:
    """Say how a share changed, or that this cannot be told; or how themes stand to each other where nothing did."""
    words = wording()["direction"]
    if row.kind in ("new", "gone", "maybe"):
        return capital(str(wording()["kinds"][row.kind]))
    return str(words[row.change.direction if row.change else "none"])


def interval(change: Change) -> str:
    """Return the interval of a change in percentage points."""
    return str(wording()["interval"]).format(low=_points(change.low), high=_points(change.high))


def _points(value: float) -> str:
    """Return a difference of shares with its sign, as people write it."""
    points = round(100 * value)
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def promise(given: Promise) -> str:
    """Return what was decided about a theme last time, in one paragraph."""
    words, outcome = wording(), given.outcome
    when = words["promise_when"].format(year=given.year) if given.year else ""
    lead = words["promise"].format(
        theme=given.theme.title, when=when, did=words["did"][outcome.outcome], text=outcome.text
    )
    more = {"why": outcome.reason, "instead": outcome.instead, "owner": outcome.owner, "date": outcome.date}
    fills = {"why": "reason"}
    parts = [
        words[f"promise_{name}"].format(**{fills.get(name, name): british_date(text) if name == "date" else text})
        for name, text in more.items()
        if text.strip()
    ]
    return " ".join([lead, *parts])


def nearest(row: Row) -> str:
    """Say which theme of the other consultation is nearest to what is new or gone; empty where none is near."""
    if row.nearest is None:
        return ""
    return str(wording()["nearest_new" if row.old else "nearest_old"]).format(title=row.nearest.title)


def notes(comparison: Comparison) -> Iterator[str]:
    """Yield what has to be known about a comparison."""
    words = wording()
    for entry in comparison.notes:
        yield words["notes"][entry]
    for side, number in zip(("left_out_old", "left_out_new"), comparison.left_out, strict=True):
        if number:
            yield words[side][number != 1].format(n=number)


def heading(comparison: Comparison, place: int) -> str:
    """Return how the older (0) or newer (1) consultation is called."""
    words = wording()
    when, title = words[("last", "this")[place]], comparison.titles[place]
    return str(words["with_title"].format(when=when, title=title)) if title else str(when)
