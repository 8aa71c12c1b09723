import pytest
from hypothesis import given

from tests.text.samples import texts
from textmine.language import UNDETERMINED_WORDS, undetermined_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lacag lumis!", "too_short"),
        ("maya maya maya", "too_short"),
        ("park er gate light", "unclear"),
        ("khub bhalo 24/7 10 20 30", "too_short"),
        ("পার্কে আলো নেই", "too_short"),
        ("পার্কে আরও আলো দরকার", "unclear"),
        ("Ra'yi low-traffic l'arbre", "too_short"),
        ("👍👍 10/10 ???", "too_short"),
        ("", "too_short"),
    ],
)
def test_fewer_than_four_words_with_letters_are_too_short(text: str, reason: str) -> None:
    assert undetermined_reason(text) == reason


@given(texts)
def test_four_more_words_are_enough_after_any_text(text: str) -> None:
    assert undetermined_reason(text) in UNDETERMINED_WORDS
    assert undetermined_reason(text + "\nmore bins at night") == "unclear"


def test_each_reason_has_plain_words() -> None:
    assert UNDETERMINED_WORDS == {"too_short": "too short to tell", "unclear": "could not tell"}
