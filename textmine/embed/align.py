"""Alignment: remove from each vector what only its language put there.

Multilingual sentence vectors cluster by language before they cluster by meaning. A fixed offset per
language, the mean difference between a sentence and its English translation, removes most of it.
The offsets are parameters in `models/`, never fitted to the data at hand (that is `ThemeModel`'s part).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from textmine.resources import resource

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Alignment:
    """Fixed offsets per language in one vector space.

    Attributes:
        space: The embedder's `space` the offsets were fitted in.
        offsets: BCP-47 tag → (d,) vector to subtract. Languages without one are left as they are.
    """

    space: str = ""
    offsets: dict[str, Vectors] = field(default_factory=dict)

    def apply(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Return (n, d) float32 vectors of unit length with each language's offset removed."""
        result = np.array(vectors, dtype=np.float32)
        tags = np.asarray(languages, dtype=object)
        for language, offset in self.offsets.items():
            result[tags == language] -= offset
        norms = np.linalg.norm(result, axis=1, keepdims=True)
        return np.asarray(result / np.maximum(norms, 1e-12), dtype=np.float32)


@lru_cache(maxsize=4)
def load_alignment(space: str) -> Alignment:
    """Return the alignment shipped for a vector space, or one that changes nothing where none is."""
    try:
        path = resource("models", "alignment", f"{space}.json")
    except FileNotFoundError:
        return Alignment(space)
    offsets = json.loads(path.read_text(encoding="utf-8"))["offsets"]
    return Alignment(space, {tag: np.asarray(offset, np.float32) for tag, offset in offsets.items()})


def fit_offsets(pairs: dict[str, tuple[Vectors, Vectors]]) -> dict[str, Vectors]:
    """Fit offsets from parallel text.

    Args:
        pairs: Language → (its vectors (n, d), the English translations' vectors (n, d)), row by row.

    Returns:
        Language → mean difference (d,).

    Source:
        Yang et al. 2021, "A Simple and Effective Method To Eliminate the Self Language Bias in
        Multilingual Representations", EMNLP.
    """
    return {tag: (own - english).mean(axis=0).astype(np.float32) for tag, (own, english) in pairs.items()}
