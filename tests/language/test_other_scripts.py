import pytest

from tests.language.samples import declaration, tag, tags
from textmine.language import detect
from textmine.language.other_scripts import certainty, script_languages, telling
from textmine.language.second import SecondVoice


@pytest.mark.parametrize(
    ("word", "language"), [("আলো", "bn"), ("ਰੋਸ਼ਨੀ", "pa"), ("φως", "el"), ("אור", "he"), ("빛", "ko"), ("光", "zh")]
)
def test_one_word_is_enough_where_the_script_tells_the_language(word: str, language: str) -> None:
    row = detect([word]).iloc[0]
    assert row["language"] == language
    assert row["language_confidence"] >= 0.9


def test_letters_of_assamese_tell_it_from_bengali() -> None:
    assert tag("ৰাস্তাৰ আলো") == "as"
    assert tag("রাস্তার আলো") == "bn"


def test_telling_letters_and_words_are_counted_in_their_own_script_only() -> None:
    assert telling("Arab", "ٹھیک ہے")["ur"] >= 2
    assert "ru" not in telling("Arab", "это")
    assert telling("Latn", "nal ma jiro") == {}


@pytest.mark.parametrize("language", ["ar", "ur", "fa", "ps", "hi", "ne", "mr", "ru", "uk", "bg", "am", "ti"])
def test_paragraphs_of_languages_that_share_a_script_are_told_apart(language: str) -> None:
    assert (detect(declaration(language)[::2])["language"] == language).mean() >= 0.9


def test_a_script_without_a_known_language_is_und() -> None:
    assert tags("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ") == ["und"]


@pytest.mark.parametrize("second", [None, SecondVoice()])
def test_no_texts_have_no_guesses(second: SecondVoice | None) -> None:
    assert script_languages("Arab", [], ("ar", "ur"), restricted=False, second=second) == []


def test_more_words_make_surer() -> None:
    assert certainty(1) < certainty(2) < certainty(8) < 1
    short, long = detect(["الحديقة مظلمة", "الحديقة مظلمة جدا في الليل ونحن نخاف من هذا"])["language_confidence"]
    assert short < long < 1


def test_only_configured_languages_of_a_shared_script_are_named() -> None:
    assert tag("الحديقة مظلمة في الليل", languages=("en", "bn")) == "und"
    assert tag("الحديقة مظلمة في الليل", languages=("en", "ar", "ur")) == "ar"
    assert tag("পার্কে আলো নেই", languages=("en", "so")) == "bn"
