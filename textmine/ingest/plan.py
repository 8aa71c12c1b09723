"""What the columns are taken for in the end: the guesses, corrected by consultation.toml and the options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from textmine.config import ColumnSetting, Config, did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.ingest.headings import listed, tidy
from textmine.ingest.pool import PooledColumn
from textmine.ingest.questions import RESERVED, link, question_ids
from textmine.ingest.roles import Asked, Guess, guess_roles
from textmine.ingest.table import Table
from textmine.model import GROUP_ROLES, Column, Role

_MANY = 3
"""Headings of which none fits, from which the settings are another consultation's."""
QUESTION_ROLES: tuple[Role, ...] = ("open", *GROUP_ROLES)
CARRIED: frozenset[Role] = frozenset({"id", *QUESTION_ROLES})
"""The allow-list: what is written in these columns leaves this room. Of questions on consent, contact and the kind of
respondent only what they come to does, and of every other column nothing but that it was there."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line: headings or question ids."""

    id_column: str | None = None
    questions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A column of the consultation with its role and its question id.

    Attributes:
        linked: The id of the closed question that this open one explains.
    """

    column: PooledColumn
    guess: Guess
    question_id: str
    linked: str | None = None

    @property
    def role(self) -> Role:
        """What the column is for."""
        return self.guess.role

    @property
    def is_question(self) -> bool:
        """Say whether its answers are carried into the analysis."""
        return self.role in QUESTION_ROLES

    def parts(self, tables: Sequence[Table]) -> list[Sequence[str]]:
        """Return what is written in the column, file after file.

        Raises:
            ValueError: Its role is not on the allow-list.
        """
        if self.role not in CARRIED:
            raise ValueError(f"the values of a column that is `{self.role}` are not carried into the analysis")
        return list(self.column.parts(tables))

    def as_columns(self, table: Table, place: int) -> Iterator[Column]:
        """Yield the columns of a file that this one stands for, as the model describes them."""
        question_id = self.question_id if self.is_question else None
        found, guess = table.columns[place], self.guess
        for heading, number in zip(found.headings, found.numbers, strict=True):
            yield Column(heading, number, guess.role, question_id, guess.confidence, guess.reason)


def make_plan(
    tables: Sequence[Table], columns: Sequence[PooledColumn], config: Config, options: Options = Options()
) -> tuple[Planned, ...]:
    """Decide what every column is for.

    Raises:
        ConfigError: Every setting or option that names no column, or an id that cannot be used.
    """
    problems: list[Problem] = []
    headings = [column.name for column in columns]
    aliases = _aliases(columns)
    settings = _settings(headings, aliases, config, problems)
    ids = question_ids(columns, _given_ids(headings, settings, problems))
    names = _Names(headings, ids, aliases, problems)
    guesses = guess_roles([Asked(column.name, column.values(tables), column.first, column.files) for column in columns])
    _configure(guesses, settings, columns)
    _apply(guesses, options, names, columns)
    # A question explains one that the same people were asked.
    links = {
        index: ids[target]
        for index, target in link([column.first for column in columns], ids, guesses).items()
        if columns[index].files & columns[target].files
    }
    for index, setting in settings.items():
        if setting.linked and (target := names.find(setting.linked, "`linked`")) is not None:
            links[index] = ids[target]
            if guesses[target].role not in GROUP_ROLES:
                message = f"`linked = {setting.linked!r}` does not name a closed question."
                problems.append(Problem(message, column=headings[index]))
    if problems:
        raise ConfigError(problems)
    return tuple(
        Planned(column, guess, question_id, links.get(index) if guess.role == "open" else None)
        for index, (column, guess, question_id) in enumerate(zip(columns, guesses, ids, strict=True))
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The headings and question ids by which a column can be named."""

    headings: Sequence[str]
    ids: Sequence[str]
    aliases: Mapping[str, int]
    problems: list[Problem]

    def find(self, name: str, option: str) -> int | None:
        """Return the position of the column named; record a problem if there is none."""
        index = _match(name, self.headings, self.aliases)
        if index is not None:
            return index
        if name in self.ids:
            return self.ids.index(name)
        hint = did_you_mean(name, [*self.headings, *self.ids]) or " `textmine inspect` lists them."
        self.problems.append(Problem(f"{option} names `{name}`, but there is no such column.{hint}"))
        return None

    def find_all(self, names: Iterable[str], option: str) -> set[int]:
        """Return the positions of the columns named."""
        return {index for name in names if (index := self.find(name, option)) is not None}


def match_heading(name: str, headings: Sequence[str]) -> int | None:
    """Return the position of a heading, as written or but for capitals and spacing."""
    if name in headings:
        return headings.index(name)
    wanted = tidy(name)
    if wanted in headings:
        return headings.index(wanted)
    folded = [index for index, heading in enumerate(headings) if heading.casefold() == wanted.casefold()]
    return folded[0] if len(folded) == 1 else None


