"""The prompts: versioned files, filled with material that nobody can break out of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2

from textmine.protocols import Prompt

REPHRASE = "rephrase.v1"
TRANSLATE = "translate.v1"


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A prompt's name, version and hash, for the manifest."""

    name: str
    version: str
    sha256: str


def _source(name: str) -> bytes:
    return (files("textmine.draft") / "prompts" / f"{name}.jinja").read_bytes()


def prompt_file(name: str) -> PromptFile:
    """Return what the manifest says of the prompt `name`, such as `rephrase.v1`."""
    stem, _, version = name.partition(".")
    return PromptFile(stem, version, hashlib.sha256(_source(name)).hexdigest())


@lru_cache(maxsize=4)
def _template(name: str) -> jinja2.Template:
    # What is made is no HTML; what is put in is JSON.
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701
    return environment.from_string(_source(name).decode("utf-8"))


def fenced_json(material: Any) -> str:  # noqa: ANN401 - anything JSON can hold
    """Return material as JSON in which no answer can close a string or write a model's control words.

    Chat models know words such as `<|im_end|>`: every angle bracket becomes an escape, which means the same.
    """
    text = json.dumps(material, ensure_ascii=False, indent=1)
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def make_prompt(
    name: str, material: Mapping[str, Any], standing: Mapping[str, str], most_tokens: int, **values: object
) -> Prompt:
    """Return the prompt `name` about `material`.

    Args:
        name: A file of `draft/prompts`, such as `rephrase.v1`.
        material: What members of the public wrote, redacted; anything JSON can hold.
        standing: Key → the text that stands if the model changes nothing; the answer has these keys.
        most_tokens: Tokens after which the answer is cut off.
        values: Further variables of the file.
    """
    text = fenced_json(material)
    # Nobody who answers can know it: it depends on what all of them wrote.
    fence = f"MATERIAL-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    template = _template(name)

    def render(block: str) -> str:
        context = template.new_context({"material": text, "fence": fence, **values})
        return "".join(template.blocks[block](context)).strip()

    return Prompt(render("system"), render("user"), _schema(standing), standing, most_tokens)


def _schema(standing: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON schema of an object with exactly these keys, each a text."""
    keys = list(standing)
    return {
        "type": "object",
        "properties": {key: {"type": "string"} for key in keys},
        "required": keys,
        "additionalProperties": False,
    }
