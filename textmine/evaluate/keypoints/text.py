"""The result of the `keypoints` benchmark as a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.evaluate.keypoints.measures import (
    COVERAGE,
    ERROR,
    F1,
    MATCH_P,
    MATCH_R,
    PEARSON,
    POINTS,
    PRECISION,
    REDUNDANCY,
    SPEARMAN,
    WEIGHTED,
)
from textmine.evaluate.keypoints.result import Figure, KeyPointsResult
from textmine.evaluate.keypoints.sets import DRAWN
from textmine.evaluate.keypoints.systems import SYSTEMS
from textmine.evaluate.plain import NONE, heading, short, table, wrapped


def render(result: KeyPointsResult) -> str:
    """Return the whole report."""
    return "\n".join(
        [
            "Do a few points stand for what people argue?",
            "============================================",
            *_about(result),
            *_table(result, "Experts' key points hit, as many points given as experts wrote", _CHOICE),
            *_table(
                result, "Who makes each point, and how many: pairs of argument and key point; shares counted", _COUNT
            ),
            *_meaning(result),
        ]
    )


_CHOICE = (COVERAGE, WEIGHTED, PRECISION, REDUNDANCY, POINTS)
_COUNT = (MATCH_P, MATCH_R, F1, PEARSON, SPEARMAN, ERROR)


def _about(result: KeyPointsResult) -> list[str]:
    """Say what was measured and what was not there."""
    lines = []
    if result.sides:
        lines += wrapped(
            f"Seed {result.seed}; {sum(result.sides.values())} arguments on {len(result.sides)} sides of topics, none "
            f"of which anything was fitted on. Mean of {result.draws} draws of {DRAWN:.0%} of the arguments; 95 % "
            "interval: a bootstrap over sides."
        )
        lines += wrapped(f"Vectors: {result.embedder}.")
        lines += [line for name in result.systems for line in wrapped(f"{name}: {SYSTEMS[name].what}.")]
    if result.absent:
        lines += wrapped(f"Nothing was measured. Absent: {', '.join(result.absent)}.")
    return lines


def _cell(figure: Figure | None) -> str:
    """Return a value and its interval, such as `.52 .47–.57`; a number of points has no interval."""
    if figure is None:
        return NONE
    if figure.measure == POINTS:
        return f"{figure.value:.1f}"
    return " ".join((short(figure.value), f"{short(figure.low)}–{short(figure.high)}"))


def _table(result: KeyPointsResult, title: str, measures: Sequence[str]) -> list[str]:
    """Return a table: a row for each system, a column for each measure."""
    found = {(figure.system, figure.measure): figure for figure in result.figures}
    rows = [
        [name, *(_cell(found.get((name, measure))) for measure in measures)]
        for name in result.systems
        if any((name, measure) in found for measure in measures)
    ]
    return [*heading(title), *table(["", *measures], rows)] if rows else []


def _meaning(result: KeyPointsResult) -> list[str]:
    """Say what each column is."""
    if not result.figures:
        return []
    return [
        "",
        *wrapped(
            f"{COVERAGE}: key points of the experts that a chosen argument makes; {WEIGHTED}: by how many arguments "
            f"make them. {PRECISION}: chosen arguments that make any; {REDUNDANCY}: those that make none that was not "
            f"made. {MATCH_P}, {MATCH_R}: precision and recall of who makes what. {PEARSON}, {SPEARMAN}: how the share "
            f"counted follows the experts' share; {ERROR}: how far it is off on average."
        ),
    ]
