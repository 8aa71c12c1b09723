"""Workbooks between the analysis and those who fill them in: officers, the service lead, the translators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from textmine.analysis import Analysis, open_analysis, write_views
from textmine.config import Config, parse_config
from textmine.draft import Drafter
from textmine.errors import ConfigError, InputError, Problem, ReviewError
from textmine.language import headings
from textmine.model import Decision
from textmine.occupied import in_use
from textmine.publish.needed import texts_to_translate
from textmine.retention import refuse_purged
from textmine.review import Reviewed, decide, rehearse
from textmine.review.session import standing
from textmine.review.workbook import (
    Choosing,
    PlacedDecision,
    Reading,
    Sheet,
    allowed,
    answers_sheet,
    change_lines,
    decision_lines,
    decisions_sheet,
    effect_problems,
    fingerprint_of,
    headings_sheet,
    lead_sheet,
    read_file,
    run_of,
    sentences_sheet,
    themes_sheet,
    translations_sheet,
    write_file,
)
from textmine.review.workbook.foreign import foreign_texts
from textmine.review.workbook.places import ENGLISH, page_texts
from textmine.review.workbook.privacy import kinds_of
from textmine.review.workbook.translations import Suggestions, ToTranslate
from textmine.review.workbook.words import problem
from textmine.tables import read_tables

Audience = Literal["officer", "lead", "translators"]
Trial = tuple[list[Decision], Reviewed]
"""Decisions as they would be recorded, and the analysis after them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What a workbook that was written holds.

    Attributes:
        sheets: Those in it.
        left_out: Quotes that translators do not get.
    """

    sheets: tuple[Sheet, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a workbook that came back would record: nothing is recorded yet.

    Attributes:
        reading: What the workbook holds.
        decisions: The same as for `textmine decide`, in an order that works, each with its cell.
        seen: The number of the last decision when the workbook was read; 0 before the first.
        drafter: Keeps what was drafted while they were rehearsed.
    """

    reading: Reading
    decisions: list[PlacedDecision]
    seen: int
    drafter: Drafter = field(default_factory=Drafter)

    @property
    def lines(self) -> list[str]:
        """The differences to what is recorded now."""
        return change_lines(self.reading)


def export_workbook(folder: Path, path: Path, audience: Audience | None = None, *, machine: bool = False) -> Exported:
    """Write a workbook for somebody to fill in.

    Args:
        folder: The analysis folder.
        path: The XLSX file to make.
        audience: `officer`: themes, answers, sentences. `lead`: outcomes of themes. `translators`: texts and page
            headings. None: all of it.
        machine: Whether a translator that is configured suggests translations. Nothing is approved by that.

    Raises:
        InputError: The folder is no analysis, the file exists already, or there is nothing to fill in.
        ConfigError: The settings of the run are wrong.
        ReviewError: The decision log is damaged.
    """
    refuse_purged(folder)
    return export_analysis(open_analysis(folder), folder, path, audience, machine=machine)


def export_analysis(
    analysis: Analysis, folder: Path, path: Path, audience: Audience | None = None, *, machine: bool = False
) -> Exported:
    """Write a workbook of an analysis that is open already: see `export_workbook`.

    Raises:
        InputError: The file exists already, or there is nothing to fill in.
        ConfigError: The settings of the run are wrong, or no translator is configured.
    """
    sheets, left_out = _sheets(analysis, audience, machine=machine)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise InputError(Problem(problem("nothing"), str(folder)))
    title = _config(analysis).consultation.title or folder.resolve().name
    write_file(path, run_of(analysis.machine), title, filled)
    return Exported(filled, left_out)


def read_workbook(folder: Path, source: Path | bytes, by: str, *, name: str = "", partial: bool = False) -> Waiting:
    """Read a workbook that came back, and check everything in it. Nothing is recorded.

    Args:
        folder: The analysis folder.
        source: The file, or the content of one that was sent in.
        by: Who decides.
        name: What the file is called in messages; its path, if not given.
        partial: Whether rows and sheets of the export may be missing: they then stay as they are.

    Raises:
        InputError: Everything that is wrong with the file, each with its sheet and cell.
        ReviewError: The decision log is damaged.
    """
    refuse_purged(folder)
    drafter = Drafter()

    def trial(lines: Sequence[dict[str, Any]]) -> Trial:
        return rehearse(folder, by, lines, redraft=drafter)

    analysis = open_analysis(folder, redraft=drafter)
    waiting = check_workbook(analysis, source, by, trial, name=name, partial=partial)
    return replace(waiting, drafter=drafter)


