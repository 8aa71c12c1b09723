"""Very many answers are worked on in blocks: the same is learned, whatever their size."""

from __future__ import annotations

import numpy as np
import pytest

from tests.draft.build import Said, tables_of
from textmine.review import lesson
from textmine.review.lesson import lesson_of
from textmine.themes import space
from textmine.themes.space import Centring

_LINES = ("More lights in the park. And buses at night, please.", "পার্কে আলো দরকার।", "Bas habeenkii ah.", "Paths.")


@pytest.mark.parametrize("block", [1, 7])
def test_a_lesson_does_not_depend_on_the_blocks(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    said = [Said(_LINES[at % 4], (("a",), ("b",), ("a", "b"), ())[at % 4 if at < 30 else 1]) for at in range(40)]
    tables = tables_of(said, {"a": None, "b": None})
    whole = lesson_of(tables, "q", {("R001", "q")}, set())
    monkeypatch.setattr(lesson, "BLOCK", block)
    parts = lesson_of(tables, "q", {("R001", "q")}, set())
    assert np.allclose(whole.point_near, parts.point_near, atol=1e-6)
    assert np.ptp(whole.point_near) > 0.1
    assert [row for row, _ in whole.order()] == [row for row, _ in parts.order()]


def test_centring_does_not_depend_on_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    tags = ["en", "bn", "so", "bn-Latn", "ar"] * 10
    fitted = Centring.fit(vectors, tags)
    whole = fitted.apply(vectors, tags)
    monkeypatch.setattr(space, "BLOCK", 7)
    assert np.array_equal(whole, fitted.apply(vectors, tags))
