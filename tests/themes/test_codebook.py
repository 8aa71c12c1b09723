from __future__ import annotations

import pytest

from tests.themes.texts import SUBJECT, TEXTS
from textmine import InputError, map_to_themes

CODEBOOK = [
    {"theme_id": "waste", "title": "Bins and rubbish", "description": "Overflowing bins, missed rubbish collections."},
    {"theme_id": "light", "title": "Lighting", "description": "Dark paths, street lights that do not work."},
    {"theme_id": "park", "title": "Parking", "description": "Parking spaces and permits for residents."},
]


def test_answers_in_any_language_are_mapped_to_the_agreed_themes() -> None:
    rows = map_to_themes([*TEXTS, "N/A"], CODEBOOK)
    primary = rows[rows["primary"]].set_index("text_index")["theme_id"]
    expected = {i: CODEBOOK[subject]["theme_id"] for i, subject in enumerate(SUBJECT)}
    right = sum(primary.get(i) == theme for i, theme in expected.items())
    assert right >= 15
    assert len(TEXTS) not in set(rows["text_index"])
    assert set(rows["theme_id"]) <= {"waste", "light", "park"}


def test_what_people_labelled_is_kept() -> None:
    rows = map_to_themes(TEXTS, CODEBOOK, labelled={0: ["park"], 1: [], 2: ["waste", "light"]})
    by_text = rows.groupby("text_index")["theme_id"].agg(set)
    assert by_text[0] == {"park"}
    assert 1 not in by_text
    assert by_text[2] == {"waste", "light"}


@pytest.mark.parametrize(
    ("codebook", "message"),
    [
        ([], "empty"),
        ([{"theme_id": 1, "title": " "}], "Entry 1"),
        ([{"theme_id": 1, "title": "Bins"}, {"theme_id": 2, "title": "bins"}], "share the title"),
        ([{"theme_id": 1, "title": "Bins"}, {"theme_id": 1, "title": "Lights"}], "share the theme_id"),
    ],
)
def test_a_poor_codebook_is_a_plain_error(codebook: list[dict[str, object]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        map_to_themes(TEXTS, codebook)


def test_a_codebook_of_one_theme_works() -> None:
    rows = map_to_themes(TEXTS[:6], CODEBOOK[:1])
    assert set(rows["theme_id"]) <= {"waste"}


def test_no_texts_give_an_empty_frame() -> None:
    rows = map_to_themes([], CODEBOOK)
    assert rows.empty
    assert list(rows.columns) == ["text_index", "theme_id", "score", "start", "end", "primary"]
