"""Any OpenAI-compatible server: llama.cpp on this machine, Azure, or another."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from textmine.config import REHEARSAL, LlmSettings
from textmine.draft.llm.bounded import within
from textmine.draft.llm.failure import ModelFailureError
from textmine.draft.llm.rehearsal import Rehearsal
from textmine.errors import ConfigError, MissingExtraError, Problem
from textmine.protocols import LanguageModel, Prompt, Reply

if TYPE_CHECKING:
    import openai

_PAUSE = 8.0
"""The SDK waits up to so many seconds before it tries again."""
_REQUEST_REFUSED = (400, 422)
_FAILED = 500
"""What llama-cpp-python answers, too, to a form that it does not know."""


def make_model(config: LlmSettings) -> LanguageModel | None:
    """Return the language model of the settings; None if there is none, which is the default.

    Args:
        config: The section [llm].

    Raises:
        MissingExtraError: The extra `llm` is not installed.
        ConfigError: The environment variable named for the key is not set.
    """
    if not config.base_url:
        return None
    if config.base_url == REHEARSAL:
        return Rehearsal(config.model)
    if find_spec("openai") is None:
        raise MissingExtraError(
            "A language model is set in the section [llm] of consultation.toml, and the part that talks to it is not "
            "installed. Install it (pip install 'textmine[llm]'), or leave `base_url` empty."
        )
    return OpenAICompatible(config)


def secret(variable: str, section: str) -> str | None:
    """Return the key from the environment; None where none is named.

    Raises:
        ConfigError: The variable is not set.
    """
    if not variable:
        return None
    if not (key := os.environ.get(variable, "").strip()):
        raise ConfigError(
            Problem(f"`{section}.api_key_env` names the environment variable `{variable}`, which is not set.")
        )
    return key


def host_of(url: str) -> str:
    """Return host and port of an address."""
    return urlsplit(url).netloc


class OpenAICompatible:
    """A model behind the chat-completions protocol. Every call ends, whatever the server does.

    Redirects are not followed: what is sent goes to the host in the settings and to no other.
    """

    def __init__(self, config: LlmSettings) -> None:
        import openai

        from textmine.draft.llm.transport import client_options

        self._config = config
        self._form, self._accepted = 0, False
        shared: dict[str, Any] = {
            "api_key": secret(config.api_key_env, "llm") or "none",
            "timeout": config.timeout_seconds,
            "max_retries": config.max_retries,
            "http_client": openai.DefaultHttpxClient(**client_options(config.timeout_seconds)),
        }
        self._client: openai.OpenAI
        if config.api_version:
            self._client = openai.AzureOpenAI(azure_endpoint=config.base_url, api_version=config.api_version, **shared)
        else:
            self._client = openai.OpenAI(base_url=config.base_url, **shared)
        # The SDK would take these from the environment of somebody who uses it for other things, too.
        self._client.organization = self._client.project = None

    @property
    def name(self) -> str:
        """The model's name in the settings."""
        return self._config.model

    @property
    def host(self) -> str:
        """Host and port of the address."""
        return host_of(self._config.base_url)

    def complete(self, prompt: Prompt, seed: int = 0) -> Reply:
        """Return the model's answer, at temperature 0.

        Raises:
            ModelFailureError: The server cannot be reached, fails, takes too long or answers with something else.
        """
        tries = 1 + self._config.max_retries
        seconds = tries * self._config.timeout_seconds + self._config.max_retries * _PAUSE
        try:
            return _reply(within(seconds, lambda: self._body(prompt, seed)))
        except TimeoutError:
            raise ModelFailureError("timeout") from None

    def _body(self, prompt: Prompt, seed: int) -> bytes:
        """Return the server's answer, asking in simpler forms until it has accepted one."""
        forms = _forms(prompt, seed)
        for at in (self._form,) if self._accepted else range(self._form, len(forms)):
            try:
                body = self._send(prompt, forms[at])
            except _RefusedError as refused:
                status = refused.status
            else:
                self._form, self._accepted = at, True
                return body
        failed = status == _FAILED
        raise ModelFailureError("server" if failed else "request", final=not failed, status=status)

    def _send(self, prompt: Prompt, options: dict[str, Any]) -> bytes:
        """Send one request."""
        import httpx2
        import openai

        from textmine.draft.llm.transport import MOST_BYTES, TooLargeError, TooSlowError

        messages: Any = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        completions = self._client.chat.completions.with_streaming_response
        try:
            with completions.create(model=self._config.model, messages=messages, **options) as response:
                body: bytes = response.read()
                return body
        except TooLargeError:
            raise ModelFailureError("enormous", most=f"{MOST_BYTES:,}") from None
        except openai.APIStatusError as error:
            raise _status_failure(error.status_code) from None
        except (TooSlowError, openai.APITimeoutError, httpx2.TimeoutException):
            raise ModelFailureError("timeout") from None
        except (openai.APIError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError):
            raise ModelFailureError("unreachable") from None


class _RefusedError(Exception):
    """The server does not take the request in this form."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def _forms(prompt: Prompt, seed: int) -> list[dict[str, Any]]:
    """Return the options of a request, the strictest form first, the one that every server takes last."""
    fixed = {"temperature": 0.0, "seed": seed, "max_tokens": prompt.most_tokens}
    schema = dict(prompt.schema)
    strict = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    # The form of llama-cpp-python.
    plain = {"type": "json_object", "schema": schema}
    return [{**fixed, "response_format": strict}, {**fixed, "response_format": plain}, fixed, {}]


def _status_failure(status: int) -> Exception:
    if status in _REQUEST_REFUSED or status == _FAILED:
        return _RefusedError(status)
    if status in (401, 403):
        return ModelFailureError("key", final=True)
    if status in (404, 405, 410):
        return ModelFailureError("unknown", final=True)
    if status == 429:
        return ModelFailureError("busy")
    if 300 <= status < 400:
        return ModelFailureError("redirect", final=True)
    return ModelFailureError("server" if status >= 500 else "request", status=status)


def _reply(body: bytes) -> Reply:
    """Read the body of a chat completion.

    Raises:
        ModelFailureError: It is not one, or holds no whole answer.
    """
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise ModelFailureError("not_json") from None
    choices = parsed.get("choices") if isinstance(parsed, Mapping) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, Mapping) else None
    if not isinstance(first, Mapping) or not isinstance(message, Mapping):
        raise ModelFailureError("protocol")
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise ModelFailureError("empty")
    if first.get("finish_reason") == "length":
        raise ModelFailureError("cut_off")
    usage = parsed.get("usage")
    counts = usage if isinstance(usage, Mapping) else {}
    return Reply(text, _count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens")))


def _count(value: Any) -> int | None:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None
