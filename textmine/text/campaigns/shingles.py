"""Runs of a few words, numbered over all texts: what two texts share is the runs that are in both."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.text.campaigns.tokens import folded_words, size_of

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Sizes = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RUN = 3
"""Words of a run."""
NONE = -1
"""In place of the number of a run that does not count."""


class Words:
    """The words of many texts as numbers: each word is kept once, however many texts have it.

    Example:
        >>> words = Words()
        >>> words.of("More bins!") == words.of("more BINS"), words.of("More bins!") == words.of("Bins, more.")
        (True, False)
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str) -> bytes:
        """Return the numbers of a text's words, packed: the same for texts whose folded words are the same."""
        known = self._known
        return array("i", [known.setdefault(word, len(known)) for word in folded_words(text)]).tobytes()

    def sizes(self) -> Sizes:
        """Return how much of a word each word is, by number."""
        return np.array([size_of(word) for word in self._known], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts as runs of `RUN` words, one text after the other.

    Attributes:
        runs: The number of the run that begins at each word but the last few of each text; `NONE` where that run
            does not count.
        run_starts: Where the runs of each text begin, and at last where they end.
        sizes: How much of a word each word is.
        word_starts: Where the words of each text begin, and at last where they end.
        uses: Per run, how many people use it.
    """

    runs: npt.NDArray[np.int32]
    run_starts: Numbers
    sizes: Sizes
    word_starts: Numbers
    uses: Numbers

    def __len__(self) -> int:
        return len(self.word_starts) - 1

    def runs_of(self, text: int) -> slice:
        """Return where the runs of one text are."""
        return slice(int(self.run_starts[text]), int(self.run_starts[text + 1]))

    def words_of(self, text: int) -> slice:
        """Return where the words of one text are."""
        return slice(int(self.word_starts[text]), int(self.word_starts[text + 1]))

    def covered(self, known: Flags) -> Sizes:
        """Return how many words of each text are in runs that are known.

        Args:
            known: For each run, whether it is.
        """
        mask = np.zeros(len(self.sizes), dtype=np.bool_)
        own = np.arange(len(known)) + np.repeat(self.word_starts[:-1] - self.run_starts[:-1], np.diff(self.run_starts))
        for at in range(RUN):
            mask[own[known] + at] = True
        return self.of_texts(mask * self.sizes)

    def of_texts(self, words: Sizes) -> Sizes:
        """Return the sum over each text of what its words have."""
        sums = np.concatenate([[0.0], np.cumsum(words)])
        return np.asarray(sums[self.word_starts[1:]] - sums[self.word_starts[:-1]], dtype=np.float64)


def _hashes(numbers: npt.NDArray[np.int32]) -> Hashes:
    """Return, for each place, a hash of the `RUN` words from there on."""
    with np.errstate(over="ignore"):
        mixed = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        total = np.zeros(max(0, len(mixed) - RUN + 1), dtype=np.uint64)
        for at in range(RUN):
            total = total * np.uint64(0xBF58476D1CE4E5B9) + mixed[at : len(mixed) - RUN + 1 + at]
            total ^= total >> np.uint64(31)
    return total


def make_texts(texts: Collection[bytes], people: Sequence[int], sizes: Sizes, leave_out: bytes = b"") -> Texts:
    """Number the runs of texts.

    Args:
        texts: The words of each text as `Words` gives them, no two texts the same.
        people: How many people sent each.
        sizes: How much of a word each word is, by its number.
        leave_out: Words of a text whose runs do not count, such as the question itself.
    """
    words = np.frombuffer(b"".join(texts), dtype=np.int32)
    lengths = np.array([len(text) for text in texts], dtype=np.int64) // np.dtype(np.int32).itemsize
    counts = np.maximum(lengths - RUN + 1, 0)
    word_starts, run_starts = (np.concatenate([[0], np.cumsum(own)]).astype(np.int64) for own in (lengths, counts))
    # Runs begin at all words of a text but the last few.
    owner = np.repeat(np.arange(len(counts)), counts)
    hashes = _hashes(words)[np.arange(len(owner)) + (word_starts[:-1] - run_starts[:-1])[owner]]
    distinct, place = np.unique(hashes, return_inverse=True)
    # A run that one person repeats is still one person's.
    pairs = np.sort(place.astype(np.int64) * max(len(counts), 1) + owner)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    counted = np.asarray(people, dtype=np.int64)[pairs % max(len(counts), 1)]
    uses = np.bincount(pairs // max(len(counts), 1), counted, len(distinct)).astype(np.int64)
    out = _hashes(np.frombuffer(leave_out, dtype=np.int32))
    number = np.where(np.isin(distinct, out), NONE, np.arange(len(distinct))).astype(np.int32)
    return Texts(number[place], run_starts, sizes[words], word_starts, uses)


def covered(known: Flags, sizes: Sizes) -> float:
    """Return how many words of a text are in runs that are known."""
    mask = np.zeros(len(sizes), dtype=np.bool_)
    for at in range(RUN if len(known) else 0):
        mask[at : at + len(known)] |= known
    return float(sizes[mask].sum())
