"""Which question letters answer: one of their own, or one of a form's, as consultation.toml says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textmine.config import Config, did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.ingest.columns import TableColumn
from textmine.ingest.letters.folder import QUESTION, TEXT
from textmine.ingest.plan import Planned, match_heading
from textmine.ingest.pool import pool
from textmine.ingest.questions import question_ids
from textmine.ingest.table import Table


def is_letters(wording: str) -> bool:
    """Whether an open question is none that was asked, but stands for letters and e-mails."""
    return wording == QUESTION


def placed(tables: Sequence[Table], config: Config) -> list[Table]:
    """Return the tables, forms first, with letters under the question that `[letters]` names.

    Args:
        tables: Forms and folders of letters.
        config: Settings.

    Raises:
        ConfigError: `[letters]` names a question that no form has.
    """
    forms = [table for table in tables if not table.origins]
    folders = [table for table in tables if table.origins]
    if not (config.letters.question and forms and folders):
        return [*forms, *folders]
    heading = _heading(forms, config)
    return [*forms, *(_under(table, heading) for table in folders)]


def _heading(forms: Sequence[Table], config: Config) -> str:
    """Return the heading of the question that `[letters]` names by heading or id.

    Raises:
        ConfigError: There is none.
    """
    wanted = config.letters.question
    columns, _ = pool(forms, config)
    headings = [column.name for column in columns]
    ids = question_ids(columns, {name: setting.id for name, setting in config.columns.items() if setting.id})
    index = match_heading(wanted, headings)
    if index is None and wanted in ids:
        index = ids.index(wanted)
    if index is None:
        hint = did_you_mean(wanted, [*headings, *ids]) or " `textmine inspect` lists them."
        raise ConfigError(Problem(f"`letters.question` names `{wanted}`, but no form has that question.{hint}"))
    return headings[index]


def _under(table: Table, heading: str) -> Table:
    """Return a table of letters whose text stands under a form's heading."""
    columns = list(table.columns)
    columns[TEXT] = replace(columns[TEXT], name=heading, headings=(heading,), hint=None)
    return replace(table, columns=tuple(columns))


def with_letters(tables: Sequence[Table], questions: Sequence[str]) -> tuple[str, ...]:
    """Return the open questions asked for, and with them those that letters answer; none where none is asked for."""
    texts = (_text(table).name for table in tables if table.origins)
    return tuple(dict.fromkeys((*questions, *texts))) if questions else ()


def _text(table: Table) -> TableColumn:
    """Return the column with the text of the letters."""
    return table.columns[TEXT]


def check_question(plan: Sequence[Planned], config: Config, tables: Sequence[Table]) -> None:
    """Look whether the question that `[letters]` names is answered in people's own words.

    Raises:
        ConfigError: It is not, so that the letters would not be read.
    """
    if not config.letters.question:
        return
    for file, table in enumerate(tables):
        for column in plan if table.origins else ():
            if column.column.places[file] == TEXT and column.role != "open":
                message = (
                    f"`letters.question` names `{column.column.name}`, which is no open question. "
                    "Name an open question, or give this one the role `open` in [columns]."
                )
                raise ConfigError(Problem(message))
