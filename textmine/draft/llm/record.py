"""What a language model was asked, what it cost and what became of its sentences: for the manifest and the log."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from textmine.config import LlmSettings
from textmine.draft.lexicon import settings
from textmine.draft.llm.failure import ModelFailureError
from textmine.draft.llm.material import Key
from textmine.draft.llm.prompts import PromptFile
from textmine.protocols import LanguageModel, Prompt

_CHARACTERS_PER_TOKEN = 4
"""For servers that do not count; true of English, too few tokens for Bengali."""


@dataclass(slots=True)
class Meter:
    """Counts the calls of one run."""

    calls: int = 0
    failed_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_estimated: bool = False
    seconds: float = 0.0

    def ask(self, model: LanguageModel, prompt: Prompt, seed: int) -> str:
        """Return what a model answers, counted.

        Raises:
            ModelFailureError: There is no answer, and why.
        """
        started = time.perf_counter()
        self.calls += 1
        try:
            reply = model.complete(prompt, seed)
        except ModelFailureError:
            self.failed_calls += 1
            raise
        finally:
            self.seconds += time.perf_counter() - started
        self.tokens_in += self._known(reply.tokens_in, prompt.system + prompt.user)
        self.tokens_out += self._known(reply.tokens_out, reply.text)
        return reply.text

    def _known(self, count: int | None, text: str) -> int:
        if count is not None:
            return count
        self.tokens_estimated = True
        return -(-len(text) // _CHARACTERS_PER_TOKEN)


@dataclass(frozen=True)
class Record:
    """What became of the key points. Every one is accepted, unchanged, refused or not sent."""

    model: str
    host: str
    prompts: tuple[PromptFile, ...]
    meter: Meter
    accepted: int
    unchanged: int
    refused: Mapping[Key, str]
    not_sent: Mapping[Key, str]

    def manifest(self, prices: LlmSettings) -> dict[str, Any]:
        """Return the entry of the manifest. It holds nobody's words and no key."""
        meter = self.meter
        return {
            "model": self.model,
            "host": self.host,
            "prompts": [asdict(prompt) for prompt in self.prompts],
            **asdict(meter),
            "seconds": round(meter.seconds, 2),
            "cost": cost(meter, prices),
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "refused": _listed(self.refused),
            "not_sent": _listed(self.not_sent),
        }

    def lines(self) -> Iterator[str]:
        """Yield the lines of the log: what came of it, and why each refused sentence was."""
        words = settings("llm")["progress"]
        counts = {"accepted": self.accepted, "unchanged": self.unchanged}
        refused, kept = len(self.refused), len(self.not_sent)
        total = self.accepted + self.unchanged + refused + kept
        yield str(words["outcome"]).format(n=total, refused=refused, not_sent=kept, **counts)
        for (theme, ordinal), reason in self.refused.items():
            yield str(words["refusal"]).format(theme=theme, ordinal=ordinal, reason=reason)


def _listed(reasons: Mapping[Key, str]) -> list[dict[str, Any]]:
    return [{"theme_id": theme, "ordinal": ordinal, "reason": why} for (theme, ordinal), why in reasons.items()]


def cost(meter: Meter, prices: LlmSettings) -> float | None:
    """Return the money a run cost, in the currency of the prices; None where no price is set."""
    if prices.price_in is None and prices.price_out is None:
        return None
    money = meter.tokens_in * (prices.price_in or 0.0) + meter.tokens_out * (prices.price_out or 0.0)
    return round(money / 1_000_000, 6)
