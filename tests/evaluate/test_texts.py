import pytest

from tests.evaluate.build import BENGALI, ENGLISH
from textmine.evaluate.languages.texts import LENGTHS, WHOLE, TextSet, ask, windows


def of(texts: list[str], language: str = "en", windowed: bool = True) -> TextSet:
    return TextSet("made", language, True, tuple(texts), windowed)


@pytest.mark.parametrize("length", LENGTHS[:-1])
def test_a_window_is_so_many_words_in_a_row(length: str) -> None:
    found = list(windows(of(ENGLISH), length, 10, 0))
    assert len(found) == len(ENGLISH)
    for window in found:
        assert len(window.split()) == int(length)
        assert any(f" {window} " in f" {text} " for text in ENGLISH)


def test_chinese_is_cut_by_characters() -> None:
    assert {len(window) for window in windows(of(["公園 晚上很黑 需要更多的燈"], "zh"), "3", 10, 0)} == {6}


def test_whole_texts_are_left_as_they_are() -> None:
    assert sorted(windows(of(BENGALI, "bn"), WHOLE, 10, 0)) == sorted(BENGALI)


def test_a_text_too_short_or_without_two_letters_in_a_row_gives_no_window() -> None:
    assert list(windows(of(["one two", "3 4 5 6", "a b c d", "- 1 & !"]), "3", 10, 0)) == []


def test_one_bengali_letter_with_its_vowel_sign_is_enough() -> None:
    assert list(windows(of(["না"], "bn"), "1", 10, 0)) == ["না"]


def test_dropped_windows_do_not_use_up_the_sample() -> None:
    texts = ["1 2"] * 50 + ["more bins"] * 5
    assert len(list(windows(of(texts), "2", 5, 0))) == 5


def test_windows_are_the_same_for_one_seed_and_others_for_another() -> None:
    sets = (of(ENGLISH * 30),)
    assert ask(sets, 20, 7) == ask(sets, 20, 7)
    assert ask(sets, 20, 7) != ask(sets, 20, 8)
    assert all(len(item.texts) <= 20 for item in ask(sets, 20, 7))


def test_a_set_does_not_change_the_windows_of_another() -> None:
    first, second = of(ENGLISH), TextSet("other", "bn", True, tuple(BENGALI))
    assert ask((first,), 3, 0) == ask((second, first), 3, 0)[-len(ask((first,), 3, 0)) :]


def test_short_texts_are_only_measured_whole() -> None:
    assert [item.length for item in ask((of(ENGLISH, windowed=False),), 10, 0)] == [WHOLE]
