"""Which group raised which theme, as far as that may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textmine.errors import InputError
from textmine.insight import GROUP_ROLES
from textmine.insight.heard import Heard, heard
from textmine.insight.heard.wording import heard_wording
from textmine.insight.outputs import KIND, LANGUAGE
from textmine.plots.canvas import new_figure, settled
from textmine.plots.choose import Question, check_asked, leaf_themes, open_question, settings_of
from textmine.plots.dress import INK, empty, finish, heading
from textmine.plots.labels import wrap
from textmine.plots.plot import Plot
from textmine.plots.words import more_themes, percent, why_empty, words
from textmine.schema import rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from textmine.analysis import Analysis

COLUMNS = ("theme_id", "title", "group", "n", "base", "share", "low", "high", "hidden")
_LABEL, _GROUP = 30, 13
_DARK = 0.55
"""From this part of the scale on, numbers are white."""


def group_heat_map(
    analysis: Analysis, group: str, question_id: str | None = None, *, most: int = 30, known: Heard | None = None
) -> Plot:
    """Draw which share of each group raised each theme, with intervals; small numbers are hidden.

    Args:
        analysis: After review.
        group: The question that tells groups apart, by its id or wording; or `kind` or `language`.
        question_id: The open question; None: the first.
        most: Draw at most so many themes, the largest.
        known: What `textmine.insight.heard` found, where it is at hand; it takes a while.

    Returns:
        The plot; `data` has `theme_id, title, group, n, base, share, low, high, hidden`, one row a cell.

    Raises:
        InputError: There is no such open question or group question, or people's words were removed.
        MissingExtraError: matplotlib is not installed.

    Example:
        >>> import textmine as tm
        >>> group_heat_map(tm.open("out"), "ward").save("wards.pdf")  # doctest: +SKIP
    """
    check_asked(analysis, most=most)
    with settled():
        analysis.refuse_purged()
        question, say = open_question(analysis, question_id), words("group_heat_map")
        name, wording = _group_question(analysis, group)
        found = known or heard(analysis.reviewed.tables, settings_of(analysis), group=name)
        title = say["title"].format(group=wording)
        data, left_out, left = _cells(analysis, question, found, name, most)
        if data.empty:
            return empty(title, question.wording, why_empty("too_few_in_groups"), COLUMNS)
        groups, themes = data["group"].nunique(), data["theme_id"].nunique()
        figure = new_figure(2.6 + 0.46 * themes, max(6.5, 3.4 + 1.05 * groups))
        heading(figure, title, question.wording)
        _draw(figure.add_subplot(), data)
        caption = [
            say["caption"],
            say["hatched"] if data["share"].isna().any() else "",
            say["left_out"].format(groups="; ".join(left_out)) if left_out else "",
            more_themes(left),
            question.note,
        ]
        return finish(figure, data, title, [f"{title}.", question.wording, *_in_words(data)], caption)


def _group_question(analysis: Analysis, group: str) -> tuple[str, str]:
    """Return the id and the wording of what tells groups apart.

    Raises:
        InputError: Nothing of this name does.
    """
    asked = analysis.questions[analysis.questions["role"].isin(GROUP_ROLES)]
    known = dict(zip(asked["question_id"], asked["wording"], strict=True))
    known |= {name: heard_wording()["groups"][name] for name in (KIND, LANGUAGE)}
    for name, wording in known.items():
        if group in (name, wording):
            return name, str(wording)
    told = ", ".join(f"`{name}` ({wording})" for name, wording in known.items())
    raise InputError(f"`{group}` does not tell groups of people apart. What does: {told}.")


def _cells(
    analysis: Analysis, question: Question, found: Heard, name: str, most: int
) -> tuple[pd.DataFrame, list[str], int]:
    """Return the cells to draw, the groups of which nothing is shown, and how many themes are left out."""
    own = found.themes
    own = own[(own["question_id"] == question.question_id) & (own["group_question"] == name)]
    order = [
        theme for theme in leaf_themes(analysis, question.question_id)["theme_id"] if theme in set(own["theme_id"])
    ]
    own = own[own["theme_id"].isin(order[:most])]
    seen = own.groupby("group", sort=False)["share"].count()
    shown = [group for group in seen.index if seen[group]]
    rank = {theme: place for place, theme in enumerate(order)}
    cells = own[own["group"].isin(shown)].sort_values("theme_id", key=lambda ids: ids.map(rank), kind="stable")
    return cells[list(COLUMNS)], [group for group in seen.index if not seen[group]], max(0, len(order) - most)


def _in_words(data: pd.DataFrame) -> list[str]:
    """Return a sentence for each theme."""
    say, sentences = words("group_heat_map"), []
    for (_, title), own in data.groupby(["theme_id", "title"], sort=False):
        parts = [
            say["cell_hidden"].format(group=group)
            if pd.isna(share)
            else say["cell"].format(group=group, percent=percent(share), low=percent(low), high=percent(high))
            for group, share, low, high in zip(own["group"], own["share"], own["low"], own["high"], strict=True)
        ]
        sentences.append(say["item"].format(title=title, parts="; ".join(parts)))
    return sentences


def _draw(axes: Axes, data: pd.DataFrame) -> None:
    """Draw a cell per theme and group: darker for a larger share, hatched where it is hidden."""
    from matplotlib.colors import Normalize
    from matplotlib.patches import Rectangle

    say = words("group_heat_map")
    groups, themes = (list(dict.fromkeys(data[name])) for name in ("group", "theme_id"))
    values = np.full((len(themes), len(groups)), np.nan)
    scale = Normalize(0, max(100 * float(data["share"].max()), 1.0))
    for row in rows(data):
        down, across = themes.index(row.theme_id), groups.index(row.group)
        if pd.isna(row.share):
            look: dict[str, Any] = {"facecolor": "#F4F4F4", "edgecolor": "#9A9A9A", "hatch": "////", "linewidth": 0}
            axes.add_patch(Rectangle((across - 0.5, down - 0.5), 1, 1, **look))
            continue
        values[down, across] = 100 * row.share
        ink = "white" if scale(100 * row.share) >= _DARK else INK
        axes.text(across, down - 0.14, percent(row.share), ha="center", va="center", fontsize=9, color=ink)
        ends = f"{100 * row.low:.0f} to {100 * row.high:.0f}"
        axes.text(across, down + 0.22, ends, ha="center", va="center", fontsize=7, color=ink)
    image = axes.imshow(values, cmap="Blues", norm=scale, aspect="auto")
    axes.figure.colorbar(image, ax=axes, label=say["scale"], shrink=0.6, aspect=18, pad=0.02)
    _labels(axes, data, groups)


def _labels(axes: Axes, data: pd.DataFrame, groups: list[str]) -> None:
    """Name rows and columns; a column with how many of the group answered."""
    say, bases = words("group_heat_map"), data.drop_duplicates("group").set_index("group")["base"]
    names = [say["base"].format(group=wrap(group, _GROUP, 4), n=f"{bases[group]:,}") for group in groups]
    titles = [wrap(title, _LABEL, 2) for title in data.drop_duplicates("theme_id")["title"]]
    axes.set_yticks(range(len(titles)), titles, fontsize=9)
    axes.set_xticks(range(len(groups)), names, fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(len(groups) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(titles) + 1) - 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="minor", length=0)
