from __future__ import annotations

import csv
import io
from dataclasses import replace as changed

import pytest
from hypothesis import given as for_any
from hypothesis import settings as rules
from hypothesis import strategies as st

from tests.publish.example import BINS, CONFIG, LIGHT, PARKING, reviewed, settings, with_cell
from tests.publish.languages import config, translated
from textmine.config import Config, parse_config
from textmine.model import Outcome
from textmine.publish.files.social import MOST, OVERALL, POSTS, post_rows
from textmine.publish.files.tables import social_csv
from textmine.publish.outcomes import published_outcome
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.safe import BOM

PUBLICATION = make_publication(reviewed(), settings())
EMOJI_TITLE = "More lights 💡 আরও আলো مصابيح " * 20


def posts(given: Reviewed, chosen: Config | None = None) -> list[dict[str, str]]:
    text = social_csv(make_publication(given, chosen or settings()))
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def test_there_is_one_post_for_each_theme_and_one_for_all() -> None:
    found = posts(reviewed())
    assert tuple(found[0]) == POSTS
    assert [post["theme_id"] for post in found] == [OVERALL, LIGHT, PARKING, BINS]
    assert found[0]["text"].startswith("40 people and organisations answered")


def test_there_are_posts_in_every_language_of_the_pages() -> None:
    found = posts(translated("bn", "so"), config("bn", "so"))
    assert [post["language"] for post in found] == ["en"] * 4 + ["bn"] * 4 + ["so"] * 4
    assert found[5]["text"].startswith("আপনারা বলেছেন: এই লেখাটির অনুবাদ")


def test_a_post_says_what_was_said_and_what_happened_and_why_not() -> None:
    text = posts(reviewed())[2]["text"]
    assert text.startswith("You said: Keep the parking bays. We cannot keep all 30 bays.")
    assert "The planters need the space" in text


def test_each_post_has_its_length_and_words_for_a_picture() -> None:
    for post in posts(reviewed()):
        assert int(post["characters"]) == len(post["text"]) <= MOST
        assert post["alt_text"] == f"A card with the words: {post['text']}"


def test_an_address_ends_every_post_and_counts() -> None:
    chosen = parse_config({**CONFIG, "publish": {"page_address": "https://www.eastmere.example/said-did"}})
    for post in posts(reviewed(), chosen):
        assert post["text"].endswith(" https://www.eastmere.example/said-did")
        assert int(post["characters"]) == len(post["text"]) <= MOST
        assert "https" not in post["alt_text"]


@pytest.mark.parametrize("title", [EMOJI_TITLE, "ক" * 400, "x " * 300])
def test_a_very_long_title_is_cut_at_a_word_and_the_post_still_fits(title: str) -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", title)
    post = posts(given)[1]
    assert len(post["text"]) <= MOST
    assert "…" in post["text"]


@rules(max_examples=40, deadline=None)
@for_any(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_no_sentence_of_a_post_is_cut(lengths: list[int]) -> None:
    told = [" ".join(["We", *["did"] * length, f"it {place}."]) for place, length in enumerate(lengths)]
    outcome = published_outcome(Outcome("we_did", " ".join(told)), PUBLICATION.page.words)
    theme = changed(PUBLICATION.page.themes[0], outcome=outcome)
    group = changed(PUBLICATION.page.questions[0].groups[0], themes=(theme,))
    question = changed(PUBLICATION.page.questions[0], groups=(group,))
    page = changed(PUBLICATION.page, questions=(question,))
    (_, [_, _, text, *_]) = post_rows(changed(PUBLICATION, pages={"en": page}))
    assert isinstance(text, str)
    start = "You said: Better lighting in parks."
    assert text.startswith(start)
    rest = text.removeprefix(start).strip()
    whole = [" ".join(told[: number + 1]) for number in range(len(told))]
    assert rest in [*whole, "We did."]


def test_a_post_cannot_become_a_formula() -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", '=HYPERLINK("http://x")')
    assert posts(given)[1]["text"].startswith("You said: =")
