"""The plug-in contracts: an interface appears here with its second implementation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt


class Embedder(Protocol):
    """Turns texts into sentence vectors."""

    @property
    def identity(self) -> str:
        """What the vectors depend on (model, version, prefix); cached vectors are keyed by it."""
        ...

    @property
    def space(self) -> str:
        """The name of the vector space, such as `multilingual-e5-small`; alignment is fitted per space."""
        ...

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return (n, d) float32 vectors of unit length. A vector does not depend on its companions."""
        ...
