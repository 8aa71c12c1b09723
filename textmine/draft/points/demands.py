"""What is asked of a clause before it is shown: the strictest demands first, laxer ones where nothing meets them."""

from __future__ import annotations

from collections.abc import Callable

from textmine.draft.clauses.candidates import LONGEST, SHORTEST
from textmine.draft.points.select import Candidate

Test = Callable[[Candidate], bool]


def _fits(length: tuple[int, int], flawless: bool, clear: bool = False) -> Test:
    def test(item: Candidate) -> bool:
        clause = item.clause
        good = not (flawless and clause.flaws) and (item.clear or not clear)
        return good and length[0] <= len(clause.tokens) <= length[1]

    return test


def demands() -> list[tuple[Test, bool]]:
    """Return ever laxer demands on a clause, each with whether personal data is avoided too."""
    good, lax, all_lengths = (SHORTEST, LONGEST), (2, 40), (1, 10_000)
    return [
        (_fits(good, True, clear=True), True),
        (_fits(good, True), True),
        (_fits(lax, True), True),
        (_fits(all_lengths, True), True),
        (_fits(lax, False), True),
        (_fits(all_lengths, False), False),
    ]
