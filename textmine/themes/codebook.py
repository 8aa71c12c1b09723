"""Assign texts to an agreed list of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.config import EmbedSettings
from textmine.embed import embed_texts, make_embedder
from textmine.errors import InputError
from textmine.themes.assign import Rules, mark_primary, point_assignments
from textmine.themes.prepare import check_texts, prepare
from textmine.themes.space import Centring, unit

CODEBOOK_RULES = Rules(floor=0.1, second=0.75, second_floor=0.2)
LABELLED_WEIGHT = 1.0
COLUMNS = ["text_index", "theme_id", "score", "start", "end", "primary"]


def _check_codebook(themes: Sequence[Mapping[str, Any]]) -> None:
    problems = []
    for number, theme in enumerate(themes, start=1):
        if "theme_id" not in theme or not str(theme.get("title") or "").strip():
            problems.append(f"Entry {number} of the codebook needs a theme_id and a title.")
    for what in ("theme_id", "title"):
        counts = Counter(str(theme.get(what, "")).strip().casefold() for theme in themes)
        problems += [
            f"{n} entries of the codebook share the {what} `{value}`. Give each its own."
            for value, n in counts.items()
            if n > 1 and value
        ]
    if not themes:
        problems.append("The codebook is empty. Give at least one theme with a theme_id and a title.")
    if problems:
        raise InputError(problems)


def map_to_themes(
    texts: Sequence[str],
    themes: Sequence[Mapping[str, Any]],
    languages: Sequence[str] | None = None,
    labelled: Mapping[int, Sequence[Any]] | None = None,
) -> pd.DataFrame:
    """Assign texts to an agreed codebook, by centred similarity to each theme's title and description.

    Args:
        texts: n texts.
        themes: The codebook: mappings with `theme_id`, `title` and, better, `description`.
        languages: n BCP-47 tags; detected where not given.
        labelled: Text index → theme ids confirmed by people; they shape the themes and are kept.

    Returns:
        DataFrame `text_index, theme_id, score, start, end, primary` with the caller's theme ids. A text
        that fits no theme, or has no content, has no row.

    Raises:
        InputError: The codebook has empty or repeated entries, or `labelled` names what does not exist.
    """
    _check_codebook(themes)
    items = check_texts(texts)
    ids = [theme["theme_id"] for theme in themes]
    labelled = labelled or {}
    wrong = [f"There is no text {i}." for i in labelled if not 0 <= i < len(items)]
    wrong += [f"`{theme}` is not in the codebook." for own in labelled.values() for theme in own if theme not in ids]
    if wrong:
        raise InputError(wrong)
    settings = EmbedSettings()
    prepared = prepare(items, languages, settings)
    if not len(prepared.owner):
        return pd.DataFrame({name: [] for name in COLUMNS})
    vectors = Centring.fit(prepared.vectors, prepared.languages).apply(prepared.vectors, prepared.languages)
    wordings = [f"{theme['title']}. {theme.get('description') or ''}".strip() for theme in themes]
    written = embed_texts(wordings, ["en"] * len(wordings), make_embedder(settings))
    # Titles share a tone that answers lack; with several themes, their own mean takes it out.
    centre = written.mean(axis=0) if len(written) > 2 else prepared.vectors.mean(axis=0)
    prototypes = unit(written - centre)
    prototypes = _with_labelled(prototypes, vectors, prepared.owner, labelled, ids)
    similarity = np.asarray(vectors @ prototypes.T, dtype=np.float32)
    rows = point_assignments(similarity, CODEBOOK_RULES)
    rows["text_index"] = prepared.owner[rows["point"]]
    rows = rows[~rows["text_index"].isin(list(labelled))]
    given = [
        (int(points[np.argmax(similarity[points, ids.index(theme)])]), ids.index(theme), 1.0, text)
        for text, own in labelled.items()
        for theme in dict.fromkeys(own)
        if len(points := np.flatnonzero(prepared.owner == text))
    ]
    confirmed = pd.DataFrame(given, columns=["point", "theme", "score", "text_index"])
    rows = pd.concat([rows, confirmed], ignore_index=True) if len(confirmed) else rows.reset_index(drop=True)
    rows = rows.sort_values(["text_index", "point"], kind="stable").reset_index(drop=True)
    rows["start"], rows["end"] = prepared.starts[rows["point"]], prepared.ends[rows["point"]]
    rows["primary"] = mark_primary(rows, "text_index")
    rows["theme_id"] = [ids[theme] for theme in rows["theme"]]
    return rows[COLUMNS]


def _with_labelled(
    prototypes: npt.NDArray[np.float32],
    vectors: npt.NDArray[np.float32],
    owner: npt.NDArray[np.int64],
    labelled: Mapping[int, Sequence[Any]],
    ids: Sequence[Any],
) -> npt.NDArray[np.float32]:
    """Move each theme's vector towards the mean of the texts people gave it."""
    result = prototypes.copy()
    for theme, theme_id in enumerate(ids):
        own = [text for text, themes in labelled.items() if theme_id in themes]
        points = np.isin(owner, own)
        if points.any():
            weight = LABELLED_WEIGHT * np.log2(1 + len(own))
            result[theme] += weight * unit(vectors[points].mean(axis=0))
    return unit(result)
