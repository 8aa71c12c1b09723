"""Redaction: typed placeholders, the rest of the text untouched."""

from hypothesis import given, settings

from tests.text.samples import texts
from textmine.model import Span
from textmine.text import PERSONAL_KINDS, personal_data, redact
from textmine.text.lists import read_toml


def test_each_kind_is_replaced_by_words_that_say_what_it_was() -> None:
    text = (
        "I'm at 22 Weaver's Lane, E97 3QT. Councillor Prentice and my neighbour at number 4 know. "
        "Amina Khatun, ০৭৭০০ ৯০০১২৩"
    )
    assert redact(text) == (
        "I'm at [address], [postcode]. [councillor] and my [neighbour] know. [name], [phone number]"
    )


def test_given_spans_are_replaced_and_nothing_else() -> None:
    assert redact("a@b.org and Mrs Begum", [Span(12, 21, "third_party")]) == "a@b.org and [person]"


def test_a_language_without_placeholders_gets_the_english_ones() -> None:
    assert redact("Ask Mrs Begum", language="bn") == "Ask [person]"


def test_every_kind_has_words_and_a_placeholder() -> None:
    english = read_toml("placeholders.toml")["en"]
    assert set(PERSONAL_KINDS) == set(english["placeholder"])
    assert all(words.startswith("[") and words.endswith("]") for words in english["placeholder"].values())


@settings(deadline=None, max_examples=100)
@given(texts)
def test_what_is_not_personal_stays_as_it_was(text: str) -> None:
    redacted, at, place = redact(text), 0, 0
    for span in personal_data(text):
        kept = text[at : span.start]
        assert redacted[place : place + len(kept)] == kept
        place = redacted.index("]", place + len(kept)) + 1
        at = span.end
    assert redacted[place:] == text[at:]
