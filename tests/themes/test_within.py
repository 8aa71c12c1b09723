"""Sub-themes of a theme: its points looked at closely, in the space of the whole question."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from textmine.errors import InputError
from textmine.themes.discover import Options, Points
from textmine.themes.space import unit
from textmine.themes.within import MOST, Within, within

TEXTS = {
    "en": ["More bins in the park, please.", "The street lights are broken.", "Buses never come on time."],
    "bn": ["পার্কে আরও ডাস্টবিন চাই।", "রাস্তার আলো জ্বলে না।", "বাস সময়মতো আসে না।"],
    "so": ["Qashin-qub badan ayaan rabnaa.", "Nalalka waddadu way jaban yihiin.", "Basasku waqtigooda ma yimaadaan."],
    "ar": ["نريد المزيد من سلال القمامة.", "أضواء الشارع لا تعمل.", "الحافلات لا تأتي في موعدها."],
}
EACH = 12
DIMENSIONS = 24


def encode(texts: list[str]) -> npt.NDArray[np.float32]:
    """Stands for the sentence model, which is not what is tried here."""
    return unit(np.random.default_rng(0).normal(size=(len(texts), DIMENSIONS)).astype(np.float32))


def question(subjects: int = 6) -> tuple[Points, npt.NDArray[np.int64]]:
    """A question of so many subjects, each said in four languages, whose vectors lean towards their language."""
    random = np.random.default_rng(1)
    middles, leanings = random.normal(size=(subjects, DIMENSIONS)), random.normal(size=(4, DIMENSIONS))
    said = [(subject, tag) for subject in range(subjects) for tag in range(4) for _ in range(EACH)]
    vectors = [
        3 * middles[subject] + leanings[tag] + random.normal(size=DIMENSIONS, scale=0.5) for subject, tag in said
    ]
    tags = list(TEXTS)
    points = Points(
        [TEXTS[tags[tag]][subject % 3] for subject, tag in said],
        [tags[tag] for _, tag in said],
        unit(np.asarray(vectors, dtype=np.float32)),
        np.arange(len(said)),
    )
    return points, np.array([subject for subject, _ in said])


def found(own: npt.NDArray[np.int64], n_themes: int | None = None, subjects: int = 6) -> Within:
    return within(question(subjects)[0], own, encode, Options(n_themes=n_themes, min_people=3))


def test_subjects_that_were_put_together_come_apart_again_in_whatever_language() -> None:
    subjects = question()[1]
    own = np.flatnonzero(np.isin(subjects, (0, 1, 2)))
    labels = found(own).labels
    # Each subject is one sub-theme, of all four languages, and no sub-theme holds two.
    assert [len(set(labels[subjects[own] == subject])) for subject in (0, 1, 2)] == [1, 1, 1]
    assert len(set(labels)) == 3


def test_there_are_no_more_sub_themes_than_an_officer_takes_in() -> None:
    subjects = question(12)[1]
    assert set(found(np.arange(len(subjects)), subjects=12).labels) == set(range(MOST))


@pytest.mark.parametrize("number", [2, 5, 8])
def test_there_are_as_many_as_are_asked_for(number: int) -> None:
    subjects = question(9)[1]
    result = found(np.arange(len(subjects)), number, subjects=9)
    assert set(result.labels) == set(range(number))
    assert len(result.names) == number


def test_more_than_there_are_points_is_refused() -> None:
    with pytest.raises(InputError, match="5 themes were asked for"):
        found(np.arange(4), 5)


def test_every_sub_theme_has_a_title_of_its_own() -> None:
    titles = [name.title for name in found(np.flatnonzero(question()[1] < 4)).names]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_same_points_give_the_same_sub_themes() -> None:
    own = np.flatnonzero(question()[1] < 4)
    first, second = found(own), found(own)
    assert first.labels.tolist() == second.labels.tolist()
    assert [name.title for name in first.names] == [name.title for name in second.names]


def test_closeness_is_the_cosine_of_a_point_with_its_sub_theme() -> None:
    result = found(np.flatnonzero(question()[1] < 2))
    assert ((result.closeness > 0) & (result.closeness <= 1.0001)).all()


def test_one_point_alone_is_one_sub_theme() -> None:
    assert found(np.array([3])).labels.tolist() == [0]
