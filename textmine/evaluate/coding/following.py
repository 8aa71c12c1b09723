"""What became of the themes of a sample since it was drawn: merged, renamed, gone, or new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textmine.analysis import Analysis
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.words import said
from textmine.review.workbook import Choosing, run_of


@dataclass(frozen=True, slots=True)
class Following:
    """The themes of a sample as they are now.

    Attributes:
        now: Theme of the sample → the theme that its codes count as.
        titles: Those themes → their titles.
        notes: What changed, in sentences.
    """

    now: Mapping[str, str]
    titles: Mapping[str, str]
    notes: tuple[str, ...] = ()


def follow(sample: Sample, analysis: Analysis | None) -> Following:
    """Return what the themes of a sample are now.

    Args:
        sample: The sample.
        analysis: The analysis as reviewed by now; None: the themes are taken as they were when it was drawn.
    """
    titles = {theme.theme_id: theme.title for theme in sample.themes}
    same = {theme: theme for theme in titles}
    if analysis is None:
        return Following(same, titles)
    if "purged" in analysis.manifest:
        return Following(same, titles, (said("purged"),))
    if (run := run_of(analysis.machine)) != sample.run:
        # Its ids may be those of other themes.
        return Following(same, titles, (said("other_run"),))
    choosing = Choosing(analysis.reviewed, run)
    now = {theme: choosing.now.get(theme, theme) for theme in titles}
    current = {theme: choosing.titles.get(theme, titles.get(theme, theme)) for theme in now.values()}
    return Following(now, current, (*_changes(sample, choosing), *_new(sample, choosing)))


def _changes(sample: Sample, choosing: Choosing) -> list[str]:
    """Say which themes of the sample were merged, renamed or removed."""
    found = []
    for theme in sample.themes:
        into = choosing.now.get(theme.theme_id)
        there = choosing.titles.get(theme.theme_id)
        named = {"title": theme.title, "theme": theme.theme_id}
        if into is not None:
            found.append(said("merged", into=choosing.titles[into], **named))
        elif there is None:
            found.append(said("gone", **named))
        elif there != theme.title:
            found.append(said("renamed", now=there, **named))
    return found


def _new(sample: Sample, choosing: Choosing) -> list[str]:
    """Name the themes that nobody could choose, because they were made later."""
    leaves = [
        theme
        for question in sample.questions
        for theme in choosing.order.get(question, ())
        if theme.theme_id not in choosing.groups and theme.theme_id not in sample.by_id
    ]
    return [said("new", title=choosing.titles[theme.theme_id], theme=theme.theme_id) for theme in leaves]
