"""Which column of one file is which of another: as consultation.toml says, else by the same wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textmine.config import Config, FileSettings, did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.ingest.headings import tidy
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import fold

_NUMBER = re.compile(r"\s*(?:question\s+|q\s*)?[0-9]{1,3}(?:[._][0-9a-z]{1,2})*[.):\s]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matching:
    """What the columns of each file are called in the consultation.

    Attributes:
        names: For each file: the column's name there → its name in the consultation.
        notes: What was matched although it is not written alike, in plain sentences.
    """

    names: tuple[Mapping[str, str], ...]
    notes: tuple[str, ...] = ()


def settings_of(file: str, config: Config) -> FileSettings:
    """Return the settings of one file, which may be named with or without its folder and its ending."""
    path = Path(file)
    for name in (file, path.name, path.stem):
        if name in config.files:
            return config.files[name]
    return FileSettings()


def unknown_files(tables: Sequence[Table], config: Config) -> list[Problem]:
    """Return a problem for every file that consultation.toml names and nobody gave."""
    given = {name for table in tables for name in (table.file, table.name, Path(table.file).stem)}
    return [
        Problem(
            f'[files."{name}"] names a file that was not given.'
            + (did_you_mean(name, [table.name for table in tables]) or " Name it after `textmine run`, or remove it.")
        )
        for name in config.files
        if name not in given
    ]


def by_size(tables: Sequence[Table]) -> list[int]:
    """Return the positions of the files, that with the most responses first: its wording is the consultation's.

    Folders of letters come last: they ask nothing.
    """
    return sorted(range(len(tables)), key=lambda file: (bool(tables[file].origins), -len(tables[file].rows)))


def match_columns(tables: Sequence[Table], config: Config) -> Matching:
    """Match the columns of several files.

    Args:
        tables: The files; the largest gives the wording.
        config: Settings; `[files."NAME"] columns` says what wording alone does not.

    Raises:
        ConfigError: Every heading that no file has.
    """
    problems: list[Problem] = []
    names: dict[int, dict[str, str]] = {}
    notes: list[str] = []
    # A file that words a question like one that is renamed goes the way of that one.
    known: dict[str, str] = {}
    targets = list(dict.fromkeys(column.name for table in tables for column in table.columns))
    for file in by_size(tables):
        table = tables[file]
        said = _said(table, settings_of(table.file, config).columns, targets, problems)
        left = [column.name for column in table.columns if column.name not in said]
        alike = _alike(left, {wording: name for wording, name in known.items() if name not in said.values()})
        own = {column.name: said.get(column.name) or alike.get(column.name, column.name) for column in table.columns}
        problems += _twice(table, own)
        notes += _about(table, own, said)
        known |= {name: name for name in own.values()}
        known = {**own, **known}
        names[file] = own
    if problems:
        raise ConfigError(problems)
    return Matching(tuple(names[file] for file in range(len(tables))), tuple(notes))


def _about(table: Table, names: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """Say which columns of a file are read under other headings; those that hardly differ are counted."""
    told = [f"`{name}` of `{table.name}` is read as `{as_}`." for name, as_ in names.items() if name in said]
    alike = [name for name, as_ in names.items() if name != as_ and name not in said]
    if alike:
        are = "1 column of `{}` is" if len(alike) == 1 else f"{len(alike)} columns of `{{}}` are"
        differ = "differs only in number, capitals or punctuation"
        told.append(
            f"{are.format(table.name)} read under a heading of another file that {differ}, such as `{alike[0]}`."
        )
    return told


def _said(table: Table, columns: Mapping[str, str], targets: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    """Return what consultation.toml says of a file's columns; record a problem for every name unknown."""
    own = [column.name for column in table.columns]
    found: dict[str, str] = {}
    for here, there in columns.items():
        mine, target = _find(here, own), _find(there, targets)
        if mine is None:
            hint = did_you_mean(here, own) or " `textmine inspect` lists the headings."
            problems.append(Problem(f"[files] columns: there is no column `{here}`.{hint}", table.file, table.sheet))
        if target is None:
            hint = did_you_mean(there, list(targets)) or " `textmine inspect` lists the headings."
            problems.append(Problem(f"[files] columns: no file has a column `{there}`.{hint}", table.file, table.sheet))
        if mine is not None and target is not None:
            found[mine] = target
    return found


def _find(name: str, names: Sequence[str]) -> str | None:
    """Return the heading meant, as written or but for capitals and spacing."""
    wanted = tidy(name)
    if wanted in names:
        return wanted
    near = [candidate for candidate in names if candidate.casefold() == wanted.casefold()]
    return near[0] if len(near) == 1 else None


def _alike(names: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """Match headings that are the same but for capitals, punctuation, or the number of the question.

    A wording that stands twice in either file is not matched: it is not clear which is which.

    Args:
        names: The headings of a file.
        known: Wording → what the question is called in the consultation.
    """
    found = {name: name for name in names if known.get(name) == name}
    for key in (str, fold, _unnumbered):
        left = [name for name in names if name not in found]
        free = {wording: name for wording, name in known.items() if name not in found.values()}
        there = _only_one(free, key)
        mine = _only_one({name: name for name in left}, key)
        matched = {name: there[wording] for wording, name in mine.items() if wording in there}
        clear = Counter(matched.values())
        found |= {name: as_ for name, as_ in matched.items() if clear[as_] == 1}
    return found


def _unnumbered(heading: str) -> str:
    """Return a heading for comparing, without the number of the question."""
    return fold(_NUMBER.sub("", heading, count=1))


def _only_one(known: Mapping[str, str], key: Callable[[str], str]) -> dict[str, str]:
    """Return wording for comparing → name, of the wordings that lead to one name alone."""
    leads: dict[str, set[str]] = {}
    for wording, name in known.items():
        leads.setdefault(key(wording), set()).add(name)
    return {wording: next(iter(names)) for wording, names in leads.items() if wording and len(names) == 1}


def _twice(table: Table, names: Mapping[str, str]) -> list[Problem]:
    """Report columns of one file that would become the same."""
    counts = Counter(names.values())
    return [
        Problem(
            f"[files] columns: {count} columns would be `{name}`. Give each its own, or leave one out.",
            table.file,
            table.sheet,
        )
        for name, count in counts.items()
        if count > 1
    ]
