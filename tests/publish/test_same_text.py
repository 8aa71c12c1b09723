"""How many people used the same text, on the published pages of every language."""

from __future__ import annotations

import json

import pytest

from textmine.language import headings, is_draft
from textmine.publish import blockers
from textmine.publish.files.html import render_html
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.tables import replace

from .example import ALL, LIGHT, reviewed, with_cell
from .languages import config, translated

FIGURE = f"25 {ALL} (66%) raised this."
SAID = {
    "en": "Of these, {n} used the same text.",
    "bn": "এঁদের মধ্যে {n} জন একই লেখা পাঠিয়েছেন।",
    "so": "Kuwaas waxaa ka mid ah {n} qof oo adeegsaday isla qoraalka.",
}
SEVERAL = {
    "en": "Of these, {n} used a text that others sent too.",
    "bn": "এঁদের মধ্যে {n} জন এমন লেখা পাঠিয়েছেন, যা অন্যরাও পাঠিয়েছেন।",
    "so": "Kuwaas waxaa ka mid ah {n} qof oo adeegsaday qoraal ay dad kalena soo direen.",
}
LETTERS = (
    "Please light every path of the park, because all of us walk home from work in the dark. ",
    "Fadlan iftiimi dhammaan waddooyinka beerta, maxaa yeelay habeenkii ayaan guriga u soconnaa. ",
)


def sent(text: str, *campaigns: int, own_words: bool = False) -> Reviewed:
    """The example in which so many people of a theme sent each text, and what the theme's figure says.

    With `own_words`, all that they say on the theme is what they added to the text.
    """
    names = [f"text-{place}" for place, people in enumerate(campaigns) for _ in range(people)]
    given = reviewed()
    own = given.tables.responses
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 0}, "text", text)
    figures = {"n": 25, "base": 38, "share": round(25 / 38, 4), "same_text": sum(campaigns)}
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 0}, "figures", json.dumps(figures))
    filled = [*[None] * (25 - len(names)), *names, *[None] * (len(own) - 25)]
    letters = [*[""] * (25 - len(names)), *(LETTERS[int(name[-1])] for name in names), *[""] * (len(own) - 25)]
    texts = [said if said is None else f"{letter}{said}" for letter, said in zip(letters, own["text"], strict=True)]
    points = given.tables.assignments
    if own_words:
        place = {
            person: (len(letter), len(said or ""))
            for person, letter, said in zip(own["response_id"], letters, texts, strict=True)
        }
        points = points.assign(
            start=[place[person][0] for person in points["response_id"]],
            end=[place[person][1] for person in points["response_id"]],
        )
    tables = replace(given.tables, responses=own.assign(campaign_id=filled, text=texts), assignments=points)
    return translated("bn", "so", given=type(given)(**{**vars(given), "tables": tables}))


def pages(given: Reviewed) -> dict[str, str]:
    made = make_publication(given, config("bn", "so"))
    return {"en": render_html(made.page), **{tag: render_html(made.pages[tag]) for tag in ("bn", "so")}}


def filled(forms: dict[str, str], number: str, bengali: str) -> dict[str, str]:
    return {tag: form.format(n=bengali if tag == "bn" else number) for tag, form in forms.items()}


def test_every_page_says_how_many_used_the_same_text() -> None:
    made = pages(sent(f"{FIGURE} {SAID['en'].format(n=10)}", 10))
    for tag, sentence in filled(SAID, "10", "১০").items():
        assert sentence in made[tag], tag


def test_every_page_says_it_of_several_texts() -> None:
    made = pages(sent(f"{FIGURE} {SEVERAL['en'].format(n=13)}", 10, 3))
    for tag, sentence in filled(SEVERAL, "13", "১৩").items():
        assert sentence in made[tag], tag


def test_no_page_says_it_of_people_who_raised_the_theme_in_words_of_their_own() -> None:
    given = sent(f"{FIGURE} {SAID['en'].format(n=10)}", 10, own_words=True)
    assert [problem for problem in blockers(given, config("bn", "so")) if "failed_check" in str(problem)]
    silent = pages(sent(FIGURE, 10, own_words=True))
    for tag, sentence in filled(SAID, "10", "১০").items():
        assert sentence not in silent[tag], tag


def test_nothing_stands_in_the_way_of_such_pages() -> None:
    assert [
        str(problem) for problem in blockers(sent(f"{FIGURE} {SAID['en'].format(n=10)}", 10), config("bn", "so"))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        FIGURE,
        # An officer says that share in other words; ten is the number who used the same text.
        f"25 {ALL} raised this, 10% of Eastmere.",
    ],
)
def test_no_page_says_it_where_the_english_one_does_not(text: str) -> None:
    made = pages(sent(text, 10))
    for tag, sentence in filled(SAID, "10", "১০").items():
        assert sentence not in made[tag], tag


@pytest.mark.parametrize("words", ["ten of whom sent one letter", "of whom 10 sent one letter"])
def test_pages_say_it_where_an_officer_worded_it(words: str) -> None:
    made = pages(sent(f"25 {ALL} (66%) raised this, {words}.", 10))
    assert words in made["en"]
    for tag in ("bn", "so"):
        assert filled(SAID, "10", "১০")[tag] in made[tag]


@pytest.mark.parametrize("people", [4, 21])
def test_a_page_in_another_language_never_gives_a_small_number_away(people: int) -> None:
    text = f"{FIGURE} {SAID['en'].format(n=people)}"
    given = sent(text, people)
    assert [problem for problem in blockers(given, config("bn", "so")) if "failed_check" in str(problem)]
    made = pages(given)
    assert SAID["so"].format(n=people) not in made["so"]


def test_a_wrong_number_is_published_in_no_language() -> None:
    given = sent(f"{FIGURE} {SAID['en'].format(n=11)}", 10)
    assert [problem for problem in blockers(given, config("bn", "so")) if "failed_check" in str(problem)]


@pytest.mark.parametrize("language", ["bn", "so"])
def test_the_wording_waits_for_the_translators_of_the_council(language: str) -> None:
    given = sent(FIGURE, 10)
    assert is_draft(language)
    for entry in ("figure_same", "figure_same_several"):
        assert entry in headings(language)
        del given.headings[language][entry]
    found = [str(problem) for problem in blockers(given, config(language))]
    assert len(found) == 1
    assert "2 headings" in found[0]
