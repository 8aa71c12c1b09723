"""Mapping: answers given to an agreed list of themes, with more and more answers confirmed by people."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict

import numpy as np
import numpy.typing as npt

from textmine.evaluate.themes.codes import hits, micro_f1, samples_f1
from textmine.evaluate.themes.discovery import MICRO, SAMPLES
from textmine.evaluate.themes.figures import Figure
from textmine.evaluate.themes.sets import Coded
from textmine.evaluate.themes.systems import OURS
from textmine.evaluate.themes.vectors import Material
from textmine.themes.space import unit

MAPPING = "mapping"
CONFIRMED = (0, 20, 50, 100)
"""A set too small for the last of them ends with as many as it allows."""
FOLDS = 5
LIKELY = 0.3
"""A logistic regression gives a theme above this; the best of .3 and .5 for it on gambling_xs."""
REGRESSION, LARGEST = "logistic-regression", "largest-theme"

Given = list[set[str]]
Mapper = Callable[[Coded, Material, Sequence[int]], Given]
"""A set, its material and the indices of confirmed answers → the themes of all answers."""


def mapping_figures(case: Coded, material: Material, seed: int) -> list[Figure]:
    """Return samples F1 and micro F1 on answers that were not confirmed, per system and number confirmed.

    The answers are dealt into five parts. Each part is measured once, with the confirmed answers drawn from the other
    four, so that every number of confirmed answers is measured on the same answers.

    Args:
        case: A set with a codebook.
        material: Its texts.
        seed: Of the parts, the draws and the resampling.
    """
    n = len(case.texts)
    order = np.random.default_rng(seed).permutation(n)
    parts = [order[start::FOLDS] for start in range(FOLDS)]
    most = n - max(map(len, parts))
    figures = []
    for number in dict.fromkeys(min(number, most) for number in CONFIRMED):
        for name, mapper in MAPPERS.items():
            if number or name == OURS:
                given = _held_out(mapper, case, material, parts, number)
                found = hits(given, case.gold)
                for what, own in ((SAMPLES, samples_f1(found, seed)), (MICRO, micro_f1(found, seed))):
                    figures.append(Figure(MAPPING, case.name, name, what, own.value, own.low, own.high, n, str(number)))
    return figures


def _held_out(
    mapper: Mapper, case: Coded, material: Material, parts: Sequence[npt.NDArray[np.int64]], number: int
) -> Given:
    """Return the themes of every answer, each mapped while it was not confirmed."""
    if not number:
        return mapper(case, material, ())
    result: Given = [set() for _ in case.texts]
    for at, part in enumerate(parts):
        others = np.concatenate([own for index, own in enumerate(parts) if index != at])
        # Seeded by the part alone: 50 confirmed answers contain the 20.
        confirmed = [int(i) for i in np.random.default_rng(at).permutation(others)[:number]]
        given = mapper(case, material, confirmed)
        for text in part:
            result[int(text)] = given[int(text)]
    return result


def _textmine(case: Coded, material: Material, confirmed: Sequence[int]) -> Given:
    """Return what `map_to_themes` gives."""
    from textmine.themes.codebook import map_to_themes

    labelled = {text: list(case.gold[text]) for text in confirmed}
    rows = map_to_themes(material.texts, [asdict(theme) for theme in case.codebook], material.tags, labelled)
    given: Given = [set() for _ in case.texts]
    for text, theme in zip(rows["text_index"], rows["theme_id"], strict=True):
        given[int(text)].add(str(theme))
    return given


def _regression(case: Coded, material: Material, confirmed: Sequence[int]) -> Given:
    """Return what a logistic regression per theme gives: all likely themes, or the likeliest."""
    from sklearn.linear_model import LogisticRegression

    vectors = unit(material.vectors - material.vectors.mean(axis=0))
    there = sorted({code for text in confirmed for code in case.gold[text]})
    chances = np.zeros((len(case.texts), len(there)))
    for column, code in enumerate(there):
        truth = [code in case.gold[text] for text in confirmed]
        if all(truth):
            chances[:, column] = 1.0
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
            chances[:, column] = model.fit(vectors[list(confirmed)], truth).predict_proba(vectors)[:, 1]
    return [
        {there[column] for column in np.flatnonzero(own > LIKELY)} or {there[int(np.argmax(own))]} for own in chances
    ]


def _largest(case: Coded, material: Material, confirmed: Sequence[int]) -> Given:
    """Return for every answer the theme that most confirmed answers have."""
    del material
    (largest, _), *_ = Counter(code for text in confirmed for code in case.gold[text]).most_common(1)
    return [{largest} for _ in case.texts]


MAPPERS: dict[str, Mapper] = {OURS: _textmine, REGRESSION: _regression, LARGEST: _largest}
