"""Titles from the phrases people use most, and descriptions from their most central sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from textmine.text import personal_data, sentence_spans, words
from textmine.themes.stopwords import weak_words

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to (n, d) vectors in the space of the centroids."""

LONGEST = 4
SHORTLIST = 12
LENGTH_WEIGHT = {1: 0.55, 2: 1.0, 3: 1.1, 4: 1.0}
SENTENCE_WORDS = range(5, 31)
_BREAK = regex.compile(r"[.,;:!?()\[\]\"“”…।؟\n/]+|\s[-–—]\s")
_INNER = frozenset(["of", "the", "for", "and", "to", "in", "on", "with", "at", "from", "or", "&"])


@dataclass(frozen=True)
class Document:
    """One point as the titles see it."""

    text: str
    language: str
    owner: int
    closeness: float
    """Similarity to the theme's centroid."""


def phrases(text: str, stop: Collection[str], longest: int = LONGEST) -> Iterator[tuple[str, str]]:
    """Yield (casefolded phrase, phrase as written): 1–4 words that neither begin nor end with a stop word."""
    for part in _BREAK.split(text):
        found = words(part)
        folded = [word.casefold() for word in found]
        for start in range(len(found)):
            for end in range(start + 1, min(start + longest, len(found)) + 1):
                edge, inner = (folded[start], folded[end - 1]), folded[start + 1 : end - 1]
                if any(word in stop or len(word) < 3 or word.isnumeric() for word in edge):
                    continue
                if any(word in stop and word not in _INNER for word in inner):
                    continue
                yield " ".join(folded[start:end]), " ".join(found[start:end])


class PhraseTable:
    """How many people use each phrase, over all documents of a question."""

    def __init__(self, documents: Sequence[Document], stop: Collection[str], banned: Collection[str]) -> None:
        self._stop, self._banned = stop, banned
        people: dict[str, set[int]] = defaultdict(set)
        for document in documents:
            for folded, _ in phrases(document.text, stop):
                people[folded].add(document.owner)
        self._people = {phrase: len(owners) for phrase, owners in people.items()}
        self._n = max(1, len({document.owner for document in documents}))

    def ranked(self, documents: Sequence[Document]) -> list[tuple[str, float]]:
        """Return the best phrases of a theme (as most often written) with scores, best first."""
        people: dict[str, set[int]] = defaultdict(set)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for document in documents:
            for folded, written in phrases(document.text, self._stop):
                people[folded].add(document.owner)
                forms[folded][written] += 1
        n = max(1, len({document.owner for document in documents}))
        scored = []
        for phrase, owners in people.items():
            content = [word for word in phrase.split() if word not in self._stop]
            if any(word in self._banned for word in content) or {content[0], content[-1]} & weak_words():
                continue
            share, common = len(owners) / n, self._people[phrase] / self._n
            once = 0.25 if len(owners) == 1 and n > 2 else 1.0
            score = share * float(np.log1p(share / common)) * LENGTH_WEIGHT[min(LONGEST, len(phrase.split()))] * once
            scored.append((phrase, score))
        scored.sort(key=lambda item: (-item[1], item[0]))
        return [(_as_written(forms[phrase]), score) for phrase, score in scored[: 3 * SHORTLIST]]


def _as_written(forms: Counter[str]) -> str:
    """Return the commonest form that is not shouted, if there is one."""
    calm = {form: n for form, n in forms.items() if not (form.isupper() and len(form) > 5)}
    pool = calm or dict(forms)
    return max(sorted(pool), key=lambda form: pool[form])


def shortlist(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the best phrases without those that only repeat words of a better one."""
    kept: list[tuple[str, float]] = []
    for phrase, score in ranked:
        if any(_stems(phrase) <= _stems(other) for other, _ in kept):
            continue
        kept.append((phrase, score))
    return kept[:SHORTLIST]


def choose_titles(tables: Sequence[Sequence[tuple[str, float]]], centroids: Vectors, encode: Encode) -> list[str]:
    """Return one title per theme, all different.

    Each candidate's frequency score is weighed with its similarity to the theme's centroid, so that a
    title says what the theme is about and not merely what is often said in it.

    Args:
        tables: Per theme, its shortlist of (phrase, score).
        centroids: (k, d) unit centroids.
        encode: Embeds phrases into the centroids' space.
    """
    flat = sorted({phrase for table in tables for phrase, _ in table})
    index = {phrase: i for i, phrase in enumerate(flat)}
    vectors = encode(flat) if flat else np.zeros((0, centroids.shape[1]), np.float32)
    titles: list[str] = []
    for table, centroid in zip(tables, centroids, strict=True):
        ranked = sorted(
            ((score * max(0.05, float(vectors[index[phrase]] @ centroid)), phrase) for phrase, score in table),
            key=lambda item: (-item[0], item[1]),
        )
        titles.append(_title([phrase for _, phrase in ranked], titles))
    return titles


def _stems(phrase: str) -> set[str]:
    """Return the beginnings of a phrase's words: enough to see that "homeless" repeats "homelessness"."""
    return {word[:5] for word in phrase.casefold().replace("'s", "").replace("’s", "").split()}


def _title(ranked: Sequence[str], taken: Sequence[str]) -> str:
    """Return the best phrase as a title; a single word is joined with the next best phrase."""
    used = {title.casefold() for title in taken}
    for i, phrase in enumerate(ranked):
        title = phrase
        if " " not in phrase:
            partner = next((p for p in ranked[i + 1 :] if not _stems(phrase) & _stems(p)), None)
            if partner and len(partner.split()) <= 3 and phrase.isascii():
                title = f"{phrase} and {partner}"
        title = title[0].upper() + title[1:]
        if title.casefold() not in used:
            return title
    return ""


def central_sentences(documents: Sequence[Document], count: int = 2) -> list[str]:
    """Return the most central whole sentences free of personal data: English ones where there are any."""
    english = [document for document in documents if document.language == "en"]
    found: list[str] = []
    for document in sorted(english or documents, key=lambda item: (-item.closeness, item.text)):
        for span in sentence_spans(document.text, document.language):
            sentence = " ".join(span.of(document.text).split())
            if len(words(sentence)) in SENTENCE_WORDS and sentence not in found and not personal_data(sentence):
                found.append(sentence)
                break
        if len(found) == count:
            break
    return found
