from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given as for_any
from hypothesis import settings as rules
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.publish.example import BENGALI, BINS, LIGHT, PARKING, reviewed, settings, with_cell
from textmine.model import Outcome, Translation
from textmine.publish.files.newsletter import LEAST, MOST, item_of, render_newsletter
from textmine.publish.files.short import count_words, fill, sentences
from textmine.publish.outcomes import published_outcome
from textmine.publish.publication import make_publication
from textmine.review import Reviewed

PAGE = make_publication(reviewed(), settings()).page


def items(given: Reviewed) -> dict[str, str]:
    page = make_publication(given, settings()).page
    return {theme.theme_id: item_of(theme, page).text for theme in page.themes}


def with_outcome(theme: str, outcome: Outcome) -> Reviewed:
    given = reviewed()
    given.outcomes[theme] = outcome
    return given


def test_an_item_has_fifty_to_sixty_words_where_there_is_enough_to_say() -> None:
    assert LEAST <= count_words(items(reviewed())[PARKING]) <= MOST


def test_an_item_states_the_people_of_the_tables_and_ends_with_where_to_read_more() -> None:
    text = items(reviewed())[LIGHT]
    assert text.startswith("25 of the 38 people who answered raised this.")
    assert text.endswith("Read more on our page “Safer, greener streets and parks”.")


def test_small_numbers_are_hidden() -> None:
    assert items(reviewed())[BINS].startswith("Fewer than five of the 38 people")


def test_a_long_outcome_is_told_by_its_first_sentence() -> None:
    long = "We put up lights. " + "After that we did many more things that nobody can list in a newsletter. " * 5
    text = items(with_outcome(LIGHT, Outcome("we_did", long)))[LIGHT]
    assert "We put up lights." in text
    assert count_words(text) <= MOST


def test_what_does_not_fit_is_said_to_be_left_out() -> None:
    given = with_outcome(LIGHT, Outcome("we_did", "We " + "very " * 60 + "much did."))
    assert items(given)[LIGHT] == ""
    text = render_newsletter(make_publication(given, settings()).page)
    assert "### Better lighting" not in text
    assert "has no room" in text
    assert "- Better lighting in parks" in text


def test_why_not_is_told_with_what_could_not_be_done() -> None:
    assert "Why: The planters need the space" in items(reviewed())[PARKING]


def test_a_point_in_another_language_is_told_in_its_translation_only() -> None:
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", BENGALI)
    assert BENGALI not in items(given)[LIGHT]
    given.translations[BENGALI, "en"] = Translation("The park is dark at night.", "Nasrin Akter", "Asha Rahman")
    assert "You said: The park is dark at night." in items(given)[LIGHT]


def test_the_same_page_gives_the_same_newsletter() -> None:
    page = make_publication(reviewed(), settings()).page
    assert render_newsletter(page) == render_newsletter(page)


def test_hostile_text_stays_text() -> None:
    hostile = "<script>alert(1)</script> [x](javascript:y)"
    given = with_cell(with_outcome(LIGHT, Outcome("we_did", hostile)), "themes", {"theme_id": LIGHT}, "title", hostile)
    shown = MarkdownIt("commonmark").render(render_newsletter(make_publication(given, settings()).page))
    assert "<script" not in shown
    assert "<a " not in shown


_WORDS = st.lists(st.sampled_from(["park", "light", "বাতি", "nal", "🙂", "road"]), min_size=1, max_size=25)


@rules(max_examples=60, deadline=None)
@for_any(st.lists(_WORDS, min_size=1, max_size=6), st.lists(_WORDS, max_size=4))
def test_no_item_is_longer_than_sixty_words_or_cuts_a_sentence(said: list[list[str]], why: list[list[str]]) -> None:
    def told(lines: list[list[str]]) -> str:
        return " ".join(" ".join(["We", *line, "done."]) for line in lines)

    outcome = published_outcome(Outcome("we_did", told(said), told(why)), PAGE.words)
    text = item_of(replace(PAGE.themes[0], outcome=outcome), PAGE).text
    assert count_words(text) <= MOST
    known = {sentence for sentence in re.split(r"(?<=done\.) ", told(said) + " " + told(why))}
    for sentence in sentences(text):
        if sentence.startswith("We ") and sentence.endswith("done."):
            assert sentence in known


@for_any(st.lists(st.integers(1, 30), max_size=8), st.integers(0, 40))
def test_filling_stays_within_bounds_and_reaches_them_whenever_that_is_possible(sizes: list[int], start: int) -> None:
    further = [" ".join(["w"] * size) for size in sizes]
    chosen = fill([" ".join(["w"] * start)], further, 50, 60)
    assert chosen is not None
    total = start + sum(size for size, use in zip(sizes, chosen, strict=True) if use)
    sums = {start}
    for size in sizes:
        sums |= {old + size for old in sums}
    assert total <= 60
    assert total >= 50 or not any(50 <= value <= 60 for value in sums)


@pytest.mark.parametrize("address", ["https://www.eastmere.example/lights"])
def test_an_address_takes_the_place_of_the_name_of_the_page(address: str) -> None:
    page = make_publication(reviewed(), settings()).page
    assert item_of(page.themes[0], page, address).text.endswith(f"Read more: {address}")


def test_a_different_view_is_not_introduced_as_what_you_said() -> None:
    view = "Fewer than five of the 25 people who raised this disagree with the proposal overall."
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 3}, "kind", "minority")
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 3}, "text", view)
    for ordinal in (1, 2):
        given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": ordinal}, "text", "")
    text = items(given)[LIGHT]
    assert view in text
    assert "You said" not in text
