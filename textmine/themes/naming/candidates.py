"""Everything that may become the title of one theme, and the few that are worth embedding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from textmine.text import words
from textmine.themes.naming.acceptable import MOST_WORDS, acceptable, cut_to_fit, cut_well
from textmine.themes.naming.clauses import clauses
from textmine.themes.naming.headline import beginnings, headline, stripped
from textmine.themes.naming.model import ENGLISH, Candidate, Document, Kind
from textmine.themes.naming.pairs import pairs
from textmine.themes.naming.people import Voices, Writing, voices
from textmine.themes.naming.phrases import common_phrases
from textmine.themes.naming.statement import states
from textmine.themes.naming.tokens import content_stems, folded, stem

MOST = 40
"""Candidates of one theme that are embedded."""
PHRASES = 40
FEW = 3
"""With fewer candidates, phrases that one person alone uses are read too."""
READ = 120
"""The most central documents whose clauses are read."""
LENGTHS = {1: 0.2, 2: 0.55, 3: 0.85, 4: 1.0, 5: 1.0, 6: 1.0, 7: 0.95, 8: 0.85}
WHOLE: dict[Kind, float] = {"clause": 1.0, "part": 0.75, "phrase": 0.6, "cut": -1.5, "pair": 0.0}
SHORT = 3
ENOUGH = 5
STRAY = 0.1
"""Fewer English answers than `ENOUGH`, and than this share of all, are stray ones in a theme of another language."""


@dataclass(frozen=True)
class Context:
    """What candidates are judged by: the question's stems and words, how people write, everybody's words."""

    asked_stems: frozenset[str]
    asked_words: frozenset[str]
    style: Writing
    everybody: dict[str, float]


def title_language(documents: Sequence[Document]) -> str:
    """Return English where more than a stray answer is, else the most frequent language, `und` last.

    One answer of sixty that is taken for English says nothing for the others.
    """
    counts = Counter(document.language for document in documents if words(document.text))
    if not counts:
        return "zxx"
    if counts[ENGLISH] and counts[ENGLISH] >= min(ENOUGH, STRAY * counts.total()):
        return ENGLISH
    del counts[ENGLISH]
    return min(counts, key=lambda tag: (tag in ("und", "zxx"), -counts[tag], tag))


def candidates(documents: Sequence[Document], language: str, context: Context) -> list[Candidate]:
    """Return the best candidates of one theme by their words alone, best first.

    Args:
        documents: All of the theme; those in `language` are read.
        language: Of the title.
        context: Of the question.
    """
    own = [i for i, document in enumerate(documents) if document.language == language]
    said = voices([documents[i] for i in own], context.everybody)
    best: dict[str, Candidate] = {}
    for candidate in (*_clauses(documents, own, language, context), *_phrases(documents, own, language, context)):
        full = candidate.text
        if said.is_quote(full) or len(words(full)) > MOST_WORDS:
            candidate = replace(candidate, text=candidate.terse or full)
        text = cut_to_fit(candidate.text, said)
        if text != candidate.text:
            candidate = _shortened(candidate, text, language)
            # An English clause cut in its middle may say something else; in other languages it stays a last resort.
            if candidate.kind == "cut" and language == ENGLISH:
                continue
        if not acceptable(text, language, context.style, context.asked_stems):
            continue
        weighed = _weighed(replace(candidate, text=text), documents[candidate.source], said, context)
        key = " ".join(folded(text))
        if key not in best or weighed.rough > best[key].rough:
            best[key] = weighed
    if len(best) < FEW:
        for phrase in _phrases(documents, own, language, context, alone=True):
            if acceptable(phrase.text, language, context.style, context.asked_stems):
                best.setdefault(
                    " ".join(folded(phrase.text)), _weighed(phrase, documents[phrase.source], said, context)
                )
    ranked = sorted(best.values(), key=lambda item: (-item.rough, item.text))[: 2 * MOST]
    source = max(own, key=lambda i: (documents[i].closeness, -i), default=0)
    both = [
        _weighed(Candidate(text, "pair", 0.0, source), documents[source], said, context)
        for text in pairs([documents[i] for i in own], language, said, context.asked_stems)
    ]
    return [*both, *ranked]


def _shortened(candidate: Candidate, text: str, language: str) -> Candidate:
    """Return a candidate cut down so that it quotes nobody."""
    kind: Kind = "part" if language == ENGLISH and cut_well(text, candidate.text) else "cut"
    return replace(candidate, text=text, kind=kind, states=states(text) if language == ENGLISH else candidate.states)


def _clauses(documents: Sequence[Document], own: Sequence[int], language: str, context: Context) -> Iterator[Candidate]:
    """Yield clauses of the most central documents; in English as headlines, long ones with their beginnings."""
    central = sorted(own, key=lambda i: (-documents[i].closeness, i))[:READ]
    for i in central:
        for clause in clauses(documents[i].text, language):
            if language != ENGLISH:
                plain = stripped(clause)
                yield Candidate(plain, "clause", float(len(words(plain)) >= SHORT), i)
                continue
            for text, kind in ((clause, "clause"), *((part, "part") for part in beginnings(clause))):
                title = headline(text, context.asked_words, context.style)
                level = states(title)
                # The beginning of a clause without its verb is a fragment.
                if kind == "clause" or level or not states(headline(clause, context.asked_words)):
                    terse = headline(text, context.asked_words, context.style, terse=True)
                    yield Candidate(title, "clause" if kind == "clause" else "part", level, i, terse)


def _phrases(
    documents: Sequence[Document], own: Sequence[int], language: str, context: Context, *, alone: bool = False
) -> Iterator[Candidate]:
    """Yield phrases that several people use; with `alone`, short ones of one person."""
    read = [documents[i] for i in own]
    for phrase, _, source in common_phrases(read, language, PHRASES, alone=alone):
        title = headline(phrase, context.asked_words, context.style) if language == ENGLISH else phrase
        level = states(title) if language == ENGLISH else 0.0
        yield Candidate(title, "phrase", level, own[source])


def _weighed(candidate: Candidate, document: Document, said: Voices, context: Context) -> Candidate:
    """Return a candidate with what its words alone are worth."""
    carried = said.carried(candidate.text, context.asked_stems)
    length = LENGTHS.get(len(words(candidate.text)), 0.0)
    near = max(0.0, document.closeness)
    shared = said.shared(candidate.text, context.asked_stems)
    asked = share_asked(candidate.text, context.asked_stems)
    rough = 0.35 * carried + 0.2 * near + 0.15 * candidate.states + 0.12 * length + 0.08 * WHOLE[candidate.kind]
    return replace(candidate, carried=carried, shared=shared, asked=asked, rough=rough + 0.1 * shared - 0.2 * asked)


def share_asked(text: str, asked: Collection[str]) -> float:
    """Return the share of a text's content words that are the question's own, by their stems."""
    found = content_stems(text)
    return sum(key in asked for key in found) / max(1, len(found))


def stems_of_question(asked: Collection[str]) -> frozenset[str]:
    """Return the stems of the question's words."""
    return frozenset(stem(word) for word in asked)
