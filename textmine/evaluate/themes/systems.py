"""The systems that are compared: textmine's themes, what they were at first, and what people use instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from textmine.evaluate.contract import check_names
from textmine.evaluate.themes.fitted import Fitted, Labels, System
from textmine.evaluate.themes.peers import Bertopic, FirstVersion, KMeans, Leiden
from textmine.evaluate.themes.vectors import Material, Vectors

OURS = "textmine"


@dataclass(frozen=True)
class Textmine:
    """`ThemeModel` as it comes."""

    name: str = OURS
    what: str = "`ThemeModel` as it comes"
    told: bool = False
    plain: bool = False

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find themes in the points of the texts."""
        from textmine.themes.estimator import ThemeModel

        class Untitled(ThemeModel):
            """Titles change no theme and no assignment, and their candidates take longest to embed."""

            def _encode_phrases(self, texts: Sequence[str]) -> Vectors:
                return np.eye(len(texts), self.prepared_.vectors.shape[1], dtype=np.float32)

        del n_themes
        model = Untitled(seed=seed).fit(material.texts, languages=material.tags)
        themes: list[set[int]] = [set() for _ in material.texts]
        rows = model.assignments_
        for text, theme in zip(rows["text_index"], rows["theme_id"], strict=True):
            themes[int(text)].add(int(theme))

        def predict(new: Material) -> Labels:
            return np.asarray(model.predict(new.texts, languages=new.tags), dtype=np.int64)

        return Fitted(np.asarray(model.labels_, dtype=np.int64), tuple(map(frozenset, themes)), predict)


SYSTEMS: Mapping[str, System] = {
    system.name: system
    for system in (
        Textmine(),
        FirstVersion(),
        Bertopic("bertopic-e5", "BERTopic's defaults on plain e5, as its users get it", plain=True),
        Bertopic("bertopic-ours", "BERTopic's defaults on textmine's vectors", plain=False),
        KMeans(),
        Leiden(),
    )
}


def load_systems(wanted: tuple[str, ...] = ()) -> list[System]:
    """Return the systems to compare.

    Args:
        wanted: Their names; none means all.

    Raises:
        ConfigError: There is no system of that name; the message lists those there are.
    """
    check_names("system", wanted, tuple(SYSTEMS))
    return [SYSTEMS[name] for name in dict.fromkeys(wanted or SYSTEMS)]
