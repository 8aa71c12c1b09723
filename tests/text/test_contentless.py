import pytest

from textmine.text import no_content_reason


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "N/A",
        "n/a.",
        "nil",
        "No comment!",
        "Don’t know",
        "dont know",
        "not sure",
        "idk",
        "nothing to add, thanks",
        "No further comments at this time",
        "নেই",
        "কিছু না",
        "কিছু না।",
        "জানি না",
        "মন্তব্য নেই",
        "waxba",
        "ma jiro",
        "Faallo ma jirto",
        "kichu na",
        "jani na",
        "لا شيء",
        "کچھ نہیں",
        "rien",
        "niente",
        "brak",
        "nada",
        "yok",
        "No. Nothing.",
    ],
)
def test_stock_answers_in_many_languages_have_no_content(text: str) -> None:
    assert no_content_reason(text) == "No content: a stock non-answer"


@pytest.mark.parametrize("text", ["yes", "No", "Yes??", "হ্যাঁ", "না", "maya", "haa", "نعم", "oui"])
def test_a_bare_yes_or_no_has_no_content(text: str) -> None:
    assert no_content_reason(text) == "No content: only yes or no"


@pytest.mark.parametrize(
    "text",
    [
        "see above",
        "As above",
        "same as before",
        "Please see my answer to question 3",
        "উপরে দেখুন",
        "as I said in Q2",
        "kor eeg",
        "ditto",
    ],
)
def test_references_to_another_answer_have_no_content(text: str) -> None:
    assert no_content_reason(text) == "No content: refers to another answer"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("???", "only punctuation or numbers"),
        ("10/10", "only punctuation or numbers"),
        ("২৫", "only punctuation or numbers"),
        ("👍👍", "only emoji"),
        ("😡!!", "only emoji"),
        ("asdf", "a test or keyboard noise"),
        ("xxxx", "a test or keyboard noise"),
        ("test", "a test or keyboard noise"),
        ("  ", "empty"),
    ],
)
def test_other_empty_answers_are_named(text: str, reason: str) -> None:
    assert no_content_reason(text) == f"No content: {reason}"


@pytest.mark.parametrize(
    "text",
    [
        "Parking",
        "More bins",
        "good",
        "আলো",
        "পার্কে আলো নেই",
        "nal",
        "lighting?",
        "No more cars",
        "No to this plan",
        "No, it is too dark",
        "Nothing works here",
        "alo nai",
        "الأمان",
        "Nada funciona aquí",
        "see the park keeper",
        "🚲 lanes",
    ],
)
def test_short_substantive_answers_have_content(text: str) -> None:
    assert no_content_reason(text) is None


def test_the_reason_never_repeats_the_text() -> None:
    assert "qwerty" not in str(no_content_reason("qwerty"))