def check_workbook(
    analysis: Analysis,
    source: Path | bytes,
    by: str,
    trial: Callable[[Sequence[dict[str, Any]]], Trial],
    *,
    name: str = "",
    partial: bool = False,
) -> Waiting:
    """Read a workbook of an analysis that is open already: see `read_workbook`.

    Args:
        analysis: With all decisions so far.
        source: The file, or its content.
        by: Who decides.
        trial: Rehearses decisions.
        name: What the file is called in messages; its path, if not given.
        partial: Whether rows and sheets may be missing.

    Raises:
        InputError: Everything that is wrong with the file, each with its sheet and cell.
    """
    sheets, _ = _sheets(analysis, None, back_from=by)
    log = analysis.reviewed.decisions
    recorded = frozenset(fingerprint_of(decision.payload) for decision in standing(log))
    reading = read_file(source, run_of(analysis.machine), sheets, name=name, partial=partial, recorded=recorded)
    lines = decision_lines(reading, reading.file)
    problems = list(reading.problems)
    try:
        taken, after = trial(lines)
        problems += effect_problems(lines, taken, analysis.reviewed, after, reading.file)
    except ReviewError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return Waiting(reading, lines, log[-1].number if log else 0)


def record_workbook(
    folder: Path, waiting: Waiting, by: str, seen: int | None = None
) -> tuple[list[Decision], Reviewed]:
    """Record what a workbook holds, all of it or nothing, and write the views anew.

    Args:
        folder: The analysis folder.
        waiting: What was read.
        by: Who decides.
        seen: `waiting.seen`, where somebody has looked at the differences in between.

    Raises:
        ReviewError: Something in it does not fit any more, or newer decisions are about the same; nothing was recorded.
    """
    with in_use(folder):
        taken, reviewed = decide(folder, by, waiting.decisions, redraft=waiting.drafter, seen=seen)
        if taken:
            write_views(Analysis(read_tables(folder), reviewed), folder)
    return taken, reviewed


def _config(analysis: Analysis) -> Config:
    return parse_config(analysis.manifest.get("config", {}), "manifest.json")


def _sheets(
    analysis: Analysis, audience: Audience | None, *, machine: bool = False, back_from: str = ""
) -> tuple[list[Sheet], int]:
    """Return the sheets for somebody, and how many quotes are left out of them.

    Args:
        analysis: The analysis.
        audience: Whom they are for.
        machine: Whether a translator suggests translations.
        back_from: Who decides, where the sheets are to read a workbook that came back.
    """
    config, reviewed = _config(analysis), analysis.reviewed
    sheets: list[Sheet] = []
    left_out = 0
    if audience in (None, "officer"):
        sheets += _officer_sheets(analysis, back_from)
    if audience in (None, "lead"):
        sheets.append(lead_sheet(reviewed, config.publish.minimum_count))
    if audience in (None, "translators"):
        texts, left_out = to_translate(reviewed, config)
        suggestions = _suggestions(texts, reviewed, config) if machine else {}
        sheets.append(translations_sheet(reviewed, texts, suggestions))
        sheets.append(headings_sheet(reviewed, config.publish.languages))
    return sheets, left_out


def _officer_sheets(analysis: Analysis, back_from: str) -> list[Sheet]:
    """Return the sheets of the review itself."""
    reviewed = analysis.reviewed
    choosing = Choosing(reviewed, run_of(analysis.machine))
    return [
        themes_sheet(reviewed, choosing, back_from),
        # In which order answers are best reviewed takes long to work out, and is not read back.
        answers_sheet(reviewed, choosing, None if back_from else analysis.review_order()),
        sentences_sheet(reviewed, choosing),
        decisions_sheet(reviewed),
    ]


def to_translate(reviewed: Reviewed, config: Config) -> tuple[list[ToTranslate], int]:
    """Return what translators get, and how many quotes are left out of it.

    Into English that is what people wrote, into the other languages what a page needs; texts that have a
    translation are in it too.
    """
    texts, refused = foreign_texts(reviewed)
    for language in config.publish.languages:
        if headings(language) and language != ENGLISH:
            texts += page_texts(reviewed, texts_to_translate(reviewed, config, language), language)
    kept, personal = allowed(texts)
    return kept, refused + personal


def _suggestions(texts: Sequence[ToTranslate], reviewed: Reviewed, config: Config) -> Suggestions:
    """Return what the configured translator makes of the texts that have no translation yet.

    Raises:
        ConfigError: No translator is configured.
    """
    from textmine.draft.llm.translate import make_translator

    translator = make_translator(config)
    if translator is None:
        raise ConfigError(problem("no_translator"))
    found: dict[tuple[str, str], str] = {}
    # What may hold personal data is nobody else's to read.
    open_texts = [item for item in texts if (item.text, item.into) not in reviewed.translations]
    sendable = [item for item in open_texts if not kinds_of(item.text)]
    for source, target in dict.fromkeys((item.language, item.into) for item in sendable):
        wanted = [item.text for item in sendable if (item.language, item.into) == (source, target)]
        made = translator.translate(wanted, source, target)
        found |= {(text, target): said for text, said in zip(wanted, made, strict=True) if said}
    return found
