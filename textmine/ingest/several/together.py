"""What several files are as one consultation, before they are analysed: what is matched, and what might be."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from textmine.config import ColumnSetting, Config
from textmine.errors import Problem
from textmine.ingest.checks import content_problems
from textmine.ingest.ids import response_ids
from textmine.ingest.inspection import Inspection, entries_of, inspect_table
from textmine.ingest.listing import Entry
from textmine.ingest.plan import about_missing, make_plan, match_heading
from textmine.ingest.pool import pool
from textmine.ingest.reader import read_tables
from textmine.ingest.several.matching import settings_of
from textmine.ingest.several.propose import Proposal, proposals
from textmine.ingest.several.repeats import about_repeats, repeats
from textmine.ingest.table import Table


@dataclass(frozen=True, slots=True)
class Together:
    """Several files as one consultation.

    Attributes:
        tables: The files.
        entries: The columns of the consultation, with what is proposed in force.
        proposals: What consultation.toml may say so that the files fit.
        notes: What is matched already, where the ids come from, who may have responded twice.
        problems: What stops `read`, of all files.
    """

    tables: tuple[Table, ...]
    entries: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]

    def to_text(self) -> str:
        """Return a listing in plain English for the terminal."""
        counts = [f"{table.name} ({len(table.rows)} responses)" for table in self.tables]
        lines = [f"Together: {', '.join(counts)}"]
        lines += [f"  - {note}" for note in self.notes]
        if self.proposals:
            lines += ["", "These may be the same. `--write consultation.toml` writes them down for you to check:"]
            lines += [f"  - {one.file}: `{one.here}` = `{one.there}` ({one.why})" for one in self.proposals]
        if self.problems:
            lines += ["", "Problems", *(f"  - {problem}" for problem in self.problems)]
        return "\n".join(lines) + "\n"


def inspect_all(
    paths: Sequence[str | os.PathLike[str]], config: Config | None = None
) -> tuple[tuple[Inspection, ...], Together]:
    """Return what each of several files is, and what they are as one consultation.

    Args:
        paths: Exports and folders of letters.
        config: Settings whose `columns` correct the roles, and whose `files` say how the files fit.

    Raises:
        InputError: Files that cannot be read at all; all are named.
        ConfigError: The settings name columns that no file has.
    """
    settings = config or Config()
    tables = read_tables(paths, settings)
    own = [settings.model_copy(update={"columns": _of_file(table, settings), "files": {}}) for table in tables]
    each = tuple(inspect_table(table, mine) for table, mine in zip(tables, own, strict=True))
    return each, together(tables, settings)


def _of_file(table: Table, config: Config) -> dict[str, ColumnSetting]:
    """Return the settings of the columns that one file has."""
    names = [name for column in table.columns for name in column.names]
    return {name: setting for name, setting in config.columns.items() if match_heading(name, names) is not None}


def together(tables: Sequence[Table], config: Config) -> Together:
    """Look at several files as one consultation.

    Raises:
        ConfigError: The settings name columns that no file has.
    """
    columns, notes = pool(tables, config)
    plan = make_plan(tables, columns, config)
    ids, about_ids = response_ids(tables, plan)
    repeated = about_repeats(repeats(tables, plan, ids))
    first = proposals(tables, plan, config)
    # Options are compared once the columns are matched.
    matched = with_proposals(tables, config, first)
    plan = make_plan(tables, pool(tables, matched)[0], matched)
    about = (*notes, *about_missing(plan, tables), *about_ids, *repeated)
    found = (*first, *(one for one in proposals(tables, plan, matched) if one not in first))
    return Together(tuple(tables), entries_of(plan, tables), found, about, tuple(content_problems(tables, plan)))


def with_proposals(tables: Sequence[Table], config: Config, found: Sequence[Proposal]) -> Config:
    """Return the settings with what is proposed added to `[files]`."""
    settings = dict(config.files)
    for table in tables:
        own = settings_of(table.file, config)
        added = [one for one in found if one.file == table.name]
        if added:
            columns = own.columns | {one.here: one.there for one in added if one.what == "columns"}
            options = own.options | {one.here: one.there for one in added if one.what == "options"}
            settings[table.name] = own.model_copy(update={"columns": columns, "options": options})
    return config.model_copy(update={"files": settings})
