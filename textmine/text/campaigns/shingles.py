"""Runs of a few words, numbered over all texts: what two texts share is the runs that are in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.text.campaigns.tokens import size_of

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Sizes = npt.NDArray[np.float64]

RUN = 3
"""Words of a run."""
NONE = -1
"""In place of the number of a run that does not count."""


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts as runs of `RUN` words.

    Attributes:
        runs: Per text, the number of the run that begins at each of its words but the last few; `NONE` where
            that run does not count.
        sizes: Per text, how much of a word each of its words is.
        uses: Per run, how many people use it.
    """

    runs: tuple[Numbers, ...]
    sizes: tuple[Sizes, ...]
    uses: Numbers


def _hashes(numbers: Numbers) -> Hashes:
    """Return, for each place, a hash of the `RUN` words from there on."""
    with np.errstate(over="ignore"):
        mixed = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        total = np.zeros(max(0, len(mixed) - RUN + 1), dtype=np.uint64)
        for at in range(RUN):
            total = total * np.uint64(0xBF58476D1CE4E5B9) + mixed[at : len(mixed) - RUN + 1 + at]
            total ^= total >> np.uint64(31)
    return total


def make_texts(words: Sequence[Sequence[str]], people: Sequence[int], leave_out: Iterable[Sequence[str]] = ()) -> Texts:
    """Number the runs of texts.

    Args:
        words: The words of each text, no two texts the same.
        people: How many people sent each.
        leave_out: Words of texts whose runs do not count, such as the question itself.
    """
    vocabulary: dict[str, int] = {}
    numbered = [[vocabulary.setdefault(word, len(vocabulary)) for word in text] for text in words]
    ignored = [[vocabulary.setdefault(word, len(vocabulary)) for word in text] for text in leave_out]
    size = np.array([size_of(word) for word in vocabulary], dtype=np.float64)
    arrays = [np.array(text, dtype=np.int64) for text in numbered]
    sizes = tuple(size[array] for array in arrays)
    hashes = [_hashes(array) for array in arrays]
    joined = np.concatenate([*hashes, np.zeros(0, dtype=np.uint64)])
    distinct, place = np.unique(joined, return_inverse=True)
    owner = np.repeat(np.arange(len(hashes)), [len(hash_) for hash_ in hashes])
    # A run that one person repeats is still one person's.
    pairs = np.unique(place.astype(np.int64) * max(len(hashes), 1) + owner)
    counted = np.asarray(people, dtype=np.int64)[pairs % max(len(hashes), 1)]
    uses = np.bincount(pairs // max(len(hashes), 1), counted, len(distinct)).astype(np.int64)
    out = np.concatenate([*(_hashes(np.array(text, dtype=np.int64)) for text in ignored), np.zeros(0, np.uint64)])
    number = np.where(np.isin(distinct, out), NONE, np.arange(len(distinct)))[place] if len(distinct) else place
    ends = np.cumsum([len(hash_) for hash_ in hashes])[:-1]
    return Texts(tuple(np.split(number.astype(np.int64), ends)) if hashes else (), sizes, uses)


def covered(known: npt.NDArray[np.bool_], sizes: Sizes) -> float:
    """Return how many words of a text are in runs that are known."""
    return float(sizes[mask_of(known, len(sizes))].sum())


def mask_of(known: npt.NDArray[np.bool_], n: int) -> npt.NDArray[np.bool_]:
    """Return which of a text's `n` words are in a run that is known."""
    mask = np.zeros(n, dtype=np.bool_)
    for at in range(RUN if len(known) else 0):
        mask[at : at + len(known)] |= known
    return mask
