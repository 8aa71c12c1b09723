"""Several files as one consultation: columns with the same heading are one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.ingest.table import Table


@dataclass(frozen=True, slots=True)
class PooledColumn:
    """A column of the consultation.

    Attributes:
        name: The heading.
        number: Its number in the first file that has it.
        places: For each file the position of the column in that file's rows; None where it lacks it.
    """

    name: str
    number: int
    places: tuple[int | None, ...]

    def values(self, tables: Sequence[Table]) -> list[str]:
        """Return the column's values, of the files that have it."""
        return [
            record.cells[place]
            for table, place in zip(tables, self.places, strict=True)
            if place is not None
            for record in table.rows
        ]


def pool(tables: Sequence[Table]) -> tuple[tuple[PooledColumn, ...], tuple[str, ...]]:
    """Match the columns of several files by heading; note those that not every file has."""
    numbers: dict[str, int] = {}
    for table in tables:
        for heading in table.headings:
            numbers.setdefault(heading.name, heading.number)
    positions = [{heading.name: place for place, heading in enumerate(table.headings)} for table in tables]
    columns = tuple(
        PooledColumn(name, number, tuple(places.get(name) for places in positions)) for name, number in numbers.items()
    )
    partial = [column.name for column in columns if None in column.places]
    notes: tuple[str, ...] = ()
    if partial:
        listed = ", ".join(f"`{name}`" for name in partial)
        notes = (f"Columns that not every file has are blank for the others: {listed}.",)
    return columns, notes
