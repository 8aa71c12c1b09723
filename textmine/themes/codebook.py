"""Assign texts to an agreed list of themes, and learn from those that people confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.config import EmbedSettings
from textmine.embed import embed_texts, make_embedder
from textmine.errors import InputError
from textmine.safe import replace_surrogates
from textmine.themes.assign import mark_primary
from textmine.themes.learning import Belief, Choice, Estimate, indicator, learn
from textmine.themes.prepare import Prepared, check_confirmed, check_texts, prepare, texts_of
from textmine.themes.space import Centring, said_once, unit, weights_of

Vectors = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]

COLUMNS = {
    "text_index": "int64",
    "theme_id": "object",
    "score": "float64",
    "start": "int64",
    "end": "int64",
    "primary": "bool",
}
FAR = 0.0
"""A text less similar than this to every theme fits none of them: it is no closer than texts are on average."""
FEW = 3
"""Different points whose own middle counts as much as that of the written themes: of one answer, or of copies of one,
it is the answer itself, and nothing would be left to compare."""


def check_codebook(themes: Sequence[Mapping[str, Any]]) -> None:
    """Raise everything that is wrong with a codebook.

    Raises:
        InputError: It is empty, or entries lack or share an id or a title.
    """
    problems = []
    if not isinstance(themes, Sequence) or any(not isinstance(theme, Mapping) for theme in themes):
        raise InputError('Give the codebook as a list of entries such as {"theme_id": "bins", "title": "Bins"}.')
    for number, theme in enumerate(themes, start=1):
        given = theme.get("theme_id")
        if not isinstance(given, Hashable) or not _words(given) or not _words(theme.get("title")):
            problems.append(f"Entry {number} of the codebook needs a theme_id and a title.")
    for what in ("theme_id", "title"):
        counts = Counter(_words(theme.get(what)).casefold() for theme in themes)
        problems += [
            f"{n} entries of the codebook share the {what} `{value}`. Give each its own."
            for value, n in counts.items()
            if n > 1 and value
        ]
    if not themes:
        problems.append("The codebook is empty. Give at least one theme with a theme_id and a title.")
    if problems:
        raise InputError(problems)


def _words(value: object) -> str:
    """Return a value as text on one line; nothing where it is missing, as a spreadsheet's empty cell is."""
    return "" if value is None or value != value else " ".join(replace_surrogates(str(value)).split())


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
        labelled: Text index → theme ids confirmed by people ([] = none of these); they teach what the themes mean
            and are kept as given.

    Returns:
        DataFrame `text_index, theme_id, score, start, end, primary` with the caller's theme ids. A text
        that fits no theme, or has no content, has no row. Its `attrs["estimate"]` is the
        `textmine.themes.learning.Estimate` of the agreement with people, or None with fewer than 20 confirmed texts.

    Raises:
        InputError: The codebook has empty or repeated entries, or `labelled` names what does not exist.

    Example:
        >>> book = [{"theme_id": "bins", "title": "Bins overflow"}, {"theme_id": "light", "title": "Dark streets"}]
        >>> map_to_themes(["The rubbish was never collected"], book)["theme_id"].tolist()  # doctest: +SKIP
        ['bins']
    """
    check_codebook(themes)
    items = check_texts(texts)
    ids = [theme["theme_id"] for theme in themes]
    labelled = labelled or {}
    check_confirmed(labelled, len(items), ids)
    prepared = prepare(items, languages, make_embedder(EmbedSettings()))
    if not len(prepared.owner):
        empty = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in COLUMNS.items()})
        empty.attrs["estimate"] = None
        return empty
    points, near = _similarity(prepared, themes)
    confirmed = {int(text): [ids.index(theme) for theme in own] for text, own in labelled.items()}
    scores, given, estimate = _decide(prepared, points, near, confirmed)
    rows = [
        (text, theme, _nearest(prepared, near, text, theme), scores[text, theme])
        for text, theme in zip(*np.nonzero(given), strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["text_index", "theme", "point", "score"])
    frame = frame.astype({"text_index": "int64", "theme": "int64", "point": "int64", "score": "float64"})
    frame["score"] = frame["score"].round(6)
    frame["start"], frame["end"] = prepared.starts[frame["point"]], prepared.ends[frame["point"]]
    frame["primary"] = mark_primary(frame, "text_index")
    frame["theme_id"] = pd.Series([ids[theme] for theme in frame["theme"]], dtype=None if len(frame) else "object")
    result = frame.sort_values(["text_index", "start", "theme"], kind="stable")[list(COLUMNS)].reset_index(drop=True)
    result.attrs["estimate"] = estimate
    return result


def _similarity(prepared: Prepared, themes: Sequence[Mapping[str, Any]]) -> tuple[Vectors, Vectors]:
    """Return the points' centred vectors and their (n_points, k) similarity with the written themes."""
    wordings = [f"{_words(theme['title'])}. {_words(theme.get('description'))}".strip() for theme in themes]
    written = embed_texts(wordings, ["en"] * len(wordings), make_embedder(EmbedSettings()))
    weights = said_once(prepared.vectors, weights_of(prepared.owner))
    own = Centring.fit(prepared.vectors, prepared.languages, weights)
    shift = (written.mean(axis=0) - own.mean) * (FEW / (FEW + weights.sum()))
    middle = Centring(own.mean + shift, {tag: centre + shift for tag, centre in own.centres.items()})
    vectors = middle.apply(prepared.vectors, prepared.languages)
    # Titles share a tone that answers lack; with several themes, their own mean takes it out.
    centre = written.mean(axis=0) if len(written) > 2 else middle.mean
    return vectors, np.asarray(vectors @ unit(written - centre).T, dtype=np.float32)


def _decide(
    prepared: Prepared, points: Vectors, near: Vectors, confirmed: Mapping[int, Sequence[int]]
) -> tuple[Values, npt.NDArray[np.bool_], Estimate | None]:
    """Return (n_texts, k) scores and which themes are given, and the estimate of the agreement with people."""
    n, k = prepared.n_texts, near.shape[1]
    best = np.full((n, k), -1.0)
    np.maximum.at(best, prepared.owner, near)
    taught = [text for text in sorted(confirmed) if prepared.has_content[text]]
    if taught:
        texts = texts_of(prepared, points)
        truth = indicator(confirmed, taught, k)
        learned = learn(texts[taught], best[taught], truth)
        scores = learned.score(texts, best)
        given, estimate = learned.choice.of(scores), learned.estimate
        # Where something is confirmed, what lies near it may be said about texts that the wording alone would miss.
        given &= ((best.max(axis=1) > FAR) | (learned.correction(texts).max(axis=1) > 0))[:, None]
    else:
        given, estimate = Choice().of(np.clip(best, 0, 1)), None
        given &= (best.max(axis=1) > FAR)[:, None]
        scores = Belief().of(best)
    given &= prepared.has_content[:, None]
    for text, themes in confirmed.items():
        if prepared.has_content[text]:
            given[text] = False
            given[text, list(themes)] = True
            scores[text, list(themes)] = 1.0
    return scores, given, estimate


def _nearest(prepared: Prepared, near: Vectors, text: int, theme: int) -> int:
    """Return the point of a text that is nearest to a theme."""
    own = np.flatnonzero(prepared.owner == text)
    return int(own[np.argmax(near[own, theme])])
