"""The tokenizer of multilingual-e5-small, rebuilt from its pieces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import regex

from textmine.embed.quantised import Pieces

MAX_TOKENS = 512
"""What the model reads at once, the marks for beginning and end included."""
_REACH = 16
"""How many tokens a cut between two windows moves back to find the beginning of a word."""
_SPACES = regex.compile(" {2,}")


class E5Tokenizer:
    """Cuts texts into the numbers of SentencePiece unigram pieces, each text with `prefix` in front.

    Source:
        Kudo 2018, "Subword Regularization", arXiv:1804.10959; the vocabulary is that of XLM-RoBERTa.
    """

    def __init__(self, pieces: Pieces, prefix: str = "query: ") -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram
        from tokenizers.pre_tokenizers import Metaspace

        vocabulary = list(zip(pieces.pieces, pieces.scores, strict=True))
        self._tokenizer: Any = Tokenizer(Unigram(vocabulary, unk_id=pieces.unknown))
        self._tokenizer.pre_tokenizer = Metaspace()
        self._pieces = pieces
        self._starts_word = np.array([piece.startswith("▁") for piece in pieces.pieces])
        self._prefix = prefix
        self._prefix_ids = self.cut([prefix.strip()])[0]

    def windows(self, texts: Sequence[str]) -> list[list[list[int]]]:
        """Return the windows of each text: lists of token numbers between the marks, at most 512 each.

        A text that is too long becomes several windows of about equal length, cut between words where there
        are words, each with the prefix.
        """
        return [self._split(ids) for ids in self.cut([self._prefix + text for text in texts])]

    def count(self, text: str) -> int:
        """Return how many tokens `text` is, the prefix and the marks for beginning and end included."""
        return len(self.cut([self._prefix + text])[0]) + 2

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text as it stands, without prefix and marks."""
        clean = [_SPACES.sub(" ", text.translate(self._pieces.characters)) for text in texts]
        encoded = [item.ids for item in self._tokenizer.encode_batch_fast(clean, add_special_tokens=False)]
        unknown = self._pieces.unknown
        return [self._spread(text) if unknown in ids else ids for text, ids in zip(clean, encoded, strict=True)]

    def _spread(self, text: str) -> list[int]:
        """Return the token numbers of `text` with one token for each unknown character, not for each run of them."""
        item = self._tokenizer.encode(text, add_special_tokens=False)
        ids: list[int] = []
        for number, (start, end) in zip(item.ids, item.offsets, strict=True):
            ids += [number] * (end - start if number == self._pieces.unknown else 1)
        return ids

    def _split(self, ids: list[int]) -> list[list[int]]:
        """Put the marks around `ids`, in several windows where they are too many for one."""
        begin, end = self._pieces.begin, self._pieces.end
        if len(ids) + 2 <= MAX_TOKENS:
            return [[begin, *ids, end]]
        body = ids[len(self._prefix_ids) :]
        room = MAX_TOKENS - 2 - len(self._prefix_ids) - _REACH
        number = math.ceil(len(body) / room)
        cuts = [self._word_start(body, round(i * len(body) / number)) for i in range(1, number)]
        return [
            [begin, *self._prefix_ids, *body[a:b], end] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)
        ]

    def _word_start(self, ids: list[int], at: int) -> int:
        """Return the nearest place at or a little before `at` where a word begins; `at` where there is none."""
        return next((i for i in range(at, at - _REACH, -1) if self._starts_word[ids[i]]), at)
