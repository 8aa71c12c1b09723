"""Word lists of this room, read once from its data files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a data file of this room as a dictionary; do not change it."""
    return tomllib.loads(files("textmine.text").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the non-empty lines of a data file of this room."""
    text = files("textmine.text").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())
