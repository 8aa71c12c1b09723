"""The frames of an agreement: one row per comparison, theme or language, each figure in three columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from textmine.evaluate.coding.alpha import masi
from textmine.evaluate.coding.compare import Figure, Frame, Given, Pair, alpha_figure
from textmine.evaluate.coding.following import Following
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.words import words

MEASURES = ("same", "overlap", "agree", "both_of_either", "kappa", "alpha", "alpha_masi")
OF_THEME = ("agree", "both_of_either", "kappa", "alpha")
OF_POSITION = ("same", "alpha")
Pairs = dict[tuple[str, str], Pair]
"""(who, with whom) → the two on the answers that both coded."""
Record = dict[str, Any]


def overall(pairs: Pairs) -> list[Record]:
    """Return what is known of each comparison."""
    return [{"one": one, "other": other, "n": pair.n, **pair.figures()} for (one, other), pair in pairs.items()]


def everyone(frame: Frame, people: Mapping[str, Given]) -> list[Record]:
    """Return α of all coders at once, where there are more than two."""
    if len(people) <= 2:
        return []
    units = [[own[item] for own in people.values() if item in own] for item in frame.items]
    n = sum(len(unit) > 1 for unit in units)
    own = words()["report"]["everyone"]
    figures = {"alpha": alpha_figure(frame, units), "alpha_masi": alpha_figure(frame, units, masi)}
    return [{"one": own, "other": own, "n": n, **figures}]


def by_theme(pairs: Pairs, followed: Following) -> list[Record]:
    """Return what is known of each comparison, theme by theme."""
    found = []
    for (one, other), pair in pairs.items():
        for question, themes in pair.frame.themes.items():
            for theme in themes:
                given = pair.given(theme)
                named = {"question_id": question, "theme_id": theme, "title": followed.titles[theme]}
                row = {"one": one, "other": other, **named, "n": pair.asked(question), **pair.of_theme(theme, question)}
                found.append({**row, "one_n": given[0], "other_n": given[1]})
    return found


def by_language(pairs: Pairs, sample: Sample) -> list[Record]:
    """Return what is known of each comparison, language by language."""
    spoken = {item.item_id: item.language for item in sample.items}
    found = []
    for (one, other), pair in pairs.items():
        for language in sorted({spoken[item] for item in pair.frame.items}):
            part = pair.part([item for item in pair.frame.items if spoken[item] == language])
            found.append({"one": one, "other": other, "language": language, "n": part.n, **part.figures()})
    return found


def table(records: Iterable[Mapping[str, Any]], measures: Sequence[str], *about: str) -> pd.DataFrame:
    """Return records as a frame, each figure in three columns."""
    flat = [
        {
            **{name: record[name] for name in ("one", "other", *about, "n")},
            **{column: value for name in measures for column, value in _columns(name, record.get(name)).items()},
        }
        for record in records
    ]
    columns = ["one", "other", *about, "n", *(column for name in measures for column in _columns(name, None))]
    return pd.DataFrame(flat, columns=columns)


def _columns(name: str, figure: Figure | None) -> dict[str, float]:
    values = (None, None, None) if figure is None else (figure.value, figure.low, figure.high)
    kinds = (name, f"{name}_low", f"{name}_high")
    return {kind: np.nan if value is None else value for kind, value in zip(kinds, values, strict=True)}


def plain(frame: pd.DataFrame) -> list[Record]:
    """Return the rows with None for what is missing."""
    whole = frame.astype(object)
    return [dict(zip(whole.columns, row, strict=True)) for row in whole.where(whole.notna(), None).to_numpy().tolist()]
