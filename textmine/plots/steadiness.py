"""How steady each theme is: whether it comes back when people are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.plots.canvas import new_figure, settled
from textmine.plots.choose import check_asked, leaf_themes, open_question
from textmine.plots.dress import INK, QUIET, empty, finish, heading
from textmine.plots.labels import wrap
from textmine.plots.plot import Plot
from textmine.plots.words import more_themes, why_empty, words
from textmine.report.facts import MOSTLY, STEADY, steadiness

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from textmine.analysis import Analysis

COLUMNS = ("theme_id", "title", "stability", "in_words")
# From loose to steady: bounds, colour of the band, colour and form of its marks.
_BANDS = (
    (0.0, MOSTLY, "#FBE9DD", "#D55E00", "v"),
    (MOSTLY, STEADY, "#F4F4F4", "#7F7F00", "s"),
    (STEADY, 1.0, "#E1EEF6", "#0072B2", "o"),
)
_LABEL = 38


def stability(analysis: Analysis, question_id: str | None = None, *, most: int = 60) -> Plot:
    """Draw how far each theme of an open question comes back when a tenth of the people is left out.

    Args:
        analysis: After review; it may be purged.
        question_id: None: the first open question.
        most: Draw at most so many themes, the largest.

    Returns:
        The plot; `data` has `theme_id, title, stability, in_words`, the steadiest first.

    Raises:
        InputError: There is no such open question.
        MissingExtraError: matplotlib is not installed.

    Example:
        >>> import textmine as tm
        >>> stability(tm.open("out"), "q1").text  # doctest: +SKIP

    Source:
        Hennig 2007, "Cluster-wise assessment of cluster stability", CSDA 52.
    """
    check_asked(analysis, most=most)
    with settled():
        question, say = open_question(analysis, question_id), words("stability")
        themes = leaf_themes(analysis, question.question_id)
        data = themes.head(most).assign(in_words=lambda frame: frame["stability"].map(steadiness))[list(COLUMNS)]
        data = data.sort_values(["stability", "theme_id"], ascending=[False, True], na_position="last", kind="stable")
        if data["stability"].isna().all():
            why = why_empty("no_themes") if data.empty else why_empty("no_stability")
            return empty(say["title"], question.wording, why, COLUMNS)
        figure = new_figure(2.2 + 0.36 * len(data))
        heading(figure, say["title"], question.wording)
        _draw(figure.add_subplot(), data)
        caption = [
            say["caption"],
            say["unknown_note"] if data["stability"].isna().any() else "",
            more_themes(len(themes) - len(data)),
            question.note,
        ]
        text = [f"{say['title']}.", question.wording, *_in_words(data)]
        return finish(figure, data, say["title"], text, caption)


def _in_words(data: pd.DataFrame) -> list[str]:
    say = words("stability")
    return [
        say["item"].format(title=title, value=f"{value:.2f}", words=told.partition(":")[0].lower())
        if told
        else say["item_unknown"].format(title=title)
        for title, value, told in zip(data["title"], data["stability"], data["in_words"], strict=True)
    ]


def _draw(axes: Axes, data: pd.DataFrame) -> None:
    """Draw a mark per theme over the three bands, the steadiest on top."""
    say = words("stability")
    values = data["stability"].reset_index(drop=True)
    top = axes.get_xaxis_transform()
    for (low, high, shade, colour, mark), name in zip(_BANDS, say["bands"], strict=True):
        axes.axvspan(low, high, color=shade, zorder=0)
        axes.text(
            (low + high) / 2, 1.01, wrap(name, 24, 2), transform=top, ha="center", va="bottom", fontsize=8, color=QUIET
        )
        own = values[(values >= low) & ((values < high) | (high == 1))]
        axes.hlines(own.index, 0, own, color=QUIET, linewidth=0.8)
        axes.plot(own, own.index, mark, color=colour, markersize=7, zorder=3)
    for place, value in enumerate(values):
        told, at = (say["unknown"], 0.0) if value != value else (f"{value:.2f}", value)
        axes.text(at + 0.016, place, told, va="center", fontsize=8, color=INK)
    axes.set_yticks(range(len(data)), [wrap(title, _LABEL, 2) for title in data["title"]], fontsize=9)
    axes.set_ylim(len(data) - 0.4, -0.6)
    axes.set_xlim(0, 1.06)
    axes.set_xlabel(say["axis"], fontsize=9)
