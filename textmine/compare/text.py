"""A comparison for the terminal: exact numbers, for officers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textmine.compare.wording import direction, figure, heading, interval, nearest, notes, promise, wording

if TYPE_CHECKING:
    from textmine.compare.comparison import Compared, Comparison, Row
    from textmine.compare.said import SaidTheme

MARKS = {"grew": "↑", "faded": "↓", "unclear": "=", "few": "?", "apart": "=", "none": "~"}


def as_text(comparison: Comparison) -> str:
    """Return the comparison as lines of text."""
    words = wording()
    lines = [heading(comparison, 0), heading(comparison, 1)]
    for part in comparison.parts:
        lines += ["", *_questions(part)]
        for row in part.rows:
            lines += ["", *_row(row)]
    if not comparison.rows:
        lines += ["", words["nothing"]]
    return "\n".join([*lines, "", words["exact"].format(minimum=comparison.minimum), *notes(comparison)])


def _questions(part: Compared) -> Iterator[str]:
    words, asked = wording(), part.questions
    if not asked.same:
        yield words["question_other"]
    for entry, side in (("asked_old", asked.old), ("asked_new", asked.new)):
        for item in side:
            yield words[entry].format(wording=item.wording)
    if not (asked.old and asked.new):
        yield words["one_sided_old" if asked.old else "one_sided_new"]


def _row(row: Row) -> Iterator[str]:
    words = wording()
    mark = (
        MARKS[row.change.direction if row.change else "none"]
        if row.old and row.new
        else {"new": "+"}.get(row.kind, "-")
    )
    said = direction(row)
    if row.kind in ("split", "merged", "regrouped"):
        said = f"{words['kinds'][row.kind]}; {said}"
    yield f"{mark} {' / '.join(theme.title for theme in row.new or row.old)}: {said}"
    yield from _side(words["people_then"], row.old, figure(row.was, 0))
    yield from _side(words["people_now"], row.new, figure(row.now, 0))
    if row.change:
        yield f"    {words['change']}: {interval(row.change)}"
    yield from (f"    {text}" for text in (nearest(row), *map(promise, row.promises)) if text)


def _side(when: str, themes: tuple[SaidTheme, ...], said: str) -> Iterator[str]:
    if themes:
        names = " / ".join(f"{theme.title} ({theme.n_people})" if len(themes) > 1 else theme.title for theme in themes)
        yield f"    {when}: {names}: {said}"
