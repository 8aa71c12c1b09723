"""What the report and the workbook say of a theme in words: how steady, how contested, how small, how well named."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from textmine.language import language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.schema import rows
from textmine.themes.counts import POSITIONS
from textmine.themes.stance import mixes_both

POSITION_WORDS = {"for": "for", "against": "against", "mixed": "both", "neutral": "neither", "unknown": "not known"}
STEADY, MOSTLY = 0.75, 0.5
"""From which stability on a theme is called steady, and mostly steady."""
LOOSE = "Loosely held together: read it before you rely on it"
FEW_PEOPLE, FEW_SHARE, FEWEST = 5, 0.02, 0.1
"""A theme of fewer people than either of the first two is small; with a tenth of everybody it is no minority."""
WEAK_TITLE = "This title fits few of the answers: read some of them before you rely on it."
_GROUP_MARK = " (group)"


def steadiness(stability: object) -> str:
    """Say in words whether a theme comes back; empty where that is not known.

    Example:
        >>> steadiness(0.8), steadiness(0.6), steadiness(None)
        ('Comes back every time', 'Mostly comes back', '')
    """
    if not isinstance(stability, int | float) or pd.isna(stability):
        return ""
    return "Comes back every time" if stability >= STEADY else "Mostly comes back" if stability >= MOSTLY else LOOSE


def held_positions(theme: Any) -> dict[str, int]:  # noqa: ANN401 - a named tuple of `themes`
    """Return how many people of a theme hold each position, in the usual order, those nobody holds left out."""
    held = as_mapping(theme.position_counts)
    return {position: int(held[position]) for position in POSITIONS if held.get(position)}


def disagreement(held: Mapping[str, int], is_group: bool = False) -> str:
    """Say that a theme mixes people for and against, where it does."""
    if not mixes_both(held):
        return ""
    advice = "Look at the themes below it." if is_group else "Consider splitting it."
    return f"People disagree here: {held['for']} for, {held['against']} against. {advice}"


def people_themed(responses: pd.DataFrame) -> int:
    """Return how many different people have an answer in a theme."""
    return int(responses.loc[responses["status"] == "themed", "response_id"].nunique())


def minority(n_people: int, themed: int) -> str:
    """Return the mark of a minority view; empty for other themes.

    Args:
        n_people: In the theme.
        themed: People with an answer in some theme of the question.

    Example:
        >>> minority(4, 200), minority(30, 2000), minority(4, 12), minority(40, 200)
        ('Minority view: 4 people', 'Minority view: 30 people', '', '')
    """
    if not 0 < n_people < max(FEW_PEOPLE, FEW_SHARE * themed) or n_people >= FEWEST * themed:
        return ""
    return f"Minority view: {n_people} {'person' if n_people == 1 else 'people'}"


@dataclass(frozen=True)
class Sheet:
    """The evidence sheet behind a title, as far as it was kept."""

    title: str = ""
    """The machine's."""
    language: str = ""
    """Of the title, a BCP-47 tag; empty where it is not known."""
    reason: str = ""
    weak: bool = False
    people: int = 0
    """Who use at least half of the title's words."""
    n_people: int = 0
    candidates: tuple[Mapping[str, Any], ...] = ()
    winner: Mapping[str, Any] = field(default_factory=dict)
    central: tuple[str, ...] = ()
    atypical: tuple[str, ...] = ()


def sheet_of(theme: Any) -> Sheet:  # noqa: ANN401 - a named tuple of `themes`
    """Read a theme's evidence sheet; an empty one where it has none, as in themes that officers make."""
    found = as_mapping(getattr(theme, "evidence", None))
    return Sheet(
        title=_text(found.get("title")),
        language=_text(found.get("language")),
        reason=_text(found.get("reason")),
        weak=found.get("weak") is True,
        people=_whole(found.get("people")),
        n_people=_whole(found.get("n_people")),
        candidates=tuple(item for item in _items(found.get("candidates")) if isinstance(item, dict)),
        winner=found["winner"] if isinstance(found.get("winner"), dict) else {},
        central=tuple(map(str, _items(found.get("central")))),
        atypical=tuple(map(str, _items(found.get("atypical")))),
    )


def is_machines(title: str, sheet: Sheet) -> bool:
    """Say whether a title is still the one that the sheet is about."""
    return bool(sheet.title) and title.removesuffix(_GROUP_MARK) == sheet.title.removesuffix(_GROUP_MARK)


def title_notes(title: str, sheet: Sheet, english: bool) -> tuple[str, ...]:
    """Say what to know of a title: that it is weak, or not in English. Nothing of one that an officer gave.

    Args:
        title: As it stands now.
        sheet: Behind the machine's title.
        english: Whether an answer in the theme is in English.
    """
    if not is_machines(title, sheet):
        return ()
    notes = []
    if sheet.language == UNKNOWN:
        notes.append("Title from people's own words, in a language that could not be told.")
    elif sheet.language not in ("", "en", NO_WORDS):
        nobody = "" if english else "; no answer was in English"
        notes.append(f"Title from people's own {language_name(sheet.language)} words{nobody}.")
    return (*notes, *([WEAK_TITLE] if sheet.weak else []))


def family(themes: pd.DataFrame) -> dict[str | None, list[Any]]:
    """Return the rows of one question's themes by the group they are below; groups first, then by people.

    What is below no group stands at the top, under None.
    """
    own = list(rows(themes))
    known = {row.theme_id for row in own}
    above = {row.theme_id: row.parent_id if row.parent_id in known else None for row in own}
    groups = set(above.values())
    found: dict[str | None, list[Any]] = {None: []}
    for row in sorted(own, key=lambda row: (row.theme_id not in groups, -row.n_people)):
        found.setdefault(above[row.theme_id], []).append(row)
    return found


def as_mapping(value: object) -> dict[str, Any]:
    """Return the JSON object in a cell; an empty one where there is none."""
    if not isinstance(value, str):
        return {}
    try:
        found = json.loads(value)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _items(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
