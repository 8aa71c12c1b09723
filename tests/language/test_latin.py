from collections import Counter

import pytest

from tests.language.samples import BY_LANGUAGE, GENERAL, declaration, held_out, plain_words, tag, tags
from textmine.config import LanguageSettings
from textmine.language import detect, latin
from textmine.language.catalogue import script_by_language
from textmine.language.detect import CHUNK
from textmine.resources import resource
from textmine.text import words

IN_LATIN = sorted(
    path.stem for path in resource("corpora", "udhr").glob("*.txt") if script_by_language(path.stem) == "Latn"
)
NOT_FOREIGN = ["en", "und"]


def fragments(language: str, count: int) -> list[str]:
    """Return `count` words in a row from each paragraph, in lower case."""
    return [" ".join(line.lower().split()[2 : 2 + count]) for line in declaration(language)]


def test_no_single_word_of_any_language_in_latin_letters_is_called_foreign() -> None:
    lone = [word for language in IN_LATIN for word in plain_words(language)[::20]]
    lone += [word for text in held_out("romanised.csv", "bn-Latn") for word in text.split() if word.isalpha()]
    assert len(lone) > 1_000
    found = detect(lone)["language"]
    assert [(word, tag) for word, tag in zip(lone, found, strict=True) if tag not in NOT_FOREIGN] == []


def test_no_two_capitalised_words_of_any_language_are_called_foreign() -> None:
    pairs = []
    for language in IN_LATIN:
        names = [word.capitalize() for word in plain_words(language, 3)[:30]]
        pairs += [f"{first} {last}" for first, last in zip(names[::2], names[1::2], strict=True)]
    assert len(pairs) > 500
    found = detect(pairs)["language"]
    assert [(pair, tag) for pair, tag in zip(pairs, found, strict=True) if tag not in NOT_FOREIGN] == []


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("language", ["so", "bn-Latn"])
def test_a_language_named_in_two_or_three_words_is_sure_of_itself(language: str, count: int) -> None:
    texts = [text for source in IN_LATIN for text in fragments(source, count)]
    texts += [" ".join(text.split()[:count]) for text in held_out("romanised.csv", "bn-Latn")]
    found = detect([text for text in texts if len(words(text)) == count])
    named = found.loc[found["language"] == language, "language_confidence"]
    assert len(named) >= 10
    assert named.min() >= round(latin.SURE[language][count], 4)


def test_somali_that_is_not_sure_would_be_named_without_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for source in IN_LATIN for text in fragments(source, 2)]
    before = Counter(detect(texts)["language"])
    monkeypatch.setattr(latin, "SURE", {})
    monkeypatch.setattr(latin, "SURE_OTHERS", {})
    assert Counter(detect(texts)["language"])["und"] < before["und"]


@pytest.mark.parametrize("language", ["en", "so", "pl"])
def test_capitals_change_hardly_any_answer(language: str) -> None:
    texts = declaration(language)[::2]
    assert (detect([text.upper() for text in texts])["language"] == language).mean() >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "park mein roshni nahi hai",
        "kachra time pe nahi uthate",
        "sarak toot gayi hai",
        "mafish nour fil shari3",
        "el park dalma awi bel leil",
    ],
)
def test_romanised_urdu_and_arabic_are_not_named(text: str) -> None:
    assert tag(text) == "und"


def test_romanised_urdu_and_arabic_of_three_words_are_never_somali() -> None:
    texts = [
        text
        for language in ("ur-Latn", "ar-Latn")
        for text in held_out("romanised.csv", language)
        if len(text.split()) >= 3
    ]
    assert len(texts) > 100
    assert "so" not in set(detect(texts)["language"])


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_a_language_outside_the_settings_is_und_where_only_these_may_be_named(language: str) -> None:
    others = tuple(sorted({"en", "bn", "so", "ar", "ur", "fr"} - {language, language.split("-")[0]}))
    # Bengali letters leave no doubt.
    assert tag(BY_LANGUAGE[language], languages=others) == ("bn" if language == "bn" else "und")


def test_bengali_in_the_settings_is_bengali_in_either_script() -> None:
    assert tag(BY_LANGUAGE["bn-Latn"], languages=("en", "bn")) == "bn-Latn"
    assert tag(BY_LANGUAGE["bn-Latn"], languages=("en", "so")) == "und"


def test_every_candidate_but_the_nameless_one_is_scored_by_the_first_voice() -> None:
    asked = latin.candidates(("en", "so"))
    assert len(asked) == len(set(asked))
    assert set(asked) - latin.primary().languages == {latin.ROMANISED}


def test_no_texts_have_no_guesses() -> None:
    assert latin.latin_languages([], ("en",), restricted=False) == []


def test_answers_are_the_same_on_either_side_of_the_chunk_boundary_and_in_any_order() -> None:
    filler = [f"{text} {at}" for at in range(CHUNK // 4) for text in ("bins", "nal badan", "khub kharap", "গেট")]
    for at in (CHUNK - 3, CHUNK - 1):
        crowd = filler[:at] + list(GENERAL) + filler[at:]
        found = detect(crowd).iloc[at : at + len(GENERAL)].reset_index(drop=True)
        alone = [detect([text]).iloc[0].to_dict() for text in GENERAL]
        assert found.to_dict("records") == alone
    backwards = detect(crowd[::-1])[::-1].reset_index(drop=True)
    assert backwards.to_dict("records") == detect(crowd).to_dict("records")


def test_the_same_call_says_the_same_twice_with_and_without_the_second_voice() -> None:
    texts = [*GENERAL, *fragments("es", 3), *fragments("so", 2)]
    for second in (True, False):
        once, again = (detect(texts, LanguageSettings(second_voice=second)).to_dict("records") for _ in range(2))
        assert once == again


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_a_plain_answer_has_one_language(language: str) -> None:
    assert tags(BY_LANGUAGE[language]) == [language]
