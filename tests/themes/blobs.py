"""Made-up vectors around a few directions."""

from __future__ import annotations

import numpy as np

from textmine.themes.space import unit


def blobs(n: int, k: int, d: int = 16, seed: int = 0, noise: float = 0.15) -> tuple[np.ndarray, np.ndarray]:
    """Return n unit vectors around k directions, at right angles where d allows, and the direction of each."""
    rng = np.random.default_rng(seed)
    centres = np.linalg.qr(rng.normal(size=(d, d)))[0][:k] if k <= d else unit(rng.normal(size=(k, d)))
    truth = np.arange(n) % k
    return unit((centres[truth] + noise * rng.normal(size=(n, d))).astype(np.float32)), truth
