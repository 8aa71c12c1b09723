"""Which themes of two consultations belong together: one to one, and those that were split or merged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.compare.likeness import rule

if TYPE_CHECKING:
    from textmine.compare.likeness import Likeness, Shared


@dataclass(frozen=True, slots=True)
class Together:
    """Themes that belong together, by place: no older one for what is new, no newer one for what is gone.

    Attributes:
        old, new: Their places; several where a theme was split or several were merged.
        likeness: That of the pair they were joined by, 0 to 1; 0 where there is no partner.
        sure: Whether they are the same as far as a program can tell; else they may be.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: float = 0.0
    sure: bool = True


def align(shared: Shared, same: float, look: float | None = None, *, parts: bool = True) -> list[Together]:
    """Return every theme of both consultations once.

    First the pairs that are the most alike in total, each theme in one pair at most. Then each theme without a partner
    that is the same for sure is put beside the pair whose theme it is for a good part a part of. Of what is left, pairs
    that may be the same stay together, and are marked.

    Args:
        shared: What the themes share.
        same: From which likeness on two are the same.
        look: From which likeness on they may be; None: no pair is in doubt.
        parts: Whether parts can be told from the whole.

    Returns:
        Pairs and groups in the order of the older themes, then what is new.

    Source:
        Crouse 2016, "On implementing 2D rectangular assignment algorithms", IEEE Transactions on Aerospace and
        Electronic Systems 52: the optimal assignment, as scipy has it.
    """
    close = _pairs(shared.likeness, same if look is None else look)
    pairs = [pair for pair in close if shared.likeness[pair] >= same]
    homes_old = {old: old for old, _ in pairs}
    homes_new = {new: old for old, new in pairs}
    if parts:
        to_old, to_new = dict(homes_old), dict(homes_new)
        for new in range(shared.back.shape[1]):
            if new not in to_new and (whole := _whole(shared.back[:, new], to_old)) is not None:
                homes_new[new] = whole
        for old in range(shared.forward.shape[0]):
            if old not in to_old and (whole := _whole(shared.forward[old], to_new)) is not None:
                homes_old[old] = to_new[whole]
    for old, new in close:
        if old not in homes_old and new not in homes_new:
            pairs.append((old, new))
            homes_old[old] = homes_new[new] = old
    return _grouped(shared, pairs, homes_old, homes_new, same)


def _grouped(
    shared: Shared,
    pairs: Sequence[tuple[int, int]],
    homes_old: Mapping[int, int],
    homes_new: Mapping[int, int],
    same: float,
) -> list[Together]:
    """Return the groups: around each pair what is at home there, then what is gone and what is new."""
    found = [
        Together(
            tuple(sorted(place for place, home in homes_old.items() if home == old)),
            tuple(sorted(place for place, home in homes_new.items() if home == old)),
            float(shared.likeness[old, new]),
            bool(shared.likeness[old, new] >= same),
        )
        for old, new in pairs
    ]
    n_old, n_new = shared.likeness.shape
    found += [Together((old,), ()) for old in range(n_old) if old not in homes_old]
    found.sort(key=lambda group: group.old)
    return found + [Together((), (new,)) for new in range(n_new) if new not in homes_new]


def _pairs(likeness: Likeness, same: float) -> list[tuple[int, int]]:
    """Return the optimal one-to-one assignment, without pairs that are not the same."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return [(int(a), int(b)) for a, b in zip(rows, columns, strict=True) if likeness[a, b] >= same]


def _whole(shares: Likeness, candidates: Collection[int]) -> int | None:
    """Return the theme of `candidates` that most of another is at home in, if it is enough to be a part of it."""
    best = max(candidates, key=lambda place: (shares[place], -place), default=None)
    return best if best is not None and shares[best] >= rule().part else None
