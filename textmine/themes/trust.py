"""How far themes can be trusted: do they come back when answers are left out, and do they depend on the language?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.schema import ANSWER

Labels = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

REPEATS = 4
LEFT_OUT = 0.1
SHUFFLES = 20
EXCESS = 0.1
"""Agreement of theme and language this far above chance is a warning."""
GAP = 0.05
"""A language whose answers need a person this much more often than the others' is a warning."""
ENOUGH = 20
"""Answers a language needs before its share can be a warning."""


def stability(labels: Labels, owners: Labels, again: Callable[[Labels, int], Labels], seed: int = 0) -> Values:
    """Find themes again without a tenth of the people and with another seed, several times.

    Args:
        labels: (n,) 0..k-1, the themes found.
        owners: (n,) whose point each is.
        again: Finds themes: indices of some points, seed → their labels.
        seed: Of what is left out.

    Returns:
        (k,) the mean Jaccard index of each theme with the one found again that is most like it: above .75 it is
        stable, below .5 it dissolves easily. NaN where there are too few people to tell.

    Source:
        Hennig 2007, "Cluster-wise assessment of cluster stability", CSDA 52.
    """
    k = int(labels.max()) + 1
    people = np.unique(owners)
    if k < 2 or len(people) < 2 * k:
        return np.full(k, np.nan)
    random = np.random.default_rng(seed)
    themes = []
    for repeat in range(REPEATS):
        kept = np.flatnonzero(np.isin(owners, random.permutation(people)[: round((1 - LEFT_OUT) * len(people))]))
        themes.append(_best_jaccard(labels[kept], again(kept, seed + repeat + 1), k))
    return np.asarray(np.mean(themes, axis=0), dtype=np.float64)


def mean_stability(themes: pd.DataFrame) -> float | None:
    """Return the mean stability of themes, weighted by their people; None where it is not known.

    Args:
        themes: With `stability` and `n_people`; groups have no stability.
    """
    known = themes[themes["stability"].notna() & (themes["n_people"] > 0)]
    if known.empty:
        return None
    return round(float(np.average(known["stability"], weights=known["n_people"])), 4)


def _best_jaccard(labels: Labels, found: Labels, k: int) -> Values:
    """Return (k,) the Jaccard index of each theme with the found one most like it."""
    shared = np.zeros((k, int(found.max()) + 1))
    np.add.at(shared, (labels, found), 1)
    union = shared.sum(axis=1)[:, None] + shared.sum(axis=0)[None, :] - shared
    best: Values = (shared / np.maximum(union, 1)).max(axis=1)
    return best


def language_check(responses: pd.DataFrame, assignments: pd.DataFrame, seed: int = 0) -> dict[str, dict[str, Any]]:
    """Compare languages, per question.

    Args:
        responses: With `language` and `status`.
        assignments: With `theme_id` and `primary`.
        seed: Of the shuffles.

    Returns:
        Question id → `nmi` (normalised mutual information of main theme and language), `nmi_by_chance`,
        `languages` (tag → `answers`, `themed`, `needs_person`: shares of its answers with content) and `warnings`
        in plain words.
    """
    content = responses[responses["status"].isin(["themed", "needs_person"])]
    main = assignments.loc[assignments["primary"], [*ANSWER, "theme_id"]]
    joined = content.merge(main, on=ANSWER, how="left")
    return {str(question): _one_question(own, seed) for question, own in joined.groupby("question_id", sort=False)}


def _one_question(own: pd.DataFrame, seed: int) -> dict[str, Any]:
    themed = own[own["theme_id"].notna()]
    nmi, chance = _agreement(themed["theme_id"].to_numpy(), themed["language"].to_numpy(), seed)
    shares = {
        str(tag): {
            "answers": len(rows),
            "themed": round(float((rows["status"] == "themed").mean()), 4),
            "needs_person": round(float((rows["status"] == "needs_person").mean()), 4),
        }
        for tag, rows in own.groupby("language")
    }
    warnings = []
    if nmi - chance > EXCESS:
        warnings.append(
            f"Themes follow the language people wrote in more than chance would ({nmi:.2f}, by chance {chance:.2f}): "
            "look for themes in one language that say the same as another."
        )
    total = {tag: int(share["answers"]) for tag, share in shares.items()}
    for tag, share in shares.items():
        others = sum(total.values()) - total[tag]
        left = sum(shares[other]["needs_person"] * total[other] for other in shares if other != tag)
        if total[tag] >= ENOUGH and others >= ENOUGH and share["needs_person"] - left / others > GAP:
            more, rest = share["needs_person"], left / others
            warnings.append(f"{more:.0%} of the answers in `{tag}` need a person, of the others {rest:.0%}.")
    return {"nmi": round(nmi, 4), "nmi_by_chance": round(chance, 4), "languages": shares, "warnings": warnings}


def _agreement(themes: npt.NDArray[np.object_], languages: npt.NDArray[np.object_], seed: int) -> tuple[float, float]:
    """Return the normalised mutual information of two labellings, and its mean when one of them is shuffled."""
    from sklearn.metrics import normalized_mutual_info_score

    if len(themes) < 2 or len(set(languages)) < 2 or len(set(themes)) < 2:
        return 0.0, 0.0
    random = np.random.default_rng(seed)
    # Numbers are told apart many times as fast as words.
    theme, language = (np.unique(names.astype(str), return_inverse=True)[1] for names in (themes, languages))
    chance = [normalized_mutual_info_score(theme, random.permutation(language)) for _ in range(SHUFFLES)]
    return float(normalized_mutual_info_score(theme, language)), float(np.mean(chance))
