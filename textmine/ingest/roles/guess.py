"""What a guess is, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textmine.ingest.columns import TableColumn
from textmine.ingest.profile import Profile
from textmine.ingest.vocabulary import rule
from textmine.model import Role


@dataclass(frozen=True, slots=True)
class Guess:
    """A role, how sure we are (0–1), and why.

    Attributes:
        is_scale: An agreement, support or satisfaction question, which open questions may explain.
        unknown: Nothing spoke for a role: the only such column of a file may be its open question.
        options: The options of a question with several answers in a cell, as far as they are known.
    """

    role: Role
    confidence: float
    reason: str
    is_scale: bool = False
    unknown: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A column whose role is to be guessed: its heading, its values and where it comes from.

    Attributes:
        files: The files that have the column, by position.
    """

    heading: str
    values: Sequence[str]
    column: TableColumn | None = None
    files: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a column when its role is guessed."""

    heading: str
    values: Sequence[str]
    shape: Profile
    column: TableColumn | None = None

    @property
    def asks(self) -> bool:
        """Say whether the heading asks for people's own words."""
        return self.says("asks")

    @property
    def own_words(self) -> bool:
        """Say whether this is free text, so that a word in the heading must not decide."""
        return self.shape.free_text or self.asks

    @property
    def question(self) -> str:
        """The question that this is one column of; empty where it is the only one."""
        return self.column.question if self.column else ""

    def says(self, name: str) -> bool:
        """Say whether the heading fits a rule of `headings.toml`."""
        return rule(name).fits(self.heading)


Guesser = Callable[[Evidence], Guess | None]
