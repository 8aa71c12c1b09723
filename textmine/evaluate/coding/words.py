"""The words of double coding, from the package's data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return `coding.toml` as a dictionary; do not change it."""
    return tomllib.loads(files("textmine.evaluate.coding").joinpath("data", "coding.toml").read_text(encoding="utf-8"))


def problem(name: str, /, **values: object) -> str:
    """Return what is wrong with a request, a file or a cell."""
    return str(words()["problems"][name]).format(**values)


def said(name: str, /, **values: object) -> str:
    """Return a sentence of the report."""
    return str(words()["report"][name]).format(**values)
