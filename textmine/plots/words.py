"""What figures say, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(section: str) -> dict[str, Any]:
    """Return the wording of one kind of figure; do not change it."""
    text = files("textmine.plots").joinpath("data/words.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)[section]
    return found


def people(n: int) -> str:
    """Return a number of people in words.

    Example:
        >>> people(1), people(1204)
        ('1 person', '1,204 people')
    """
    common = words("common")
    return str(common["person"] if n == 1 else common["people"].format(n=f"{n:,}"))


def percent(share: float) -> str:
    """Return a share as per cent.

    Example:
        >>> percent(0.309), percent(0.004), percent(0.0)
        ('31%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def more_themes(n: int) -> str:
    """Say how many themes are not drawn; empty for none.

    Example:
        >>> more_themes(0), more_themes(2)
        ('', '2 smaller themes are not drawn.')
    """
    common = words("common")
    return str(common["more_theme" if n == 1 else "more_themes"].format(n=n)) if n else ""


def why_empty(reason: str, **values: object) -> str:
    """Return why there is nothing to show."""
    common = words("common")
    return str(common["nothing"].format(why=common[reason].format(**values)))
