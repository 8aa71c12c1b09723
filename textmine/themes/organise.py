"""Two levels: many themes are put into groups, each with a name of its own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.themes.discover import Discovery, Points, centred, documents_of
from textmine.themes.merging import merge_to
from textmine.themes.naming import Encode, Named, name_themes
from textmine.themes.space import centroids_of

Labels = npt.NDArray[np.int64]

MANY = 13
"""So many themes are put into groups: more than a reader keeps in mind."""
PER_GROUP = 4


def groups_of(found: Discovery, most: int = MANY) -> Labels:
    """Return (k,) the group of each theme, 0..g-1; -1 for a theme that stands alone.

    Args:
        found: The themes.
        most: With fewer themes than this, all stand alone.
    """
    k = len(found.centroids)
    if k < most:
        return np.full(k, -1, dtype=np.int64)
    merged = merge_to(found.vectors, found.labels, round(k / PER_GROUP))
    group = np.zeros(k, dtype=np.int64)
    group[found.labels] = merged
    alone = np.bincount(group)[group] < 2
    result = np.unique(group, return_inverse=True)[1].astype(np.int64)
    result[alone] = -1
    together = result >= 0
    result[together] = np.unique(result[together], return_inverse=True)[1]
    return result


def name_groups(found: Discovery, groups: Labels, points: Points, encode: Encode, wording: str = "") -> list[Named]:
    """Name the groups, by what the answers below them have in common.

    Args:
        found: The themes.
        groups: (k,) from `groups_of`.
        points: The points the themes were found in.
        encode: Texts to aligned vectors.
        wording: The question.
    """
    if not (groups >= 0).any():
        return []
    own = groups[found.labels]
    kept = [int(i) for i in np.flatnonzero(own >= 0)]
    part = Points(
        [points.texts[i] for i in kept],
        [points.languages[i] for i in kept],
        points.vectors[kept],
        points.owners[kept],
    )
    vectors, labels = found.vectors[kept], own[kept]
    centroids = centroids_of(vectors, labels)
    members = documents_of(part, vectors, centroids, labels)
    keywords = [
        [word for theme in np.flatnonzero(groups == group) for word in found.names[theme].keywords[:3]]
        for group in range(len(centroids))
    ]
    return name_themes(members, centroids, centred(encode, found.centring), wording=wording, keywords=keywords)
