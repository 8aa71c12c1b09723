"""The words in which groups and differences are told, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def heard_wording() -> dict[str, Any]:
    """Return `data/heard.toml`."""
    text = files("textmine.insight").joinpath("data/heard.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
