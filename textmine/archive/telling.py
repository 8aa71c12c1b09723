"""What the archive says on a terminal, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textmine.archive.promises import Standing
from textmine.archive.read import Kept, Size, Stored, is_past
from textmine.language import language_name
from textmine.publish.wording import british_date, one_line
from textmine.retention import in_words

if TYPE_CHECKING:
    from pathlib import Path

    from textmine.archive.results import Match, Result, Results
    from textmine.archive.similar import Likeness, Similar
    from textmine.archive.tracker import Tracker
    from textmine.archive.write import Added

_STATES = {
    "overdue": "overdue",
    "due": "promised",
    "deciding": "still deciding",
    "could_not": "could not",
    "done": "done",
    "undecided": "nothing decided yet",
}


_STATUS = {"kept": "was kept", "moved": "is moved", "dropped": "is dropped", "reopened": "is open again"}


def state_words(state: str) -> str:
    """Return how something stands in words."""
    return _STATES[state]


def counted_people(theme: Kept) -> str:
    """Return how many people raised a theme, for use in house: exact.

    Example: `21 of 191 people`.
    """
    return f"{theme.n_people:,} of {theme.base:,} people" if theme.base else f"{theme.n_people:,} people"


def decided_line(theme: Kept, standing: Standing) -> str:
    """Say what was decided about a theme, by whom, and how it stands."""
    outcome = theme.outcome
    if outcome is None:
        return "Nothing was decided yet."
    parts = [f"{state_words(standing.state).capitalize()}: {outcome.text}".strip()]
    if standing.state == "could_not" and outcome.reason:
        parts.append(f"Why: {outcome.reason}")
    if outcome.instead:
        parts.append(f"Instead: {outcome.instead}")
    if outcome.owner:
        parts.append(f"({outcome.owner}{_when(standing)})")
    elif _when(standing):
        parts.append(f"({_when(standing).removeprefix(', ')})")
    if standing.last:
        parts.append(_updated(standing))
    return " ".join(parts)


def _when(standing: Standing) -> str:
    if standing.done_on:
        return f", {british_date(standing.done_on)}"
    return f", by {british_date(standing.due)}" if standing.due else ""


def _updated(standing: Standing) -> str:
    """Say what was recorded last."""
    last = standing.last
    if last is None:
        return ""
    note = f": {last.note}" if last.note else "."
    return f"It {_STATUS[last.status]}, {last.by} recorded on {british_date(last.at)}{note}"


def place(one: Stored) -> str:
    """Return a consultation with its organisation and date on one line."""
    return one_line(", ".join(filter(None, (one.title, one.organisation, british_date(one.asked_on)))))


def spoken(match: Match) -> str:
    """Return a text that was found, with the language it is in where that is not English."""
    other = match.language not in ("en", "und", "zxx")
    own = f" ({language_name(match.language)})" if other else ""
    made = f" (translation by {match.translator})" if match.translator else ""
    inside = " [in-house, not for publication]" if match.kind == "answer" else ""
    return f"“{one_line(match.text)}”{own}{made}{inside}"


def results_text(results: Results) -> str:
    """Return what a search found."""
    lines = [*results.notes]
    if not results.found:
        return "\n".join([*lines, "Nobody has told us about this, as far as the archive knows."])
    for number, result in enumerate(results.found, start=1):
        lines += ["", *_result_lines(number, result)]
    return "\n".join(lines).strip("\n")


def _result_lines(number: int, result: Result) -> Iterator[str]:
    theme = result.theme
    people = f" ({counted_people(theme)})" if theme else ""
    yield f"{number}. {one_line(result.title)}{people}"
    mark = "" if result.consultation.is_approved or (theme and theme.approved_by) else " [not approved]"
    yield f"   {place(result.consultation)} [{theme.reference if theme else result.consultation.number}]{mark}"
    yield from (f"   {spoken(match)}" for match in result.matches if match.text != result.title)
    if theme and result.standing:
        yield f"   {one_line(decided_line(theme, result.standing))}"


def added_text(added: Added, path: str) -> str:
    """Say what was added."""
    themes = "1 theme" if added.themes == 1 else f"{added.themes} themes"
    lines = [f"{'Replaced' if added.replaced else 'Added'} in {path}: {added.number}, “{one_line(added.title)}”."]
    if added.replaced and not added.changes:
        lines = [f"Nothing has changed: {added.number}, “{one_line(added.title)}”, is in {path} as it is."]
    lines.append(f"  {themes}, {added.outcomes} with an outcome; {_answers(added.answers)}.")
    lines += [f"  Changed: {line}" for line in added.changes]
    lines += [f"  Left out: {line}" for line in added.left_out]
    if added.namesakes:
        numbers = ", ".join(map(str, added.namesakes))
        lines.append(
            f"  There is another consultation of this title ({numbers}). If this is a newer export of it, remove the "
            f"older: textmine archive remove {added.namesakes[0]}; or add this one with --replaces."
        )
    return "\n".join(lines)


def _answers(number: int) -> str:
    return f"{number:,} texts in people's own words" if number else "no text in people's own words"


def list_text(consultations: Sequence[Stored], sizes: Mapping[int, Size], path: str) -> str:
    """List what is in the archive."""
    if not consultations:
        return f"{path} holds no consultation yet."
    lines = []
    for one in consultations:
        marks = [] if one.is_approved else ["not approved"]
        marks += (
            [f"{sizes[one.number].verbatim:,} texts in people's own words, until {british_date(one.keep_until)}"]
            if one.keep_until
            else []
        )
        mark = f" [{'; '.join(marks)}]" if marks else ""
        lines.append(f"{one.number}. {place(one)}{mark}")
        by = f", approved by {', '.join(one.approved_by)}" if one.approved_by else ""
        lines.append(
            f"   {one.responses:,} responses, {sizes[one.number].themes} themes; added {british_date(one.added_at)}"
            f"{f' by {one.added_by}' if one.added_by else ''}{by}"
        )
    return "\n".join(lines)


def similar_text(similar: Similar) -> str:
    """Say what of an analysis has been asked or said before."""
    lines = [*similar.notes]
    for question in similar.questions:
        lines.append(f"Question: {one_line(question.title)}")
        lines += [
            f"  Asked before: “{one_line(like.text)}” in {place(like.consultation)}" for like in question.likenesses
        ]
        lines += [] if question.likenesses else ["  Nothing like it was asked before."]
    for theme in similar.themes:
        lines.append(f"{theme.theme_id}  {one_line(theme.title)}")
        lines += [line for like in theme.likenesses for line in _likeness_lines(like)]
        lines += [] if theme.likenesses else ["  Nothing like it was said before."]
    return "\n".join(lines)


def _likeness_lines(like: Likeness) -> Iterator[str]:
    theme = like.theme
    reference = f" [{theme.reference}]" if theme else ""
    people = f" ({counted_people(theme)})" if theme else ""
    yield f"  Said before: {one_line(like.text)}{people}, {place(like.consultation)}{reference}"
    if theme and like.standing:
        yield f"    {one_line(decided_line(theme, like.standing))}"


def overdue_note(consultations: Sequence[Stored], today: date) -> str:
    """Say that people's own words were to be kept until a day that has passed; empty if not."""
    past = [one for one in consultations if is_past(one.keep_until, today)]
    if not past:
        return ""
    number = "1 consultation" if len(past) == 1 else f"{len(past)} consultations"
    first = in_words(min(date.fromisoformat(str(one.keep_until)) for one in past))
    return (
        f"People's own words in {number} were to be kept until {first} and are not shown any more. Remove them: "
        "textmine archive purge."
    )


