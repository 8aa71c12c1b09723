"""Several files as one consultation: columns with the same heading are one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.ingest.columns import TableColumn
from textmine.ingest.headings import listed
from textmine.ingest.table import Table


@dataclass(frozen=True, slots=True)
class PooledColumn:
    """A column of the consultation.

    Attributes:
        first: The column in the first file that has it.
        places: For each file the position of the column among that file's columns; None where it lacks it.
    """

    first: TableColumn
    places: tuple[int | None, ...]

    @property
    def name(self) -> str:
        """The heading."""
        return self.first.name

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

    def cells(self, tables: Sequence[Table]) -> list[str]:
        """Return the column's cell for every response, an empty one where its file lacks the column."""
        return [
            value
            for table, place in zip(tables, self.places, strict=True)
            for value in (table.columns[place].values if place is not None else [""] * len(table.rows))
        ]


def pool(tables: Sequence[Table]) -> tuple[tuple[PooledColumn, ...], tuple[str, ...]]:
    """Match the columns of several files by heading; note those that not every file has."""
    first: dict[str, TableColumn] = {}
    for table in tables:
        for column in table.columns:
            first.setdefault(column.name, column)
    positions = [{column.name: place for place, column in enumerate(table.columns)} for table in tables]
    columns = tuple(
        PooledColumn(column, tuple(places.get(name) for places in positions)) for name, column in first.items()
    )
    partial = [column.name for column in columns if None in column.places]
    notes: tuple[str, ...] = ()
    if partial:
        notes = (f"Columns that not every file has are blank for the others: {listed(partial)}.",)
    return columns, notes
