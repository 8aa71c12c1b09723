"""Few responses: long labels are no sentences, and thin answers are answers."""

from __future__ import annotations

import pytest

from textmine.ingest.roles import Asked, guess_roles
from textmine.ingest.vocabulary import whole_options

_LABELS = ([option for option in whole_options() if ": " in option] * 2)[:24]
_WORDS = [f"The path by house {n} is far too dark for me at night" for n in range(len(_LABELS))]


def _role(heading: str, values: list[str]) -> str:
    """Guess a column beside an open question."""
    return guess_roles([Asked(heading, values), Asked("Any comments?", _WORDS)])[0].role


@pytest.mark.parametrize(
    "heading", ["Ethnicity", "About you: Ethnicity", "Q9", "আপনার জাতিগত পরিচয় কী?", "Qowmiyaddaadu waa maxay?"]
)
def test_long_labels_of_ethnic_groups_that_seldom_repeat_are_equality(heading: str) -> None:
    assert _role(heading, _LABELS) == "equality"


@pytest.mark.parametrize(
    "heading",
    ["How does your disability affect how you use the park? Please explain", "আপনার প্রতিবন্ধকতা সম্পর্কে ব্যাখ্যা করুন"],
)
def test_sentences_on_a_protected_characteristic_stay_open(heading: str) -> None:
    assert _role(heading, _WORDS) == "open"


@pytest.mark.parametrize("heading", ["Please explain your answer", "অনুগ্রহ করে ব্যাখ্যা করুন", "Fadlan sharax"])
def test_the_only_question_that_asks_for_words_is_open_however_thin_its_answers(heading: str) -> None:
    columns = [Asked("Agree?", ["Yes", "No"] * 10), Asked(heading, ["ok", "no", "ok", "more"] * 5)]
    assert guess_roles(columns)[1].role == "open"


@pytest.mark.parametrize(
    "heading",
    [
        "How worried are you about air pollution where you live?",
        "How often do you visit your local town centre?",
        "আপনি কত ঘন ঘন আপনার এলাকায় হাঁটেন?",
        "Imisa jeer ayaad booqataa xaafaddaada?",
    ],
)
def test_a_question_about_a_place_is_not_where_people_live(heading: str) -> None:
    assert _role(heading, (["Weekly", "Monthly"] * 12)[: len(_WORDS)]) == "closed_single"
