"""Which open questions of two consultations are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from textmine.config import did_you_mean
from textmine.errors import ConfigError, InputError
from textmine.schema import rows
from textmine.text.folding import fold

if TYPE_CHECKING:
    from textmine.tables import Tables

How = Literal["wording", "told", "different"]
"""Questions with (almost) the same wording; those somebody said are the same; all others."""
CLOSE = 0.85
"""Share of the characters of two wordings that agree, from which on they are the same question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question."""

    question_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class Paired:
    """Questions whose themes are compared with each other.

    Shares can be compared where people were asked the same; where they were not, only what was said can.
    """

    old: tuple[Asked, ...]
    new: tuple[Asked, ...]
    how: How

    @property
    def same(self) -> bool:
        """Whether people were asked the same."""
        return self.how != "different"


def asked_in(tables: Tables) -> list[Asked]:
    """Return the open questions of an analysis that have themes."""
    themed = set(tables.themes["question_id"])
    return [Asked(row.question_id, row.wording) for row in rows(tables.open_questions) if row.question_id in themed]


def pair_questions(old: Sequence[Asked], new: Sequence[Asked], told: Sequence[tuple[str, str]] = ()) -> list[Paired]:
    """Return what is to be compared with what: each question once.

    Args:
        old: The open questions of the older consultation.
        new: Those of the newer one.
        told: Ids of questions (older, newer) that somebody says are the same. They come first, then those with the
            same wording; what is left is compared all with all.

    Raises:
        InputError: There is no such question, or one is named twice.
    """
    _check(old, new, told)
    olds, news = {item.question_id: item for item in old}, {item.question_id: item for item in new}
    found = [Paired((olds.pop(first),), (news.pop(second),), "told") for first, second in told]
    close = [
        (_closeness(one, other), -place, one, other)
        for place, one in enumerate(olds.values())
        for other in news.values()
    ]
    close.sort(key=lambda item: item[:2], reverse=True)
    for closeness, _, one, other in close:
        if closeness >= CLOSE and one.question_id in olds and other.question_id in news:
            found.append(Paired((olds.pop(one.question_id),), (news.pop(other.question_id),), "wording"))
    if olds or news:
        found.append(Paired(tuple(olds.values()), tuple(news.values()), "different"))
    return found


def _closeness(one: Asked, other: Asked) -> float:
    first, second = fold(one.wording), fold(other.wording)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 0.0


def _check(old: Sequence[Asked], new: Sequence[Asked], told: Sequence[tuple[str, str]]) -> None:
    """Refuse questions that are not there.

    Raises:
        InputError: Each of them, with what there is.
    """
    problems = []
    for side, known, named in (
        ("older", old, [first for first, _ in told]),
        ("newer", new, [second for _, second in told]),
    ):
        ids = tuple(item.question_id for item in known)
        listed = ", ".join(f"`{name}`" for name in ids) or "none"
        problems += [
            f"the {side} consultation has no open question `{name}`.{did_you_mean(name, ids)} It has: {listed}."
            for name in named
            if name not in ids
        ]
        problems += [f"`{name}` is named twice." for name in dict.fromkeys(named) if named.count(name) > 1]
    if problems:
        raise InputError(problems)


def parse_told(options: Sequence[str]) -> list[tuple[str, str]]:
    """Return the questions that options such as `c10=c6` say are the same.

    Raises:
        ConfigError: One is not of that form.
    """
    found = [tuple(part.strip() for part in option.split("=")) for option in options]
    wrong = [option for option, pair in zip(options, found, strict=True) if len(pair) != 2 or not all(pair)]
    if wrong:
        raise ConfigError([f"--question takes OLD=NEW, two ids of open questions, not `{option}`." for option in wrong])
    return [(pair[0], pair[1]) for pair in found]
