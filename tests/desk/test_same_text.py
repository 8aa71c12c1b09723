"""Texts that several people sent: the line on the overview, the filter, and whose words are whose."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.desk.answers import pieces
from textmine.desk.campaigns import Campaigns
from textmine.desk.web import answer_key
from textmine.review.state import Answer
from textmine.tables import Tables, replace, write_tables

from .conftest import Desk, forms_in
from .test_theme import item_of, listed, plain


class Letter(NamedTuple):
    """A letter in one language, and what the last of its senders added."""

    text: str
    added: str
    direction: str = "ltr"


LETTERS = {
    "en": Letter(
        "Please keep the library on Mill Lane open, because our children need a quiet place for their homework.",
        "My son Ali learnt to read there.",
    ),
    "bn": Letter(
        "দয়া করে মিল লেনের লাইব্রেরিটি খোলা রাখুন, কারণ আমাদের ছেলেমেয়েদের পড়ার জন্য একটি শান্ত জায়গা খুব দরকার।",
        "আমার মেয়ে প্রতিদিন সন্ধ্যায় সেখানে অঙ্ক করে।",
    ),
    "so": Letter(
        "Fadlan maktabadda Mill Lane ha la furnaado, maxaa yeelay carruurteennu waxay u baahan yihiin meel deggan oo "
        "ay wax ku bartaan.",
        "Wiilkayga Cali halkaas ayuu akhriska ku bartay.",
    ),
    "bn-Latn": Letter(
        "Doya kore Mill Lane er library khola rakhun, karon amader chelemeyeder porar jonno ekta shanto jayga khub "
        "dorkar.",
        "Amar meye protidin shondhyay okhane onko kore 📚.",
    ),
    "ar": Letter(
        "نرجو إبقاء المكتبة في شارع ميل لين مفتوحة، لأن أطفالنا يحتاجون إلى مكان هادئ من أجل دراستهم كل يوم.",
        "ابني علي تعلم القراءة هناك قبل عامين.",
        "rtl",
    ),
}
SENDERS = 3


def sender(language: str, place: int) -> Answer:
    """Somebody who sent a letter; the last of them added something."""
    return f"{language}-{place}", "q1"


def with_letters(tables: Tables) -> Tables:
    """The small analysis, with each letter from three people in answer to the first of its two questions."""
    answer, person = tables.responses.iloc[0].to_dict(), tables.respondents.iloc[0].to_dict()
    answers, people = [], []
    for language, letter in LETTERS.items():
        for place in range(1, SENDERS + 1):
            own = {"response_id": sender(language, place)[0], "question_id": "q1", "campaign_id": f"q1.{language}"}
            text = f"{letter.text} {letter.added}" if place == SENDERS else letter.text
            said = {"text": text, "language": language, "languages": [language], "status": "needs_person"}
            answers.append({**answer, **own, **said, "status_reason": "It fits no theme."})
            people.append({**person, "response_id": own["response_id"]})
    return replace(
        tables,
        responses=pd.concat([tables.responses, pd.DataFrame(answers)], ignore_index=True),
        respondents=pd.concat([tables.respondents, pd.DataFrame(people)], ignore_index=True),
    )


@pytest.fixture(scope="module")
def letters(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("letters")
    write_tables(with_letters(tables), folder)
    return Desk(folder)


def said_by(page: str, answer: Answer) -> str:
    """An answer as it stands on the search page, with its tags."""
    key = html.escape(answer_key(*answer), quote=False).replace('"', "&#34;")
    item = page.split(f'value="{key}"', 1)[1].split("</li>")[0]
    found = re.search(r'<p class="said".*?</p>', item, re.DOTALL)
    assert found
    return found[0]


def found_in(page: str) -> set[str]:
    """Who sent the answers of a search page."""
    return set(re.findall(r'<p class="facts"><span class="id">([^<]+)</span>', page))


@pytest.mark.parametrize("language", LETTERS)
def test_own_words_stand_apart_from_the_shared_text_in_every_language(letters: Desk, language: str) -> None:
    said = said_by(letters.get("/search", sent=f"q1.{language}"), sender(language, SENDERS))
    letter = LETTERS[language]
    assert said.startswith(f'<p class="said" lang="{language}" dir="{letter.direction}">')
    assert [html.unescape(own) for own in re.findall(r'<mark class="own">(.*?)</mark>', said)] == [
        # An emoji and the stop behind it are nobody's words.
        letter.added.removesuffix(" 📚.")
    ]


@pytest.mark.parametrize("language", LETTERS)
def test_the_answer_stays_verbatim_beside_what_is_heard(letters: Desk, language: str) -> None:
    said = said_by(letters.get("/search", sent=f"q1.{language}"), sender(language, SENDERS))
    heard = r'<span class="hidden" lang="en" dir="ltr">([^<]*)</span>'
    assert [words.strip() for words in re.findall(heard, said)] == ["Own words:", "End of own words."]
    letter = LETTERS[language]
    assert html.unescape(re.sub(r"<[^>]+>", "", re.sub(heard, "", said))) == f"{letter.text} {letter.added}"


def test_who_added_nothing_has_no_mark_and_no_key_to_marks(letters: Desk) -> None:
    page = letters.get("/search", sent="q1.bn")
    assert "<mark" not in said_by(page, sender("bn", 1))
    assert page.count('<mark class="own">Underlined</mark>') == 1


def test_the_overview_says_how_many_sent_the_same_text_and_leads_to_them(letters: Desk) -> None:
    page = letters.get("/")
    section = page.split('id="same-h"')[1].split("</section>")[0]
    found = re.findall(r'<li><a href="([^"]+)">(3 people sent the same text) on “', section)
    assert len(found) == 3
    assert "2 sent it word for word, 0 with small changes, 1 with words of their own." in plain(section)
    assert found_in(letters.get(html.unescape(found[0][0]))) == {sender("en", place)[0] for place in (1, 2, 3)}


def test_the_overview_leads_to_all_texts_where_there_are_many(letters: Desk) -> None:
    section = letters.get("/").split('id="same-h"')[1].split("</section>")[0]
    address, words = re.findall(r'<a href="([^"]+)">([^<]+)', section)[-1]
    assert words.startswith("6 more people sent one of 2 other texts")
    assert "15 answers" in letters.get(html.unescape(address))


def test_the_beginning_of_a_text_has_its_language_and_direction(letters: Desk) -> None:
    assert f'<blockquote class="said" lang="bn" dir="ltr">{LETTERS["bn"].text[:40]}' in letters.get("/")


def test_answers_can_be_chosen_by_who_else_sent_them(letters: Desk) -> None:
    several = {sender(language, place)[0] for language in LETTERS for place in range(1, SENDERS + 1)}
    own = {sender(language, SENDERS)[0] for language in LETTERS}
    assert found_in(letters.get("/search", sent="several")) == several
    assert found_in(letters.get("/search", sent="own")) == own
    assert found_in(letters.get("/search", sent="q1.so")) == {sender("so", place)[0] for place in (1, 2, 3)}
    assert not found_in(letters.get("/search", sent="one")) & several
    assert found_in(letters.get("/search", sent="no such text")) == set()


def test_the_choice_has_a_label_and_keeps_what_was_chosen(letters: Desk) -> None:
    page = letters.get("/search", sent="q1.ar")
    assert '<label for="f-sent">Same text</label><select id="f-sent" name="sent">' in page
    assert f'<option value="q1.ar" selected>3 people: {LETTERS["ar"].text[:20]}' in page
    form = next(form for form in forms_in(page) if form["action"] == "/search")
    assert (form["method"], ("sent", "q1.ar") in form["fields"]) == ("get", True)


def test_only_texts_that_answer_the_question_can_be_chosen(letters: Desk) -> None:
    assert 'name="sent"' in letters.get("/theme", id="q1.01")
    assert 'name="sent"' not in letters.get("/theme", id="q2.01")


def test_without_such_texts_nothing_is_said_of_them(still: Desk) -> None:
    assert "same text" not in f"{still.get('/')} {still.get('/search')} {still.get('/theme', id='q1.01')}".casefold()


def test_the_list_of_a_theme_is_narrowed_to_those_who_added_words(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    campaigns = now.fixed.campaigns
    adding = {answer for answer in campaigns.of if campaigns.own_words(answer)}
    theme = next(row.theme_id for answer in adding for row in now.places[answer])
    page = sample_desk.get("/theme", id=theme, sent="own")
    inside = {answer for answer in adding if theme in now.themes_of(answer)}
    assert set(listed(page)) == inside
    answer = next(iter(inside))
    start, end = campaigns.own_words(answer)[0]
    assert now.answers[answer].text[start:end] in html.unescape(re.sub(r"<[^>]+>", "", item_of(page, answer)))
    assert f"Same text from {campaigns.people(answer)} people</a>" in item_of(page, answer)


def test_what_people_share_is_worked_out_once(monkeypatch: pytest.MonkeyPatch, tables: Tables) -> None:
    campaigns = Campaigns(with_letters(tables).responses)
    campaigns.warm()
    monkeypatch.setattr("textmine.desk.campaigns.shared", None)
    assert all(campaigns.own_words(sender(language, SENDERS)) for language in LETTERS)


def test_a_point_that_reaches_into_own_words_keeps_both_marks(letters: Desk) -> None:
    found = [(piece.text, piece.marked, piece.own) for piece in pieces("Keep it. Ali reads.", [(0, 12)], [(9, 19)])]
    assert found == [("Keep it. ", True, False), ("Ali", True, True), (" reads.", False, True)]


SPANS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)).map(lambda pair: (min(pair), max(pair))), max_size=3)


@given(st.text("aআ😱 ", max_size=12), SPANS, SPANS)
def test_pieces_are_the_text_and_each_character_keeps_its_marks(
    text: str, spans: list[tuple[int, int]], own: list[tuple[int, int]]
) -> None:
    found = pieces(text, spans, own)
    each = [(character, piece.marked, piece.own) for piece in found for character in piece.text]
    assert each == [
        (character, any(a <= at < b for a, b in spans), any(a <= at < b for a, b in own))
        for at, character in enumerate(text)
    ]
    assert all(one.marked != other.marked or one.own != other.own for one, other in pairwise(found))
