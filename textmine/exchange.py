"""Workbooks between the analysis and those who fill them in: the service lead, the translators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from textmine.analysis import Analysis, open_analysis, write_views
from textmine.config import Config, parse_config
from textmine.errors import ConfigError, InputError, Problem, ReviewError
from textmine.language import headings
from textmine.model import Decision
from textmine.publish.needed import texts_to_translate
from textmine.review import Reviewed, decide, rehearse
from textmine.review.workbook import (
    Reading,
    Sheet,
    allowed,
    change_lines,
    decision_lines,
    headings_sheet,
    lead_sheet,
    read_file,
    run_of,
    translations_sheet,
    write_file,
)
from textmine.review.workbook.foreign import foreign_texts
from textmine.review.workbook.places import ENGLISH, page_texts
from textmine.review.workbook.privacy import kinds_of
from textmine.review.workbook.translations import Suggestions, ToTranslate
from textmine.review.workbook.words import problem

Audience = Literal["lead", "translators"]


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
    """What a workbook that came back would record: nothing is recorded yet."""

    reading: Reading
    file: str

    @property
    def lines(self) -> list[str]:
        """The differences to what is recorded now."""
        return change_lines(self.reading)


def export_workbook(folder: Path, path: Path, audience: Audience | None = None, *, machine: bool = False) -> Exported:
    """Write a workbook for somebody to fill in.

    Args:
        folder: The analysis folder.
        path: The XLSX file to make.
        audience: `lead`: outcomes of themes. `translators`: texts and page headings. None: all of it.
        machine: Whether a translator that is configured suggests translations. Nothing is approved by that.

    Raises:
        InputError: The folder is no analysis, the file exists already, or there is nothing to fill in.
        ConfigError: The settings of the run are wrong.
        ReviewError: The decision log is damaged.
    """
    analysis = open_analysis(folder)
    sheets, left_out = _sheets(analysis, audience, machine=machine)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise InputError(Problem(problem("nothing"), str(folder)))
    title = _config(analysis).consultation.title or folder.resolve().name
    write_file(path, run_of(analysis.machine), title, filled)
    return Exported(filled, left_out)


def read_workbook(folder: Path, path: Path, by: str) -> Waiting:
    """Read a workbook that came back, and check everything in it. Nothing is recorded.

    Args:
        folder: The analysis folder.
        path: The file.
        by: Who decides.

    Raises:
        InputError: Everything that is wrong with the file, each with its sheet and cell.
        ReviewError: The decision log is damaged.
    """
    analysis = open_analysis(folder)
    sheets, _ = _sheets(analysis, None, machine=False)
    reading = read_file(path, run_of(analysis.machine), sheets)
    problems = list(reading.problems)
    try:
        rehearse(folder, by, decision_lines(reading, str(path)))
    except ReviewError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return Waiting(reading, str(path))


def record_workbook(folder: Path, waiting: Waiting, by: str) -> tuple[list[Decision], Reviewed]:
    """Record what a workbook holds, all of it or nothing, and write the views anew.

    Raises:
        ReviewError: Something in it does not fit any more; nothing was recorded.
    """
    taken, reviewed = decide(folder, by, decision_lines(waiting.reading, waiting.file))
    if taken:
        write_views(open_analysis(folder), folder)
    return taken, reviewed


def _config(analysis: Analysis) -> Config:
    return parse_config(analysis.manifest.get("config", {}), "manifest.json")


def _sheets(analysis: Analysis, audience: Audience | None, *, machine: bool) -> tuple[list[Sheet], int]:
    """Return the sheets for somebody, and how many quotes are left out of them."""
    config, reviewed = _config(analysis), analysis.reviewed
    sheets: list[Sheet] = []
    left_out = 0
    if audience != "translators":
        sheets.append(lead_sheet(reviewed, config.publish.minimum_count))
    if audience != "lead":
        texts, left_out = _texts(reviewed, config)
        suggestions = _suggestions(texts, reviewed, config) if machine else {}
        sheets.append(translations_sheet(reviewed, texts, suggestions))
        sheets.append(headings_sheet(reviewed, config.publish.languages))
    return sheets, left_out


def _texts(reviewed: Reviewed, config: Config) -> tuple[list[ToTranslate], int]:
    """Return what translators get: into English what people wrote, into other languages what a page needs."""
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
