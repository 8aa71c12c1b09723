"""Bare texts to points and aligned vectors: what the estimator and the codebook mapping share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.embed import embed_texts
from textmine.errors import InputError
from textmine.language.own import languages_of, no_tags
from textmine.protocols import Detector, Embedder
from textmine.safe import replace_surrogates
from textmine.text import no_content_reason, point_spans
from textmine.themes.space import unit

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Texts cut into points.

    Attributes:
        n_texts: How many texts were given.
        has_content: (n_texts,) bool.
        owner: (n_points,) index of each point's text.
        starts, ends: (n_points,) character offsets into it.
        texts, languages: The points' own text and their text's language.
        vectors: (n_points, d) float32, aligned, unit length.
    """

    n_texts: int
    has_content: npt.NDArray[np.bool_]
    owner: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    texts: list[str]
    languages: list[str]
    vectors: Vectors


def check_texts(texts: object) -> list[str]:
    """Return the texts as a list of strings; what is missing (None, NaN) becomes empty.

    Args:
        texts: A list, a pandas Series, a numpy array of one dimension: whatever gives one text after the other.

    Raises:
        InputError: Something other than texts was given.
    """
    if isinstance(texts, str | bytes | pd.DataFrame | Mapping) or not hasattr(texts, "__iter__"):
        raise InputError("Give a list of texts, one string per answer (of a table: one of its columns).")
    items = list(texts)
    wrong = [i for i, text in enumerate(items) if not (isinstance(text, str) or _is_missing(text))]
    if wrong:
        raise InputError(f"Not a text at position {', '.join(map(str, wrong[:5]))}: give strings (or None).")
    return [replace_surrogates(text) if isinstance(text, str) else "" for text in items]


def _is_missing(value: Any) -> bool:  # noqa: ANN401 - whatever a frame holds
    """Tell what spreadsheets and frames hold where there is no text: None, NaN or pandas' NA."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def check_confirmed(labels: Mapping[Any, Any], n_texts: int, ids: Iterable[Any]) -> None:
    """Raise everything that is wrong with the themes that people confirmed.

    Args:
        labels: Text index → theme ids; an empty list: none of the themes.
        n_texts: How many texts there are.
        ids: The theme ids there are.

    Raises:
        InputError: An index or a theme id does not exist, or the themes of a text are no list.
    """
    if not hasattr(labels, "items"):
        raise InputError("Give what people confirmed as {text index: [theme id, …]}; an empty list: none of them.")
    problems, known = [], set(ids)
    for text, own in labels.items():
        if not isinstance(text, int | np.integer):
            problems.append(f"`{text}` is no index of a text. Give whole numbers from 0.")
        elif not 0 <= text < n_texts:
            problems.append(f"There is no text {text}: there are {n_texts}, counted from 0.")
        if isinstance(own, str) or not isinstance(own, Iterable):
            problems.append(f"The themes of text {text} are no list. Give theme ids in [ ]; [] for none of the themes.")
        else:
            unknown = [theme for theme in own if not isinstance(theme, Hashable) or theme not in known]
            # In quotes where it is text: "0" is not 0.
            shown = [repr(theme) if isinstance(theme, str) else theme for theme in unknown]
            problems += [f"There is no theme {theme} (confirmed for text {text})." for theme in shown]
    if problems:
        raise InputError(problems)


def prepare(
    texts: Sequence[str], languages: Sequence[str] | None, embedder: Embedder, detector: Detector | None = None
) -> Prepared:
    """Cut texts into points and embed them.

    Args:
        texts: n texts.
        languages: n tags; detected where not given.
        embedder: Gives the vectors of the points.
        detector: Tells the languages; None: ours.

    Raises:
        InputError: `languages` is not as long as `texts`, or not of tags.
    """
    if languages is None:
        languages = languages_of(texts, detector)
    if len(languages) != len(texts):
        raise InputError(f"{len(texts)} texts, but {len(languages)} languages were given.")
    if isinstance(languages, str) or (wrong := no_tags(languages)):
        found = "" if isinstance(languages, str) else f" No tag: {wrong}."
        raise InputError(
            f'Give `languages` as a list of tags such as "en" or "bn", one per text ("und": not known).{found}'
        )
    languages = list(languages)
    has_content = np.array([no_content_reason(text) is None for text in texts], dtype=bool)
    spans = [(i, span) for i, text in enumerate(texts) if has_content[i] for span in point_spans(text, languages[i])]
    owner = np.array([i for i, _ in spans], dtype=np.int64)
    pieces = [span.of(texts[i]) for i, span in spans]
    tags = [languages[i] for i in owner]
    return Prepared(
        len(texts),
        has_content,
        owner,
        np.array([span.start for _, span in spans], dtype=np.int64),
        np.array([span.end for _, span in spans], dtype=np.int64),
        pieces,
        tags,
        embed_texts(pieces, tags, embedder),
    )


def texts_of(prepared: Prepared, points: Vectors) -> Vectors:
    """Return (n_texts, d): the unit mean of each text's points; zeros where it has no content."""
    sums = np.zeros((prepared.n_texts, points.shape[1]), dtype=np.float32)
    np.add.at(sums, prepared.owner, points)
    return unit(sums)
