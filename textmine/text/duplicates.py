"""Campaigns: the same long answer sent in by several people."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from textmine.text.folding import fold
from textmine.text.tokens import word_spans


def _key(text: str | None, min_words: int) -> bytes | None:
    """Return what equal answers share, or None for an answer too short to be a campaign."""
    if text is None or len(word_spans(text)) < min_words:
        return None
    return hashlib.blake2b(fold(text).encode(), digest_size=16).digest()


def duplicate_groups(texts: Sequence[str | None], *, minimum: int = 3, min_words: int = 8) -> list[str | None]:
    """Return a campaign id for each text that is the same as at least `minimum - 1` others.

    Texts are the same if they differ only in case, white space, punctuation and emoji.

    Args:
        texts: Answers, in the order of the file.
        minimum: How many times a text must occur.
        min_words: Shorter texts ("More bins") are never a campaign.

    Returns:
        One entry per text: `campaign-1`, `campaign-2`, … in order of first appearance, or None.

    Example:
        >>> duplicate_groups(["Save our park!", "save  our park", "More bins"], minimum=2, min_words=3)
        ['campaign-1', 'campaign-1', None]
    """
    keys = [_key(text, min_words) for text in texts]
    counts = Counter(key for key in keys if key is not None)
    names: dict[bytes, str] = {}
    result: list[str | None] = []
    for key in keys:
        if key is None or counts[key] < minimum:
            result.append(None)
        else:
            result.append(names.setdefault(key, f"campaign-{len(names) + 1}"))
    return result
