"""The plug-in contracts: an interface appears here with its second implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Part = TypeVar("Part")
Result = TypeVar("Result")


class Engine(Protocol):
    """Computes the parts of a stage, here or elsewhere."""

    @property
    def name(self) -> str:
        """What it is called, such as `dask`."""
        ...

    @property
    def workers(self) -> int:
        """How many parts are computed at the same time."""
        ...

    def map(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Yield the result of each part, in order.

        Args:
            function: One of a module, or a `partial` of one: it may have to travel.
            parts: What it is called with.
        """
        ...

    def about(self) -> dict[str, Any]:
        """Return what the manifest says of it."""
        ...


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


class Encoder(Protocol):
    """Somebody's own embedder, such as a sentence-transformers model; `textmine.embed.own` adapts it."""

    def encode(self, texts: list[str], /) -> Any:  # noqa: ANN401 - arrays of every library
        """Return one vector per text, of any length but the same for all; a text's does not depend on the others."""
        ...


class Predicts(Protocol):
    """Somebody's own model that names the language of texts, such as a scikit-learn classifier."""

    def predict(self, texts: list[str], /) -> Any:  # noqa: ANN401 - arrays of every library
        """Return one BCP-47 tag per text."""
        ...


Detector: TypeAlias = Callable[[list[str]], Any] | Predicts
"""Tells the language of texts: a function texts → BCP-47 tags, or an object with `predict`."""


class Clusterer(Protocol):
    """Puts vectors into clusters, as scikit-learn's do: KMeans, HDBSCAN, AgglomerativeClustering."""

    labels_: Any
    """(n,) whole numbers: the cluster of each vector, set by `fit`; below 0 for one that is in none."""

    def fit(self, X: npt.NDArray[np.float32], y: Any = None) -> Any:  # noqa: ANN401 - scikit-learn's signature
        """Cluster (n, d) float32 vectors of unit length."""
        ...


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a language model is asked."""

    system: str
    user: str
    schema: Mapping[str, Any]
    """The JSON schema of the answer."""
    standing: Mapping[str, str]
    """The answer that leaves everything as it is: key → text."""
    most_tokens: int
    """Tokens after which the answer is cut off."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a language model answered, untrusted, with the tokens it counted (None: it did not say)."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class LanguageModel(Protocol):
    """Answers a prompt with a text that should be JSON."""

    @property
    def name(self) -> str:
        """The model's name, as the settings give it."""
        ...

    @property
    def host(self) -> str:
        """Where the prompt is sent; empty if it does not leave this process."""
        ...

    def complete(self, prompt: Prompt, seed: int = 0) -> Reply:
        """Return the answer.

        Raises:
            ModelFailureError: There is none, and why.
        """
        ...


class Translator(Protocol):
    """Translates texts. What it returns is a suggestion that a person approves."""

    @property
    def by(self) -> str:
        """Who translated, as it is recorded: `machine (NAME)`."""
        ...

    @property
    def host(self) -> str:
        """Where the texts are sent; empty if they do not leave this machine's process."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Return each text in the language `target` (BCP-47), None where there is no translation to be trusted."""
        ...