def _aliases(columns: Sequence[PooledColumn]) -> dict[str, int]:
    """Return the other names of the columns, but for those that several have."""
    found: dict[str, int | None] = {}
    for index, column in enumerate(columns):
        for name in set(map(tidy, column.names)):
            found[name] = None if name in found else index
    return {name: index for name, index in found.items() if index is not None}


def _match(name: str, headings: Sequence[str], aliases: Mapping[str, int]) -> int | None:
    """Return the position of a column by its heading, else by another of its names."""
    index = match_heading(name, headings)
    return aliases.get(tidy(name)) if index is None else index


def _settings(
    headings: Sequence[str], aliases: Mapping[str, int], config: Config, problems: list[Problem]
) -> dict[int, ColumnSetting]:
    """Return the settings of consultation.toml by column."""
    settings: dict[int, ColumnSetting] = {}
    if len(config.columns) >= _MANY and not any(
        _match(name, headings, aliases) is not None or did_you_mean(name, list(headings)) for name in config.columns
    ):
        message = (
            f"none of the {len(config.columns)} headings under [columns] stands in a file that was given. Are these "
            "the settings of another consultation? `textmine inspect FILE --write` makes new ones."
        )
        problems.append(Problem(message))
        return settings
    for name, setting in config.columns.items():
        index = _match(name, headings, aliases)
        if index is None:
            hint = did_you_mean(name, list(headings)) or " `textmine inspect` lists the headings."
            problems.append(Problem(f"[columns] names `{name}`, but no file has that heading.{hint}"))
        elif index not in settings or tidy(name) == headings[index]:
            # What is said of the heading itself goes before what is said of another name of the column.
            settings[index] = setting
    return settings


def _given_ids(headings: Sequence[str], settings: dict[int, ColumnSetting], problems: list[Problem]) -> dict[str, str]:
    """Return the question ids of consultation.toml by heading."""
    given: dict[str, str] = {}
    for index, setting in settings.items():
        if not setting.id or setting.role not in QUESTION_ROLES:
            continue
        heading = headings[index]
        if setting.id in RESERVED:
            message = f"the id `{setting.id}` is the name of a column of our tables. Choose another."
            problems.append(Problem(message, column=heading))
        elif setting.id in given.values():
            message = f"the id `{setting.id}` is given to another column too. Choose another."
            problems.append(Problem(message, column=heading))
        else:
            given[heading] = setting.id
    return given


def _configure(guesses: list[Guess], settings: dict[int, ColumnSetting], columns: Sequence[PooledColumn]) -> None:
    """Put the roles of consultation.toml in the place of the guesses."""
    for index, setting in settings.items():
        scale = guesses[index].is_scale and setting.role in GROUP_ROLES
        options = (setting.options or guesses[index].options) if setting.role == "closed_multi" else ()
        guesses[index] = Guess(setting.role, 1.0, "set in consultation.toml", is_scale=scale, options=options)
        if setting.role == "id":
            _only(guesses, index, columns)


def _only(guesses: list[Guess], index: int, columns: Sequence[PooledColumn]) -> None:
    """Make a column the only id of the files that have it."""
    for other, guess in enumerate(guesses):
        if other != index and guess.role == "id" and columns[other].files & columns[index].files:
            guesses[other] = Guess("ignore", 1.0, "another column is named as the id")


def _apply(guesses: list[Guess], options: Options, names: _Names, columns: Sequence[PooledColumn]) -> None:
    """Put what the options say in the place of guesses and settings."""
    if options.id_column and (chosen := names.find(options.id_column, "--id")) is not None:
        guesses[chosen] = Guess("id", 1.0, "named with --id")
        _only(guesses, chosen, columns)
    for index in names.find_all(options.groups, "--group"):
        role: Role = guesses[index].role if guesses[index].role in GROUP_ROLES else "closed_single"
        guesses[index] = replace(guesses[index], role=role, confidence=1.0, reason="named with --group", unknown=False)
    asked = names.find_all(options.questions, "--question")
    if not options.questions:
        return
    for index, guess in enumerate(guesses):
        if index in asked:
            guesses[index] = Guess("open", 1.0, "named with --question")
        elif guess.role == "open":
            guesses[index] = Guess("ignore", 1.0, "not among the questions named with --question")


def about_missing(plan: Sequence[Planned], tables: Sequence[Table]) -> tuple[str, ...]:
    """Say in plain sentences which questions not every form has."""
    # Letters have nothing in common with a form but that they are responses: of them nothing is missing.
    forms = {file for file, table in enumerate(tables) if not table.origins}
    asked = [column.column for column in plan if column.is_question and column.column.files & forms]
    lacking = {tables[file].name: [one.name for one in asked if file not in one.files] for file in sorted(forms)}
    return tuple(
        f"Not in `{file}`, so blank for its responses: {listed(names)}." for file, names in lacking.items() if names
    )
