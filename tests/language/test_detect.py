import csv
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from tests.text.samples import texts
from textmine.config import LanguageSettings
from textmine.errors import ConfigError
from textmine.language import detect

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def tag(text: str, languages: tuple[str, ...] = (), margin: float = 0.5) -> str:
    return str(detect([text], LanguageSettings(languages=languages, margin=margin))["language"][0])


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("More bins", "en", "Latn"),
        ("STOP CLOSING OUR ROADS", "en", "Latn"),
        ("পার্কে আলো নেই, ভয় লাগে।", "bn", "Beng"),
        ("Jidka agtiisa waa madow, nal badan ayaan u baahannahay.", "so", "Latn"),
        ("الحديقة جميلة جدا ونظيفة", "ar", "Arab"),
        ("یہ پارک بہت اچھا ہے اور صاف ہے", "ur", "Arab"),
        ("این پارک خیلی خوب است و تمیز است", "fa", "Arab"),
        ("دا پارک ډېر ښه دی", "ps", "Arab"),
        ("W parku jest bardzo ciemno w nocy", "pl", "Latn"),
        ("Il parco è molto buio di notte", "it", "Latn"),
        ("El parque está muy oscuro por la noche", "es", "Latn"),
        ("Park gece çok karanlık ve ışık yok", "tr", "Latn"),
        ("Parcul este foarte frumos și curat dar nu este lumină", "ro", "Latn"),
        ("पार्क बहुत अच्छा है और साफ है", "hi", "Deva"),
        ("Парк дуже гарний і чистий", "uk", "Cyrl"),
        ("ਪਾਰਕ ਵਿੱਚ ਰੋਸ਼ਨੀ ਨਹੀਂ ਹੈ", "pa", "Guru"),
        ("公園很好", "zh", "Hani"),
        ("もっと光がほしい", "ja", "Jpan"),
    ],
)
def test_languages_and_scripts_are_named(text: str, language: str, script: str) -> None:
    row = detect([text]).iloc[0]
    assert (row["language"], row["script"]) == (language, script)
    assert row["languages"] == [language]
    assert 0.5 <= row["language_confidence"] <= 1


@pytest.mark.parametrize(
    "text", [None, "", "  \n", "👍👍", "10/10", "\u200f\u200e", "\x00", "\ud800", "https://example.org/a"]
)
def test_texts_without_words_are_zxx(text: str | None) -> None:
    row = detect([text]).iloc[0]
    assert (row["language"], row["languages"], row["language_confidence"]) == ("zxx", [], 0)


def test_nothing_to_read_gives_an_empty_frame_with_the_columns() -> None:
    frame = detect([])
    assert list(frame.columns) == ["language", "languages", "language_confidence", "script"]
    assert frame["language_confidence"].dtype == "float64"


def test_an_answer_in_two_scripts_lists_both_languages() -> None:
    text = "আমি রাতে হাসপাতালে কাজ করি, পার্কের রাস্তাটা ভীষণ অন্ধকার থাকে। Please leave the lights on."
    assert detect([text])["languages"][0] == ["bn", "en"]


@pytest.mark.parametrize("term", ["COVID-19", "Tower Hamlets", "NHS", "Center for Disease Control"])
def test_a_latin_term_or_name_in_bengali_is_not_a_second_language(term: str) -> None:
    assert detect([f"আমার মা {term} এর কারণে অসুস্থ ছিলেন অনেক দিন"])["languages"][0] == ["bn"]


def test_sentences_that_disagree_list_both_languages() -> None:
    text = "The park is very dark at night and I am afraid. Il parco è molto buio di notte e non c'è luce."
    assert set(detect([text])["languages"][0]) == {"en", "it"}


@pytest.mark.parametrize("text", ["amader elakay rastay alo nai", "park ta khub nongra, keu porishkar kore na"])
def test_romanised_bengali_is_named(text: str) -> None:
    assert tag(text) == "bn-Latn"


def test_below_the_margin_an_answer_is_und() -> None:
    text = "la rue est sale"
    sure = float(detect([text])["language_confidence"][0])
    assert tag(text) == "fr"
    assert tag(text, margin=sure + 0.001) == "und"


def test_only_configured_languages_are_voted_for() -> None:
    assert tag("W parku jest bardzo ciemno w nocy", languages=("en", "bn", "so")) == "und"
    assert tag("الحديقة مظلمة", languages=("en", "ur", "ar", "bn")) == "ar"


def test_the_order_of_configured_languages_does_not_matter() -> None:
    text = "Det är mörkt i parken"
    assert tag(text, languages=("sv", "en", "nl")) == tag(text, languages=("nl", "sv", "en"))


def test_settings_that_are_not_tags_are_all_named() -> None:
    with pytest.raises(ConfigError, match="Bengali") as caught:
        detect(["x"], LanguageSettings(languages=("Bengali", "en", "Somali")))
    assert len(caught.value.problems) == 2


def test_a_megabyte_is_read_in_a_second_or_two() -> None:
    started = time.perf_counter()
    detect([unit * (1_000_000 // len(unit)) for unit in ("a", "the park is dark. ", "আলো the ", "a@", "\ud800")])
    assert time.perf_counter() - started < 5


@settings(deadline=None, max_examples=80)
@given(texts)
def test_any_text_has_a_defined_result(text: str) -> None:
    row = detect([text]).iloc[0]
    assert 0 <= row["language_confidence"] <= 1
    assert row["languages"] == [] if row["language"] == "zxx" else row["languages"][0] == row["language"]
    assert len(row["script"]) == 4


@settings(deadline=None, max_examples=25)
@given(texts, texts)
def test_a_text_is_judged_alike_alone_and_in_company(one: str, other: str) -> None:
    together = detect([other, one, "El parque está muy oscuro", None])
    pd.testing.assert_series_equal(detect([one]).iloc[0], together.iloc[1], check_names=False)


@pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not here")
@pytest.mark.parametrize(("column", "least"), [("en", 0.97), ("bn", 0.99), ("so", 0.97)])
def test_sentences_of_public_health_texts_are_named_rightly(column: str, least: float) -> None:
    with (DATA / "tico19" / "parallel.csv").open(encoding="utf-8", newline="") as file:
        sentences = [row[column] for row in csv.DictReader(file)][::10]
    assert (detect(sentences)["language"] == column).mean() >= least


@pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not here")
@pytest.mark.parametrize("count", [2, 3, 5])
def test_short_english_answers_are_hardly_ever_called_foreign(count: int) -> None:
    with (DATA / "polis" / "bowling-green.csv").open(encoding="utf-8", newline="") as file:
        answers = [list(row.values())[-1].split() for row in csv.DictReader(file)]
    found = detect([" ".join(answer[:count]) for answer in answers if len(answer) >= count])["language"]
    assert (~found.isin(["en", "und", "zxx"])).mean() <= 0.005
