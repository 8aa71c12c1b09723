"""Titles from the phrases people use most, and descriptions from their most central sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from textmine.text import personal_data, sentence_spans, words
from textmine.themes.stopwords import stop_words, word_list

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to (n, d) vectors in the space of the centroids."""

LONGEST = 4
SHORTLIST = 20
LENGTH_WEIGHT = {1: 0.55, 2: 1.0, 3: 1.1, 4: 1.0}
CLOSENESS_POWER = 1.5
"""How much more closeness to the theme counts than being frequent."""
COMMON = 0.04
"""A phrase below this weighed score is too rare to title a theme."""
CLOSE = 0.33
"""A clause farther than this from the theme's centroid does not speak for it."""
NEXT_BEST = 4
"""How far down the ranking a longer form of a single word may stand."""
MOST_WORDS = 5
"""Of a title in somebody's own words: six words in a row from an answer are a quote, which needs consent."""
CLAUSE_WORDS = range(3, MOST_WORDS + 1)
SENTENCE_WORDS = range(5, 31)
_BREAK = regex.compile(r"[.,;:!?()\[\]\"“”…।؟\n/]+|\s[-–—]\s")
_DIGIT = regex.compile(r"\d")
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
    calm = text.lower() if text.isupper() else text
    for part in _BREAK.split(calm):
        found = words(part)
        folded = [word.casefold() for word in found]
        for start in range(len(found)):
            for end in range(start + 1, min(start + longest, len(found)) + 1):
                edge, inner = (folded[start], folded[end - 1]), folded[start + 1 : end - 1]
                if any(_weak_edge(word, stop) for word in edge):
                    continue
                if any(word in stop and word not in _INNER for word in inner):
                    continue
                yield " ".join(folded[start:end]), " ".join(found[start:end])


def _weak_edge(word: str, stop: Collection[str]) -> bool:
    """Say whether a word is no start and no end of a phrase: short, a number, a stop word, "I've" or "don't"."""
    plain = word.replace("’", "'")
    return word in stop or len(word) < 3 or word.isnumeric() or plain.split("'")[0] in stop or plain.endswith("n't")


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
            if any(word in self._banned for word in content) or set(content) & word_list("weak_words"):
                continue
            share, common = len(owners) / n, self._people[phrase] / self._n
            once = 0.3 if len(owners) == 1 and n > 2 else 1.0
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


def short_clauses(documents: Sequence[Document]) -> list[str]:
    """Return clauses short enough for a title from the most central points: no personal data, nobody's own story."""
    found: list[str] = []
    for document in sorted(documents, key=lambda item: (-item.closeness, item.text))[:SHORTLIST]:
        calm = document.text.lower() if document.text.isupper() else document.text
        for part in _BREAK.split(calm):
            clause = " ".join(part.split())
            own = [word.casefold().replace("’", "'") for word in words(clause)]
            if (
                len(own) not in CLAUSE_WORDS
                or own[0] in word_list("dependent_words")
                or word_list("personal_words") & set(own)
            ):
                continue
            if own[-1] not in stop_words() and not _DIGIT.search(clause) and not personal_data(clause):
                found.append(clause)
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Candidates:
    """What may become the title of one theme.

    Attributes:
        phrases: Frequent phrases with scores, best first.
        clauses: Short clauses of central points.
        english: Whether they come from English answers.
    """

    phrases: Sequence[tuple[str, float]]
    clauses: Sequence[str] = ()
    english: bool = True


def choose_titles(candidates: Sequence[Candidates], centroids: Vectors, encode: Encode) -> list[str]:
    """Return one title per theme, all different.

    A phrase many people use is best; its frequency score is weighed with its similarity to the theme's
    centroid, so that a title says what the theme is about and not merely what is often said in it. Where
    no phrase is common, the clause nearest to the centroid says more than a rare word would.

    Args:
        candidates: Of each theme.
        centroids: (k, d) unit centroids.
        encode: Embeds phrases into the centroids' space.
    """
    flat = sorted({text for own in candidates for text in (*dict(own.phrases), *own.clauses)})
    vectors = encode(flat) if flat else np.zeros((0, centroids.shape[1]), np.float32)
    near = {text: np.maximum(0.05, centroids @ vector) for text, vector in zip(flat, vectors, strict=True)}
    titles: list[str] = []
    for theme, own in enumerate(candidates):
        weighed = {text: score * float(near[text][theme]) ** CLOSENESS_POWER for text, score in own.phrases}
        ranked = sorted(weighed, key=lambda text: (-weighed[text], text))
        close = [text for text in own.clauses if near[text][theme] >= CLOSE]
        central = sorted(close, key=lambda text: (-float(near[text][theme]), text))
        pairs = [_fuller(phrase, ranked[i + 1 :], own.english) for i, phrase in enumerate(ranked)]
        common = bool(ranked) and weighed[ranked[0]] >= COMMON
        titles.append(_first_free((*pairs, *central) if common or not central else (*central, *pairs), titles))
    return titles


def _stems(phrase: str) -> set[str]:
    """Return the beginnings of a phrase's words: enough to see that "homeless" repeats "homelessness"."""
    return {word[:5] for word in phrase.casefold().replace("'s", "").replace("’s", "").split()}


def _first_free(wanted: Sequence[str], taken: Sequence[str]) -> str:
    """Return the first title that is not taken, with a capital; empty where there is none."""
    used = {title.casefold() for title in taken}
    free = next((text for text in wanted if text.casefold() not in used), "")
    return free[:1].upper() + free[1:]


def _fuller(phrase: str, others: Sequence[str], english: bool) -> str:
    """Return a phrase; a single word is replaced by a good longer phrase with it, or joined with another."""
    if " " in phrase:
        return phrase
    longer = next((other for other in others[:NEXT_BEST] if _stems(phrase) < _stems(other)), None)
    partner = next((other for other in others if not _stems(phrase) & _stems(other)), None)
    if longer is None and partner and len(partner.split()) <= 3:
        return f"{phrase} and {partner}" if english else f"{phrase}, {partner}"
    return longer or phrase


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
