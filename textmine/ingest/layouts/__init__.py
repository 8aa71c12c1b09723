"""Layouts: where a platform's export keeps its headings and where its rows begin. Tried in order.

To add a platform, write a module with its `LAYOUT` and put it before `plain`.
"""

from textmine.ingest.grid import Grid
from textmine.ingest.layouts import (
    citizen_space,
    engagementhq,
    google_forms,
    jisc,
    limesurvey,
    microsoft_forms,
    plain,
    qualtrics,
    smartsurvey,
    surveymonkey,
)
from textmine.ingest.layouts.located import Head, Hint, Layout, Located

LAYOUTS: tuple[Layout, ...] = (
    qualtrics.LAYOUT,
    surveymonkey.LAYOUT,
    limesurvey.LAYOUT,
    engagementhq.LAYOUT,
    microsoft_forms.LAYOUT,
    smartsurvey.LAYOUT,
    jisc.LAYOUT,
    google_forms.LAYOUT,
    citizen_space.LAYOUT,
    plain.LAYOUT,
)

__all__ = ["LAYOUTS", "Head", "Hint", "Layout", "Located", "find_layout"]


def find_layout(grid: Grid) -> tuple[Layout, Located] | None:
    """Return the first layout that fits, with the places it found."""
    for layout in LAYOUTS:
        located = layout.locate(grid)
        if located is not None:
            return layout, located
    return None
