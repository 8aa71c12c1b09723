"""matplotlib, asked for politely: figures without pyplot, drawn with settings of their own."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textmine.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SETTINGS = {
    # Titles are people's words: "$5 to $6" is no formula.
    "text.parse_math": False,
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "hatch.linewidth": 0.7,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "textmine",
}
WIDTH = 9.0
"""Inches."""
DPI = 144
"""Of pictures. Figures are laid out at the same: letters are a little wider or narrower at another."""


def need_matplotlib() -> Any:  # noqa: ANN401 - a module that may be missing
    """Return matplotlib.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import matplotlib
    except ImportError:
        raise MissingExtraError(
            "Plots need matplotlib, which is not installed. Run `pip install 'textmine[notebook]'`."
        ) from None
    return matplotlib


@contextmanager
def settled() -> Iterator[None]:
    """Draw with matplotlib's defaults and ours, whatever style the notebook has set; it is put back afterwards.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    matplotlib = need_matplotlib()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        with warnings.catch_warnings():
            # Of each letter without a font; `MissingFontWarning` says so once, and what to do.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield


def new_figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty figure of a size in inches, which belongs to no window."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=DPI, layout="constrained")
