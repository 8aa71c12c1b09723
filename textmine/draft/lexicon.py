"""The word lists and wording of the room, read once from `draft/data`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import regex


@lru_cache(maxsize=16)
def settings(name: str) -> dict[str, Any]:
    """Return `data/<name>.toml` as a dictionary."""
    return tomllib.loads((files("textmine.draft") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def word_set(name: str) -> frozenset[str]:
    """Return one of the lists under `[words]` of `person.toml`."""
    return frozenset(settings("person")["words"][name])


@lru_cache(maxsize=16)
def phrase_pattern(name: str) -> regex.Pattern[str]:
    """Return a pattern that finds any phrase of `data/<name>.txt` as whole words; `*` takes every ending."""
    text = (files("textmine.draft") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    phrases = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    parts = [regex.escape(phrase).replace(r"\*", r"[\p{L}\p{M}]*").replace(r"\ ", r"\s+") for phrase in phrases]
    edge = r"[\p{L}\p{M}\p{N}]"
    return regex.compile(rf"(?<!{edge})(?:{'|'.join(parts)})(?!{edge})", regex.IGNORECASE)
