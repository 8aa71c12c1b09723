"""The languages of the answers: how many, how many are in a theme, how sure the languages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.insight.intervals import proportion
from textmine.insight.people import WITH_CONTENT
from textmine.language import language_name
from textmine.language.catalogue import languages
from textmine.plots.canvas import new_figure, settled
from textmine.plots.choose import check_asked, open_question
from textmine.plots.dress import INK, QUIET, empty, finish, heading
from textmine.plots.labels import wrap
from textmine.plots.plot import Plot
from textmine.plots.words import percent, why_empty, words
from textmine.schema import rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from textmine.analysis import Analysis

COLUMNS = ("language", "name", "measure", "value", "low", "high", "n")
_STATUS = (("themed", "#0072B2", "o", -0.14), ("needs_person", "#D55E00", "s", 0.14))
"""Status, colour, mark, and how far from the middle of its row."""
OTHERS = "others"


def language_panel(analysis: Analysis, question_id: str | None = None, *, most: int = 20) -> Plot:
    """Draw, for each language, how many answers there are, how many are in a theme, and how sure the language is.

    It checks whether the machine serves all languages alike, and hides no small numbers: it is not for publication.

    Args:
        analysis: After review.
        question_id: None: all open questions together.
        most: Languages that are drawn apart, those of most answers; the others are put together.

    Returns:
        The plot; `data` has `language, name, measure, value, low, high, n` (answers), one row a measure: `answers`,
        `themed`, `needs_person` and `confidence`.

    Raises:
        InputError: There is no such open question, or people's words were removed.
        MissingExtraError: matplotlib is not installed.

    Example:
        >>> import textmine as tm
        >>> language_panel(tm.open("out")).save("languages.png")  # doctest: +SKIP
    """
    check_asked(analysis, most=most)
    with settled():
        analysis.refuse_purged()
        say, answers = words("language_panel"), analysis.responses
        answers = answers[answers["status"].isin(WITH_CONTENT)]
        wording = ""
        if question_id is not None:
            wording = open_question(analysis, question_id).wording
            answers = answers[answers["question_id"] == question_id]
        if answers.empty:
            return empty(say["title"], wording, why_empty("no_answers_at_all"), COLUMNS)
        data = pd.DataFrame(_rows(answers, most), columns=list(COLUMNS))
        figure = new_figure(1.9 + 0.42 * data["language"].nunique())
        heading(figure, say["title"], wording)
        _draw(figure.subplots(1, 3, sharey=True, width_ratios=(2, 3, 2)), data)
        n = answers["language"].nunique()
        total = say["text_one" if n == 1 else "text"].format(n=f"{len(answers):,}", languages=n)
        return finish(
            figure, data, say["title"], [f"{say['title']}.", wording, total, *_in_words(data)], [say["caption"]]
        )


def _rows(answers: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """Return one row per language and measure, the language of most answers first."""
    tags = answers["language"].fillna("und")
    sizes = tags.value_counts()
    order = sorted(sizes.index, key=lambda tag: (-sizes[tag], tag))
    apart = order if len(order) <= most else order[: most - 1]
    found = [row for tag in apart for row in _measures(str(tag), _label(str(tag)), answers[tags == tag])]
    if len(apart) < len(order):
        name = words("language_panel")["others"].format(n=len(order) - len(apart))
        found += _measures(OTHERS, name, answers[~tags.isin(apart)])
    return found


def _label(tag: str) -> str:
    """Return the name of a language, and what it calls itself."""
    name, entry = language_name(tag), languages().get(tag)
    name = name[:1].upper() + name[1:]
    return f"{name} ({entry.own_name})" if entry and entry.own_name != name else name


def _measures(tag: str, name: str, own: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the measures of one language."""
    n = len(own)

    def row(measure: str, value: float, low: float | None = None, high: float | None = None) -> dict[str, Any]:
        return dict(zip(COLUMNS, (tag, name, measure, value, low, high, n), strict=True))

    found = [row("answers", n)]
    for status, *_ in _STATUS:
        share = proportion(int((own["status"] == status).sum()), n)
        found += [row(status, share.value, share.low, share.high)] if share else []
    return [*found, row("confidence", float(own["language_confidence"].mean()))]


