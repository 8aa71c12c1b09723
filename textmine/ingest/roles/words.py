"""Open questions: what people say in their own words, in any language."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from textmine.ingest.option_lists import known_options
from textmine.ingest.profile import count_words
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import fold, words

_LETTER = 12
"""Words of the usual answer from which it is no option, where a heading asks for words."""
_SENTENCES = 16
"""Words of the usual value from which values that end as sentences are no options."""
_SHORT = 3
"""Words of an option that people go on from, and words from which they go on."""
_MOST_OPTIONS = 12
_MOST_LOOKED_AT = 5_000
_FEW = 60
"""Different answers of people's own, from which on no list of options can be meant."""


def asked_for_words(evidence: Evidence) -> Guess | None:
    """A heading that asks for people's own words, unless the values are plainly a list of options."""
    shape = evidence.shape
    if not evidence.asks:
        return None
    if shape.free_text and shape.distinct > _FEW:
        return Guess("open", 0.95, "the heading asks for people's own words")
    if shape.mean_words > _LETTER:
        # However few differ: many people may have sent the same letter.
        return Guess("open", 0.9, "the heading asks for people's own words, and the answers are long")
    # "Any other comments?" is often answered "No"; "Do you have comments?" is answered yes or no.
    said = {value: n for value, n in shape.counts.items() if fold(value) not in words("nothing")}
    filled = sum(said.values())
    if shape.yes_no >= 0.9 and (evidence.says("asks_choice") or (shape.filled >= 20 and filled >= 0.25 * shape.filled)):
        return None
    if 2 <= len(said) <= 8 and (10 if shape.mean_words > _SHORT else 5) * len(said) <= filled and filled >= 12:
        return None
    if shape.filled >= 20 and known_options(shape.counts, told=evidence.says("asks_several"), least=0.95):
        return None
    sure = shape.free_text or shape.mean_words > 3
    return Guess("open", 0.95 if sure else 0.8, "the heading asks for people's own words")


def options_with_words(evidence: Evidence) -> Guess | None:
    """Options that many go on from in their own words: "Yes", "No", "Yes, because …"."""
    shape = evidence.shape
    chosen = {value: n for value, n in shape.counts.items() if n > 1 and count_words(value) <= _SHORT}
    if not 2 <= len(chosen) <= _MOST_OPTIONS or not 3 <= len(shape.counts) - len(chosen) <= _MOST_LOOKED_AT:
        return None
    options = {fold(value): n for value, n in chosen.items()}
    others = {value: n for value, n in shape.counts.items() if fold(value) not in options}
    on = sum(n for value, n in others.items() if _goes_on(fold(value), options))
    if 2 * on < sum(others.values()) or on < 0.2 * shape.filled or sum(options.values()) < 0.2 * shape.filled:
        return None
    return Guess("open", 0.8, "options, and after them people's own words: read as their words, so that none are lost")


def _goes_on(folded: str, options: Collection[str]) -> bool:
    """Say whether a value begins with an option and goes on for three words or more."""
    return any(folded.startswith(f"{option} ") and folded[len(option) :].count(" ") >= _SHORT for option in options)


def letters(evidence: Evidence) -> Guess | None:
    """Long sentences, of which there are few because many people sent the same letter."""
    if evidence.shape.mean_words <= _SENTENCES or not _are_sentences(evidence.shape.counts):
        return None
    return Guess("open", 0.8, "long sentences, though many people may have sent the same")


def _are_sentences(counts: Mapping[str, int]) -> bool:
    """Say whether most people's values end as sentences do."""
    ended = sum(n for value, n in counts.items() if value.rstrip().endswith((".", "!", "?", "।", "؟", "。")))
    return ended * 2 > sum(counts.values())


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
