"""Open questions: what people say in their own words, in any language."""

from __future__ import annotations

from textmine.ingest.options import known_options
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import fold, words


def asked_for_words(evidence: Evidence) -> Guess | None:
    """A heading that asks for people's own words, unless the values are plainly a list of options."""
    shape = evidence.shape
    if not evidence.asks:
        return None
    # "Any other comments?" is often answered "No"; "Do you have comments?" is answered yes or no.
    said = {value: n for value, n in shape.counts.items() if fold(value) not in words("nothing")}
    filled = sum(said.values())
    if shape.yes_no >= 0.9 and (evidence.says("asks_choice") or (shape.filled >= 20 and filled >= 0.25 * shape.filled)):
        return None
    if filled >= 20 and len(said) <= 8 and len(said) <= 0.1 * filled:
        return None
    if shape.filled >= 20 and known_options(shape.counts, told=evidence.says("asks_several"), least=0.95):
        return None
    sure = shape.free_text or shape.mean_words > 3
    return Guess("open", 0.95 if sure else 0.8, "the heading asks for people's own words")


def text(evidence: Evidence) -> Guess | None:
    """Values that are people's own sentences, in any language."""
    shape = evidence.shape
    weak = evidence.says("asks_weakly") or "?" in evidence.heading
    choice = evidence.says("asks_choice")
    if shape.variety < 0.3:
        return None
    if shape.free_text:
        return Guess("open", 0.9, "long values that seldom repeat")
    if shape.mean_words > (6 if choice else 3):
        return Guess("open", 0.75, "values of several words that seldom repeat")
    if weak and not choice:
        return Guess("open", 0.6, "a question with values that seldom repeat")
    return None
