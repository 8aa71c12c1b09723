"""A map of what people said: one mark a point, points near each other say similar things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.plots.canvas import new_figure, settled
from textmine.plots.choose import check_asked, leaf_themes, open_question, settings_of, theme_counts, why_hidden
from textmine.plots.dress import QUIET, empty, finish, heading
from textmine.plots.labels import wrap
from textmine.plots.placing import Box, place
from textmine.plots.plot import Plot
from textmine.plots.points import points_of, project
from textmine.plots.words import why_empty, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from textmine.analysis import Analysis

COLUMNS = ("x", "y", "theme_id", "title")
# Okabe and Ito's colours, told apart by everybody.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7F7F00", "#5A3E8E")
_MARKS = ("o", "s", "^", "D", "v")
_LABEL, _FEW = 22, 600
_MANY = 30
"""More themes than these have a larger figure and shorter names."""
_SIZE, _LARGE = (7.6, 9.0), (10.0, 12.0)
"""Height and width in inches."""
_INK = 0.55
"""Names have the colour of their points, darker by this."""
_GAP = 1.1
"""Room around a name, as a multiple of its size."""
_FAR = 1.6
"""A name farther from its points than so many times its height has a line to them."""


@dataclass(frozen=True, eq=False)
class _Name:
    """A name on the map, with the points of its theme."""

    title: str
    text: Text
    points: npt.NDArray[np.float64]


def theme_map(
    analysis: Analysis, question_id: str | None = None, *, points: int = 3_000, seed: int = 0, exact: bool = False
) -> Plot:
    """Draw the points of an open question in two dimensions, coloured and marked by theme.

    Args:
        analysis: After review.
        question_id: None: the first open question.
        points: More points than these are drawn by lot.
        seed: Of the lot and of the arrangement.
        exact: Show themes of a few people apart, too, for your own use.

    Returns:
        The plot; `data` has `x, y, theme_id, title`, one row a point.

    Raises:
        InputError: There is no such open question, or people's words were removed.
        MissingExtraError: matplotlib is not installed.

    Example:
        >>> import textmine as tm
        >>> theme_map(tm.open("out")).save("map.png")  # doctest: +SKIP
    """
    check_asked(analysis, points=points)
    with settled():
        analysis.refuse_purged()
        question, say = open_question(analysis, question_id), words("theme_map")
        minimum = 0 if exact else settings_of(analysis).minimum_count
        found, vectors, total = points_of(analysis, question.question_id, points, seed)
        titles = _titles(analysis, question.question_id, exact=exact)
        own = found["theme_id"].where(found["theme_id"].isin(list(titles)))
        if why := why_hidden(question, minimum) or _why_none(found["theme_id"], own, minimum):
            return empty(say["title"], question.wording, why, COLUMNS)
        x, y = project(vectors, seed).T
        data = pd.DataFrame({"x": x, "y": y, "theme_id": own, "title": own.map(titles)})
        figure = new_figure(*(_SIZE if len(titles) <= _MANY else _LARGE))
        heading(figure, say["title"], question.wording)
        axes = figure.add_subplot()
        _draw(axes, data, titles, minimum)
        names = _names(axes, data, titles)
        caption = [
            say["caption"],
            say["sampled"].format(drawn=f"{len(data):,}", all=f"{total:,}") if total > len(data) else "",
            words("common")["all_shown"] if exact else "",
            question.note,
        ]
        text = [f"{say['title']}.", question.wording, _in_words(data)]
        plot = finish(figure, data, say["title"], text, caption)
        without = _spread(axes, names)
        told = say["not_labelled"].format(titles="; ".join(without)) if without else ""
        return replace(plot, text=f"{plot.text} {told}".strip())


def _titles(analysis: Analysis, question_id: str, *, exact: bool) -> dict[str, str]:
    """Return the titles of the themes that are shown apart, the largest first."""
    themes, counts = leaf_themes(analysis, question_id), theme_counts(analysis)
    pairs = zip(themes["theme_id"], themes["title"], strict=True)
    return {theme: title for theme, title in pairs if exact or counts.of(theme) is not None}


def _why_none(raised: pd.Series, shown: pd.Series, minimum: int) -> str:
    """Return why no point is in a theme that is shown; empty where one is."""
    if not shown.isna().all():
        return ""
    return why_empty("no_points") if raised.isna().all() else why_empty("all_few", minimum=minimum)


def _in_words(data: pd.DataFrame) -> str:
    say = words("theme_map")
    sizes = data["title"].value_counts()
    form = say["text" if len(sizes) > 1 else "text_one"]
    items = ", ".join(say["item"].format(title=title, n=n) for title, n in sizes.items())
    return str(form.format(drawn=f"{len(data):,}", themes=data["theme_id"].nunique(), items=items))


def _draw(axes: Axes, data: pd.DataFrame, titles: Iterable[str], minimum: int) -> None:
    """Draw a mark for each point."""
    axes.set_axis_off()
    rest = data[data["theme_id"].isna()]
    size = 26 if len(data) <= _FEW else 14
    if not rest.empty:
        say = words("theme_map")
        label = say["other"].format(minimum=minimum) if minimum else say["no_theme"]
        axes.scatter(rest["x"], rest["y"], s=size, marker="x", c="#8C8C8C", linewidths=0.8, label=label)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=8, borderaxespad=0)
    for theme, (colour, mark) in zip(titles, _looks(), strict=False):
        own = data[data["theme_id"] == theme]
        axes.scatter(own["x"], own["y"], s=size, marker=mark, c=colour, edgecolors="white", linewidths=0.4)


def _looks() -> Iterator[tuple[str, str]]:
    """Yield colours and marks, 40 different pairs before they begin again."""
    return zip(cycle(_COLOURS), cycle(_MARKS), strict=False)


def _names(axes: Axes, data: pd.DataFrame, titles: dict[str, str]) -> list[_Name]:
    """Write the name of each theme among its points, those of most points first."""
    from matplotlib.colors import to_rgb
    from matplotlib.patheffects import withStroke

    inks = {
        theme: tuple(_INK * part for part in to_rgb(colour))
        for theme, (colour, _) in zip(titles, _looks(), strict=False)
    }
    lines = 3 if len(titles) <= _MANY else 2
    halo = [withStroke(linewidth=2.5, foreground="white")]
    found = []
    for theme in data["theme_id"].value_counts(sort=True).index:
        own = data.loc[data["theme_id"] == theme, ["x", "y"]].to_numpy(dtype=float)
        # The point nearest to the median, so that a name never stands in between two heaps.
        x, y = own[np.argmin(np.linalg.norm(own - np.median(own, axis=0), axis=1))]
        text = axes.text(x, y, wrap(titles[theme], _LABEL, lines), ha="center", va="center", fontsize=8, zorder=5)
        text.set(color=inks[theme], path_effects=halo)
        text.set_in_layout(False)
        found.append(_Name(titles[theme], text, own))
    return found


def _spread(axes: Axes, names: list[_Name]) -> list[str]:
    """Move names off each other; return those without room, which are taken away."""
    boxes = place([_wanted(axes, name) for name in names], _box(axes.get_window_extent()))
    without = []
    for name, box in zip(names, boxes, strict=True):
        if box is None:
            name.text.remove()
            without.append(name.title)
            continue
        x, y = name.text.get_position()
        to: tuple[float, float] = tuple(axes.transData.inverted().transform((box.x, box.y)))
        name.text.set_position(to)
        if np.hypot(*(axes.transData.transform((x, y)) - (box.x, box.y))) > _FAR * box.height:
            axes.plot([x, to[0]], [y, to[1]], color=QUIET, linewidth=0.8, zorder=4)
    return without


def _wanted(axes: Axes, name: _Name) -> Box:
    """Return where a name is best: above a small heap, which it would cover, in the middle of a large one."""
    box = _box(name.text.get_window_extent(), _GAP)
    heights = axes.transData.transform(name.points)[:, 1]
    low, high = np.quantile(heights, (0.1, 0.9))
    if high - low > 3 * box.height:
        return box
    return Box(box.x, float(high) + box.height / 2, box.width, box.height)


def _box(extent: Any, margin: float = 1.0) -> Box:  # noqa: ANN401 - a matplotlib Bbox
    x, y = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
    return Box(float(x), float(y), float(extent.width * margin), float(extent.height * margin))
