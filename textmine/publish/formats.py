"""The formats of a publication: which files each has, how they are written, and how ours are recognised."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.config import did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.insight.census import check_census, read_census
from textmine.publish.files.tables import is_ours as is_our_csv
from textmine.publish.files.tables import letters_csv, outcomes_csv, social_csv
from textmine.publish.publication import Publication, page_file
from textmine.safe import write_text

if TYPE_CHECKING:
    from textmine.config import Config

Writer = Callable[[Publication, Path], None]
OPEN_DATA = "open-data"
"""The format that is a folder of its own, and needs a decision of its own."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what writes it into a folder, and a pattern of the names of its files."""

    write: Writer
    files: str


def _html(publication: Publication, folder: Path) -> None:
    from textmine.publish.files.html import render_fragment, render_html

    for language, page in publication.pages.items():
        write_text(folder / page_file(language), render_html(page))
    write_text(folder / "fragment.html", render_fragment(publication.page))


def _docx(publication: Publication, folder: Path) -> None:
    from textmine.publish.word.document import write_word

    write_word(publication.page, folder / "feedback.docx", publication.config.publish.word_template)


def _md(publication: Publication, folder: Path) -> None:
    from textmine.publish.files.markdown import render_markdown

    write_text(folder / "feedback.md", render_markdown(publication.page))


def _newsletter(publication: Publication, folder: Path) -> None:
    from textmine.publish.files.newsletter import render_newsletter

    text = render_newsletter(publication.page, publication.config.publish.page_address)
    write_text(folder / "newsletter.md", text)


def _social(publication: Publication, folder: Path) -> None:
    write_text(folder / "social.csv", social_csv(publication))


def _letters(publication: Publication, folder: Path) -> None:
    write_text(folder / "letters.csv", letters_csv(publication))


def _digest(publication: Publication, folder: Path) -> None:
    from textmine.publish.files.html import render_digest

    write_text(folder / "digest.html", render_digest(publication.page))


def _report(publication: Publication, folder: Path) -> None:
    from textmine.publish.cabinet.report import write_report

    write_report(publication.reviewed, publication.config, publication.page, folder / "consultation-report.docx")


def _open_data(publication: Publication, folder: Path) -> None:
    from textmine.publish.opendata.write import write_open_data

    write_open_data(publication, folder)


def _equality(publication: Publication, folder: Path) -> None:
    from textmine.publish.equality.document import write_equality
    from textmine.publish.equality.facts import evidence_of
    from textmine.publish.equality.workbook import write_workbook

    evidence = evidence_of(publication.reviewed, publication.config, publication.page)
    write_equality(evidence, folder / "equality.docx")
    write_workbook(evidence, folder / "equality.xlsx")


def _outcomes(publication: Publication, folder: Path) -> None:
    write_text(folder / "outcomes.csv", outcomes_csv(publication))


def _transparency(publication: Publication, folder: Path) -> None:
    from textmine.publish.files.transparency import render_transparency

    write_text(folder / "transparency.md", render_transparency(publication))


FORMATS: dict[str, Format] = {
    "html": Format(_html, r"index(\.[A-Za-z-]+)?\.html|fragment\.html"),
    "docx": Format(_docx, r"feedback\.docx"),
    "md": Format(_md, r"feedback\.md"),
    "newsletter": Format(_newsletter, r"newsletter\.md"),
    "social": Format(_social, r"social\.csv"),
    "letters": Format(_letters, r"letters\.csv"),
    "digest": Format(_digest, r"digest\.html"),
    "report": Format(_report, r"consultation-report\.docx"),
    "equality": Format(_equality, r"equality\.(docx|xlsx)"),
    OPEN_DATA: Format(_open_data, OPEN_DATA),
}
"""What can be asked for."""
ALWAYS: dict[str, Format] = {
    "outcomes": Format(_outcomes, r"outcomes\.csv"),
    "transparency": Format(_transparency, r"transparency\.md"),
}
"""What every publication has."""


def wanted_formats(formats: Sequence[str]) -> list[str]:
    """Return the formats asked for, once each.

    Raises:
        ConfigError: One is not known, or none was asked for.
    """
    known = tuple(FORMATS)
    listed = ", ".join(f"`{name}`" for name in known)
    problems = [
        Problem(f"there is no format `{name}`.{did_you_mean(name, known)} Known: {listed}.")
        for name in dict.fromkeys(formats)
        if name not in FORMATS
    ]
    if not formats:
        problems = [Problem(f"no format was asked for. Known: {listed}.")]
    if problems:
        raise ConfigError(problems)
    return list(dict.fromkeys(formats))


def check_settings(config: Config, formats: Sequence[str]) -> None:
    """Try what the settings name before anything is written.

    Raises:
        ConfigError: The council's Word template cannot be used, or `[census]` names what is not there.
        InputError: The census file cannot be read, or has wrong lines.
    """
    if "equality" in formats and config.census.file:
        check_census(read_census(config.census.file), config.census)
    if {"docx", "report", "equality"} & set(formats):
        from textmine.publish.word.template import check_template

        check_template(config.publish.word_template)


def format_of(path: Path) -> str | None:
    """Return the format that a file of an earlier publication is of; None for any other file."""
    for name, form in (FORMATS | ALWAYS).items():
        if re.fullmatch(form.files, path.name):
            return name if not path.is_symlink() and _is_ours(path) else None
    return None


def _is_ours(path: Path) -> bool:
    """Whether a file or folder was written by an earlier publication: each of ours says so, or has our columns."""
    if path.is_dir():
        from textmine.publish.opendata.write import is_open_data

        return path.name == OPEN_DATA and is_open_data(path)
    try:
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as parts:
                return b"textmine" in parts.read("docProps/core.xml")
        content = path.read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    if path.suffix == ".csv":
        return is_our_csv(path.name, content)
    return '<meta name="generator" content="textmine">' in content or "Made with textmine" in content
