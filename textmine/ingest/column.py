"""One column of a file, row by row, whatever else the file holds."""

from __future__ import annotations

import os
from pathlib import Path

from textmine.config import ReadingSettings, did_you_mean
from textmine.errors import ConfigError, Problem
from textmine.ingest.files import open_grid
from textmine.ingest.plan import match_heading
from textmine.ingest.table import make_table


def column_texts(path: str | os.PathLike[str], name: str) -> list[str | None]:
    """Return the texts of one column: one per row below the headings, empty rows too (None).

    Args:
        path: A CSV file or Excel workbook.
        name: The column's heading.

    Raises:
        InputError: The file cannot be read.
        ConfigError: There is no such column.
    """
    grid = open_grid(Path(path))
    table = make_table(grid, ReadingSettings())
    numbers = {
        heading: number
        for column in table.columns
        for heading, number in zip(column.headings, column.numbers, strict=True)
    }
    for column in table.columns:
        if len(column.numbers) == 1:
            numbers |= {name: column.numbers[0] for name in column.also if name not in numbers}
    names = list(numbers)
    index = match_heading(name, names)
    if index is None:
        hint = did_you_mean(name, names) or f" Columns: {', '.join(f'`{heading}`' for heading in names)}."
        raise ConfigError(Problem(f"there is no column `{name}`.{hint}", grid.file, grid.sheet))
    position = numbers[names[index]] - 1
    cells = {record.row: record.cells[position] for record in grid.records if position < len(record.cells)}
    texts = (cells.get(row, "") for row in range(table.below, grid.last_row + 1))
    return [text if text.strip() else None for text in texts]
