"""More than one language in an answer: whole sentences and clauses, and changes in mid-sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from textmine.language.latin import is_expected
from textmine.language.latin_text import LatinText
from textmine.language.ngrams import WordScores
from textmine.language.weigh import ROMANISED
from textmine.text import sentence_spans, words

LEAST_MIXED = 7
"""Words a text must have for a change of language in mid-sentence to be looked for."""
PART_WORDS = 4
"""Sentences and clauses of at least this many words are judged by themselves."""
RUN_WORDS = {"en": 4}
SHORTEST_RUN = 3
"""Words in a row, at least, that make a second language in mid-sentence; in English one more: English words are
borrowed by every language here."""
RUN_EVIDENCE = 7.0
"""Log-odds, at least, by which the run speaks for the second language."""
SUSPICION = 4.0
"""Log-odds of a run against the main language, from which on sentences and clauses are judged by themselves."""
WORD_EVIDENCE = 3.0
"""What one word can say at most."""
MOST_PARTS = 40
"""Sentences of an answer that are looked at."""

_CLAUSE = regex.compile(r"[,;:()–—]\s|\s[-–—]\s|\s(?=[(\"“])")


class Run(NamedTuple):
    """Words `start` to `end` (exclusive) that speak for one class, and by how much."""

    start: int
    end: int
    evidence: float


def parts(text: str) -> list[str]:
    """Return the sentences and clauses of `text` that can be judged by themselves; none if there is only one.

    Example:
        >>> parts("It is dark at night here. Nal badan ayaan u baahannahay, fadlan.")
        ['It is dark at night here.', 'Nal badan ayaan u baahannahay']
    """
    found = []
    for span in sentence_spans(text)[:MOST_PARTS]:
        for clause in _CLAUSE.split(span.of(text)):
            if clause and len(words(clause)) >= PART_WORDS:
                found.append(clause)
    return found if len(found) > 1 or (found and len(words(text)) >= len(words(found[0])) + PART_WORDS) else []


def longest_run(gain: npt.NDArray[np.float64]) -> Run:
    """Return the run of words with the greatest sum of `gain`.

    Source:
        Kadane's algorithm, in Bentley 1984, "Programming pearls: algorithm design techniques".

    Example:
        >>> longest_run(np.array([-1.0, 2.0, 3.0, -4.0, 1.0]))
        Run(start=1, end=3, evidence=5.0)
    """
    best, start, total = Run(0, 0, 0.0), 0, 0.0
    for at, value in enumerate(gain.tolist()):
        if total <= 0:
            start, total = at, 0.0
        total += value
        if total > best.evidence:
            best = Run(start, at + 1, total)
    return best


def may_be_mixed(evidence: npt.NDArray[np.float64], classes: Sequence[str], main: str) -> bool:
    """Tell whether any run of words speaks against the main language: if not, its parts need no look.

    Args:
        evidence: (words, classes) log-odds of each word for each class of the n-gram model.
        classes: The names of the classes.
        main: The language of the whole.
    """
    if main not in classes:
        return True
    own = classes.index(main)
    rest = np.delete(evidence, own, axis=1).max(axis=1)
    run = longest_run(np.clip(rest - evidence[:, own], -WORD_EVIDENCE, WORD_EVIDENCE))
    return run.end - run.start >= SHORTEST_RUN and run.evidence >= SUSPICION


def second_languages(
    evidence: npt.NDArray[np.float64], classes: Sequence[str], main: str, allowed: Sequence[str]
) -> dict[str, int]:
    """Return the languages that a part of a text in another language is in, with how many words.

    Args:
        evidence: (words, classes) log-odds of each word for each class of the n-gram model.
        classes: The names of the classes.
        main: The language of the whole.
        allowed: The languages that may be found.
    """
    if main not in classes:
        return {}
    found = {}
    own = classes.index(main)
    for tag in allowed:
        if tag == main or tag not in classes:
            continue
        other = classes.index(tag)
        gain = np.clip(evidence[:, other] - evidence[:, own], -WORD_EVIDENCE, WORD_EVIDENCE)
        run = longest_run(gain)
        length = run.end - run.start
        if length < RUN_WORDS.get(tag, SHORTEST_RUN) or run.evidence < RUN_EVIDENCE:
            continue
        inside = evidence[run.start : run.end].sum(axis=0)
        if inside.argmax() == other:
            found[tag] = length
    return found


def changes(texts: Sequence[tuple[LatinText, str]], tags: tuple[str, ...]) -> list[tuple[bool, dict[str, int]]]:
    """Return whether the parts of each text need a look, and the languages it changes into in mid-sentence.

    Args:
        texts: Each with its main language.
        tags: The expected languages.

    Returns:
        For each text, whether anything in it speaks against its language, and how many words in a row are in others.
    """
    folded = [text.folded if len(text.words) >= LEAST_MIXED else () for text, _ in texts]
    scores = WordScores(folded)
    classes, scale = scores.model.classes, scores.model.scale
    allowed = [tag for tag in classes if is_expected(tag, tags) and tag != ROMANISED]
    found: list[tuple[bool, dict[str, int]]] = []
    for own, (_, main) in zip(folded, texts, strict=True):
        if not own:
            found.append((False, {}))
            continue
        evidence = scores.of(own).astype(np.float64) * scale
        suspicious = may_be_mixed(evidence, classes, main)
        found.append((suspicious, second_languages(evidence, classes, main, allowed) if suspicious else {}))
    return found
