"""Microsoft Forms: `ID`, `Start time`, `Completion time`, `Email`, `Name`, then the questions."""

from __future__ import annotations

from dataclasses import replace

from textmine.ingest.grid import Grid
from textmine.ingest.layouts.generic import of_platform
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform

_FORMS = of_platform("microsoft_forms", known=3, marked=1, enough=2)


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its own columns; a question such as `Name` is called `Name2` beside them."""
    place = _FORMS.locate(grid)
    return replace(place, heads=tuple(map(_numbered, place.heads))) if place else None


def _numbered(head: Head) -> Head:
    """Return a heading with the role of the one that it repeats, where that is personal."""
    hint = platform("microsoft_forms").hint(head.name.rstrip("0123456789"))
    if head.hint or hint is None or hint.role != "personal":
        return head
    return replace(head, hint=Hint("personal", f"asks for the {head.name.rstrip('0123456789').lower()} again"))


LAYOUT = Layout(_FORMS.name, locate)
