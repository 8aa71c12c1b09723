"""Files and columns of the open data, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def spec() -> dict[str, Any]:
    """Return `data/opendata.toml`."""
    return tomllib.loads(files("textmine.publish").joinpath("data/opendata.toml").read_text(encoding="utf-8"))


def columns_of(name: str) -> tuple[str, ...]:
    """Return the columns of a file.

    Example:
        >>> columns_of("answers")
        ('row_id', 'question_id', 'language', 'theme_ids', 'text')
    """
    return next(tuple(column["name"] for column in file["columns"]) for file in spec()["file"] if file["name"] == name)


def licence_of(name: str) -> dict[str, str]:
    """Return a licence as a data package names it."""
    return {"name": name, **spec()["licences"].get(name, {"title": name})}
