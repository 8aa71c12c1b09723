"""What only all the columns together tell: one id, one consent, the lines of a grid, words beside an option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import rule
from textmine.model import Role

_TAKEN_FOR = frozenset({"closed_single", "closed_multi", "rating", "ignore"})
"""What thin answers to an open question may have been taken for."""


def keep_one_id(evidence: Sequence[Evidence], files: Sequence[frozenset[int]], guesses: list[Guess]) -> None:
    """Keep each file's best id: one whose values all differ and are all there, then the plainest heading."""
    found = [index for index, guess in enumerate(guesses) if guess.role == "id"]

    def merit(index: int) -> tuple[bool, bool, int, int]:
        item = evidence[index]
        strong = rule("id").rank(item.heading)
        rank = 1000 if strong is None else strong
        whole = item.shape.filled == len(item.values)
        return (not (item.shape.unique and whole), strong is None, rank, index)

    have: set[int] = set()
    for index in sorted(found, key=merit):
        if files[index] <= have:
            guesses[index] = Guess("ignore", 0.7, "reads like an id, but another column is the response id")
        have |= files[index]


def keep_first(role: Role, files: Sequence[frozenset[int]], guesses: list[Guess]) -> None:
    """Keep each file's first guess of a role that a response can have only once."""
    have: set[int] = set()
    for index, guess in enumerate(guesses):
        if guess.role != role:
            continue
        if files[index] <= have:
            guesses[index] = Guess("ignore", 0.5, "an earlier column already answers this")
        have |= files[index]


def lines_of_grids(evidence: Sequence[Evidence], guesses: list[Guess]) -> None:
    """Take closed columns that are statements of one question for the lines of a grid."""
    places = [index for index, item in enumerate(evidence) if item.question]
    for _, group in groupby(places, key=lambda index: evidence[index].question):
        members = [index for index in group if guesses[index].role in ("closed_single", "rating")]
        for index in members if len(members) > 1 else ():
            guesses[index] = replace(
                guesses[index], role="matrix", reason="one of several statements of a question, each with its answer"
            )


def words_beside(evidence: Sequence[Evidence], guesses: list[Guess]) -> None:
    """Take "Other, please specify" beside a question about people for a part of that question."""
    asked = {item.heading: guess for item, guess in zip(evidence, guesses, strict=True)}
    for index, item in enumerate(evidence):
        before = guesses[index - 1] if index and item.says("asks_other") else None
        question = asked.get(item.question) or before
        if guesses[index].role == "open" and question and question.role in ("equality", "geography"):
            guesses[index] = Guess(question.role, 0.75, "the words beside a question about who people are")


def only_text_column(evidence: Sequence[Evidence], guesses: list[Guess]) -> None:
    """Take the only column there is to analyse for the open question, however short its values."""
    if any(guess.role == "open" for guess in guesses):
        return
    if len(guesses) == 1:
        left = [0] if evidence[0].shape.filled and evidence[0].shape.emails < 0.5 else []
    else:
        left = [index for index, guess in enumerate(guesses) if guess.unknown]
    asking = [i for i, guess in enumerate(guesses) if evidence[i].asks and guess.role in _TAKEN_FOR]
    if asking:
        for index in asking:
            guesses[index] = Guess("open", 0.6, "the heading asks for words, and no other column holds any")
    elif len(left) == 1:
        guesses[left[0]] = Guess("open", 0.6, "the only column that can hold answers in people's own words")
