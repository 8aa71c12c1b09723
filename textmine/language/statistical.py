"""langdetect, tamed: only the languages that are possible, a prior for English, and the same answer each time."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

REACH = 1_000
"""Characters that are looked at."""
_PROFILES = {"zh": "zh-cn", "nb": "no", "fil": "tl"}
ENGLISH_PRIOR = 20.0
"""How many times likelier English is than another language in Latin letters, before a word is read."""
TRIALS, DRAWS = 5, 200


@cache
def _profile_path(tag: str) -> Path | None:
    """Return where langdetect keeps the profile of a language, if it has one."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    path = Path(PROFILES_DIRECTORY) / _PROFILES.get(tag, tag)
    return path if path.is_file() else None


def has_profile(tag: str) -> bool:
    """Tell whether langdetect knows a language."""
    return _profile_path(tag) is not None


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
def _vote(text: str, tags: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the languages langdetect finds in `text` with their probabilities, the best first."""
    from langdetect import LangDetectException

    detector = _factory(tags).create()
    # Its defaults (7 trials of 1,000 draws) spend most of the time on texts that stay undecided.
    detector.n_trial, detector.ITERATION_LIMIT = TRIALS, DRAWS
    detector.set_prior_map({tag: ENGLISH_PRIOR if tag == "en" else 1.0 for tag in tags})
    try:
        detector.append(text)
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple((item.lang, min(1.0, float(item.prob))) for item in found)


def vote(text: str, tags: tuple[str, ...]) -> tuple[str, float] | None:
    """Return the likeliest language of `text` among `tags`, with its probability; None if it cannot tell.

    Args:
        text: Words of one script.
        tags: Candidates; those without a profile get no vote.

    Source:
        langdetect, N. Shuyo, "Language Detection Library for Java", 2010.
    """
    known = tuple(sorted(tag for tag in tags if has_profile(tag)))
    if not known:
        return None
    sample = text[:REACH]
    if sum(map(str.isupper, sample)) * 2 > sum(map(str.isalpha, sample)):
        # langdetect skips words in capitals.
        sample = sample.lower()
    found = _vote(sample, known)
    return found[0] if found else None
