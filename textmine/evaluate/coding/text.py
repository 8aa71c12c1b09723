"""The agreement of coders as a terminal and a notebook show it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.evaluate.coding.key import KEY
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.words import said, words
from textmine.evaluate.plain import NONE, heading, short, table, wrapped
from textmine.language import language_name
from textmine.schema import rows

if TYPE_CHECKING:
    from textmine.evaluate.coding.agreement import Agreement

FEW = 30
"""Answers below which a figure is an indication and no finding."""
_HIGH, _LOW = 0.85, 0.6
"""Agreement from which on, and κ up to which, the two tell different stories."""
_TITLE = 34
_NAMES = {"both_of_either": "both of either", "kappa": "κ", "alpha": "α", "alpha_masi": "α MASI"}
_SETS = ("same", "overlap", "alpha", "alpha_masi")
_DECISIONS = ("agree", "both_of_either", "kappa")


def render(result: Agreement) -> str:
    """Return the whole report."""
    own = words()["report"]
    title = own["title"]
    return "\n".join(
        [
            title,
            "=" * len(title),
            *(line for text in about(result) for line in wrapped(text)),
            *heading(own["overall"]),
            *(line for text in own["measures"] for line in wrapped(text)),
            *_overall(result.overall, _SETS),
            *_overall(result.overall, _DECISIONS),
            "",
            *wrapped(published(result)),
            *_themes(result),
            *heading(own["languages"]),
            *_languages(result),
            *(_positions(result) if result.positions["n"].any() else []),
            "",
            *(line for text in caveats(result) for line in wrapped(text)),
        ]
    )


def drawn_text(sample: Sample, folder: Path, paths: Mapping[str, Path], *, redacted: bool) -> str:
    """Return what was drawn, and who gets which file."""
    own = words()["drawn"]
    spoken = Counter(language_name(item.language) for item in sample.items)
    head = {"n": len(sample.items), "population": sample.population, "strata": len(sample.strata), "folder": folder}
    texts = [
        own["head"].format(**head),
        own["languages"].format(languages=", ".join(f"{name} {n}" for name, n in spoken.most_common())),
        own["codes"],
        *(f"  {coder}: {path}" for coder, path in paths.items()),
        own["key"].format(key=folder / KEY),
        own["words"].format(redacted=own["redacted"] if redacted else ""),
        own["then"].format(codes=" ".join(f'--codes "{path}"' for path in paths.values())),
    ]
    return "\n".join(texts)


def about(result: Agreement) -> list[str]:
    """Say what was compared, how it is weighted, which codes are the machine's, and what is missing."""
    sample = result.sample
    drawn = len(sample.items)
    lines = [said("about", n=result.coded, drawn=drawn, population=sample.population, seed=result.seed)]
    lines += [said("weighted" if result.weighted else "plain"), said("codes")]
    lines += [said("missing", coder=coder, n=n, drawn=drawn) for coder, n in result.missing.items() if n]
    lines += [said("cannot_tell", coder=coder, n=n) for coder, n in result.cannot_tell.items() if n]
    return [*lines, *result.notes]


def published(result: Agreement) -> str:
    """Say on how many of the answers on which people agree the machine agrees too."""
    if not result.agreed["n"]:
        return said("unpublished")
    last = next(row for row in rows(result.overall) if row.other == words()["report"]["both"])
    return said("published", **result.agreed, share=_cell(last, "same"))


def caveats(result: Agreement) -> list[str]:
    """Say what to beware of: few answers, and κ where a theme is rare or nearly everywhere."""
    themes = paradoxes(result.themes)
    more = said("paradox_themes", themes=", ".join(f"“{title}”" for title in themes)) if themes else ""
    return [said("small", few=FEW), f"{said('paradox')} {more}".strip()]


