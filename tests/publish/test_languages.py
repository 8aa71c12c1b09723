from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from textmine.errors import ConfigError
from textmine.language import heading_languages, headings
from textmine.model import Heading, Outcome, Translation
from textmine.publish import blockers, publish, texts_to_translate
from textmine.publish.files.html import render_html
from textmine.publish.publication import make_publication
from textmine.publish.speech import Speech
from textmine.publish.texts import tagged
from textmine.review import Reviewed

from .example import ARABIC, BENGALI, BINS, EMOJI, LIGHT, PARKING, SOMALI, reviewed, settings, with_cell
from .languages import APPROVED, config, translated

SPEECH = Speech(reviewed(), "bn", 5)


def page_in(language: str, given: Reviewed | None = None) -> str:
    made = make_publication(given or translated(language), config(language))
    return render_html(made.pages[language])


@pytest.mark.parametrize("language", [tag for tag in heading_languages() if tag != "en"])
def test_every_language_has_every_word_with_the_same_places_to_fill(language: str) -> None:
    english, own = headings("en"), headings(language)
    assert english.keys() == own.keys()
    for entry, text in english.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", own[entry])), entry


def test_a_page_in_bengali_is_written_beside_the_english_one_and_links_to_it(tmp_path: Path) -> None:
    publish(translated("bn"), tmp_path, config=config("bn"))
    english, bengali = ((tmp_path / name).read_text() for name in ("index.html", "index.bn.html"))
    assert '<html lang="en-GB" dir="ltr">' in english
    assert '<html lang="bn" dir="ltr">' in bengali
    assert '<a href="index.bn.html" lang="bn" hreflang="bn">বাংলা</a>' in english
    assert '<link rel="alternate" hreflang="en" href="index.html">' in bengali


@pytest.mark.parametrize("language", ["bn", "so"])
def test_a_translated_page_has_no_english_of_the_page_left(language: str) -> None:
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page_in(language), flags=re.DOTALL)
    for english in (
        "You said", "We did", "People who raised it", "Fewer than", "Strongly agree", "together", "not a survey",
        "answered this question", "Better lighting", "Park paths", "We put 40", "Parks team", "Approved for",
        "May 2026", "Software", "to be confirmed",
    ):  # fmt: skip
        assert english not in shown, english


def test_every_text_asked_for_is_used_and_none_is_missing() -> None:
    html = page_in("so")
    made = [
        translation.text for (_, language), translation in translated("so").translations.items() if language == "so"
    ]
    assert len(made) == len(texts_to_translate(reviewed(), settings(), "so"))
    for translation in made:
        assert translation in html


def test_texts_to_translate_come_in_page_order_and_each_once() -> None:
    texts = texts_to_translate(reviewed(), settings(), "bn")
    assert texts[0] == "Safer, greener streets and parks"
    assert len(texts) == len(set(texts))
    places = [texts.index(text) for text in ("Better lighting in parks", "Traders need somewhere to unload.")]
    assert places == sorted(places)
    assert not {BENGALI, SOMALI, ARABIC, EMOJI} & set(texts)


def test_translators_can_begin_before_the_outcomes_are_known() -> None:
    given = reviewed()
    given.outcomes.clear()
    assert "Better lighting in parks" in texts_to_translate(given, settings(), "so")


def test_a_text_nobody_translated_blocks_and_stays_english_with_its_language() -> None:
    given = translated("bn")
    del given.translations["Better lighting in parks", "bn"]
    assert ["missing_translation" in str(problem) for problem in blockers(given, config("bn"))] == [True]
    assert re.search(r'<h3 [^>]*lang="en-GB" dir="ltr">Better lighting in parks</h3>', page_in("bn", given))


def test_approved_wording_goes_before_the_catalogue() -> None:
    given = translated("bn")
    given.headings["bn"]["said"] = Heading(APPROVED, "Asha Rahman")
    html = page_in("bn", given)
    assert APPROVED in html
    assert f">{headings('bn')['said']}<" not in html


def test_officers_wording_of_the_english_page_is_used_and_still_understood() -> None:
    given = translated("so")
    for entry, text in (("said", "What we heard"), ("owner", "Who does it"), ("why", "The reason")):
        given.headings.setdefault("en", {})[entry] = Heading(text, "Asha Rahman")
    made = make_publication(given, config("so"))
    english, somali = render_html(made.page), render_html(made.pages["so"])
    assert all(text in english for text in ("What we heard", "Who does it", "The reason"))
    assert headings("so")["owner"] in somali
    assert texts_to_translate(given, settings(), "so") == texts_to_translate(reviewed(), settings(), "so")


