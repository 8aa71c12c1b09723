"""How far two groupings of the same texts agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.errors import InputError


def agreement_of(predicted: npt.NDArray[np.int64], y: Sequence[Any]) -> float:
    """Return the adjusted Rand index of themes and labels, over the texts that have a label.

    Args:
        predicted: (n,) theme of each text.
        y: n labels; None or NaN where there is none.

    Raises:
        InputError: There are not as many labels as texts, or fewer than two texts have one.
    """
    from sklearn.metrics import adjusted_rand_score

    labels = pd.Series(list(y), dtype=object)
    if len(labels) != len(predicted):
        raise InputError(f"{len(predicted)} texts, but {len(labels)} labels were given in `y`.")
    known = labels.notna().to_numpy()
    if known.sum() < 2:
        raise InputError("`y` holds fewer than two labels. Give what people say each text is about; None: not known.")
    return float(adjusted_rand_score(pd.factorize(labels[known])[0], predicted[known]))
