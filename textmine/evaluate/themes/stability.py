"""Stability: are the themes the same when the rows come in another order, some are missing, or the seed is another?"""

from __future__ import annotations

import numpy as np

from textmine.evaluate.themes.agreement import Agreement
from textmine.evaluate.themes.figures import Figure, mean_of
from textmine.evaluate.themes.fitted import Fitted, System
from textmine.evaluate.themes.systems import OURS
from textmine.evaluate.themes.vectors import Material

STABILITY = "stability"
REPEATS = 5
LEFT_OUT = 0.1
ALL = "all three"
CHANGES = {
    "rows shuffled": (True, False, False),
    "a tenth left out": (False, True, False),
    "other seed": (False, False, True),
}
"""What each change does: shuffle, leave out, another seed."""
SAME = "ARI on shared answers"


def stability_figures(name: str, system: System, first: Fitted, material: Material, seed: int) -> list[Figure]:
    """Return the mean ARI between themes found before and after a change, on the answers both have.

    Args:
        name: What the set is called.
        system: Who finds themes. Only textmine is asked about each change alone.
        first: What it found in the texts as they are.
        material: The texts.
        seed: Of the changes.
    """
    changes = {ALL: (True, True, True), **(CHANGES if system.name == OURS else {})}
    figures = []
    for change, (shuffle, leave_out, reseed) in changes.items():
        values = []
        for repeat in range(1, REPEATS + 1):
            order = changed_order(len(material), seed + repeat, shuffle=shuffle, leave_out=leave_out)
            again = system.fit(material.take(order), seed + repeat if reseed else seed, first.n_themes)
            shared = Agreement(first.labels[order].tolist(), again.labels.tolist(), seed)
            values.append(shared.rand().value)
        own = mean_of(np.array(values), seed)
        figures.append(Figure(STABILITY, name, system.name, SAME, own.value, own.low, own.high, REPEATS, change))
    return figures


def changed_order(n: int, seed: int, *, shuffle: bool, leave_out: bool) -> list[int]:
    """Return which of n rows remain, in which order."""
    mixed = np.random.default_rng(seed).permutation(n)
    kept = mixed[: n - round(LEFT_OUT * n)] if leave_out else mixed
    return [int(at) for at in (kept if shuffle else np.sort(kept))]
