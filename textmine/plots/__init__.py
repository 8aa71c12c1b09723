"""Figures for notebooks and reports: each with the numbers that it shows and a text alternative.

They need matplotlib (`pip install 'textmine[notebook]'`), which is imported when the first figure is drawn.
"""

from textmine.plots.bars import theme_bars
from textmine.plots.fonts import MissingFontWarning
from textmine.plots.groups import group_heat_map
from textmine.plots.languages import language_panel
from textmine.plots.maps import theme_map
from textmine.plots.plot import Plot
from textmine.plots.steadiness import stability

__all__ = [
    "MissingFontWarning",
    "Plot",
    "group_heat_map",
    "language_panel",
    "stability",
    "theme_bars",
    "theme_map",
]
