"""What no decision changes, worked out once for an analysis: texts made plain or sent by several, groups, vectors."""

from __future__ import annotations

import secrets
from functools import cached_property

import numpy as np
import numpy.typing as npt
import regex

from textmine.desk.campaigns import Campaigns
from textmine.review.state import Answer
from textmine.tables import Tables
from textmine.text import normalise
from textmine.themes.stopwords import stop_words

MOST_VALUES = 60
"""Values of a column that answers can be told apart by; one with more is no group."""


class Fixed:
    """What follows from the machine's tables alone.

    Args:
        machine: The tables as the machine computed them.

    Attributes:
        run: Tells the analysis from the one that was in the folder before it was replaced.
    """

    def __init__(self, machine: Tables) -> None:
        self.machine = machine
        self.run = secrets.token_hex(4)

    @cached_property
    def plain_texts(self) -> dict[Answer, str]:
        """The answers' texts as they are searched: normalised, case folded."""
        own = self.machine.responses
        rows = zip(own["response_id"], own["question_id"], own["text"], strict=True)
        return {(response, question): plain(text) for response, question, text in rows}

    @cached_property
    def campaigns(self) -> Campaigns:
        """The texts that several people sent."""
        return Campaigns(self.machine.responses)

    @cached_property
    def groups(self) -> dict[str, str]:
        """Columns of `respondents` that people can be told apart by: name → the question's wording."""
        own = self.machine.questions
        wording = dict(zip(own["question_id"], own["wording"], strict=True))
        found = {name: wording[name] for name in self.machine.respondents.columns if name in wording}
        return {name: words for name, words in found.items() if 1 < len(self.values(name)) <= MOST_VALUES}

    @cached_property
    def held(self) -> dict[str, dict[str, str]]:
        """Column of `respondents` → response_id → what stands in it; empty where nothing does."""
        own = self.machine.respondents
        people = own["response_id"].tolist()
        return {
            str(name): dict(zip(people, own[name].astype("object").fillna("").map(str), strict=True))
            for name in own.columns
        }

    def values(self, column: str) -> tuple[str, ...]:
        """Return what stands in a column of `respondents`, in order."""
        return tuple(sorted(set(self.held.get(column, {}).values()) - {""}))

    @cached_property
    def points(self) -> dict[Answer, list[int]]:
        """Answer → its rows of `vectors`, in order."""
        found: dict[Answer, list[int]] = {}
        own = self.machine.vectors
        for place, answer in enumerate(zip(own["response_id"], own["question_id"], strict=True)):
            found.setdefault(answer, []).append(place)
        return found

    @cached_property
    def point_spans(self) -> list[tuple[int, int]]:
        """Where in its answer each row of `vectors` is: (start, end)."""
        own = self.machine.vectors
        return list(zip(own["start"].tolist(), own["end"].tolist(), strict=True))

    @property
    def vectors(self) -> npt.NDArray[np.float32]:
        """(n, d) unit vectors, one per row of `vectors`."""
        return self.machine.vector_array


def plain(text: object) -> str:
    """Return a text as it is searched."""
    return normalise(text).casefold() if isinstance(text, str) else ""


_LETTER = regex.compile(r"[\p{L}\p{N}]")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


def sought(text: str) -> list[regex.Pattern[str]]:
    """Return what finds the words of a search in texts made plain: a word, or the beginning of one.

    Words such as "the" are not looked for where there are others. In scripts without spaces words begin anywhere.

    Example:
        >>> [bool(word.search(plain("Street lights!"))) for word in sought("the light")]
        [True]
        >>> [bool(word.search(plain("A delight"))) for word in sought("light")]
        [False]
    """
    words = plain(text).split()
    telling = [word for word in words if word not in stop_words()] or words
    return [_beginning(word) for word in telling]


def _beginning(word: str) -> regex.Pattern[str]:
    """Return what finds a word where one begins; an emoji anywhere."""
    bound = r"(?<![\p{L}\p{M}\p{N}])" if _LETTER.match(word) and not _NO_SPACES.match(word) else ""
    return regex.compile(bound + regex.escape(word))
