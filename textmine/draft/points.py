"""Key points: what people say, in their own clauses, shifted to "you" where that is certain."""

from __future__ import annotations

from collections.abc import Callable

from textmine.draft.candidates import LONGEST, SHORTEST
from textmine.draft.select import Candidate, diverse, repeats
from textmine.draft.theme import POOL, ThemeView

_SIZES = ((0, 2), (12, 3), (30, 4), (60, 5))
"""From so many people on, at most so many key points."""
_LANGUAGE_SHARE = 0.25
"""A language this share of a theme's people wrote in is heard among its key points."""

Test = Callable[[Candidate], bool]


def _fits(length: tuple[int, int], flawless: bool, clear: bool = False) -> Test:
    def test(item: Candidate) -> bool:
        clause = item.clause
        good = not (flawless and clause.flaws) and (item.clear or not clear)
        return good and length[0] <= len(clause.tokens) <= length[1]

    return test


def _steps() -> list[tuple[Test, bool]]:
    """Return ever laxer demands, each with whether personal data is avoided too."""
    good, lax, all_lengths = (SHORTEST, LONGEST), (2, 40), (1, 10_000)
    return [
        (_fits(good, True, clear=True), True),
        (_fits(good, True), True),
        (_fits(lax, True), True),
        (_fits(all_lengths, True), True),
        (_fits(lax, False), True),
        (_fits(all_lengths, False), False),
    ]


def _best(view: ThemeView, pool: list[Candidate], most: int, chosen: list[Candidate]) -> list[Candidate]:
    """Choose under the strictest demands that anything meets."""
    for test, impersonal in _steps():
        able = [item for item in pool if test(item)][:POOL]
        if not able:
            continue

        def clean(item: Candidate, impersonal: bool = impersonal) -> bool:
            return not (impersonal and view.material.has_personal_data(item.clause.sentence or ""))

        if found := diverse(able, most, clean, chosen):
            return found
        if chosen:
            return []
    return []


def key_points(view: ThemeView) -> list[Candidate]:
    """Return up to five candidates that say different things, the most central first.

    English speaks first where anybody wrote English; every other language that a quarter of the people
    wrote in adds a point if that point is not made already.
    """
    most = max(number for people, number in _SIZES if len(view.people) >= people)
    certain = [item for item in view.candidates if item.clause.sentence is not None]
    english = [item for item in certain if item.answer.voice == "english"]
    if not english:
        return _best(view, certain, most, [])
    first = _best(view, english, most, [])
    others: list[Candidate] = []
    for language, number in sorted(view.languages.items(), key=lambda pair: (-pair[1], pair[0])):
        if language in ("en", "und", "zxx") or number < _LANGUAGE_SHARE * len(view.people):
            continue
        own = [item for item in certain if item.answer.base_language == language]
        others += _best(view, own, 1, [*first, *others])
    others = others[: max(1, most // 2)]
    if len(first) + len(others) == 1:
        others = _best(view, [item for item in certain if item.answer.voice != "english" and item.clear], 1, first)
    return [*first[: most - len(others)], *others]


def _states(item: Candidate) -> bool:
    """Say whether a clause is a certain statement, no question."""
    return item.clause.sentence is not None and not item.clause.sentence.endswith(("?", "؟", "？"))


def example_of(view: ThemeView, people: list[str], chosen: list[Candidate]) -> Candidate | None:
    """Return the best clean clause of these people, one that is not a key point if possible."""
    names = set(people)
    test, _ = _steps()[0]
    able = [
        item
        for item in view.candidates
        if item.answer.response_id in names
        and not item.answer.refused
        and test(item)
        and _states(item)
        # The sentence around it is English.
        and item.answer.voice == "english"
    ]
    fresh = [item for item in able if not repeats(item, chosen)]
    for item in (fresh or able)[:POOL]:
        if not view.material.has_personal_data(item.clause.sentence or ""):
            return item
    return None
