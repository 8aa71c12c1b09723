import numpy as np
import pytest

from tests.language.samples import BY_LANGUAGE, declaration
from textmine.config import LanguageSettings
from textmine.language import detect
from textmine.language.latin import UNSURE, latin_languages
from textmine.language.latin_text import LatinText, latin_text
from textmine.language.other_scripts import script_languages
from textmine.language.primary import REACH, primary
from textmine.language.second import SecondVoice, second_opinion

EXPECTED = ("en", "bn", "so", "es", "it", "pt", "fr", "pl")


class Recorder(SecondVoice):
    """The second voice, which notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def probabilities(self, text: str, tags: object) -> dict[str, float]:
        self.asked.append(text)
        return super().probabilities(text, tags)  # type: ignore[arg-type]


def fragments(language: str) -> list[str]:
    """Return three words from each paragraph: often too few to be sure."""
    return [" ".join(line.split()[3:6]) for line in declaration(language)]


def latin(texts: list[str]) -> list[LatinText]:
    return [found for text in texts if (found := latin_text(text))]


def test_the_first_voice_answers_only_about_the_languages_it_is_asked_about_and_knows() -> None:
    for text in BY_LANGUAGE.values():
        assert set(primary().scores([text], ["so", "ar", "qqq"])[0]) == {"so", "ar"}


def test_the_first_voice_says_the_same_in_any_order_and_company() -> None:
    texts = list(BY_LANGUAGE.values())
    together = primary().scores(texts, ["en", "so", "bn-Latn"])
    assert [primary().scores([text], ["bn-Latn", "so", "en"])[0] for text in texts] == together


def test_the_first_voice_looks_at_the_beginning_of_a_long_text() -> None:
    long = "w parku jest ciemno. " * 100
    assert len(long) > REACH
    assert primary().scores([long], ["pl", "en"]) == primary().scores([long[:REACH]], ["pl", "en"])


@pytest.mark.parametrize("text", ["\ud800", "park \udfff"])
def test_the_first_voice_survives_lone_surrogates(text: str) -> None:
    assert np.isfinite(list(primary().scores([text], ["en", "so"])[0].values())).all()


def test_the_second_voice_says_nothing_about_languages_without_a_profile() -> None:
    assert not SecondVoice().knows("bn-Latn")
    assert SecondVoice().probabilities("amader elakay alo nai", ("bn-Latn", "qqq")) == {}


def test_the_second_voice_is_not_deaf_to_capitals() -> None:
    tags = ("es", "it", "pt")
    text = "la basura huele mal en la calle"
    assert SecondVoice().probabilities(text.upper(), tags) == SecondVoice().probabilities(text, tags) != {}


@pytest.mark.parametrize("text", ["ante la ley", "la basura huele mal", "xyz"])
def test_the_second_voice_never_rules_a_language_out(text: str) -> None:
    own = np.log(np.array([0.5, 0.3, 0.2]))
    after = np.exp(second_opinion(own, ("es", "it", "so"), ("es", "it", "so"), text, SecondVoice()))
    assert after.min() >= 0.001
    assert after.sum() == pytest.approx(1)


def test_without_words_the_second_voice_changes_nothing() -> None:
    own = np.log(np.array([0.5, 0.5]))
    assert second_opinion(own, ("es", "it"), ("es", "it"), "10/10", SecondVoice()) is own


def test_the_second_voice_is_asked_about_exactly_the_texts_that_the_models_are_unsure_of() -> None:
    texts = latin([text for language in EXPECTED if language != "bn" for text in fragments(language)])
    voice = Recorder()
    latin_languages(texts, EXPECTED, restricted=False, second=voice)
    alone = latin_languages(texts, EXPECTED, restricted=False)
    sure = {text.plain for text, guess in zip(texts, alone, strict=True) if guess.confidence >= UNSURE}
    assert 0 < len(voice.asked) < len(texts) / 2
    assert sure.isdisjoint(voice.asked)
    told = {
        text.plain for text, guess in zip(texts, alone, strict=True) if guess.tag != "und" and guess.confidence < UNSURE
    }
    # English by the guard against names has a confidence of its own.
    assert {text for text in told if len(text.split()) > 2} <= set(voice.asked)


def test_the_second_voice_changes_answers_that_are_unsure() -> None:
    texts = fragments("es") + fragments("it")
    on, off = (detect(texts, LanguageSettings(second_voice=second)) for second in (True, False))
    assert (on["language_confidence"] != off["language_confidence"]).sum() >= 5


def test_in_other_scripts_too_the_second_voice_is_asked_only_where_the_first_is_unsure() -> None:
    texts = [line.split()[:count] for line in declaration("ar")[:20] + declaration("ur")[:20] for count in (1, 12)]
    voice = Recorder()
    script_languages("Arab", texts, ("ar", "fa", "ur"), restricted=False, second=voice)
    assert 0 < len(voice.asked) < len(texts) / 2
    assert sum(len(text.split()) == 1 for text in voice.asked) > len(voice.asked) / 2
