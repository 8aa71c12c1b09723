"""Whether a sentence on the smaller side has its number and its side right, and what point it goes on to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import regex

from textmine.draft.check.evidence import Case
from textmine.draft.check.failure import Failure
from textmine.draft.check.figures import numbers, small_people
from textmine.draft.check.quantity import quantity_failures
from textmine.draft.check.words import fold, listed, pieces, reason
from textmine.draft.lexicon import settings


def parts(text: str) -> tuple[str, str]:
    """Return what a minority sentence says of its people, and the point it goes on to tell.

    Example:
        >>> parts("Fewer than five people agree with the proposal overall. One point made: It is dark.")
        ('Fewer than five people agree with the proposal overall.', 'It is dark.')
    """
    for marker in settings("wording")["minority"]["markers"]:
        at = text.find(marker)
        if at >= 0:
            return text[:at].rstrip(), text[at + len(marker) :].strip()
    first, *rest = pieces(text) or [""]
    return first, " ".join(rest)


def told(case: Case) -> Case:
    """Return the point of a minority sentence as a case of its own, to be checked like a key point."""
    return replace(case, text=parts(case.text)[1])


def side_of(text: str) -> str | None:
    """Return the side that words speak of, `for` or `against`; None if neither or both.

    Example:
        >>> side_of("7 people disagree with the proposal overall."), side_of("It is dark.")
        ('against', None)
    """
    found = set(regex.findall(r"[\p{L}\p{M}']+", fold(text)))
    sides = [side for side in ("for", "against") if found & listed("sides", side)]
    return sides[0] if len(sides) == 1 else None


def minority_failures(case: Case) -> Iterator[Failure]:
    """Yield what is wrong with the number and the side of the people of a minority sentence."""
    claim = parts(case.text)[0]
    held = Counter(side for answer in case.evidence if (side := case.sides.get(answer.response_id)))
    true_side = held.most_common(1)[0][0] if held else None
    counted = sum(side == true_side for side in case.sides.values()) if true_side else case.counted
    said = side_of(claim)
    if said and true_side and said != true_side:
        yield Failure("polarity", reason("side", said=said))
    elif held and (held.total() != case.counted or len(held) > 1):
        yield Failure("figures", reason("position", stated=f"{case.counted:,}", found=f"{counted:,}"))
    yield from _number(case, claim, counted)
    yield from quantity_failures(replace(case, text=claim), own_words=False)


def _number(case: Case, claim: str, counted: int) -> Iterator[Failure]:
    """Yield a number that is not that of the tables, or one too small to be told."""
    stated = case.figures.get("n")
    allowed = {float(counted), float(case.n_people), float(case.base), float(case.minimum)}
    strange = [value for value in numbers(fold(claim)) if value not in allowed]
    if stated is not None and stated != counted:
        yield Failure("figures", reason("position", stated=f"{stated:,.0f}", found=f"{counted:,}"))
    elif strange:
        yield Failure("figures", reason("position", stated=f"{strange[0]:,.0f}", found=f"{counted:,}"))
    elif small_people(claim, case.minimum):
        yield Failure("figures", reason("small"))
