"""What was decided, each decision in one plain sentence; several alike in a row can be summed up.

Titles of themes and ids of answers are named, as they were when the decision was taken. The words of answers,
descriptions, draft sentences, reasons and translations are not: they stay in the log.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from textmine.model import Decision
from textmine.review.telling import Part, Value, counted, filled, listed_titles, parts_of, text_in, title_of, wording

CLOSE = timedelta(minutes=5)
"""Decisions further apart than this are not summed up."""


@dataclass(frozen=True, slots=True)
class Story:
    """One decision, or several alike in a row, as people read it.

    Attributes:
        parts: What was done, titles apart.
        by: Who decided.
        when: Local date and time in words; from the first to the last where there are several.
        decisions: Those it is about, in the order given.
    """

    parts: tuple[Part, ...]
    by: str
    when: str
    decisions: tuple[Decision, ...]

    @property
    def text(self) -> str:
        """What was done, such as `Renamed “Lights” to “Street lights”`."""
        return "".join(part.text for part in self.parts)


def story(decision: Decision, titles: Mapping[str, str] | None = None, past: Sequence[Decision] = ()) -> Story:
    """Return a decision as people read it.

    Args:
        decision: One of the log.
        titles: Today's titles of themes, for those whose title the decision did not record.
        past: The log, so that an undo can say what it undid; without it only the kind is said.
    """
    return Story(tuple(parts_of(decision, titles or {}, past)), decision.by, _span([decision]), (decision,))


def fold(
    decisions: Iterable[Decision],
    titles: Mapping[str, str] | None = None,
    past: Sequence[Decision] = (),
    apart: Collection[int] = (),
) -> list[Story]:
    """Return decisions as people read them; those of one person and verb that follow each other soon become one.

    Args:
        decisions: In the order of the log, or the newest first.
        titles: As for `story`.
        past: As for `story`.
        apart: Numbers of decisions that are not put together with others, such as those undone.
    """
    runs: list[list[Decision]] = []
    for decision in decisions:
        if runs and _alike(runs[-1][-1], decision, apart):
            runs[-1].append(decision)
        else:
            runs.append([decision])
    return [story(run[0], titles, past) if len(run) == 1 else _summed_up(run, titles or {}) for run in runs]


def _alike(one: Decision, other: Decision, apart: Collection[int]) -> bool:
    """Tell whether two decisions in a row are one piece of somebody's work."""
    if (one.by, one.do) != (other.by, other.do) or one.number in apart or other.number in apart:
        return False
    first, second = _moment(one.at), _moment(other.at)
    return first is not None and second is not None and abs(second - first) <= CLOSE


def _summed_up(run: Sequence[Decision], titles: Mapping[str, str]) -> Story:
    """Return several decisions of one person and verb as one sentence."""
    themes = {text_in(decision, "theme"): decision for decision in run if text_in(decision, "theme")}
    answers = {tuple(map(str, decision.payload.get("answer") or ())) for decision in run}
    one = next(iter(themes.items())) if len(themes) == 1 else None
    values: dict[str, Value] = {
        "themes": listed_titles([title_of(one[1], one[0], titles)]) if one else counted("themes", len(themes)),
        "answers": counted("answers", len(answers)),
        "made": counted("themes", len(run)),
        **{name: counted(name, len(run)) for name in ("sentences", "decisions", "translations", "times")},
    }
    do = run[0].do if run[0].do in wording()["many"] else "other"
    return Story(tuple(filled("many", do, values)), run[0].by, _span(run), tuple(run))


def _moment(at: str) -> datetime | None:
    """Return when, in local time; None for what is no date."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


def _span(run: Sequence[Decision]) -> str:
    """Say when, in local time, from the first to the last."""
    words = wording()["when"]
    moments = sorted(moment for decision in run if (moment := _moment(decision.at)))
    if not moments:
        return run[0].at

    def said(moment: datetime) -> str:
        month = words["months"][moment.month - 1]
        return str(words["moment"].format(day=moment.day, month=month, year=moment.year, clock=f"{moment:%H:%M}"))

    first, last = moments[0], moments[-1]
    if said(first) == said(last):
        return said(first)
    if first.date() == last.date():
        return str(words["within_day"].format(first=said(first), last=f"{last:%H:%M}"))
    return str(words["over_days"].format(first=said(first), last=said(last)))
