"""More than one language in an answer: whole sentences and clauses, and changes in mid-sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from textmine.language.catalogue import UNKNOWN
from textmine.language.latin_text import LatinText, english_words
from textmine.language.ngrams import WordScores, fold
from textmine.language.weigh import OTHER
from textmine.text import sentence_spans, words

LEAST_MIXED = 6
"""Words a text must have for a second language to be looked for in it."""
PART_WORDS = 3
"""Sentences and clauses of at least this many words are judged by themselves."""
SHORTEST_RUN = 3
"""Words in a row, at least, that can be a second language in mid-sentence: fewer are borrowed."""
SUSPICION = 3.0
"""Log-odds of a run of words against the main language, from which on sentences and clauses are judged too."""
RUN_EVIDENCE = 5.0
"""The same from which on the run itself is judged."""
ENGLISH_RUN, ENGLISH_EVIDENCE = 4, 7.0
"""In English a run takes this many words and log-odds: brands and text-speak are not another language."""
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


def suspects(texts: Sequence[tuple[LatinText, str]]) -> list[tuple[bool, LatinText | None]]:
    """Return whether the parts of each text need a look, and the run of words that speaks most against its language.

    Args:
        texts: Each with its main language.

    Returns:
        For each text, whether anything in it speaks against its language, and the words in mid-sentence that may be
        in another one, if any.
    """
    folded = [tuple(map(fold, text.words)) if len(text.words) >= LEAST_MIXED else () for text, _ in texts]
    scores = WordScores(folded)
    found: list[tuple[bool, LatinText | None]] = []
    for own, (text, main) in zip(folded, texts, strict=True):
        if not own or main == UNKNOWN:
            found.append((bool(own), None))
            continue
        gain = _gain(scores, own, main)
        # A capital in mid-sentence is a name's, which speaks for no language, unless the word is common.
        named = [word[0].isupper() and fold(word) not in english_words() for word in text.words]
        gain[[False, *named[1:]]] = 0.0
        run = longest_run(gain)
        length = run.end - run.start
        words_needed, needed = (ENGLISH_RUN, ENGLISH_EVIDENCE) if main == "en" else (SHORTEST_RUN, RUN_EVIDENCE)
        inner = length >= words_needed and run.evidence >= needed and length < len(own)
        piece = text.words[run.start : run.end]
        # Between languages that are no class of their own, only their sentences can tell.
        suspicious = run.evidence >= SUSPICION or main not in scores.model.classes
        found.append((suspicious, LatinText.of(" ".join(piece), piece) if inner else None))
    return found


def _gain(scores: WordScores, words: Sequence[str], main: str) -> npt.NDArray[np.float64]:
    """Return by how much each word speaks for another class of languages than that of the main language."""
    classes = scores.model.classes
    evidence = scores.of(words).astype(np.float64) * scores.model.scale
    own = classes.index(main if main in classes else OTHER)
    rest = np.max(evidence[:, [at for at in range(len(classes)) if at != own]], axis=1)
    gain: npt.NDArray[np.float64] = np.clip(rest - evidence[:, own], -WORD_EVIDENCE, WORD_EVIDENCE)
    return gain
