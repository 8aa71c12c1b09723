"""The words of the exchange with other programs, from the package's data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from textmine.safe import xml_text


@cache
def words() -> dict[str, Any]:
    """Return `interchange.toml` as a dictionary; do not change it."""
    return tomllib.loads(files("textmine.interchange").joinpath("data", "interchange.toml").read_text(encoding="utf-8"))


def problem(name: str, /, **values: object) -> str:
    """Return what is wrong with a file."""
    return str(words()["problems"][name]).format(**values)


def one_line(text: object) -> str:
    """Return a name on one line, as an attribute of XML holds it."""
    return " ".join(xml_text(str(text)).split())