def _in_words(data: pd.DataFrame) -> list[str]:
    """Return a sentence for each language."""
    say, sentences = words("language_panel"), []
    for (_, name), own in data.groupby(["language", "name"], sort=False):
        value: dict[Any, float] = dict(zip(own["measure"], own["value"], strict=True))
        themed, n = next(rows(own[own["measure"] == "themed"])), int(value["answers"])
        sentences.append(
            say["item" if n > 1 else "item_one"].format(
                language=name,
                n=f"{n:,}",
                themed=percent(themed.value),
                low=percent(themed.low),
                high=percent(themed.high),
                needs=percent(value["needs_person"]),
                confidence=f"{value['confidence']:.2f}",
            )
        )
    return sentences


def _draw(panels: Any, data: pd.DataFrame) -> None:  # noqa: ANN401 - an array of axes
    """Draw three panels that share their rows."""
    say = words("language_panel")
    ids = list(dict.fromkeys(data["language"]))
    places = {tag: place for place, tag in enumerate(ids)}
    panels[0].set_yticks(range(len(ids)), [wrap(name, 26, 2) for name in data.drop_duplicates("language")["name"]])
    panels[0].tick_params(axis="y", labelsize=9)
    panels[0].set_ylim(len(ids) - 0.5, -0.5)
    for axes, measure in zip(panels, ("answers", "status", "confidence"), strict=True):
        axes.set_xlabel(say[measure], fontsize=9)
        axes.tick_params(axis="x", labelsize=8)
    _answers(panels[0], data[data["measure"] == "answers"], places)
    for status, colour, mark, shift in _STATUS:
        _shares(panels[1], data[data["measure"] == status], places, (say[status], colour, mark, shift))
    panels[1].set_xlim(-3, 103)
    panels[1].legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8, borderaxespad=0)
    _confidence(panels[2], data[data["measure"] == "confidence"], places)


def _answers(axes: Axes, data: pd.DataFrame, places: dict[str, int]) -> None:
    from matplotlib.ticker import MaxNLocator

    at = data["language"].map(places)
    axes.barh(at, data["value"], color="#BFBFBF", edgecolor=INK, linewidth=0.6, height=0.6)
    axes.set_xlim(0, data["value"].max() * 1.3)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    for place, n in zip(at, data["value"], strict=True):
        axes.text(n, place, f" {n:,.0f}", va="center", fontsize=8, color=INK)


def _shares(axes: Axes, data: pd.DataFrame, places: dict[str, int], look: tuple[str, str, str, float]) -> None:
    """Draw shares with their intervals, a mark for each language."""
    label, colour, mark, shift = look
    middle = 100 * data["value"].to_numpy()
    ends = [middle - 100 * data["low"].to_numpy(), 100 * data["high"].to_numpy() - middle]
    at = data["language"].map(places) + shift
    # A rounding error may put the end of an interval on the wrong side of a share of 0 or 1.
    ends = [end.clip(0) for end in ends]
    axes.errorbar(middle, at, xerr=ends, fmt=mark, color=colour, markersize=5, capsize=2, linewidth=1.2, label=label)
    axes.grid(axis="x", color="#E0E0E0", linewidth=0.6)


def _confidence(axes: Axes, data: pd.DataFrame, places: dict[str, int]) -> None:
    at = data["language"].map(places)
    axes.hlines(at, 0, data["value"], color=QUIET, linewidth=1)
    axes.plot(data["value"], at, "D", color=INK, markersize=5)
    axes.set_xlim(-0.06, 1.18)
    axes.set_xticks([0, 0.5, 1])
    for place, value in zip(at, data["value"], strict=True):
        axes.text(value + 0.04, place, f"{value:.2f}", va="center", fontsize=8, color=INK)
