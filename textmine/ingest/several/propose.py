"""What consultation.toml might say about files whose wording differs: proposed, never done unasked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from textmine.config import Config
from textmine.ingest.plan import Planned
from textmine.ingest.several.matching import by_size, settings_of
from textmine.ingest.several.options import spelled
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import fold
from textmine.model import GROUP_ROLES, Role

ALIKE = 0.3
"""Share of words (and options) in common from which two wordings are proposed as one question."""
_FEW_OPTIONS = 12
_EMPTY = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line that consultation.toml might hold under `[files."NAME"]`.

    Attributes:
        file: The file it is about.
        what: `columns` or `options`.
        here: The heading or option of this file.
        there: The heading or option of the larger files.
        why: What speaks for it.
    """

    file: str
    what: str
    here: str
    there: str
    why: str


def proposals(tables: Sequence[Table], plan: Sequence[Planned], config: Config) -> tuple[Proposal, ...]:
    """Return what might be matched by an officer, for every file after the largest."""
    order = by_size(tables)
    found: list[Proposal] = []
    for at, file in enumerate(order):
        found += _columns(tables, plan, file, frozenset(order[:at]))
        found += _options(tables, plan, file, order[:at], config)
    return tuple(found)


def _columns(
    tables: Sequence[Table], plan: Sequence[Planned], file: int, earlier: frozenset[int]
) -> Iterator[Proposal]:
    """Yield columns of a file that ask what a column of a larger file asks in other words."""
    asked = [column for column in plan if column.is_question]
    mine = [column for column in asked if file in column.column.files and not column.column.files & earlier]
    theirs = [column for column in asked if file not in column.column.files and column.column.files & earlier]
    scored = [
        (_similarity(tables, one, other), one, other)
        for one in mine
        for other in theirs
        if _family(one.role) == _family(other.role)
    ]
    used: set[str] = set()
    for score, one, other in sorted(scored, key=lambda item: -item[0]):
        if score < ALIKE or one.question_id in used or other.question_id in used:
            continue
        used |= {one.question_id, other.question_id}
        why = f"both are {_in_words(one.role)}, {score:.0%} alike"
        yield Proposal(tables[file].name, "columns", one.column.name, other.column.name, why)


def _family(role: Role) -> str:
    """Return what is compared with what: a question in people's own words never with one that has options."""
    if role in ("equality", "geography", "open"):
        return role
    return "closed"


def _in_words(role: Role) -> str:
    """Say what kind of questions two are."""
    kinds = {"open": "questions in people's own words", "closed": "questions with options"}
    return kinds.get(_family(role), f"{role} questions")


def _similarity(tables: Sequence[Table], one: Planned, other: Planned) -> float:
    """Return how alike two questions are: words in common, or options in common where they have any."""
    words = _dice(_content_words(one.column.name), _content_words(other.column.name))
    options = _dice(_rungs(one.column.values(tables)), _rungs(other.column.values(tables)))
    return max(words, (words + options) / 2)


def _dice(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _content_words(heading: str) -> frozenset[str]:
    """Return the longer words of a heading, cut to their first letters so that endings do not matter."""
    return frozenset(word[:5] for word in fold(heading).split() if len(word) > 3)


@cache
def _scales() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Read the scales."""
    text = (files("textmine.ingest") / "data" / "scales.toml").read_text(encoding="utf-8")
    return tuple(tuple(tuple(map(fold, rung)) for rung in scale["rungs"]) for scale in tomllib.loads(text)["scale"])


def _rungs(values: Sequence[str]) -> frozenset[str]:
    """Return the options of a column, each as the rung of a scale where it is one; none where they are many."""
    options = {fold(value) for value in set(values)} - {""}
    if len(options) > _FEW_OPTIONS:
        return _EMPTY
    rungs = best_scale(options)
    return frozenset(str(rungs.get(option, option)) for option in options)


def best_scale(options: set[str] | frozenset[str]) -> Mapping[str, int]:
    """Return option → rung, by the scale that knows most of the options."""
    scales = [{wording: rung for rung, wordings in enumerate(scale) for wording in wordings} for scale in _scales()]
    return max(scales, key=lambda scale: sum(option in scale for option in options))


def _options(
    tables: Sequence[Table], plan: Sequence[Planned], file: int, earlier: Sequence[int], config: Config
) -> Iterator[Proposal]:
    """Yield options of a file that larger files word differently."""
    said = {spelled(option) for option in (*settings_of(tables[file].file, config).options, *config.options)}
    done: set[str] = set()
    for column in plan:
        place = column.column.places[file]
        if column.role not in GROUP_ROLES or place is None or not column.column.files & set(earlier):
            continue
        theirs = _counted_before(tables, column, earlier)
        mine = list(dict.fromkeys(tables[file].columns[place].values))
        for option in mine:
            key = spelled(option)
            there = None if not key or key in said or key in done or key in theirs else _same_rung(option, mine, theirs)
            if there is not None:
                done.add(key)
                yield Proposal(tables[file].name, "options", option.strip(), there, "as high on its scale")


def _counted_before(tables: Sequence[Table], column: Planned, earlier: Sequence[int]) -> dict[str, str]:
    """Return the options that larger files have for a question: for comparing → as written."""
    found: dict[str, str] = {}
    for file in earlier:
        place = column.column.places[file]
        for value in tables[file].columns[place].values if place is not None else ():
            found.setdefault(spelled(value), value.strip())
    found.pop("", None)
    return found


def _same_rung(option: str, mine: Sequence[str], theirs: Mapping[str, str]) -> str | None:
    """Return the option of the larger files that stands as high on their scale as this one on its own, if one does.

    Args:
        option: An option of this file.
        mine: All the options of this file.
        theirs: The options of the larger files.
    """
    own = best_scale({fold(written) for written in mine})
    others = best_scale({fold(written) for written in theirs.values()})
    rung = own.get(fold(option))
    same = [written for written in theirs.values() if rung is not None and others.get(fold(written)) == rung]
    return same[0] if len(same) == 1 else None


def about_proposals(found: Sequence[Proposal]) -> tuple[str, ...]:
    """Say in plain sentences what an officer may want to match."""
    return tuple(
        f"`{proposal.here}` of `{proposal.file}` may be `{proposal.there}` ({proposal.why}), and is kept apart. "
        f"`textmine inspect FILES --write consultation.toml` writes down how to match it."
        for proposal in found
    )
