"""Sets of answers as they come: a sensible result or a plain error."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from tests.themes.odd import CAMPAIGN, DARK, EMOJI, LETTER, SAME, SETS
from tests.themes.texts import BINS, SUBJECT, TEXTS
from textmine import InputError, ThemeModel, map_to_themes
from textmine.config import EmbedSettings
from textmine.embed import embed_texts, make_embedder
from textmine.model import Question
from textmine.text import point_spans
from textmine.themes import tables
from textmine.themes.discover import Options
from textmine.themes.tables import theme_tables

BOOK = [
    {"theme_id": "waste", "title": "Bins and rubbish"},
    {"theme_id": "light", "title": "Dark streets"},
    {"theme_id": "lib", "title": "Library hours"},
]
COLUMNS = ["text_index", "theme_id", "score", "start", "end", "primary"]


def assert_rows_are_sound(rows: pd.DataFrame, texts: list[str]) -> None:
    assert list(rows.columns) == COLUMNS
    assert rows["text_index"].dtype == rows["start"].dtype == rows["end"].dtype == "int64"
    assert rows["primary"].dtype == bool
    assert rows["score"].between(0, 1).all()
    assert (rows.groupby("text_index")["primary"].sum() == 1).all()
    for row in rows.itertuples():
        assert 0 <= row.start < row.end <= len(texts[row.text_index])


@pytest.mark.parametrize("texts", SETS.values(), ids=SETS)
def test_an_odd_set_gives_sound_tables(texts: list[str]) -> None:
    model = ThemeModel().fit(texts)
    content = model.prepared_.has_content
    assert ((model.labels_ == -1) == ~content).all()
    assert (model.labels_ < len(model.themes_)).all()
    assert (len(model.themes_) > 0) == content.any()
    assert model.themes_["title"].is_unique
    assert model.themes_["title"].str.strip().ne("").all()
    assert_rows_are_sound(model.assignments_, texts)
    assert content[model.assignments_["text_index"]].all()
    assert np.isfinite(model.transform(texts)).all()
    assert sorted(model.review_order()) == list(np.flatnonzero(content))
    mapped = map_to_themes(texts, BOOK)
    assert_rows_are_sound(mapped, texts)
    assert content[mapped["text_index"]].all()


def test_a_campaign_is_with_those_who_say_the_same_in_their_own_words() -> None:
    model = ThemeModel().fit(CAMPAIGN)
    rows = model.assignments_
    letters = set(rows.loc[rows["text_index"] < 200, "theme_id"])
    own_words = range(200, 200 + len(SAME))
    with_the_letter = rows[rows["text_index"].isin(own_words) & rows["theme_id"].isin(letters)]
    assert with_the_letter["text_index"].nunique() >= 0.8 * len(SAME)
    for theme in letters:
        assert (with_the_letter["theme_id"] == theme).any(), model.themes_["title"][theme]
    about_others = rows[(rows["text_index"] >= 200 + len(SAME)) & rows["theme_id"].isin(letters)]
    assert about_others["text_index"].nunique() <= 3
    assert rows.loc[rows["text_index"] < 200, "text_index"].nunique() == 200


def test_how_often_a_letter_was_sent_does_not_change_the_themes_of_others() -> None:
    few = ThemeModel(n_themes=4).fit([*[LETTER] * 3, *SAME, *TEXTS])
    many = ThemeModel(n_themes=4).fit([*[LETTER] * 150, *SAME, *TEXTS])
    assert adjusted_rand_score(few.labels_[2:], many.labels_[149:]) == 1


def test_copies_of_one_answer_are_mapped_like_the_answer_among_others() -> None:
    for language, text in DARK.items():
        mapped = map_to_themes([text] * 30, BOOK)
        assert mapped.loc[mapped["theme_id"] == "light", "text_index"].nunique() == 30, language
    for word in ("bins", "ময়লার বিন", "qashin"):
        mapped = map_to_themes([word] * 30, BOOK)
        assert set(mapped.loc[mapped["primary"], "theme_id"]) == {"waste"}, word


@pytest.mark.parametrize("n_themes", [1, 20])
def test_as_many_themes_as_answers_or_one(n_themes: int) -> None:
    texts = [*TEXTS, DARK["en"], DARK["ar"]]
    model = ThemeModel(n_themes=n_themes).fit(texts)
    assert len(model.themes_) == n_themes == len(set(model.labels_))


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"n_themes": 25}, "25 themes were asked for, but the texts with content make 20 points"),
        ({"n_themes": 0}, "at least 1"),
        ({"n_themes": -1}, "at least 1"),
        ({"n_themes": 2.5}, "`n_themes` cannot be `2.5`"),
        ({"n_themes": "তিন"}, "`n_themes` cannot be `তিন`"),
        ({"granularity": "few"}, "Allowed: fewer, usual, more"),
        ({"min_people": "two"}, "`min_people`"),
        ({"backend": "bert"}, "`backend` cannot be `bert`"),
    ],
)
def test_a_wrong_parameter_is_a_plain_error(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        ThemeModel(**parameters).fit([*TEXTS, DARK["en"], DARK["ar"]])


@pytest.mark.parametrize("languages", [["en"], "en" * 9, [None] * 18, [7] * 18])
def test_wrong_languages_are_a_plain_error(languages: Any) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError, match="languages"):
        ThemeModel().fit(TEXTS, languages=languages)


@pytest.mark.parametrize(
    "labels", [{"a": [0]}, {0: 0}, {0: ["x"]}, {-1: [0]}, {0: [0.5]}, {0: None}, {0.5: [0]}, [0], {0: [[0]]}]
)
def test_wrong_confirmations_are_a_plain_error(labels: Any) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError):
        ThemeModel(n_themes=2).fit(TEXTS[:8]).refit(labels)
    with pytest.raises(InputError):
        map_to_themes(TEXTS[:8], BOOK, labelled=labels)


def test_when_people_say_that_nothing_fits_nothing_is_given() -> None:
    nothing = {i: [] for i in range(len(TEXTS))}
    assert map_to_themes(TEXTS, BOOK, labelled=nothing).empty
    model = ThemeModel(n_themes=3).fit(TEXTS).refit(nothing)
    assert model.assignments_.empty
    assert (model.labels_ >= 0).all()
    assert (model.confidence_ == 0).all()


def test_confirming_an_answer_without_content_gives_it_no_theme() -> None:
    mapped = map_to_themes([EMOJI[0], *TEXTS], BOOK, labelled={0: ["waste"]})
    assert 0 not in set(mapped["text_index"])


@pytest.mark.parametrize(
    "entry",
    [
        {"theme_id": "a", "title": float("nan")},
        {"theme_id": "a", "title": None},
        {"theme_id": " ", "title": "ময়লা"},
        {"theme_id": ["a"], "title": "Mugdi"},
        {"theme_id": float("nan"), "title": "القمامة"},
        {"title": "alo"},
    ],
)
def test_an_entry_without_id_or_title_is_a_plain_error(entry: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Entry 4 of the codebook needs a theme_id and a title"):
        map_to_themes(TEXTS, [*BOOK, entry])


@pytest.mark.parametrize(
    "titles",
    [
        ["ময়লা ও বিন", "অন্ধকার রাস্তা", "গাড়ি পার্কিং"],
        ["Qashinka iyo weelasha qashinka", "Waddooyinka mugdiga ah", "Baarkinka baabuurta"],
        ["القمامة", "الظلام في الشوارع", "مواقف السيارات"],
        ["moyla ar bin", "rastay ondhokar", "gari parking"],
        ["Bins \ud800", "Dark streets", "Parking"],
    ],
    ids=["Bengali", "Somali", "Arabic", "romanised Bengali", "lone surrogate"],
)
def test_titles_may_be_in_any_language(titles: list[str]) -> None:
    book = [{"theme_id": i, "title": title, "description": float("nan")} for i, title in enumerate(titles)]
    mapped = map_to_themes(TEXTS, book)
    given = mapped[mapped["primary"]].set_index("text_index")["theme_id"]
    assert sum(given.get(i) == subject for i, subject in enumerate(SUBJECT)) >= 10


def test_one_theme_takes_only_what_is_about_it() -> None:
    mapped = set(map_to_themes(TEXTS, BOOK[:1])["text_index"])
    assert set(range(4)) <= mapped
    assert len(mapped - set(range(len(BINS)))) <= 3


def test_three_hundred_themes_are_told_apart() -> None:
    book = [{"theme_id": i, "title": f"{TEXTS[i % 18]} at number {i}"} for i in range(300)]
    mapped = map_to_themes(TEXTS, book)
    first = mapped[mapped["primary"]].set_index("text_index")["theme_id"]
    assert sum(first.get(i, -1) % 18 == i for i in range(18)) >= 16


def test_the_evidence_names_answers_and_no_group_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = TEXTS
    spans = [(i, span) for i, text in enumerate(texts) for span in point_spans(text, "en")]
    points = pd.DataFrame(
        [(f"r{i}", "q", span.start, span.end, span.of(texts[i]), "en") for i, span in spans],
        columns=["response_id", "question_id", "start", "end", "text", "language"],
    )
    embedder = make_embedder(EmbedSettings())

    def encode(phrases: Any) -> Any:  # noqa: ANN401 - any texts
        return embed_texts(phrases, ["en"] * len(phrases), embedder)

    vectors = encode(list(points["text"]))

    def groups_of(found: Any) -> Any:  # noqa: ANN401 - a Discovery
        del found
        return np.array([0, 0, 1, 1], dtype=np.int64)

    usual = tables.point_assignments

    def without_the_second_group(*given: Any) -> pd.DataFrame:  # noqa: ANN401 - passed on
        rows = usual(*given)
        return rows[rows["theme"] < 2].reset_index(drop=True)

    monkeypatch.setattr(tables, "groups_of", groups_of)
    monkeypatch.setattr(tables, "point_assignments", without_the_second_group)
    question = Question("q", "Why?", "open")
    found = theme_tables(question, points, vectors, {}, encode, Options(n_themes=4))
    themes, assignments = found.themes, found.assignments
    assert set(themes["theme_id"]) == {"q.01", "q.02", "q.g1"}
    assert set(themes["parent_id"].dropna()) == {"q.g1"}
    assert set(assignments["theme_id"]) == {"q.01", "q.02"}
    text_of = {f"r{i}": text for i, text in enumerate(texts)}
    for sheet in themes["evidence"].map(json.loads):
        for item in [*sheet["candidates"], *([sheet["winner"]] if sheet["winner"] else [])]:
            assert "document" not in item
            assert item["response_id"] in text_of
            assert item["text"].split()[-1].casefold() in text_of[item["response_id"]].casefold()
