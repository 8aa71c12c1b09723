"""The words of published pages in each language that pages can be published in, and whether they are drafts."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from textmine.resources import resource


@cache
def heading_languages() -> tuple[str, ...]:
    """Return the languages that have a file in `corpora/headings`, English first."""
    found = sorted(path.stem for path in resource("corpora", "headings").glob("*.toml"))
    return tuple(sorted(found, key=lambda tag: tag != "en"))


@cache
def _file(language: str) -> dict[str, Any]:
    """Return the file of a language; do not change it."""
    text = resource("corpora", "headings", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def headings(language: str) -> dict[str, str]:
    """Return the words of a page by name, as the catalogue has them; empty for a language it does not have.

    Example:
        >>> headings("so")["said"]
        'Waxaad tidhaahdeen'
    """
    return dict(_file(language)["entries"]) if language in heading_languages() else {}


def is_draft(language: str) -> bool:
    """Tell whether the words of a language wait for the council's translators."""
    return bool(_file(language)["status"] == "draft")
