"""Whatever stands in a file: every layout keeps every row, and names every column that holds something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.config import ReadingSettings
from textmine.ingest.grid import Grid, non_empty
from textmine.ingest.layouts import LAYOUTS, Layout, find_layout
from textmine.ingest.table import make_table

CELL = st.one_of(
    st.sampled_from(
        [
            *("", " ", "Respondent ID", "Collector ID", "Custom Data 1", "Open-Ended Response", "Response"),
            *('{"ImportId":"QID1"}', '{"ImportId":[]}', '{"ImportId":', "StartDate", "Start Date", "Q3_1", "Q3_2_TEXT"),
            *("RecordedDate", "Progress", "Finished", "Status", "Survey Preview", "V1", "ResponseID", "ResponseSet"),
            *("Unique Response Number", "1", "2.a", "13.4.a", "Response ID", "submitdate", "lastpage", "seed"),
            *("Use? - A", "Use? - B", "Use? [A]", "Other (please specify)", "আলো নেই", "x", "0", "2026-01-01"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(CELL, min_size=1, max_size=7), min_size=1, max_size=7))
def test_no_row_and_no_column_is_lost(rows: list[list[str]]) -> None:
    grid = Grid("a.csv", None, "utf-8", "0", non_empty(enumerate(rows, 1)), len(rows))
    if not grid.records:
        return
    for layout in LAYOUTS:
        found = layout.locate(grid)
        if found is None:
            continue
        below = [record.row for record in grid.records[found.data_from :]]
        assert {*found.aside, *found.tests, *found.partial} <= set(below)
        assert grid.records[0].row <= found.header_row
    table = make_table(grid, ReadingSettings())
    chosen = find_layout(grid)
    assert chosen is not None
    below = [record.row for record in grid.records[chosen[1].data_from :]]
    assert sorted([*table.rows, *(aside.row for aside in table.set_aside)]) == below
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(len(column.values) == len(table.rows) for column in table.columns)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_says_no_to_an_empty_file(layout: Layout) -> None:
    assert layout.locate(Grid("a.csv", None, "utf-8", "0", (), 0)) is None
