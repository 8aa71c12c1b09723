"""`read`: one or several exports of one consultation, as questions, answers and respondents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from textmine.config import Config
from textmine.errors import ConfigError, InputError, Problem
from textmine.ingest import build
from textmine.ingest.checks import content_problems
from textmine.ingest.files import open_grid
from textmine.ingest.ids import response_ids
from textmine.ingest.letters import check_question, placed, read_folder, with_letters
from textmine.ingest.petitions import about_petitions, signatures
from textmine.ingest.plan import Options, Planned, about_missing, make_plan
from textmine.ingest.pool import pool
from textmine.ingest.several.matching import settings_of, unknown_files
from textmine.ingest.several.options import harmony
from textmine.ingest.several.propose import about_proposals, proposals
from textmine.ingest.several.repeats import about_repeats, repeats
from textmine.ingest.table import Table, make_table
from textmine.model import Consultation


def read(
    *paths: str | os.PathLike[str],
    config: Config | None = None,
    id_column: str | None = None,
    questions: Sequence[str] = (),
    groups: Sequence[str] = (),
) -> Consultation:
    r"""Return the consultation that one or several exports hold.

    Files are told apart by their content, not by their name. Nothing is turned into "missing":
    `None`, `NA` and `null` are answers. Columns with personal data are dropped here.

    Args:
        paths: CSV files and Excel workbooks, and folders of e-mails and letters (`.eml`, `.docx`, `.txt`).
        config: Settings, such as `textmine.config.load_config` returns; its `columns` correct the roles.
        id_column: The heading (or question id) of the column with the response ids; default: found.
        questions: Headings or question ids of the open questions; default: found.
        groups: Headings or question ids to compare groups by, in addition to those found.

    Returns:
        Every non-empty row below the headings, either as a response or set aside with a reason.

    Raises:
        InputError: A file cannot be read, or its content is not in order; all problems are listed.
        ConfigError: The config or an argument names a file or a column that is not there.

    Example:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "answers.csv"
        >>> _ = path.write_text("ID,Ward,Why?\n7,Old Dock,More light\n8,,\n", encoding="utf-8")
        >>> consultation = read(path)
        >>> consultation.answers["text"].to_list(), consultation.respondents["c2"].to_list()
        (['More light', nan], ['Old Dock', nan])
    """
    settings = config or Config()
    tables = placed(read_tables(paths, settings), settings)
    if unknown := unknown_files(tables, settings):
        raise ConfigError(unknown)
    columns, notes = pool(tables, settings)
    asked = Options(id_column, with_letters(tables, questions), tuple(groups))
    plan = make_plan(tables, columns, settings, asked)
    check_question(plan, settings, tables)
    problems = content_problems(tables, plan)
    if problems:
        raise InputError(problems)
    ids, about_ids = response_ids(tables, plan)
    repeated, options = repeats(tables, plan, ids), harmony(tables, settings)
    signed = signatures(tables, plan, ids, settings)
    respondents = build.respondents(tables, plan, ids, options, repeated, signed)
    about_files = [note for table in tables for note in table.notes]
    return Consultation(
        questions=build.questions(plan),
        answers=build.answers(tables, plan, ids),
        respondents=respondents,
        set_aside=build.set_aside(tables),
        sources=build.sources(tables, plan),
        assumptions=(
            *about_files,
            *notes,
            *about_missing(plan, tables),
            *about_ids,
            *assumed(plan),
            *options.notes(),
            *about_repeats(repeated),
            *about_petitions(ids, signed),
            *about_proposals(proposals(tables, plan, settings)),
        ),
        config=settings.model_dump(mode="json"),
    )


def read_tables(paths: Sequence[str | os.PathLike[str]], config: Config) -> list[Table]:
    """Read every file; if some cannot be read, say so of all of them.

    Raises:
        InputError: No file was given, or some cannot be read.
    """
    if not paths:
        raise InputError("no file was given. Name a CSV file or an Excel workbook.")
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables += read_file(Path(path), config)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tables


def read_file(path: Path, config: Config) -> list[Table]:
    """Read one file, or one folder of e-mails and letters; a workbook may hold several sheets of responses.

    Raises:
        InputError: It cannot be read.
    """
    if path.is_dir():
        return [read_folder(path, config)]
    sheet = settings_of(str(path), config).sheet
    reading = config.reading.model_copy(update={"sheet": sheet}) if sheet else config.reading
    grid = open_grid(path, reading, config.limits)
    others = [open_grid(path, reading.model_copy(update={"sheet": twin}), config.limits) for twin in grid.twins]
    # What is said of the workbook is said once.
    return [make_table(grid, reading), *(make_table(replace(other, notes=()), reading) for other in others)]


def assumed(plan: Sequence[Planned]) -> Iterator[str]:
    """Say in plain sentences what was guessed about the columns, for the officer to check."""
    yield from _about_columns(plan)
    yield from without_consent(plan)


def _about_columns(plan: Sequence[Planned]) -> Iterator[str]:
    """Say which questions are open, and what is dropped."""
    wordings = {column.question_id: column.column.name for column in plan}
    for column in plan:
        if column.role != "open":
            continue
        linked = f" It is read with `{wordings[column.linked]}`." if column.linked else ""
        if column.guess.confidence < 1.0:
            yield f"`{column.column.name}` is an open question: {column.guess.reason}.{linked}"
    if dropped := build.named(plan, "personal"):
        what = (
            "1 column with personal data is" if len(dropped) == 1 else f"{len(dropped)} columns with personal data are"
        )
        yield f"{what} dropped: {', '.join(dropped)}."


def without_consent(plan: Sequence[Planned]) -> Iterator[str]:
    """Say so where nobody was asked whether answers may be published."""
    if naming := [f"`{column.column.name}`" for column in plan if build.asks_for_name(column)]:
        yield (
            f"Whoever gives a name in {', '.join(naming)} is taken for an organisation, unless they say that they are "
            "an individual. The names are not kept."
        )
    if not build.named(plan, "consent_publish"):
        yield "No question asks whether answers may be published, so consent to quote is unknown."
