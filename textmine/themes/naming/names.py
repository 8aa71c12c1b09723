"""Names of all themes of one question: titles, descriptions, key phrases and the evidence behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textmine.language import detect
from textmine.language.catalogue import UNKNOWN
from textmine.text import terms
from textmine.themes.naming.candidates import MOST, Context, candidates, stems_of_question, title_language
from textmine.themes.naming.choose import choose, numbered
from textmine.themes.naming.describe import described
from textmine.themes.naming.evidence import evidence, people_sharing
from textmine.themes.naming.fallback import frequent_words
from textmine.themes.naming.model import ENGLISH, Candidate, Document, Encode, Named, Scored, Vectors
from textmine.themes.naming.people import shares, writing
from textmine.themes.naming.phrases import key_phrases
from textmine.themes.naming.score import preferred, scored, spread


def name_themes(
    members: Sequence[Sequence[Document]],
    centroids: Vectors,
    encode: Encode,
    *,
    wording: str = "",
    keywords: Sequence[Sequence[str]],
) -> list[Named]:
    """Name the themes of one question.

    Args:
        members: The documents of each of k themes.
        centroids: (k, d) unit vectors.
        encode: Embeds texts into the centroids' space; called at most once, with at most forty texts a theme.
        wording: The question; its own words make no title.
        keywords: The engine's terms of each theme.

    Returns:
        k names; titles are all different and never empty.
    """
    everyone = [document for own in members for document in own]
    asked = frozenset(terms(wording))
    context = Context(stems_of_question(asked), asked, writing(everyone), shares(everyone))
    languages = [title_language(own) for own in members]
    found = in_language([candidates(own, tag, context) for own, tag in zip(members, languages, strict=True)], languages)
    ranked = ranking(found, members, centroids, encode)
    chosen = choose(ranked)
    named: list[Named] = []
    for theme, (own, tag, winner) in enumerate(zip(members, languages, chosen, strict=True)):
        wanted = winner.candidate.text if winner else frequent_words(own, tag, context.style.rare_names)
        title = numbered(wanted, [item.title for item in named], theme)
        named.append(
            Named(
                title,
                described(own, tag),
                key_phrases(own, tag, keywords[theme]),
                tag,
                evidence(own, tag, title, winner, ranked[theme]),
            )
        )
    return named


def in_language(found: Sequence[Sequence[Candidate]], languages: Sequence[str]) -> list[list[Candidate]]:
    """Return the best candidates, less those of English themes that are in another language: answers mix them."""
    texts = sorted({item.text for own, tag in zip(found, languages, strict=True) if tag == ENGLISH for item in own})
    told = dict(zip(texts, detect(texts)["language"], strict=True)) if texts else {}
    kept: list[list[Candidate]] = []
    for own, tag in zip(found, languages, strict=True):
        english = [item for item in own if tag != ENGLISH or told[item.text] in (ENGLISH, UNKNOWN)]
        kept.append((english or list(own))[:MOST])
    return kept


def ranking(
    found: Sequence[Sequence[Candidate]], members: Sequence[Sequence[Document]], centroids: Vectors, encode: Encode
) -> list[list[Scored]]:
    """Return every theme's candidates with scores, best first; all are embedded together."""
    flat = sorted({candidate.text for own in found for candidate in own})
    vectors = encode(flat) if flat else np.zeros((0, centroids.shape[1]), np.float32)
    place = {text: at for at, text in enumerate(flat)}
    ranked = []
    for theme, (own, documents) in enumerate(zip(found, members, strict=True)):
        mine = vectors[[place[item.text] for item in own]]
        known = [document.vector for document in documents if document.vector is not None]
        theirs = np.stack(known) if known else centroids[[theme]]
        ranked.append(_preferred(scored(own, theme, mine @ centroids.T, spread(mine, theirs)), documents))
    return ranked


def _preferred(ranked: list[Scored], documents: Sequence[Document]) -> list[Scored]:
    """Return a theme's candidates, a pair of subjects in front where no clause speaks for many."""
    tag = title_language(documents)
    own = [document for document in documents if document.language == tag]
    n = max(1, len({document.owner for document in own}))
    return preferred(ranked, lambda text: people_sharing(text, own) / n)
