"""The words of the workbooks, from the package's data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return `workbook.toml` as a dictionary; do not change it."""
    return tomllib.loads(files("textmine.review").joinpath("data", "workbook.toml").read_text(encoding="utf-8"))


def counted(name: str, number: int, **values: str) -> str:
    """Return a note about `number` things, in the singular where there is one."""
    one, many = words()["notes"][name]
    return str(one if number == 1 else many).format(n=f"{number:,}", **values)


def problem(name: str, **values: str) -> str:
    """Return what is wrong with the file or one of its cells."""
    return str(words()["file"][name]).format(**values)