def test_a_sentence_in_latin_letters_from_a_bengali_answer_is_not_marked_as_bengali() -> None:
    assert tagged("Please ring the bell", "bn").lang is None
    assert tagged("আলো চাই", "bn").lang == "bn"
    assert tagged("alo chai", "bn-Latn").lang == "bn-Latn"
    assert tagged("5.30", "bn").lang == "bn"


def test_bengali_pages_have_bengali_digits_and_hide_small_numbers() -> None:
    html = page_in("bn")
    assert "৩৮ জনের মধ্যে ২৫ জন (৬৬%)" in html
    assert "৩৮ জনের মধ্যে ৫ জনের কম" in html
    assert "<strong>৪০</strong>" in html
    assert "৪ মে ২০২৬" in html


def test_quotes_stand_in_their_own_words_on_the_page_of_their_language_only() -> None:
    bengali, somali = page_in("bn"), page_in("so")
    assert f"<blockquote><p>“{BENGALI}”</p></blockquote>" in bengali
    assert SOMALI not in bengali
    assert f"<blockquote><p>“{SOMALI}”</p></blockquote>" in somali
    assert BENGALI not in somali


def test_a_quote_in_another_language_is_shown_where_it_was_translated() -> None:
    given = translated("bn")
    given.translations[SOMALI, "bn"] = Translation("আমাদের আরও বাতি দরকার।", "Nasrin Akter", "Asha Rahman")
    html = page_in("bn", given)
    assert f'<blockquote lang="so" dir="ltr"><p>“{SOMALI}”</p></blockquote>' in html
    assert "“আমাদের আরও বাতি দরকার।”" in html
    assert "Soomaali থেকে অনুবাদ করেছেন Nasrin Akter" in html


def test_an_english_translation_of_a_quote_is_marked_as_such() -> None:
    given = reviewed()
    given.translations[BENGALI, "en"] = Translation("It is dark <b>at night</b>.", "Nasrin Akter", "Asha Rahman")
    html = render_html(make_publication(given, settings()).page)
    assert f'<blockquote lang="bn" dir="ltr"><p>“{BENGALI}”</p></blockquote>' in html
    assert "“It is dark &lt;b&gt;at night&lt;/b&gt;.” <span" in html
    assert "Translated from Bengali by Nasrin Akter" in html


def test_a_key_point_in_another_language_has_its_translation_beside_it() -> None:
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", SOMALI)
    given.translations[SOMALI, "en"] = Translation("We need more lights.", "Ayaan Warsame", "Asha Rahman")
    html = render_html(make_publication(given, settings()).page)
    assert f'<li><span lang="so" dir="ltr">{SOMALI}</span> <span class="gloss">We need more lights.' in html


def test_a_reason_from_the_closed_list_and_what_is_to_be_confirmed_are_translated_by_the_catalogue() -> None:
    given = reviewed()
    given.outcomes[PARKING] = Outcome("could_not", "No.", "Trees.", because="space", instead="Loading bays.")
    given.outcomes[BINS] = Outcome("we_will", "Bins.")
    html = page_in("so", translated("so", given=given))
    for entry in ("because_space", "instead", "to_be_confirmed", "next"):
        assert headings("so")[entry] in html


def test_a_language_without_headings_is_refused_with_those_that_have_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"`fr`.*`en`, `bn`, `so`"):
        publish(reviewed(), tmp_path / "out", config=config("fr"))
    assert list(tmp_path.iterdir()) == []


def test_a_page_in_a_language_no_longer_wanted_goes(tmp_path: Path) -> None:
    publish(translated("so"), tmp_path, config=config("so"))
    publish(reviewed(), tmp_path)
    assert not (tmp_path / "index.so.html").exists()


@for_any(st.integers(0, 10_000_000))
def test_a_sentence_of_the_catalogue_is_said_with_the_same_number(number: int) -> None:
    said = SPEECH.phrase(headings("en")["answered"].format(n=f"{number:,}"))
    assert said.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")).replace(",", "").count(str(number)) == 1
    assert not SPEECH.needed


def test_translators_are_not_asked_for_who_approved_before_anybody_has() -> None:
    given = reviewed()
    given.approved_by.clear()
    assert not any(text.startswith("Approved for publication") for text in texts_to_translate(given, settings(), "so"))
