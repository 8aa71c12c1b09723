import pytest
from hypothesis import given, settings

from tests.text.samples import texts
from textmine.language import direction, language_name, script_of, script_shares
from textmine.language.catalogue import known_languages, languages
from textmine.language.scripts import OTHER_SCRIPT, script_counts, script_of_letter, words_by_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("পার্কে আলো", "Beng"),
        ("Nal ma jiro", "Latn"),
        ("حديقة", "Arab"),
        ("парк", "Cyrl"),
        ("👍 10/10", "Zyyy"),
        ("", "Zyyy"),
        ("\u200d\u0301", "Zyyy"),
        ("もっと光", "Jpan"),
        ("公园", "Hani"),
        ("പാർക്ക്", "Mlym"),
    ],
)
def test_the_script_of_most_letters_is_named(text: str, script: str) -> None:
    assert script_of(text) == script


def test_shares_of_scripts_sum_to_one() -> None:
    assert sum(script_shares("আলো abc парк").values()) == pytest.approx(1)


def test_there_are_thirty_default_languages_each_complete() -> None:
    known = languages()
    assert len(known) == 30
    assert {"en", "bn", "so"} <= set(known)
    assert all(item.name and item.own_name and len(item.script) == 4 for item in known.values())


def test_the_other_known_languages_are_complete_and_not_expected() -> None:
    others = {tag: entry for tag, entry in known_languages().items() if tag not in languages()}
    assert len(others) > 50
    assert all(item.name and item.own_name and len(item.script) == 4 for item in others.values())


def test_directions_agree_with_the_list() -> None:
    assert all(direction(item.tag) == item.direction for item in languages().values())
    assert direction("he") == "rtl"


def test_special_tags_have_plain_names() -> None:
    assert language_name("bn-Latn") == "Bengali in Latin letters"
    assert language_name("und") == "could not tell"
    assert language_name("zxx") == "no words"
    assert language_name("en-GB") == "English"
    assert language_name("qqq") == "qqq"


def test_shares_of_scripts_are_by_letters_the_largest_first() -> None:
    shares = script_shares("আলো abc парк 12 👍")
    assert list(shares) == ["Cyrl", "Beng", "Latn"]
    assert shares == pytest.approx({"Cyrl": 0.4, "Beng": 0.3, "Latn": 0.3})


@settings(deadline=None)
@given(texts)
def test_letters_are_counted_one_by_one(text: str) -> None:
    assert sum(script_counts(text).values()) == sum(script_of_letter(character) is not None for character in text)


@pytest.mark.parametrize("character", ["5", "২", "٣", "👍", " ", "\u200d", "\u200f", "।", "\x00", "\ud800"])
def test_digits_signs_and_marks_belong_to_no_script(character: str) -> None:
    assert script_of_letter(character) is None


def test_letters_of_a_script_not_on_the_list_are_counted_as_other() -> None:
    assert script_of("𐎀𐎁𐎂") == OTHER_SCRIPT


def test_words_are_sorted_by_their_first_letter_and_those_without_letters_left_out() -> None:
    words = ["park", "আলো", "10", "nal", "حديقة", "👍", "24h", "é"]
    assert words_by_script(words) == {"Latn": ["park", "nal", "24h", "é"], "Beng": ["আলো"], "Arab": ["حديقة"]}


def test_han_beside_kana_is_japanese_and_by_itself_chinese() -> None:
    assert words_by_script(["公園", "もっと"]) == {"Jpan": ["もっと", "公園"]}
    assert words_by_script(["公園"]) == {"Hani": ["公園"]}
