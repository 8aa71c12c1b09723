"""For and against inside a theme: which side makes a point, and what the smaller side says that the larger does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textmine.draft.points.demands import demands
from textmine.draft.points.hearing import SAYS
from textmine.draft.points.matching import Table
from textmine.draft.points.select import Candidate, repeats
from textmine.draft.points.theme import ThemeView
from textmine.themes.stance import mixes_both, text_positions

OPPOSITE = {"for": "against", "against": "for"}
_NEAR = 0.3
"""How much a clause must be in the theme's words to stand for a side."""
_NEARER = 0.5
"""The same for an example of what a side says, where its words do not state the side."""
_INNER = 0.67
"""... and it is nearer to the theme's middle than this share of all."""
_LEAST_SHARE = 0.05
"""A point of a side is made by at least this much more of it than of the other."""


def lean(view: ThemeView, saying: Table, side: str) -> Table:
    """Return, for each row of `ThemeView.saying`, the share of a side that says it less the share of the other."""
    at = {name: place for place, name in enumerate(view.speakers)}
    shares = []
    for own in (side, OPPOSITE[side]):
        places = [at[name] for name in view.sides[own] if name in at]
        shares.append((saying[:, places] >= SAYS).mean(axis=1) if places else np.zeros(len(saying)))
    return np.asarray(shares[0] - shares[1], dtype=np.float64)


def unheard(view: ThemeView, chosen: Sequence[Candidate]) -> list[str]:
    """Return the sides of a split theme that make none of the chosen points more than the other side does."""
    sides = view.sides
    if not chosen or not mixes_both({side: len(people) for side, people in sides.items()}):
        return []
    saying = view.saying(chosen)
    return [side for side in sides if not (lean(view, saying, side) > 0).any()]


def own_points(view: ThemeView, items: Sequence[Candidate], side: str) -> list[Candidate]:
    """Return the candidates that speak for a side: by its people, on the theme, made by more of it than of the other.

    A clause whose own words say the opposite ("I don't object to lamps") does not speak for its author's side.
    """
    people = set(view.sides[side])
    own = [item for item in items if item.answer.response_id in people and item.topical >= _NEAR]
    if not own:
        return []
    leans = lean(view, view.saying(own), side)
    near = [item for item, value in zip(own, leans, strict=True) if value >= _LEAST_SHARE]
    said = _stated(view, near)
    return [item for item in near if said[item] != OPPOSITE[side]]


def _stated(view: ThemeView, items: Sequence[Candidate]) -> dict[Candidate, str]:
    """Return the position that the words of each clause state on what the question proposes."""
    texts = [item.answer.text[item.clause.start : item.clause.end] for item in items]
    said = text_positions(texts, [item.answer.language for item in items], view.material.wording)
    return dict(zip(items, said, strict=True))


def _states(item: Candidate) -> bool:
    """Say whether a clause is a certain statement in English, no question: the sentence around it is English."""
    sentence = item.sentence
    return bool(sentence) and not sentence.endswith(("?", "؟", "？")) and item.answer.voice == "english"


def example_of(
    view: ThemeView, side: str, points: Sequence[Candidate], quoted: Sequence[Candidate] = ()
) -> Candidate | None:
    """Return what a side says and the other does not, in one clean clause; None where nothing is sure to be that.

    Clauses that stand nowhere else come first, then those that state the side's position in so many words.

    Args:
        view: The theme.
        side: `for` or `against`.
        points: The key points; it repeats none that others make too.
        quoted: What the quotes are from.
    """
    test, _ = demands()[0]
    able = [item for item in view.candidates if not item.answer.refused and _states(item) and test(item)]
    common = _not_of(view, side, points)
    able = [item for item in able if not repeats(item, common)]
    able = [item for item in own_points(view, able, side) if not _made(view, item, common)]
    said = _stated(view, able)
    sure = [item for item in able if said[item] == side or (item.topical >= _NEARER and item.inner >= _INNER)]
    shown = [*points, *quoted]
    for item in sorted(sure, key=lambda item: (repeats(item, shown), said[item] != side)):
        if not view.material.has_personal_data(item.sentence):
            return item
    return None


def _not_of(view: ThemeView, side: str, points: Sequence[Candidate]) -> list[Candidate]:
    """Return the key points that somebody of the other side makes, or nobody of this one."""
    other, own = set(view.sides[OPPOSITE[side]]), set(view.sides[side])
    made = {item: set(view.supporters(item)) for item in points}
    return [item for item in points if made[item] & other or not made[item] & own]


def _made(view: ThemeView, item: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Say whether one of these key points says it already."""
    if not chosen:
        return False
    place = view.speakers.index(item.answer.response_id)
    return bool((view.saying(chosen)[:, place] >= SAYS).any())
