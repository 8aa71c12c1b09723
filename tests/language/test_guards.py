from __future__ import annotations

import pytest

from textmine.config import LanguageSettings
from textmine.language import detect
from textmine.resources import resource


def tag(text: str) -> str:
    return str(detect([text])["language"][0])


@pytest.mark.parametrize(
    "name", ["Abdi Ali", "Rahima Khatun", "Piotr Wiśniewski", "Ayşe Yıldırım", "Nguyễn Lan", "Faadumo Cabdi"]
)
def test_two_capitalised_words_are_a_name_and_never_foreign(name: str) -> None:
    assert tag(name) in ("en", "und")


@pytest.mark.parametrize("word", ["basura", "lacag", "Müll", "rasta", "śmieci", "nal", "parking", "asdfgh"])
def test_one_word_in_latin_letters_is_never_called_foreign(word: str) -> None:
    assert tag(word) in ("en", "und")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("STOP THE TRAFFIC ON OUR ROAD NOW", "en"),
        ("WADADA WAA LA XIRAY MAR WALBA", "so"),
        ("RASTA TA KHUB NONGRA KEU PORISHKAR KORE NA", "bn-Latn"),
        ("W PARKU JEST BARDZO CIEMNO W NOCY", "pl"),
        ("Im Park ist es nachts sehr dunkel", "de"),
    ],
)
def test_capitals_do_not_hide_a_language(text: str, language: str) -> None:
    assert tag(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "the iftar event in the park was lovely",
        "more halal food stalls at the market please",
        "sari shops on Whitechapel Road are closing down",
        "my phone camera video of the fly tipping was ignored",
        "plz can u fix the lift its broken agen",
    ],
)
def test_english_with_loan_words_brands_and_misspellings_is_english_alone(text: str) -> None:
    assert detect([text])["languages"][0] == ["en"]


def test_plain_english_is_never_mixed() -> None:
    lines = resource("corpora", "udhr", "en.txt").read_text(encoding="utf-8").splitlines()
    assert (detect(lines)["languages"].map(tuple) == ("en",)).all()


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Guriga waa yar yahay and the mould keeps coming back every winter", {"so", "en"}),
        ("Rasta khub nongra please clean it up more often", {"bn-Latn", "en"}),
        ("Park çok güzel ama there is nowhere for old people to sit", {"tr", "en"}),
        ("The bus is always late. আমি প্রতিদিন কাজে দেরি করে যাই।", {"en", "bn"}),
        ("Waxaan rabnaa nal badan oo jidka ah. আমাদের রাস্তায় আলো নেই।", {"so", "bn"}),
        ("الحديقة مظلمة جدا في الليل. Please fix the lights soon.", {"ar", "en"}),
    ],
)
def test_a_change_of_language_lists_both(text: str, languages: set[str]) -> None:
    assert languages <= set(detect([text])["languages"][0])


def test_a_language_that_is_not_expected_is_named_when_the_answer_is_long_enough() -> None:
    text = "Mbuga ya watoto ni chafu sana na taa hazifanyi kazi usiku, tunaomba mtusaidie"
    assert tag(text) == "sw"
    assert detect([text], LanguageSettings(languages=("en", "bn", "so")))["language"][0] == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("አውቶቡሱ ሁልጊዜ ይዘገያል", "am"),
        ("ናይ ጎደናና መብራህቲ ኣይሰርሕን እዩ", "ti"),
        ("बस हमेशा देर से आती है और भीड़ होती है", "hi"),
        ("बस सधैं ढिलो आउँछ र भीड हुन्छ", "ne"),
        ("د پارک څراغونه د شپې نه بلېږي", "ps"),
        ("چراغ‌های پارک شب‌ها روشن نیست", "fa"),
        ("Автобусът винаги закъснява и е пълен", "bg"),
        ("Автобус завжди запізнюється і він переповнений", "uk"),
        ("Автобус всегда опаздывает, и он переполнен", "ru"),
    ],
)
def test_languages_that_share_a_script_are_told_apart(text: str, language: str) -> None:
    assert tag(text) == language
