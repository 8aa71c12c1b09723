import pytest
from hypothesis import given, settings

from tests.text.samples import texts
from textmine.language.latin_text import LatinText, english_words, latin_text


def read(text: str) -> LatinText:
    found = latin_text(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text", ["STOP CLOSING OUR ROADS", "NAL MA JIRO HALKAN", "W PARKU JEST CIEMNO", "RASTAY ALO NAI"]
)
def test_a_text_in_capitals_is_read_in_lower_case_and_is_no_name(text: str) -> None:
    assert read(text).plain == text.lower()
    assert not read(text).is_name_like
    assert list(read(text).folded) == text.lower().split()


def test_a_few_capitals_are_no_shouting() -> None:
    assert read("The bins by the GLA must go").plain == "The bins by the must go"


def test_a_common_english_word_is_kept_though_it_is_capitalised() -> None:
    assert "park" in english_words()
    assert "park" in read("we walk in the Park every day").folded


def test_names_inside_a_text_are_left_out() -> None:
    assert read("we met Ayesha Begum near the park").folded == ("we", "met", "near", "the", "park")


def test_the_first_word_of_a_sentence_is_kept_unless_a_name_goes_on() -> None:
    assert read("Jidka waa madow").folded == ("jidka", "waa", "madow")
    assert read("Warsan Ali waa ku nool halkan").folded == ("waa", "ku", "nool", "halkan")


def test_the_words_stay_as_written() -> None:
    assert read("we met Ayesha Begum near the park").words == ("we", "met", "Ayesha", "Begum", "near", "the", "park")


@pytest.mark.parametrize(
    "text", ["Ayesha Begum", "Warsan", "Nal Badan", "Victoria Park Village", "London ayaan joogaa"]
)
def test_where_hardly_a_word_would_be_left_names_stay(text: str) -> None:
    assert read(text).folded == tuple(text.lower().split())


@pytest.mark.parametrize(
    ("text", "name_like"),
    [
        ("Ayesha Begum", True),
        ("Warsan", True),
        ("Maryam Hassan Ali", True),
        ("Hassan iyo Ali", True),
        ("Nal ma jiro", False),
        ("Nal badan", False),
        ("nal Badan", False),
        ("More Bins In Parks", False),
        ("MARYAM HASSAN", False),
    ],
)
def test_up_to_three_words_nearly_all_capitalised_look_like_a_name(text: str, name_like: bool) -> None:
    assert read(text).is_name_like is name_like


@pytest.mark.parametrize("apostrophe", ["’", "ʼ", "‘", "ʻ", "`", "'"])
def test_every_apostrophe_is_read_as_the_straight_one(apostrophe: str) -> None:
    assert read(f"waa su{apostrophe}aal weyn").words == ("waa", "su'aal", "weyn")


@pytest.mark.parametrize("text", ["", "10/10", "👍", "পার্কে আলো", "park এ আলো", "الحديقة", "The парк"])
def test_without_words_or_with_words_in_another_script_there_is_no_latin_text(text: str) -> None:
    assert latin_text(text) is None


def test_emoji_and_digits_beside_the_words_are_no_other_script() -> None:
    assert read("nal ma jiro 👍 ২২ 10").words == ("nal", "ma", "jiro")


@settings(deadline=None)
@given(texts)
def test_what_is_folded_is_never_more_than_what_was_written_and_never_nothing(text: str) -> None:
    found = latin_text(text)
    if found is not None:
        assert 1 <= len(found.folded) <= len(found.words)
        assert all(found.folded)


def test_the_common_english_words_are_single_and_in_lower_case() -> None:
    assert {"the", "and", "bins"} & english_words() >= {"the", "and"}
    assert all(word == word.lower() and len(word.split()) == 1 for word in english_words())
    assert not {"waa", "iyo", "ayaan", "amader", "khub", "nie", "il"} & english_words()
