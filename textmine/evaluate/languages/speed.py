"""How many texts a second a system reads."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from textmine.evaluate.languages.systems import System
from textmine.evaluate.languages.texts import Asked

TIMED = 1_000


@dataclass(frozen=True, slots=True)
class Speed:
    """The time that texts took, once the system was warm."""

    system: str
    texts: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds if self.seconds else 0.0


def timed_texts(asked: Sequence[Asked], seed: int) -> tuple[list[str], list[str]]:
    """Return texts to warm up on, one per set that was seen, and others to be timed on.

    Args:
        asked: All texts.
        seed: Of the choice.
    """
    warm = list(dict.fromkeys(item.texts[0] for item in asked if not item.source.held_out))
    there = sorted({text for item in asked if item.source.held_out for text in item.texts} - set(warm))
    chosen = np.random.default_rng(seed).permutation(len(there))[:TIMED]
    return warm, [there[int(at)] for at in chosen]


def measure_speed(system: System, warm: Sequence[str], texts: Sequence[str]) -> Speed:
    """Time a system on texts it has not been asked about before."""
    system.identify(warm)
    started = time.perf_counter()
    system.identify(texts)
    return Speed(system.name, len(texts), time.perf_counter() - started)
