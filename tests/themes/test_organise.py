from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from textmine.themes.assign import RULES
from textmine.themes.discover import Discovery, Points
from textmine.themes.naming import Named
from textmine.themes.organise import MANY, groups_of, name_groups
from textmine.themes.space import Centring, centroids_of, unit

EACH = 12
TEXTS = [
    ("en", "The bins in our street are never emptied"),
    ("bn", "আমাদের রাস্তার ময়লা কেউ নেয় না"),
    ("so", "Qashinka waddadayada lama qaado"),
    ("bn-Latn", "amader rastar moyla keu ney na"),
    ("ar", "لا أحد يفرغ صناديق القمامة في شارعنا"),
    ("en", "bins 🗑️ are never emptied 😡"),
]


def discovery(parents: Sequence[int], d: int = 24) -> Discovery:
    """Return themes that lie around a few directions: theme i beside direction `parents[i]`."""
    rng = np.random.default_rng(0)
    centres = np.eye(d)[list(parents)] + 0.45 * unit(rng.normal(size=(len(parents), d)))
    labels = np.repeat(np.arange(len(parents)), EACH)
    vectors = unit((centres[labels] + 0.05 * rng.normal(size=(len(labels), d))).astype(np.float32))
    names = [Named(f"Theme {i}", "", [f"word{i}"], "en", {}) for i in range(len(parents))]
    centring = Centring(np.zeros(d, np.float32), {})
    return Discovery(centring, vectors, centroids_of(vectors, labels), labels, names, RULES)


def points_of(found: Discovery) -> Points:
    own = [TEXTS[i % len(TEXTS)] for i in range(len(found.labels))]
    texts, languages = [text for _, text in own], [tag for tag, _ in own]
    return Points(texts, languages, found.vectors, np.arange(len(own)))


def test_few_themes_all_stand_alone() -> None:
    found = discovery([i % 3 for i in range(MANY - 1)])
    assert groups_of(found).tolist() == [-1] * (MANY - 1)
    assert name_groups(found, groups_of(found), points_of(found), lambda texts: np.ones((len(texts), 24))) == []


@pytest.mark.parametrize("k", [MANY, 20])
def test_many_themes_are_put_into_groups_that_lie_together(k: int) -> None:
    parents = np.arange(k) % round(k / 4)
    groups = groups_of(discovery(parents))
    assert len(groups) == k
    assert set(groups) == set(range(groups.max() + 1))
    for group in range(groups.max() + 1):
        assert len(set(parents[groups == group])) == 1
        assert (groups == group).sum() >= 2


def test_a_theme_unlike_all_others_stands_alone() -> None:
    groups = groups_of(discovery([0] * 5 + [1] * 5 + [2] * 5 + [3]))
    assert groups[-1] == -1
    assert sorted(set(groups[:-1])) == [0, 1, 2]


def test_the_bound_can_be_set() -> None:
    found = discovery([0, 0, 0, 0, 1, 1, 1, 1])
    assert set(groups_of(found)) == {-1}
    assert sorted(set(groups_of(found, most=8))) == [0, 1]


def test_each_group_has_a_name_from_what_was_said_below_it() -> None:
    found = discovery([i % 4 for i in range(16)])
    groups = groups_of(found)
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return unit(np.ones((len(texts), 24), dtype=np.float32))

    names = name_groups(found, groups, points_of(found), encode, "What about <b>bins</b>?")
    assert len(names) == groups.max() + 1 == 4
    assert all(name.title.strip() and len(name.title.split()) <= 8 for name in names)
    assert all(name.description for name in names)


def test_what_stands_alone_is_no_part_of_a_groups_name() -> None:
    found = discovery([0] * 5 + [1] * 5 + [2] * 5 + [3])
    points = points_of(found)
    texts = list(points.texts)
    texts[-EACH:] = ["Zebra crossings outside the school are missing"] * EACH
    points = Points(texts, points.languages, points.vectors, points.owners)
    names = name_groups(found, groups_of(found), points, lambda own: unit(np.ones((len(own), 24), dtype=np.float32)))
    assert len(names) == 3
    assert not any("zebra" in f"{name.title} {name.description} {name.keywords}".casefold() for name in names)
