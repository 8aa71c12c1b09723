"""The parts that all figures share: heading, caption, fonts for the texts, and the figure that says why it is empty."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from textmine.plots.canvas import new_figure
from textmine.plots.fonts import MissingFontWarning, hints, lettering
from textmine.plots.labels import wrap
from textmine.plots.plot import Plot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, QUIET = "#1a1a1a", "#4d4d4d"
_LINE, _CAPTION = 9.5, 13.0
"""Letters to an inch of the heading, and of the caption."""


def heading(figure: Figure, title: str, wording: str = "") -> None:
    """Put the title and the question above a figure."""
    width = _letters(figure, _LINE)
    text = f"{wrap(title, width, 2)}\n{wrap(wording, width, 3)}" if wording else wrap(title, width, 2)
    figure.suptitle(text, x=0.01, ha="left", fontsize=11, color=INK, linespacing=1.3)


def finish(figure: Figure, data: pd.DataFrame, title: str, text: Iterable[str], caption: Iterable[str]) -> Plot:
    """Return the plot: caption and hints below, every text in a font that has its letters.

    Args:
        figure: Drawn.
        data: What is drawn.
        title: What it shows.
        text: Sentences of the text alternative; the caption is added to them.
        caption: Sentences below the figure.
    """
    lacking = dress(figure)
    for hint in hints(lacking):
        warnings.warn(hint, MissingFontWarning, stacklevel=3)
    below = [sentence for sentence in (*caption, *hints(lacking)) if sentence]
    lines = wrap(" ".join(below), _letters(figure, _CAPTION), 8)
    figure.supxlabel(lines, x=0.01, ha="left", fontsize=8, color=QUIET, linespacing=1.3)
    dress(figure)
    figure.draw_without_rendering()
    # Laid out once: laid out again it would move a little each time it is drawn.
    figure.set_layout_engine("none")
    told = " ".join(sentence for sentence in (*text, *below) if sentence)
    return Plot(figure, data.reset_index(drop=True), told, title)


def _letters(figure: Figure, to_an_inch: float) -> int:
    """Return how many letters fit into a line."""
    return int(figure.get_figwidth() * to_an_inch)


def dress(figure: Figure) -> frozenset[str]:
    """Give every text of a figure the fonts for its letters; return the scripts that no font has."""
    from matplotlib.text import Text

    lacking: frozenset[str] = frozenset()
    for artist in figure.findobj(Text):
        # Titles are people's words: "$5 to $6" is no formula.
        artist.set_parse_math(False)
        found = lettering(artist.get_text())
        artist.set_fontfamily(list(found.families))
        lacking |= found.lacking
    return lacking


def empty(title: str, wording: str, why: str, columns: Iterable[str]) -> Plot:
    """Return a figure that says why there is nothing to show."""
    figure = new_figure(1.6)
    heading(figure, title, wording)
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.text(0, 0.5, wrap(why, _letters(figure, _LINE), 4), color=INK, transform=axes.transAxes, va="center")
    return finish(figure, pd.DataFrame({name: [] for name in columns}), title, [f"{title}.", wording, why], [])
