"""The second voice: langdetect, tamed. Only the languages that are possible, and the same answer each time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

WEIGHT = 0.5
"""The weight of what it says, as log-probability, beside what the first models say."""
LEAST = 1e-4
"""It never rules a language out."""
REACH = 300
"""Characters that are looked at."""
_PROFILES = {"zh": "zh-cn", "fil": "tl"}
TRIALS, DRAWS = 1, 60
"""Its defaults, 7 trials of 1,000 draws, spend most of the time on texts that stay undecided."""


@cache
def _profile_path(tag: str) -> Path | None:
    """Return where langdetect keeps the profile of a language, if it has one."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    path = Path(PROFILES_DIRECTORY) / _PROFILES.get(tag, tag)
    return path if path.is_file() else None


@cache
def _factory(tags: tuple[str, ...]) -> Any:  # noqa: ANN401 - langdetect has no types
    """Return a detector factory of our own, so that nobody else's use of langdetect changes it."""
    from langdetect.detector_factory import DetectorFactory
    from langdetect.utils.lang_profile import LangProfile

    factory = DetectorFactory()
    factory.set_seed(0)
    for index, tag in enumerate(tags):
        path = _profile_path(tag)
        if path is not None:
            profile = LangProfile(**json.loads(path.read_text(encoding="utf-8")))
            profile.name = tag
            factory.add_profile(profile, index, len(tags))
    return factory


@lru_cache(maxsize=10_000)
def _probabilities(text: str, tags: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the languages langdetect finds in `text` with their probabilities, the best first."""
    from langdetect import LangDetectException

    detector = _factory(tags).create()
    detector.n_trial, detector.ITERATION_LIMIT = TRIALS, DRAWS
    try:
        detector.append(text)
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple((item.lang, min(1.0, float(item.prob))) for item in found)


class SecondVoice:
    """langdetect, held to the languages asked about.

    Source:
        langdetect, N. Shuyo, "Language Detection Library for Java", 2010.
    """

    def knows(self, tag: str) -> bool:
        """Tell whether langdetect has a profile of a language."""
        return _profile_path(tag) is not None

    def probabilities(self, text: str, tags: Sequence[str]) -> dict[str, float]:
        """Return how probable each of `tags` is; empty if nothing can be said.

        Args:
            text: Words of one script.
            tags: Candidates; those without a profile are left out.
        """
        known = tuple(sorted(tag for tag in tags if self.knows(tag)))
        if not known:
            return {}
        sample = text[:REACH]
        if sum(map(str.isupper, sample)) * 2 > sum(map(str.isalpha, sample)):
            # langdetect skips words in capitals.
            sample = sample.lower()
        return dict(_probabilities(sample, known))


def second_opinion(
    own: npt.NDArray[np.float64], asked: Sequence[str], heard: Sequence[str], text: str, second: SecondVoice
) -> npt.NDArray[np.float64]:
    """Return log-probabilities with the second voice's weighed in.

    It can only move probability between the languages it was asked about: what it does not know keeps its share.

    Args:
        own: (tags,) log-probabilities.
        asked: The tags.
        heard: Those the second voice is asked about.
        text: Words of one script.
        second: The second voice.
    """
    said = second.probabilities(text, heard)
    if not said:
        return own
    known = [i for i, tag in enumerate(asked) if tag in heard and second.knows(tag)]
    mixed = own.copy()
    mixed[known] += WEIGHT * np.log([max(said.get(asked[i], 0.0), LEAST) for i in known])
    mixed[known] += np.log(np.exp(own[known]).sum()) - np.log(np.exp(mixed[known]).sum())
    return mixed
