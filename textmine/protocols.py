"""The plug-in contracts: an interface appears here with its second implementation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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
