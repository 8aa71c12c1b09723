"""A `ThemeModel` as a notebook shows it: scikit-learn's diagram, then the themes it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.display import render
from textmine.language import direction
from textmine.language.catalogue import NO_WORDS, UNKNOWN

if TYPE_CHECKING:
    from textmine.themes.estimator.model import ThemeModel

FIRST_THEMES, FIRST_WORDS = 30, 5
"""Shown at first sight; `themes_` holds all."""


def themes_html(model: ThemeModel) -> str:
    """Return the HTML of what a fitted model found; every title and key phrase is escaped."""
    names = [] if model.discovery_ is None else model.discovery_.names
    largest = model.themes_.sort_values("n_texts", ascending=False, kind="stable")
    n_texts = model.prepared_.n_texts
    tags = ["" if name.language in (UNKNOWN, NO_WORDS) else name.language for name in names]
    themes = [
        {
            "theme_id": int(theme),
            "title": names[theme].title,
            "language": tags[theme],
            "direction": direction(tags[theme]) if tags[theme] else "auto",
            "keywords": names[theme].keywords[:FIRST_WORDS],
            "n_texts": int(n),
            "percent": round(100 * n / n_texts),
        }
        for theme, n in zip(largest["theme_id"], largest["n_texts"], strict=True)
    ]
    return render(
        "themes",
        n_texts=n_texts,
        no_content=int((~model.prepared_.has_content).sum()),
        themes=themes[:FIRST_THEMES],
        more=max(0, len(themes) - FIRST_THEMES),
        agreement="" if model.agreement_ is None else str(model.agreement_),
    )
