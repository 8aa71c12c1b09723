"""What the editor says, from `desk/data/editor.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from textmine.language import headings
from textmine.publish.outcomes import SHORT

_COMMAND = re.compile(r'\{"do"|`textmine |with `|in the `|only `')
"""In a sentence that says what to write, rather than what to do."""


@cache
def wording() -> dict[str, Any]:
    """Return `editor.toml`; do not change it."""
    return tomllib.loads(files("textmine.desk").joinpath("data", "editor.toml").read_text(encoding="utf-8"))


def outcome_label(outcome: str) -> str:
    """Return what an outcome is called on the published page.

    Example:
        >>> outcome_label("could_not")
        'We could not'
    """
    return headings("en")[f"label_{SHORT[outcome]}"]


def on_the_desk(reason: str) -> str:
    """Return a reason of the publication gate without what to write in a command: the desk has buttons.

    Example:
        >>> on_the_desk("it has no outcome yet. Record what the council did with `outcome`.")
        'it has no outcome yet.'
        >>> on_the_desk("Amina approved it. A second, different person has to `approve` it as well.")
        'Amina approved it. A second, different person has to approve it as well.'
    """
    kept = [part for part in reason.split(". ") if not _COMMAND.search(part) and part != "Correct it."]
    text = ". ".join(kept or [reason]).replace("`", "")
    return text if text.endswith((".", "?", "!")) else f"{text}."
