"""Which points are drafted, in what order, and who is said to make them: on answers with vectors set by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace as replaced

import numpy as np
import pandas as pd

from tests.draft.build import Said, tables_of, texts
from textmine.draft import draft_themes
from textmine.draft.points.material import Material
from textmine.draft.points.theme import ThemeView
from textmine.tables import Tables, replace
from textmine.text import words

_LAMPS = ["The lamps on the towpath are broken.", "Every lamp along the towpath is broken.", "Mend the towpath lamps."]
_BINS = ["The bins by the bus stop overflow.", "Bins near the bus stop overflow daily."]
_DOGS = ["Dogs run loose on the football pitch."]


def placed(said: Sequence[Said], groups: Sequence[int], dimensions: int = 24) -> Tables:
    """Build the tables with points of a group close to each other, and far from those of other groups."""
    tables = tables_of(said)
    rng = np.random.default_rng(5)
    axes = np.linalg.qr(rng.normal(size=(dimensions, dimensions)))[0]
    at = {name: groups[int(name[1:])] for name in tables.vectors["response_id"]}
    array = np.stack([axes[at[name]] + rng.normal(size=dimensions) * 0.03 for name in tables.vectors["response_id"]])
    array /= np.linalg.norm(array, axis=1, keepdims=True)
    return replace(tables, vector_array=array.astype(np.float32))


def _points(drafts: pd.DataFrame) -> list[tuple[str, list[str]]]:
    own = drafts[drafts["kind"] == "key_point"]
    return list(zip(own["text"], own["evidence"], strict=True))


def test_the_most_widely_made_point_comes_first_with_those_who_make_it() -> None:
    said = [Said(text) for text in (*_DOGS, *_BINS, *_LAMPS)]
    drafts = draft_themes(placed(said, [2, 1, 1, 0, 0, 0]))
    points = _points(drafts)
    assert [set(evidence) for _, evidence in points] == [{"R003", "R004", "R005"}, {"R001", "R002"}]
    numbers = drafts.loc[drafts["kind"] == "key_point", "figures"]
    assert [json.loads(own)["n"] for own in numbers] == [3, 2]


def test_a_point_of_one_person_gives_way_where_others_are_shared() -> None:
    said = [Said(text) for text in (*_DOGS, *_LAMPS)]
    assert all("Dogs" not in text for text, _ in _points(draft_themes(placed(said, [1, 0, 0, 0]))))


def test_a_point_of_one_person_stands_where_nothing_is_shared() -> None:
    said = [Said(text) for text in (_LAMPS[0], _BINS[0], _DOGS[0])]
    points = _points(draft_themes(placed(said, [0, 1, 2])))
    assert len(points) == 1
    assert len(points[0][1]) == 1


def test_who_says_the_opposite_is_no_support() -> None:
    said = [
        Said("The park needs brighter lamps at night."),
        Said("Our park needs brighter lamps at night."),
        Said("The park does not need brighter lamps at night."),
    ]
    points = dict(_points(draft_themes(placed(said, [0, 0, 0]))))
    evidence = next(own for text, own in points.items() if "not" not in text)
    assert "R002" not in evidence


def test_both_sides_of_a_split_theme_make_a_point() -> None:
    welcome = [
        "New lamps in the park are very welcome.",
        "Lamps in the park would be welcome.",
        "Lamps are welcome there.",
    ]
    bats = ["Park lamps will drive the bats away.", "Lamps in the park harm the bats.", "Bats would leave a lit park."]
    said = [Said(text, position="for") for text in (*welcome, *welcome)]
    said += [Said(text, position="against") for text in bats]
    tables = placed(said, [0, 0, 0, 0, 0, 0, 1, 1, 1])
    makers = [{int(name[1:]) < 6 for name in evidence} for _, evidence in _points(draft_themes(tables))]
    assert {True} in makers
    assert {False} in makers


def test_the_example_of_a_minority_is_not_what_the_majority_says_too() -> None:
    said = [Said(text, position="for") for text in _LAMPS * 3] + [Said(_LAMPS[0], position="against")]
    (sentence,) = texts(draft_themes(placed(said, [0] * 10)), "minority")
    assert "lamp" not in sentence


def test_quotes_are_by_others_than_the_key_points() -> None:
    said = [Said(text) for text in (*_LAMPS, *_BINS, *_DOGS)]
    drafts = draft_themes(placed(said, [0, 0, 0, 1, 1, 2]))
    authors = {row.evidence[0] for row in drafts[drafts["kind"] == "key_point"].itertuples()}
    quoted = {row.evidence[0] for row in drafts[drafts["kind"] == "quote"].itertuples()}
    assert quoted
    assert not authors & quoted


def test_a_long_sentence_is_quoted_only_where_there_is_no_shorter_one() -> None:
    long = "The lamps on the towpath have been broken since last winter " + "and nobody from the council " * 4 + "came."
    alone = texts(draft_themes(placed([Said(long), Said(long)], [0, 0])), "quote")
    assert alone
    assert all(len(words(text)) > 25 for text in alone)
    said = [Said(text) for text in (*_LAMPS, "Towpath lamps stay dark all winter long.", long)]
    beside = texts(draft_themes(placed(said, [0, 0, 0, 0, 0])), "quote")
    assert beside
    assert all(len(words(text)) <= 25 for text in beside)


def test_a_clause_with_few_of_the_themes_words_must_be_near_its_middle() -> None:
    item = ThemeView(
        Material(placed([Said(_LAMPS[0])], [0]), "q"), {"R000"}, placed([Said(_LAMPS[0])], [0]).assignments
    )
    (candidate,) = item.candidates
    assert not replaced(candidate, topical=0.1, inner=1.0).clear
    assert not replaced(candidate, topical=0.3, inner=0.1).clear
    assert replaced(candidate, topical=0.3, inner=0.8).clear
    assert replaced(candidate, topical=0.9, inner=0.1).clear
