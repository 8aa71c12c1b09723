"""Themes by number of people, each bar split by position."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.plots.canvas import new_figure, settled
from textmine.plots.choose import check_asked, leaf_themes, open_question, settings_of, theme_counts, why_hidden
from textmine.plots.dress import INK, empty, finish, heading
from textmine.plots.labels import wrap
from textmine.plots.plot import Plot
from textmine.plots.words import more_themes, percent, why_empty, words
from textmine.schema import rows
from textmine.themes.counts import POSITIONS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from textmine.analysis import Analysis

COLUMNS = ("theme_id", "title", "position", "n_people", "share")
REST, HIDDEN = "rest", "hidden"
_SHOWN = ("for", "against")
# Okabe and Ito's colours, told apart by everybody, and a hatch for print without colour.
_LOOK = {
    "for": ("#0072B2", "", "white"),
    "against": ("#E69F00", "////", INK),
    "mixed": ("#CC79A7", "xxxx", INK),
    "neutral": ("#BFBFBF", "....", INK),
    "unknown": ("#FFFFFF", "", INK),
    REST: ("#E6E6E6", "....", INK),
}
_NARROW = 0.05
"""Of the axis: a part narrower than this has no number in it."""
_LABEL = 38


def theme_bars(analysis: Analysis, question_id: str | None = None, *, most: int = 40, exact: bool = False) -> Plot:
    """Draw the themes of an open question by number of people, each bar split by position.

    Numbers are those that the published pages may show: small ones are hidden, and positions that few people take
    are put together.

    Args:
        analysis: After review; it may be purged.
        question_id: None: the first open question.
        most: Draw at most so many themes, the largest.
        exact: Show all five positions and every number, for your own use.

    Returns:
        The plot; `data` has `theme_id, title, position, n_people, share` (of those who answered). Position `rest` is
        what is left of a theme, `hidden` a theme whose number of people is not shown.

    Raises:
        InputError: There is no such open question.
        MissingExtraError: matplotlib is not installed.

    Example:
        >>> import textmine as tm
        >>> theme_bars(tm.open("out")).save("themes.svg")  # doctest: +SKIP
    """
    check_asked(analysis, most=most)
    with settled():
        question, say = open_question(analysis, question_id), words("theme_bars")
        themes, minimum = leaf_themes(analysis, question.question_id), settings_of(analysis).minimum_count
        why = why_hidden(question, 0 if exact else minimum) or (why_empty("no_themes") if themes.empty else "")
        if why:
            return empty(say["title"], question.wording, why, COLUMNS)
        drawn = themes.head(most)
        data = _exact_rows(drawn, question.base) if exact else _released_rows(analysis, drawn, question.base)
        put_together = say["rest_note"].format(rest=say["positions"][REST]) if REST in set(data["position"]) else ""
        caption = [
            say["caption"].format(base=f"{question.base:,}"),
            words("common")["all_shown"] if exact else put_together,
            more_themes(len(themes) - len(drawn)),
            question.note,
        ]
        text = [f"{say['title']}.", question.wording, *_in_words(data, question.base, minimum)]
        figure = new_figure(1.9 + 0.42 * len(drawn))
        heading(figure, say["title"], question.wording)
        _draw(figure.add_subplot(), data, minimum)
        return finish(figure, data, say["title"], text, caption)


def _row(theme: Any, position: str, n: int | None, base: int) -> dict[str, Any]:  # noqa: ANN401 - a named tuple
    return {
        "theme_id": theme.theme_id,
        "title": theme.title,
        "position": position,
        "n_people": n,
        "share": None if n is None else n / base,
    }


def _frame(found: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({"n_people": "Int64", "share": "Float64"})


def _exact_rows(themes: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return one row per theme and position that anybody takes."""
    found = []
    for theme in rows(themes):
        held = json.loads(str(theme.position_counts))
        found += [_row(theme, position, int(held[position]), base) for position in POSITIONS if held.get(position)]
    return _frame(found)


def _released_rows(analysis: Analysis, themes: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return one row per theme and position that may be shown, and one for what is left of the theme."""
    counts, found = theme_counts(analysis), []
    for theme in rows(themes):
        total = counts.of(str(theme.theme_id))
        if total is None:
            found.append(_row(theme, HIDDEN, None, base))
            continue
        held = {position: counts.of(str(theme.theme_id), position) or 0 for position in _SHOWN}
        held[REST] = total - sum(held.values())
        found += [_row(theme, position, n, base) for position, n in held.items() if n]
    return _frame(found)


def _in_words(data: pd.DataFrame, base: int, minimum: int) -> list[str]:
    """Return a sentence for each theme."""
    say, sentences = words("theme_bars"), []
    for (_, title), own in data.groupby(["theme_id", "title"], sort=False):
        if own["n_people"].isna().any():
            sentences.append(say["hidden_item"].format(title=title, minimum=minimum))
            continue
        pairs = zip(own["position"], own["n_people"], strict=True)
        parts = ", ".join(f"{say['positions'][position].lower()} {n}" for position, n in pairs)
        total = int(own["n_people"].sum())
        share = percent(total / base)
        sentences.append(say["item"].format(title=title, n=total, base=f"{base:,}", percent=share, parts=parts))
    return sentences


def _draw(axes: Axes, data: pd.DataFrame, minimum: int) -> None:
    """Draw a bar per theme, the first on top."""
    from matplotlib.ticker import MaxNLocator

    say = words("theme_bars")
    ids = list(dict.fromkeys(data["theme_id"]))
    totals = data.groupby("theme_id")["n_people"].sum()
    axes.set_xlim(0, max(int(totals.max()), 1) * 1.16)
    starts = dict.fromkeys(ids, 0)
    for position, (colour, hatch, ink) in _LOOK.items():
        own = data[data["position"] == position]
        if own.empty:
            continue
        places, widths = [ids.index(theme) for theme in own["theme_id"]], own["n_people"].astype(int).tolist()
        lefts = [starts[theme] for theme in own["theme_id"]]
        name = say["positions"][position]
        axes.barh(places, widths, left=lefts, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.6, label=name)
        _numbers(axes, places, lefts, widths, colour, ink)
        starts |= {theme: left + width for theme, left, width in zip(own["theme_id"], lefts, widths, strict=True)}
    shares, fewer = data.groupby("theme_id")["share"].sum(), say["fewer"].format(minimum=minimum)
    for place, theme in enumerate(ids):
        told = f"{totals[theme]:,} ({percent(shares[theme])})" if totals[theme] else fewer
        axes.text(int(totals[theme]), place, f" {told}", va="center", fontsize=9, color=INK)
    titles = data.drop_duplicates("theme_id")["title"]
    axes.set_yticks(range(len(ids)), [wrap(title, _LABEL, 2) for title in titles], fontsize=9)
    axes.set_ylim(len(ids) - 0.4, -0.6)
    axes.set_xlabel(say["axis"])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if axes.containers:
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=5, frameon=False, fontsize=9, borderaxespad=0)


def _numbers(axes: Axes, places: list[int], lefts: list[int], widths: list[int], colour: str, ink: str) -> None:
    """Write the number into each part of a bar that has room for it."""
    for place, left, width in zip(places, lefts, widths, strict=True):
        if width >= _NARROW * axes.get_xlim()[1]:
            box = {"facecolor": colour, "edgecolor": "none", "pad": 1.2}
            axes.text(left + width / 2, place, str(width), ha="center", va="center", fontsize=8, color=ink, bbox=box)
