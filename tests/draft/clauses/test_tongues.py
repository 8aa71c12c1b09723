from __future__ import annotations

import pytest

from textmine.draft.clauses.candidates import clauses, flaws_of, voice_of
from textmine.draft.clauses.tongues import cut_in, leans_in, told_in
from textmine.model import Span
from textmine.text import sentence_spans


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("নাতিকে স্কুল থেকে আনতে গিয়ে দুইবার হোঁচট খেয়েছি", "bn"),
        ("আমি মিনিক্যাব চালাই বিশ বছর ধরে", "bn"),
        ("আমার ছেলের হাঁপানি আছে", "bn"),
        ("কেয়ার হোমে কাজ করি, ভোর ছয়টায় বের হই", "bn"),
        ("ami kalke park e pore gelam", "bn-Latn"),
        ("amar meye oi rasta diye jay", "bn-Latn"),
        ("Waxaan ahay darawal bas", "so"),
        ("Hooyaday waa 81 jir", "so"),
    ],
)
def test_one_persons_story_is_known_in_other_languages(said: str, language: str) -> None:
    assert told_in(said, language)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("পার্কের রাস্তায় আলো দরকার", "bn"),
        ("আমি এই প্ল্যানে রাজি", "bn"),
        ("আসসালামু আলাইকুম, ইসলাম শান্তির ধর্ম", "bn"),
        ("park e light nai, shondhar por voy lage", "bn-Latn"),
        ("Nalalka beerta ayaa jaban", "so"),
        ("الحديقة مظلمة جداً في الشتاء", "ar"),
    ],
)
def test_a_point_in_another_language_is_no_story(said: str, language: str) -> None:
    assert not told_in(said, language)


@pytest.mark.parametrize(
    ("said", "language"), [("কিন্তু আলো নেই", "bn"), ("kintu alo nai", "bn-Latn"), ("Laakiin nal ma leh", "so")]
)
def test_a_clause_that_opens_with_but_leans_on_the_one_before(said: str, language: str) -> None:
    assert leans_in(said, language)


def test_a_long_bengali_sentence_is_cut_between_finite_verb_and_connective() -> None:
    text = "পার্কের ভিতরে রাতের বেলায় আলো নেই, কিন্তু রাস্তার পাশে অনেক আলো আছে"
    parts = cut_in(text, Span(0, len(text)), "bn")
    assert [part.of(text) for part in parts] == [
        "পার্কের ভিতরে রাতের বেলায় আলো নেই",
        "কিন্তু রাস্তার পাশে অনেক আলো আছে",
    ]


def test_a_bengali_condition_keeps_its_consequence() -> None:
    text = "যদি পার্কের ভিতরে আলো থাকে, তবে রাস্তার পাশে অনেক মানুষ আসবে"
    assert cut_in(text, Span(0, len(text)), "bn") == [Span(0, len(text))]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("পার্কের আলো নষ্ট হয়ে গেছে অনেক দিন।", "bn"),
        ("Beerta waa mugdi habeenkii oo dhan.", "so"),
        ("park e light nai shondhar por theke.", "bn-Latn"),
        ("الأضواء في الحديقة معطلة منذ سنة.", "ar"),
    ],
)
def test_words_of_other_languages_stay_as_they_are(said: str, language: str) -> None:
    (clause,) = clauses(said, sentence_spans(said, language), 0, len(said), language, voice_of([language]))
    assert clause.sentence is not None
    assert clause.sentence.casefold() == said.casefold()
    assert not clause.flaws


def test_food_is_no_swearing_and_abbreviations_do_not_shout() -> None:
    assert flaws_of("Cunto iyo daawo ayaan u geeyaa") == frozenset()
    assert flaws_of("COVID-19 আর SARS-এর প্রাদুর্ভাব অনেক বেশী তীব্র ছিল") == frozenset()
    assert flaws_of("TOTAL WASTE OF MONEY") == {"shouting"}


@pytest.mark.parametrize(
    ("language", "ours", "nobodys"),
    [
        ("bn", "আমাদের রাস্তায় আলো নেই", "রাস্তায় আলো দরকার"),
        ("bn-Latn", "amader rastay alo nai", "rastay alo dorkar"),
        ("so", "Waxaan u baahannahay nalal badan", "Nalal badan ayaa loo baahan yahay"),
        ("so", "Guryahayaga ayaa mugdi ah", "Beerta ayaa mugdi ah"),
        ("ar", "نحن نحتاج إلى إنارة أفضل", "الممر مظلم جدا في الليل"),
        ("de", "Wir brauchen mehr Bäume", "Mehr Bäume sind nötig"),
        ("fr", "J’aimerais plus d'arbres", "Plus d'arbres, moins de voitures"),
    ],
)
def test_a_clause_of_us_in_another_language_stays_a_quote(language: str, ours: str, nobodys: str) -> None:
    for text, shown in ((ours, False), (nobodys, True)):
        (clause,) = clauses(text, [Span(0, len(text))], 0, len(text), language, "other")
        assert (clause.sentence is not None) is shown, text