def paradoxes(themes: pd.DataFrame) -> list[str]:
    """Return the titles of themes on which people agree nearly always, and κ is low all the same."""
    machine = words()["report"]["machine"]
    odd = (themes["one"] != machine) & (themes["agree"] >= _HIGH) & (themes["kappa"] < _LOW)
    return list(dict.fromkeys(themes.loc[odd, "title"]))


def _overall(frame: pd.DataFrame, measures: Sequence[str]) -> list[str]:
    own = frame.dropna(subset=list(measures), how="all")
    body = [[_who(row), _count(row.n), *(_cell(row, name) for name in measures)] for row in rows(own)]
    return ["", *table(["", "n", *_headings(measures)], body, least=12)]


def _themes(result: Agreement) -> list[str]:
    """Return a table of themes for people among themselves, and for the machine where people agree."""
    lines = heading(words()["report"]["themes"])
    shown = result.themes[(result.themes["one"] != _machine()) | (result.themes["other"] == words()["report"]["both"])]
    for (one, other), own in shown.groupby(["one", "other"], sort=False):
        body = [
            [_cut(row.title), f"{row.one_n}/{row.other_n}", _count(row.n), *(_cell(row, name) for name in _DECISIONS)]
            for row in rows(own)
        ]
        lines += ["", *table([_cut(f"{one} – {other}"), "gave it", "n", *_headings(_DECISIONS)], body, least=6)]
    return lines


def _languages(result: Agreement) -> list[str]:
    measures = ("same", "kappa", "alpha_masi")
    body = [
        [f"{language_name(row.language)}: {_who(row)}", _count(row.n), *(_cell(row, name) for name in measures)]
        for row in rows(result.languages.sort_values("language", kind="stable"))
    ]
    return ["", *table(["", "n", *_headings(measures)], body, least=12)]


def _positions(result: Agreement) -> list[str]:
    return [*heading(words()["report"]["positions"]), *_overall(result.positions, ("same", "alpha"))]


def _headings(measures: Sequence[str]) -> list[str]:
    return [_NAMES.get(name, name) for name in measures]


def _machine() -> str:
    return str(words()["report"]["machine"])


def _who(row: Any) -> str:  # noqa: ANN401 - a named tuple
    return f"{row.one} – {row.other}" if row.one != row.other else str(row.one)


def _count(n: int) -> str:
    """Return a number of answers, with an asterisk where it is small."""
    return f"{n}*" if n < FEW else str(n)


def _cell(row: Any, name: str) -> str:  # noqa: ANN401 - a named tuple
    value, low, high = (getattr(row, column) for column in (name, f"{name}_low", f"{name}_high"))
    if pd.isna(value):
        return NONE
    return short(value) if pd.isna(low) else f"{short(value)} {short(low)}–{short(high)}"


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1] + "…"


def as_html(result: Agreement) -> str:
    """Return what a notebook shows, escaped."""
    shown = [("overall", result.overall), ("themes", result.themes), ("languages", result.languages)]
    parts = [f"<p>{html.escape(text)}</p>" for text in (*about(result), published(result))]
    for name, frame in shown:
        parts += [f"<h4>{html.escape(words()['report'][name])}</h4>", _html_table(frame)]
    return "".join([*parts, *(f"<p>{html.escape(text)}</p>" for text in caveats(result))])


def _html_table(frame: pd.DataFrame) -> str:
    """Return a frame with each figure and its interval in one cell."""
    measures = [name for name in frame.columns if f"{name}_low" in frame.columns]
    kept = [name for name in frame.columns if not name.endswith(("_low", "_high"))]
    cells = [[_shown(row, name, name in measures) for name in kept] for row in rows(frame)]
    return str(pd.DataFrame(cells, columns=_headings(kept)).to_html(index=False, escape=True))


def _shown(row: Any, name: str, is_figure: bool) -> str:  # noqa: ANN401 - a named tuple
    if is_figure:
        return _cell(row, name)
    return _count(row.n) if name == "n" else str(getattr(row, name))