def recorded_text(theme: Kept) -> str:
    """Say what was recorded about a promise."""
    last = theme.updates[-1]
    when = f" ({british_date(last.date)})" if last.date else ""
    return f"Recorded: “{one_line(theme.title)}” ({theme.reference}) {_STATUS[last.status]}{when}, by {last.by}."


def tracker_text(tracker: Tracker, written: Sequence[Path]) -> str:
    """Say what is in the tracker, and where it is."""
    said = [f"{number} {state_words(state)}" for state, number in tracker.counts.items() if number]
    return "\n".join([f"Themes: {', '.join(said) or 'none yet'}.", *map(str, written)])


def removed_text(old: Stored, copies: Sequence[Path]) -> str:
    """Say what was removed."""
    return "\n".join([f"Removed: {old.number}, “{one_line(old.title)}”.", *_copies_left(copies)])


def purged_text(done: Sequence[tuple[Stored, int]], copies: Sequence[Path]) -> str:
    """Say which of people's own words were removed."""
    lines = [f"Removed: {number:,} texts of {one.number}, “{one_line(one.title)}”." for one, number in done]
    lines = lines or ["Nothing to remove: no day until which people's own words are kept has passed."]
    return "\n".join([*lines, *_copies_left(copies)])


def _copies_left(copies: Sequence[Path]) -> list[str]:
    """Say which copies of an earlier version are still there."""
    if not copies:
        return []
    names = ", ".join(path.name for path in copies)
    return [f"Copies from when the archive was brought up to date hold what they held: {names}. Delete them, too."]
