"""A number of people, and what adds up to it."""

from __future__ import annotations

from dataclasses import dataclass

Name = tuple[str, ...]
"""What is counted, from the wider to the narrower: ("closed", "q1", "Agree", "organisation")."""

Interval = tuple[int, int]
"""The smallest and the largest value that a reader cannot rule out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of people that an output states, or that has to be protected.

    Attributes:
        name: What it counts.
        count: The true number.
        sums: The names of the cells it adds up, once per way of adding it up (every closed question
            adds up to the individuals, say). Empty: it is itself a cell, a group of people that is
            split no further. Cells of one sum have no person in common; a cell needs no figure of its own.
        minimum: Fewer people than this must not become known; 0: harmless, whatever its size.
        fixed: It is decided elsewhere whether it is shown, so hiding it is no way of protecting others.
        exact: It is shown as it is even where others are rounded.
    """

    name: Name
    count: int
    sums: tuple[tuple[Name, ...], ...] = ()
    minimum: int = 0
    fixed: bool = False
    exact: bool = False

    @property
    def small(self) -> bool:
        """Whether it is too small to become known."""
        return self.count < self.minimum

    @property
    def ways(self) -> tuple[tuple[Name, ...], ...]:
        """The sums of cells that it equals; for a cell, itself."""
        return self.sums or ((self.name,),)
