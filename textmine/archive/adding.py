"""From an analysis, or its folder, to what is added to the archive or compared with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textmine.analysis import Analysis, open_analysis
from textmine.archive.asked import checked_day
from textmine.archive.entry import Entry
from textmine.archive.gather import Source
from textmine.archive.items import gather_items
from textmine.archive.models import embedder_of
from textmine.archive.similar import Probe
from textmine.errors import ConfigError, Problem
from textmine.progress import Progress
from textmine.retention import in_words, kept_until


def source_of(analysis: Analysis | Path | str, *, everything: bool, asked_on: str = "") -> Source:
    """Return an analysis, looked at for the archive."""
    day = checked_day(asked_on, "--asked", part=True) if asked_on else ""
    if isinstance(analysis, Analysis):
        return Source(analysis, Path("analysis"), everything, day)
    return Source(open_analysis(analysis), Path(analysis), everything, day)


def probe_of(source: Source) -> Probe:
    """Return what of an analysis is compared with the archive."""
    questions, themes, embedder = source.questions(), source.themes(), embedder_of(source.config.embed)
    found = gather_items(source, questions, themes, embedder)
    places = [place for place, item in enumerate(found.items) if item.kind in ("question", "theme", "centre")]
    return Probe(
        source.inputs,
        tuple(found.items[place] for place in places),
        found.vectors[places],
        {theme.theme_id: theme.title for theme in themes},
        embedder.space,
    )


def entry_of(source: Source, progress: Progress, keep_until: str | None = None) -> Entry:
    """Return what of an analysis goes into the archive.

    Raises:
        InputError: Nothing of it can.
    """
    about, questions, themes = source.about(), source.questions(), source.themes()
    embedder = embedder_of(source.config.embed, progress)
    found = gather_items(source, questions, themes, embedder, verbatim=keep_until is not None, progress=progress)
    left_out = source.themes_left_out()
    if found.unconsented:
        said = "1 sentence" if found.unconsented == 1 else f"{found.unconsented} sentences"
        left_out.append(f"{said}: it is not known that the people whose words they are agreed to publication.")
    if found.refused:
        said = "1 answer" if found.refused == 1 else f"{found.refused:,} answers"
        left_out.append(f"{said}: whoever wrote {'it' if found.refused == 1 else 'them'} refused publication.")
    return Entry(
        about,
        questions,
        themes,
        found.items,
        found.vectors,
        embedder.identity,
        embedder.space,
        keep_until,
        tuple(left_out),
    )


def retention_of(source: Source, given: str) -> str:
    """Return until when people's own words are kept.

    Raises:
        ConfigError: That is not said, has passed, or is later than people were told.
    """
    told = kept_until(source.analysis.manifest)
    if not given and told is None:
        raise ConfigError(Problem("`--verbatim` needs the day until which people's words are kept: --keep-until DATE."))
    until = date.fromisoformat(checked_day(given, "--keep-until")) if given else told
    assert until is not None  # noqa: S101 - one of the two was given
    if source.is_purged:
        raise ConfigError(Problem("has no words of people any more: leave out `--verbatim`.", str(source.folder)))
    if told is not None and until > told:
        raise ConfigError(
            Problem(f"`--keep-until` may not be later than the settings of the consultation say: {in_words(told)}.")
        )
    if until < date.today():
        raise ConfigError(Problem(f"{in_words(until)}, until which people's words are kept, has passed."))
    return until.isoformat()
