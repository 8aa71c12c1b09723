"""Several files as one consultation: columns with the same heading are one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.config import Config
from textmine.ingest.columns import TableColumn
from textmine.ingest.several.matching import by_size, match_columns
from textmine.ingest.table import Table


@dataclass(frozen=True, slots=True)
class PooledColumn:
    """A column of the consultation.

    Attributes:
        name: Its heading.
        first: The column in the largest file that has it.
        names: Everything that it is called in any file.
        places: For each file the position of the column among that file's columns; None where it lacks it.
    """

    name: str
    first: TableColumn
    places: tuple[int | None, ...]
    names: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The column's number in the first file that has it."""
        return self.first.numbers[0]

    @property
    def files(self) -> frozenset[int]:
        """The files that have the column, by position."""
        return frozenset(file for file, place in enumerate(self.places) if place is not None)

    def values(self, tables: Sequence[Table]) -> Sequence[str]:
        """Return the column's values, of the files that have it."""
        parts = [
            table.columns[place].values for table, place in zip(tables, self.places, strict=True) if place is not None
        ]
        return parts[0] if len(parts) == 1 else [value for part in parts for value in part]

    def parts(self, tables: Sequence[Table]) -> list[Sequence[str]]:
        """Return, for each file, one cell for each response: empty ones where it lacks the column."""
        return [
            table.columns[place].values if place is not None else [""] * len(table.rows)
            for table, place in zip(tables, self.places, strict=True)
        ]

    def cells(self, tables: Sequence[Table]) -> list[str]:
        """Return the column's cell for every response, an empty one where its file lacks the column."""
        return [value for part in self.parts(tables) for value in part]


def pool(tables: Sequence[Table], config: Config) -> tuple[tuple[PooledColumn, ...], tuple[str, ...]]:
    """Match the columns of several files, by what consultation.toml says and by wording.

    Returns:
        The columns of the consultation, and in plain sentences what was matched although it is not written alike.

    Raises:
        ConfigError: The settings name columns that no file has.
    """
    matching = match_columns(tables, config)
    first: dict[str, TableColumn] = {}
    called: dict[str, list[str]] = {}
    positions: list[dict[str, int]] = []
    for file in by_size(tables):
        for column in tables[file].columns:
            name = matching.names[file][column.name]
            first.setdefault(name, column)
            called.setdefault(name, []).extend(column.names)
    for table, names in zip(tables, matching.names, strict=True):
        positions.append({names[column.name]: place for place, column in enumerate(table.columns)})
    columns = tuple(
        PooledColumn(name, column, tuple(places.get(name) for places in positions), tuple(called[name]))
        for name, column in first.items()
    )
    return columns, matching.notes
