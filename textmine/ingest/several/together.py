"""What several files are as one consultation, before they are analysed: what is matched, and what might be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from textmine.config import Config
from textmine.errors import Problem
from textmine.ingest.checks import content_problems
from textmine.ingest.ids import response_ids
from textmine.ingest.plan import Planned, make_plan
from textmine.ingest.pool import pool
from textmine.ingest.several.matching import settings_of
from textmine.ingest.several.propose import Proposal, proposals
from textmine.ingest.several.repeats import about_repeats, repeats
from textmine.ingest.table import Table
from textmine.ingest.template import quoted


@dataclass(frozen=True, slots=True)
class Together:
    """Several files as one consultation.

    Attributes:
        tables: The files.
        plan: The columns of the consultation, with what is proposed in force.
        proposals: What consultation.toml may say so that the files fit.
        notes: What is matched already, where the ids come from, who may have responded twice.
        problems: What stops `read`, of all files.
    """

    tables: tuple[Table, ...]
    plan: tuple[Planned, ...]
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


def together(tables: Sequence[Table], config: Config) -> Together:
    """Look at several files as one consultation.

    Raises:
        ConfigError: The settings name columns that no file has.
    """
    columns, notes = pool(tables, config)
    plan = make_plan(tables, columns, config)
    ids, about_ids = response_ids(tables, plan)
    about = (*notes, *about_ids, *about_repeats(repeats(tables, plan, ids)))
    first = proposals(tables, plan, config)
    # Options are compared once the columns are matched.
    matched = with_proposals(tables, config, first)
    plan = make_plan(tables, pool(tables, matched)[0], matched)
    found = (*first, *(one for one in proposals(tables, plan, matched) if one not in first))
    return Together(tuple(tables), plan, found, about, tuple(content_problems(tables, plan)))


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


def mapping_text(found: Sequence[Proposal]) -> str:
    """Return the `[files]` sections of a consultation.toml, each line with what speaks for it."""
    lines = ["", "# How the files fit together. Each line is a guess: remove what is wrong."] if found else []
    for (file, what), group in groupby(found, key=lambda one: (one.file, one.what)):
        lines += ["", f"[files.{quoted(file)}.{what}]"]
        for one in group:
            lines += [f"# {one.why}", f"{quoted(one.here)} = {quoted(one.there)}"]
    return "\n".join(lines) + "\n" if lines else ""
