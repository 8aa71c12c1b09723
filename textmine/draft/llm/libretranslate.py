"""A LibreTranslate server, such as one that runs on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx2

from textmine.config import TranslateSettings
from textmine.draft.llm.bounded import within
from textmine.draft.llm.client import host_of
from textmine.draft.llm.translate import machine, ready, trusted
from textmine.draft.llm.transport import TooLargeError, TooSlowError, client_options

_BATCH = 20
"""Texts sent at once."""


class LibreTranslate:
    """Translates over LibreTranslate's HTTP interface. A server that fails gives no translations, and no error.

    Source:
        LibreTranslate, "API usage": `POST /translate` with `q`, `source`, `target`, `format` and `api_key`.
    """

    def __init__(self, config: TranslateSettings, key: str | None = None) -> None:
        self._url = config.url
        self._key = key
        self._seconds = config.timeout_seconds
        self._client = httpx2.Client(timeout=config.timeout_seconds, **client_options(config.timeout_seconds))

    @property
    def by(self) -> str:
        """Who translated, as it is recorded."""
        return machine(f"LibreTranslate at {self.host}")

    @property
    def host(self) -> str:
        """Host and port of the server."""
        return host_of(self._url)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Return each text in the language `target`, None where there is no translation to be trusted.

        Romanised text is left to people: the server knows a language in its own script only.
        """
        found: list[str | None] = [None] * len(texts)
        sent = {at: safe for at, text in enumerate(texts) if (safe := ready(text))}
        if source.casefold().endswith("-latn"):
            return found
        places = list(sent)
        for start in range(0, len(places), _BATCH):
            batch = places[start : start + _BATCH]
            answers = self._ask([sent[at] for at in batch], source, target)
            if answers is None:
                break
            for at, answer in zip(batch, answers, strict=True):
                found[at] = trusted(answer, sent[at], target)
        return found

    def _ask(self, texts: list[str], source: str, target: str) -> list[str | None] | None:
        """Return what the server makes of a batch, None if it fails."""
        body: dict[str, Any] = {
            "q": texts,
            "source": source.split("-")[0],
            "target": target.split("-")[0],
            "format": "text",
        }
        if self._key:
            body["api_key"] = self._key
        try:
            parsed = within(2 * self._seconds + 1, lambda: self._post(body))
        except (
            TimeoutError,
            TooLargeError,
            TooSlowError,
            httpx2.HTTPError,
            httpx2.StreamError,
            ValueError,
            RecursionError,
        ):
            return None
        said = parsed.get("translatedText") if isinstance(parsed, dict) else None
        if not isinstance(said, list) or len(said) != len(texts):
            return None
        return [item if isinstance(item, str) else None for item in said]

    def _post(self, body: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
        response = self._client.post(f"{self._url}/translate", json=body)
        return response.json() if response.status_code == 200 else None
