"""How many people raised a theme in the words of the same text, and when that may be said."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.themes.campaigns import Users, same_text, stated_same, users


class Letter(NamedTuple):
    """A letter, and what some of its senders added."""

    text: str
    added: tuple[str, ...]


LETTERS = {
    "en": Letter(
        "Please keep the library on Mill Lane open, because our children need a quiet place for their homework.",
        (
            "The street light there is broken.",
            "Nobody empties those bins any more.",
            "Buses never stop at Pell Corner.",
        ),
    ),
    "bn": Letter(
        "দয়া করে মিল লেনের লাইব্রেরিটি খোলা রাখুন, কারণ আমাদের ছেলেমেয়েদের পড়ার জন্য একটি শান্ত জায়গা খুব দরকার।",
        ("রাস্তার বাতি তিন মাস ধরে নষ্ট।", "ময়লার ঝুড়ি কেউ পরিষ্কার করে না।", "বাস কখনো সময়মতো আসে না এখানে।"),
    ),
    "so": Letter(
        "Fadlan maktabadda Mill Lane ha la furnaado, maxaa yeelay carruurteennu waxay u baahan yihiin meel deggan oo "
        "ay wax ku bartaan.",
        ("Nalka waddada wuu jabay bilo.", "Qofna qashinka kama qaado halkan.", "Basku weligiis waqtiga kuma yimaado."),
    ),
    "bn-Latn": Letter(
        "Doya kore Mill Lane er library khola rakhun, karon amader chelemeyeder porar jonno ekta shanto jayga khub "
        "dorkar.",
        ("Rastar bati tin mash dhore noshto 😡.", "Moyla keu porishkar kore na.", "Bus kokhono shomoymoto ashe na."),
    ),
    "ar": Letter(
        "نرجو إبقاء المكتبة في شارع ميل لين مفتوحة، لأن أطفالنا يحتاجون إلى مكان هادئ من أجل دراستهم كل يوم.",
        ("مصباح الطريق مكسور منذ أشهر.", "القمامة تتراكم خلف ذلك المبنى.", "الحافلة تتأخر دائما كل صباح."),
    ),
}
THEMES = pd.DataFrame(
    [("q", "group", None), ("q", "shared", "group"), ("q", "added", "group"), ("q", "empty", None)],
    columns=["question_id", "theme_id", "parent_id"],
)
ASSIGNED = ["response_id", "question_id", "theme_id", "start", "end", "assigned_by"]

Point = tuple[int, str, int, int, str]
"""Sender, theme, start, end, by whom."""


def found(texts: list[str], points: list[Point], campaigns: list[str] | None = None) -> Users:
    """Return who raises each theme in the words of a campaign, if people send some texts."""
    names = [f"r{at}" for at in range(len(texts))]
    responses = pd.DataFrame({"response_id": names, "question_id": "q", "text": texts})
    assigned = pd.DataFrame([(names[at], "q", *rest) for at, *rest in points], columns=ASSIGNED)
    return users(responses.assign(campaign_id=campaigns or ["q.campaign-1"] * len(texts)), THEMES, assigned)


def sent(letter: Letter) -> list[str]:
    """Return what six people send: three the letter, three the letter and words of their own."""
    return [letter.text] * 3 + [f"{letter.text} {added}" for added in letter.added]


def in_the_letter(letter: Letter, people: range, theme: str = "shared") -> list[Point]:
    return [(at, theme, 0, len(letter.text), "machine") for at in people]


def in_own_words(letter: Letter, theme: str = "added") -> list[Point]:
    texts = sent(letter)
    return [(at, theme, len(letter.text) + 1, len(texts[at]), "machine") for at in range(3, 6)]


@pytest.mark.parametrize("language", LETTERS)
def test_a_theme_raised_only_in_words_that_people_added_is_not_raised_in_the_same_text(language: str) -> None:
    letter = LETTERS[language]
    used = found(sent(letter), [*in_the_letter(letter, range(6)), *in_own_words(letter)])
    assert same_text(used, "shared") == (6,)
    assert same_text(used, "added") == ()


@pytest.mark.parametrize("language", LETTERS)
def test_a_group_counts_who_raised_a_theme_below_it_in_the_same_text(language: str) -> None:
    letter = LETTERS[language]
    used = found(sent(letter), [*in_the_letter(letter, range(4)), *in_own_words(letter)])
    assert same_text(used, "group") == (4,)


def test_one_point_in_the_shared_words_is_enough() -> None:
    letter = LETTERS["en"]
    used = found(sent(letter), [*in_the_letter(letter, range(6), "added"), *in_own_words(letter)])
    assert same_text(used, "added") == (6,)


def test_a_point_belongs_where_most_of_it_lies() -> None:
    letter = LETTERS["en"]
    texts, end = sent(letter), len(letter.text)
    mostly = [(at, "shared", end - 60, len(texts[at]), "machine") for at in range(3, 6)]
    hardly = [(at, "added", end - 5, len(texts[at]), "machine") for at in range(3, 6)]
    used = found(texts, [*mostly, *hardly])
    assert (same_text(used, "shared"), same_text(used, "added")) == ((3,), ())


def test_an_answer_that_an_officer_assigned_as_a_whole_counts_as_the_shared_text() -> None:
    letter = Letter(LETTERS["en"].text, tuple(f"{own} {own} {own} {own}" for own in LETTERS["en"].added))
    texts = sent(letter)

    def whole(by: str) -> list[Point]:
        return [(at, "added", 0, len(texts[at]), by) for at in range(3, 6)]

    assert same_text(found(texts, whole("Asha Rahman")), "added") == (3,)
    assert same_text(found(texts, whole("machine")), "added") == ()
    assert same_text(found(texts, [(at, "added", 0, 0, "Asha Rahman") for at in range(3, 6)]), "added") == (3,)


def test_the_texts_of_a_question_are_counted_apart_the_largest_first() -> None:
    one, other = LETTERS["en"], LETTERS["so"]
    texts, campaigns = [other.text] * 3 + [one.text] * 4, ["b"] * 3 + ["a"] * 4
    points = [(at, "shared", 0, len(text), "machine") for at, text in enumerate(texts)]
    assert same_text(found(texts, points, campaigns), "shared") == (4, 3)
    assert same_text(found(texts, points[1:], campaigns), "shared") == (4,)


def test_a_theme_without_people_and_an_analysis_without_campaigns_have_no_text() -> None:
    letter = LETTERS["en"]
    assert same_text(found(sent(letter), []), "shared") == ()
    answers = pd.DataFrame(
        [("r0", "q", letter.text, None)], columns=["response_id", "question_id", "text", "campaign_id"]
    )
    assert users(answers, THEMES, pd.DataFrame([], columns=ASSIGNED)) == {}


@given(st.integers(0, 60), st.lists(st.integers(3, 30), max_size=3), st.integers(1, 10))
def test_neither_side_of_what_is_said_is_below_the_minimum(n: int, texts: list[int], minimum: int) -> None:
    same = stated_same(n, texts, minimum)
    assert same == 0 or (same >= minimum and n - same >= minimum)
