"""The first voice: py3langid's naive Bayes model, with romanised Bengali taught to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from textmine.resources import resource

REACH = 1_000
"""Characters that are looked at."""


class Py3langid:
    """py3langid's engine on the weights of `models/language/py3langid.npz.xz`.

    Source:
        Lui and Baldwin 2012, "langid.py: An off-the-shelf language identification tool"; py3langid, A. Barbaresi.
    """

    def __init__(self, model: Any = None) -> None:  # noqa: ANN401 - py3langid has no types
        from py3langid.langid import LanguageIdentifier

        path = resource("models", "language", "py3langid.npz.xz")
        self._identifier = model or LanguageIdentifier.from_modelpath(path)
        self.languages = frozenset(self._identifier.labels)

    def scores(self, texts: Sequence[str], tags: Sequence[str]) -> list[dict[str, float]]:
        """Return how well each language explains each text.

        Args:
            texts: Words of one script each.
            tags: The languages asked for; those it does not know are left out.

        Returns:
            For each text, log-likelihood by tag, divided by the square root of the number of bytes, as the letters of
            a text are not independent of each other; only differences between languages mean anything.
        """
        from py3langid.langid import RAW_FLOOR

        asked = [tag for tag in tags if tag in self.languages]
        if not asked:
            return [{} for _ in texts]
        self._identifier.set_languages(asked)
        found = []
        for text in texts:
            sample = text[:REACH].encode("utf-8", "replace").decode()
            ranked = self._identifier.rank(sample)
            # With nothing to go by, every language has the lowest number there is.
            temperature = math.sqrt(len(sample.encode()) or 1) if ranked[0][1] > RAW_FLOOR else math.inf
            found.append({tag: score / temperature for tag, score in ranked})
        return found


@cache
def primary() -> Py3langid:
    """Load the first voice, once."""
    return Py3langid()
