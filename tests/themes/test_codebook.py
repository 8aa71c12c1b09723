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
        ("bins", "list of entries"),
        ([{"theme_id": 1, "title": "ময়লা"}, {"theme_id": 2, "title": " ময়লা"}], "share the title"),
        ([{"theme_id": 1, "title": " "}], "Entry 1"),
        ([{"theme_id": 1, "title": "Bins"}, {"theme_id": 2, "title": "bins"}], "share the title"),
        ([{"theme_id": 1, "title": "Bins"}, {"theme_id": 1, "title": "Lights"}], "share the theme_id"),
    ],
)
def test_a_poor_codebook_is_a_plain_error(codebook: list[dict[str, object]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        map_to_themes(TEXTS, codebook)


def test_confirmed_answers_teach_what_the_titles_do_not_say() -> None:
    vague = [{"theme_id": name, "title": f"Theme {name}"} for name in ("first", "second", "third")]
    known = {i: [vague[SUBJECT[i]]["theme_id"]] for i in (0, 1, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17)}
    rows = map_to_themes(TEXTS, vague, labelled=known)
    rest = rows[rows["primary"] & ~rows["text_index"].isin(list(known))]
    right = sum(
        vague[SUBJECT[i]]["theme_id"] == theme for i, theme in zip(rest["text_index"], rest["theme_id"], strict=True)
    )
    assert right >= 5
    assert rows.attrs["estimate"] is None


def test_an_estimate_of_the_agreement_comes_with_twenty_confirmed() -> None:
    texts = [*TEXTS, *(f"{text}, really" for text in TEXTS)]
    known = {i: [CODEBOOK[SUBJECT[i % 18]]["theme_id"]] for i in range(24)}
    estimate = map_to_themes(texts, CODEBOOK, labelled=known).attrs["estimate"]
    assert estimate.n == 24
    assert 0.6 < estimate.f1 <= 1
    assert "24 confirmed" in str(estimate)


def test_labels_of_what_does_not_exist_are_one_plain_error() -> None:
    with pytest.raises(InputError) as found:
        map_to_themes(TEXTS, CODEBOOK, labelled={99: ["waste"], 0: ["nonsense"]})
    assert "99" in str(found.value)
    assert "nonsense" in str(found.value)


def test_a_codebook_of_one_theme_works() -> None:
    rows = map_to_themes(TEXTS[:6], CODEBOOK[:1])
    assert set(rows["theme_id"]) <= {"waste"}


def test_no_texts_give_an_empty_frame() -> None:
    rows = map_to_themes([], CODEBOOK)
    assert rows.empty
    assert list(rows.columns) == ["text_index", "theme_id", "score", "start", "end", "primary"]
