"""Whether the answers a sentence rests on say what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.draft.check.align import doubted, in_second_person, places
from textmine.draft.check.evidence import Answer, Case, Rarity, script_of
from textmine.draft.check.failure import Failure
from textmine.draft.check.polarity import contradicted, word_for
from textmine.draft.check.words import content, is_small, listed, reason, stem, tokens
from textmine.draft.lexicon import settings

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Gives (n, d) aligned vectors of unit length, as `textmine.embed` does."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a sentence's words, by weight, its answers have (0 to 1)."""

    together: float
    """All of them together."""
    shared: float
    """A word counts the more, the more of the answers have it; half at least in the answer that has most."""


def own_words(case: Case) -> tuple[bool, bool]:
    """Tell whether a sentence is part of an answer, and whether everybody who wrote it wrote "not" before."""
    sentence = in_second_person(case.tokens)
    found = False
    for answer in case.evidence:
        for place in places(sentence, answer.same):
            found = True
            if not doubted(answer.text, answer.same, *place):
                # One who says so is enough, and is mostly the first: the others need not be read.
                return True, False
    return found, found


def coverage(wanted: Sequence[str], answers: Sequence[Answer], rarity: Callable[[str], float]) -> Coverage:
    """Say how much of the stems of a sentence its answers have.

    Among many answers nearly every word stands somewhere; so it counts by the root of the share that have it.

    Example:
        >>> answers = [Answer("a", "More lights", "en"), Answer("b", "The park is dark", "en")]
        >>> coverage(("light", "park"), answers, lambda stem: 1.0)
        Coverage(together=1.0, shared=0.7071067811865476)
    """
    weights = {stem: rarity(stem) for stem in wanted}
    total = sum(weights.values())
    if not total:
        return Coverage(1.0, 1.0)
    having = {stem: sum(stem in answer.content for answer in answers) / max(len(answers), 1) for stem in weights}
    best = max((_weight(weights, answer) for answer in answers), default=0.0)
    spread = sum(weight * having[stem] ** 0.5 for stem, weight in weights.items())
    together = sum(weight for stem, weight in weights.items() if having[stem])
    return Coverage(together / total, max(spread, best / 2) / total)


def _weight(weights: dict[str, float], answer: Answer) -> float:
    return sum(weight for stem, weight in weights.items() if stem in answer.content)


def closeness(vector: npt.NDArray[np.float32], points: npt.NDArray[np.float32]) -> float:
    """Return the cosine of a sentence and the closest point; 0 where there is none."""
    return float((points @ vector).max()) if len(points) else 0.0


def support_failures(
    case: Case, rarity: Rarity, vector: npt.NDArray[np.float32] | None, novelty: bool = True
) -> Iterator[Failure]:
    """Yield why the answers do not bear out a sentence that is not part of one of them.

    Args:
        case: The sentence.
        rarity: How much words tell.
        vector: The sentence's; None: only words are compared.
        novelty: A language model may bring in no word that nobody used.
    """
    wanted = content(case.tokens)
    script = script_of(case.text)
    alike = [answer for answer in case.evidence if answer.script == script or not script]
    covered = coverage(wanted, alike, rarity)
    near = None if vector is None or case.vectors is None else closeness(vector, case.vectors)
    if not supported(covered, near, case.source):
        yield from _unsupported(case, alike, covered, near)
        return
    if name := contradicted(case.text, alike, rarity):
        yield Failure("polarity", reason("polarity", word=word_for(name, case.text)))
    elif novelty and case.machine and (new := next((word for word in case.tokens if is_new(word, case, rarity)), None)):
        yield Failure("support", reason("new", word=new))


def is_new(word: str, case: Case, rarity: Rarity) -> bool:
    """Tell whether a folded word carries a claim and stands in no answer to the question; words of reporting may."""
    if is_small(word) or word[0].isdigit() or word in listed("ordinary", "words"):
        return False
    return not rarity.using.get(stem(word)) and word not in tokens(case.question)


def supported(covered: Coverage, near: float | None, source: str) -> bool:
    """Tell whether words, and meaning where there are vectors, are shared enough.

    More is asked of a language model than of an officer: behind its sentence the extractive one stands ready.
    """
    limits = settings("check")["support"]["officer" if source == "officer" else "machine"]
    if near is not None:
        return score(covered, near) >= float(limits["score"])
    return covered.shared >= float(limits["shared"]) and covered.together >= float(limits["together"])


def score(covered: Coverage, near: float) -> float:
    """Weigh words and meaning together: the more, the better supported."""
    weights = settings("check")["support"]
    return float(weights["words"] * covered.shared + weights["meaning"] * near)


def _unsupported(case: Case, alike: Sequence[Answer], covered: Coverage, near: float | None) -> Iterator[Failure]:
    """Yield why a sentence failed: its answers do not say it, or nobody could tell."""
    if _in_other_languages(case, alike):
        if near is None:
            yield Failure("support", reason("unchecked"), note=not case.machine)
        elif near < settings("check")["support"]["across"]:
            yield Failure("support", reason("far"))
        return
    if near is not None:
        yield Failure("support", reason("far"))
        return
    yield Failure("support", reason("support", covered=int(100 * covered.together)))


def _in_other_languages(case: Case, alike: Sequence[Answer]) -> bool:
    """Tell whether most of the answers are in another language than the sentence."""
    from textmine.language import detect

    if 2 * len(alike) <= len(case.evidence):
        return True
    language = str(detect([case.text])["language"].iloc[0]).split("-")[0]
    if language in ("und", "zxx"):
        return False
    other = [answer for answer in case.evidence if answer.language.split("-")[0] not in (language, "und", "zxx")]
    return 2 * len(other) > len(case.evidence)
