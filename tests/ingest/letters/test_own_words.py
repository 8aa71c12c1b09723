from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.letters.samples import LETTERS
from textmine.ingest.letters.own_words import own_words


def own(text: str, *, is_mail: bool = True, is_forward: bool = False) -> str:
    return own_words(text, is_mail=is_mail, is_forward=is_forward).text


ATTRIBUTIONS = {
    "en": "On Mon, 2 Mar 2026 at 10:30, The Council <c@example.org> wrote:",
    "en-wrapped": "On Mon, 2 Mar 2026 at 10:30, The Council of the Borough\n<c@example.org> wrote:",
    "bn": "সোম, ২ মার্চ, ২০২৬ তারিখে ১০:৩০ AM টায় Council <c@example.org> লিখেছেন:",
    "so": "Isn, 2 Mar 2026 saacadda markay tahay 10:30 Council <c@example.org> ayaa qoray:",
    "ar": "في الاثنين، ٢ مارس ٢٠٢٦ في ١٠:٣٠ ص كتب Council ‏<c@example.org>:",
    "fr": "Le lun. 2 mars 2026 à 10:30, Council <c@example.org> a écrit :",
    "de": "Am 02.03.2026 um 10:30 schrieb Council:",
    "pl": "pon., 2 mar 2026 o 10:30 Council <c@example.org> napisał(a):",
    "zh": "Council <c@example.org> 于2026年3月2日周一 10:30写道：",
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_the_message_answered_is_left_out_in_every_language(letter: str, line: str) -> None:
    assert own(f"{letter}\n\n{line}\n\n> What do you think?\n> Yours, the council\n") == letter
    assert own(f"{letter}\n\n{line}\n\nWhat do you think?\nYours, the council\n") == letter


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Council\nSent: Monday\nTo: Jo\nSubject: Your views\n",
        "________________________________\nFrom: Council <c@example.org>\nSent: Monday\nTo: Jo\nSubject: Views\n",
        "From: Council\nDate: 2 March 2026\nTo: Jo\nSubject: Your views\n",
        "*From:* Council\n*Sent:* 02 March 2026\n*To:* Jo\n*Subject:* Your views\n",
        "Von: Council\nGesendet: Montag\nAn: Jo\nBetreff: Ihre Meinung\n",
        "প্রেরক: Council\nপাঠানো হয়েছে: সোমবার\nপ্রাপক: Jo\nবিষয়: মতামত\n",
        "من: Council\nتاريخ: الاثنين\nإلى: Jo\nالموضوع: رأيك\n",
    ],
)
def test_what_stands_below_the_head_of_an_earlier_message_is_left_out(letter: str, head: str) -> None:
    assert own(f"{letter}\n\n{head}\nWhat do you think?\n") == letter


def test_replies_between_quoted_lines_are_kept() -> None:
    text = "Hello\nOn 2 Mar 2026 at 10:30, C wrote:\n> More trees?\nYes, in Bow.\n> More bins?\nNo bins."
    assert own(text) == "Hello\nYes, in Bow.\nNo bins."


def test_the_line_above_who_wrote_is_kept() -> None:
    assert own("I agree.\nOn 2 Mar 2026 at 10:30, C wrote:\n> More trees?") == "I agree."


def test_where_nothing_else_is_left_the_quoted_words_are_kept() -> None:
    found = own_words("> Please keep\n> the park", is_mail=True)
    assert (found.text, found.marks) == ("Please keep\nthe park", {"only_quotes"})


def test_a_message_passed_on_without_a_word_is_read_without_its_head() -> None:
    text = "\n---------- Forwarded message ---------\nFrom: Jo\nDate: Mon\nSubject: Park\nTo: C\n\nKeep the park.\n"
    assert own(text) == "Keep the park."


def test_a_message_passed_on_is_kept_below_the_words_above_it() -> None:
    text = (
        "For the log.\n\nBegin forwarded message:\n\nFrom: Jo\nDate: Mon\nSubject: Park\n\nKeep the park.\n\n"
        "On 1 Mar 2026 at 09:00 C wrote:\n> What do you think?"
    )
    assert own(text) == "For the log.\n\nKeep the park."


def test_a_subject_that_says_so_makes_it_passed_on() -> None:
    text = "For the log.\n\nFrom: Jo\nSent: Monday\nTo: C\nSubject: Park\n\nKeep the park."
    assert own(text, is_forward=True) == "For the log.\n\nKeep the park."
    assert own(text) == "For the log."


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_signatures_and_lines_of_telephones_are_left_out(letter: str) -> None:
    assert own(f"{letter}\n-- \nJo Bloggs\n020 7946 0000") == letter
    assert own(f"{letter}\n\nSent from my iPhone") == letter


def test_the_head_that_outlook_saves_above_a_text_is_left_out() -> None:
    found = own_words("From:\tJo\nSent:\t2 March\nTo:\tC\nSubject:\tPark\n\nKeep it.\n", is_mail=False)
    assert (found.text, found.marks) == ("Keep it.", {"head"})


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the council wrote:\nWe will not close it.\nThat was a promise.",
        "My points:\n- light\n- trees",
        "From my window I see: cars.\nTo me: a disgrace.",
        "Date: I do not mind.\nSubject to cost: yes.",
        "We need\n----\nmore light",
    ],
)
def test_people_s_own_words_are_kept_whole(text: str) -> None:
    assert own(text) == text


def test_a_letter_may_mark_its_points_with_a_bracket() -> None:
    assert own("My points\n> light\n> trees", is_mail=False) == "My points\n> light\n> trees"


@given(st.text(alphabet=">-:@ \nabOনআا19.", max_size=200) | st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_something_is_left_of_every_text(text: str) -> None:
    found = own_words(text, is_mail=True)
    assert bool(found.text.strip()) or not text.replace(">", "").strip()
    assert set(found.text) <= set(text) | {"\n"}
