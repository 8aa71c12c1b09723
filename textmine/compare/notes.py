"""What has to be known about a comparison before it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textmine.publish.asked import day_of

if TYPE_CHECKING:
    from textmine.analysis import Analysis
    from textmine.compare.comparison import Compared
    from textmine.config import Config


def notes_on(
    parts: Sequence[Compared], sides: tuple[Analysis, Analysis], configs: Sequence[Config], *, one_space: bool
) -> Iterator[str]:
    """Yield what has to be known, as entries of the wording."""
    if _inputs(sides[0]) & _inputs(sides[1]):
        yield "same_answers"
    elif _reversed(*(day_of(config.consultation.asked) for config in configs)):
        yield "reversed"
    yield from ("not_a_survey", "by_machine")
    if any(row.kind == "maybe" for part in parts for row in part.rows):
        yield "maybe"
    if any(part.basis == "titles" for part in parts):
        removed = any(side.manifest.get("purged") is not None for side in sides)
        yield "titles_purged" if removed else "titles_models" if not one_space else "titles_empty"
    if any(not part.questions.same for part in parts):
        yield "different_questions"


def _inputs(side: Analysis) -> set[str]:
    """Return the SHA-256 of each file that an analysis was read from."""
    return {str(source["sha256"]) for source in side.manifest.get("inputs", ())}


def _reversed(old: str, new: str) -> bool:
    """Whether the older consultation was asked after the newer one: by the year, month or day that both tell."""
    known = min(len(old), len(new))
    return old[:known] > new[:known]
