"""Machine translation, as a suggestion to the people who translate: never approved by itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import regex

from textmine.config import Config
from textmine.draft.lexicon import settings
from textmine.draft.llm.answer import read_answer
from textmine.draft.llm.client import host_of, make_model, secret
from textmine.draft.llm.failure import ModelFailureError
from textmine.draft.llm.prompts import TRANSLATE, make_prompt
from textmine.draft.llm.redaction import sendable
from textmine.errors import ConfigError, MissingExtraError, Problem
from textmine.language import detect
from textmine.protocols import LanguageModel, Translator

MOST_CHARACTERS = 4_000
"""A longer text is left to people."""
_PLACEHOLDER = regex.compile(r"\[[^\[\]]*\]")
_MARKUP = regex.compile(r"[<>{}\\|`]|https?://|www\.", regex.I)
_LONGER, _SLACK = 4, 60
"""A translation may be so many times as long as the text, and this many characters."""
_IN_A_ROW = 2


def machine(name: str) -> str:
    """Return how a machine is recorded as the translator.

    Example:
        >>> machine("LibreTranslate at 127.0.0.1:5000")
        'machine (LibreTranslate at 127.0.0.1:5000)'
    """
    return str(settings("llm")["translation"]["by"]).format(name=name)


def make_translator(config: Config) -> Translator | None:
    """Return the translator of the settings; None if there is none, which is the default.

    Args:
        config: Its sections [translate] and [llm].

    Raises:
        ConfigError: The backend lacks its address, or the environment variable of its key is not set.
        MissingExtraError: The extra `llm` or `translate` is not installed.
    """
    chosen = config.translate
    if chosen.backend == "none":
        return None
    if chosen.backend == "llm":
        model = make_model(config.llm)
        if model is None:
            raise ConfigError(
                Problem('`translate.backend` is "llm", and no language model is set: give `base_url` in [llm].')
            )
        return ModelTranslator(model, config.llm.max_calls)
    if not host_of(chosen.url):
        raise ConfigError(Problem("`translate.url` is not set. Give the address of the LibreTranslate server."))
    if find_spec("httpx2") is None:
        raise MissingExtraError(
            "Translation by LibreTranslate is set in the section [translate] of consultation.toml, and the part that "
            "talks to it is not installed. Install it (pip install 'textmine[translate]'), or set it to \"none\"."
        )
    from textmine.draft.llm.libretranslate import LibreTranslate

    return LibreTranslate(chosen, secret(chosen.api_key_env, "translate"))


def ready(text: str) -> str | None:
    """Return a text as it may be sent: personal data as placeholders; None if it is empty or too long."""
    safe = sendable(text, MOST_CHARACTERS + 1)
    return safe if safe and len(safe) <= MOST_CHARACTERS else None


def trusted(translation: str | None, sent: str, target: str) -> str | None:
    """Return a translation that looks like one, else None.

    It has the same placeholders, no mark-up, is not many times as long, and is in the language asked for.
    """
    said = (translation or "").strip()
    if not said or said == sent or len(said) > _LONGER * len(sent) + _SLACK or _MARKUP.search(said):
        return None
    if sorted(_PLACEHOLDER.findall(said)) != sorted(_PLACEHOLDER.findall(sent)):
        return None
    tag = str(detect([said])["language"].iloc[0])
    return said if tag == "und" or _base(tag) == _base(target) else None


def _base(tag: str) -> str:
    return tag.split("-")[0].casefold()


class ModelTranslator:
    """Translates with the language model of the settings, one text a call, no more calls than allowed."""

    def __init__(self, model: LanguageModel, most_calls: int, seed: int = 0) -> None:
        self._model = model
        self._left = most_calls
        self._seed = seed
        self._failures = 0

    @property
    def by(self) -> str:
        """Who translated, as it is recorded."""
        return machine(self._model.name)

    @property
    def host(self) -> str:
        """Where the texts are sent."""
        return self._model.host

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Return each text in the language `target`, None where there is no translation to be trusted."""
        return [self._one(text, source, target) for text in texts]

    def _one(self, text: str, source: str, target: str) -> str | None:
        sent = ready(text)
        if sent is None or self._left < 1 or self._failures >= _IN_A_ROW:
            return None
        self._left -= 1
        prompt = make_prompt(TRANSLATE, {"text": sent}, {"text": sent}, 200 + len(sent), source=source, target=target)
        try:
            answer = self._model.complete(prompt, self._seed).text
        except ModelFailureError as failure:
            self._failures += _IN_A_ROW if failure.final else 1
            return None
        self._failures = 0
        return trusted(read_answer(answer, ["text"]).sentences.get("text"), sent, target)
