"""Somebody's own embedder: any object with `encode(texts)`, checked and brought to unit length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.embed.align import load_alignment
from textmine.errors import InputError, plug_in_failed
from textmine.protocols import Encoder

Vectors = npt.NDArray[np.float32]


class OwnEmbedder:
    """Makes an `Embedder` of any object with `encode(texts)`, such as a sentence-transformers model.

    Vectors are scaled to unit length. One of zeros alone (a text without any word that the object knows) gets a fixed
    direction, the same for all such texts: (1, …, 1). Vectors are aligned by language only where the object says, by
    an `identity` and a `space`, that it gives vectors of a space that an alignment is shipped for.

    Args:
        own: The object.
        width: Length that its vectors must have; None: whatever the first have.

    Raises:
        InputError: It has no `encode`.
    """

    def __init__(self, own: Encoder, width: int | None = None) -> None:
        if not callable(getattr(own, "encode", None)) or isinstance(own, type | str):
            raise InputError(
                f"`embedder` cannot be {_named(own)}. Give an object with `encode(texts)` that returns one vector per "
                'text, such as a loaded sentence-transformers model. (By name: `backend="sentence-transformers"` and '
                "`model`.)"
            )
        self._own = own
        self._width = width

    @property
    def identity(self) -> str:
        """What the object calls itself, or else its class."""
        said = getattr(self._own, "identity", None)
        return said if isinstance(said, str) and said else f"own/{type(self._own).__qualname__}"

    @property
    def space(self) -> str:
        """The vector space that the object says it has; empty where it says none."""
        said = getattr(self._own, "space", None)
        return said if isinstance(said, str) and isinstance(getattr(self._own, "identity", None), str) else ""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (n, d) float32 vectors of unit length.

        Raises:
            InputError: The object fails, or gives something else than one finite vector per text, or nothing but zeros
                at first.
        """
        try:
            given = self._own.encode(list(texts))
            # A TfidfVectorizer gives a sparse matrix.
            vectors = np.array(given.toarray() if hasattr(given, "toarray") else given, dtype=np.float64)
        except Exception as error:  # whatever somebody else's code raises
            raise plug_in_failed("embedder", error) from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1]:
            raise InputError(
                f"`embedder` gave an array of shape {vectors.shape} for {len(texts)} texts. Its `encode` must return "
                f"one row per text: ({len(texts)}, d)."
            )
        first = self._width is None
        self._check_width(vectors.shape[1])
        lengths = np.linalg.norm(vectors, axis=1)
        if lost := int((~np.isfinite(lengths)).sum()):
            raise InputError(
                f"`embedder` gave {lost} of {len(texts)} vectors with numbers that are none (NaN or infinite). "
                "Its `encode` must return finite numbers."
            )
        lost = lengths < 1e-12
        if first and lost.all() and len(lost):
            raise InputError(
                f"`embedder` gave zeros alone for all of {len(texts)} texts. Its `encode` must return vectors with a "
                "direction; zeros are for the few texts that it knows no word of."
            )
        vectors[lost], lengths[lost] = 1.0, np.sqrt(vectors.shape[1])
        return np.asarray(vectors / lengths[:, None], dtype=np.float32)

    def _check_width(self, width: int) -> None:
        """Refuse vectors of a length that does not go with the others, or with the space they claim to be in."""
        offsets = load_alignment(self.space).offsets
        expected = self._width or next((len(offset) for offset in offsets.values()), width)
        if width != expected:
            raise InputError(
                f"`embedder` gave vectors of {width} numbers where {expected} are needed. Its `encode` must return "
                "vectors of one length, whatever the texts."
            )
        self._width = width


def _named(own: object) -> str:
    """Name what was given instead of an object with `encode`."""
    return f"the class `{own.__name__}` itself" if isinstance(own, type) else f"a `{type(own).__name__}`"
