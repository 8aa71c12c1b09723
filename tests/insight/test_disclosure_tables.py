"""What a reader can work out of protected tables: attacked by other means than those that protect them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.insight import DHSC, ProtectedTable, Rule, round_to, suppress_table

ROWS, COLUMNS = ("Agree", "একমত নই", "لا أعرف", "😱"), ("en", "bn", "so")
Rows = dict[str, dict[str, int]]


@st.composite
def tables(draw: st.DrawFn, largest: int = 30) -> Rows:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    # Many small counts and zeros, which are where tables leak.
    count = st.one_of(st.integers(0, 3), st.integers(0, largest))
    return {row: {column: draw(count) for column in COLUMNS[:columns]} for row in ROWS[:rows]}


RULES = st.builds(Rule, minimum=st.integers(1, 10), rounding=st.sampled_from([0, 5]))


def equations(table: ProtectedTable, rounding: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[str, str]]]:
    """Return matrix, lowest and highest sums of all that is published, and the cells in order."""
    cells = [(row, column) for row in table.cells for column in table.cells[row]]
    known = [({(row, column)}, count) for row in table.cells for column, count in table.cells[row].items()]
    known += [({cell for cell in cells if cell[0] == row}, count) for row, count in table.row_totals.items()]
    known += [({cell for cell in cells if cell[1] == column}, count) for column, count in table.column_totals.items()]
    known += [(set(cells), table.total)]
    told = [(members, count) for members, count in known if count is not None]
    matrix = np.array([[cell in members for cell in cells] for members, _ in told], dtype=float).reshape(-1, len(cells))
    reach = rounding // 2
    sums = np.array([count for _, count in told], dtype=float)
    return matrix, sums - reach, sums + reach, cells


def bounds(table: ProtectedTable, rounding: int, cell: tuple[str, str]) -> tuple[float, float]:
    """Return the bounds of one cell over the real numbers, by the simplex method: an attack of its own."""
    from scipy.optimize import linprog

    matrix, low, high, cells = equations(table, rounding)
    found = []
    for sign in (1, -1):
        cost = np.array([sign * (each == cell) for each in cells], dtype=float)
        limits = {"A_ub": np.vstack([matrix, -matrix]), "b_ub": np.concatenate([high, -low])} if len(matrix) else {}
        result = linprog(cost, bounds=[(0, 10_000)] * len(cells), method="highs-ds", **limits)
        assert result.status == 0
        found.append(sign * result.fun)
    return found[0], found[1]


def hidden(table: ProtectedTable) -> list[tuple[str, str]]:
    return [(row, column) for row in table.cells for column, count in table.cells[row].items() if count is None]


@settings(deadline=None, max_examples=35)
@given(tables(), RULES)
def test_no_small_cell_can_be_bounded_within_the_minimum(rows: Rows, rule: Rule) -> None:
    table = suppress_table(rows, rule)
    for row, column in hidden(table):
        if rows[row][column] < rule.minimum:
            low, high = bounds(table, rule.rounding, (row, column))
            assert high - low >= rule.minimum - 1e-6


@settings(deadline=None, max_examples=35)
@given(tables(), st.integers(1, 10))
def test_no_linear_combination_of_what_is_shown_gives_a_hidden_cell(rows: Rows, minimum: int) -> None:
    table = suppress_table(rows, Rule(minimum))
    matrix, _, _, cells = equations(table, 0)
    for cell in hidden(table):
        unit = np.array([[float(each == cell) for each in cells]])
        ranks = [np.linalg.matrix_rank(block) for block in (matrix, np.vstack([matrix, unit]))]
        assert ranks[1] > ranks[0] if len(matrix) else True


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=3),
    st.integers(1, 3),
)
def test_whole_numbers_leave_as_many_values_as_real_ones(counts: list[list[int]], minimum: int) -> None:
    rows = {ROWS[at]: dict(zip(COLUMNS, line, strict=False)) for at, line in enumerate(counts)}
    table = suppress_table(rows, Rule(minimum))
    matrix, low, _, cells = equations(table, 0)
    unknown = [at for at, cell in enumerate(cells) if cell in set(hidden(table))]
    base = np.array([table.cells[row][column] or 0 for row, column in cells], dtype=float)
    if len(unknown) > 4:  # Trying out every guess would take too long.
        return
    seen: dict[int, set[int]] = {at: set() for at in unknown}
    for guess in product(range(9), repeat=len(unknown)):
        base[unknown] = guess
        if np.array_equal(matrix @ base, low):
            for at, value in zip(unknown, guess, strict=True):
                seen[at].add(value)
    for at in unknown:
        row, column = cells[at]
        assert len(seen[at]) > (minimum if rows[row][column] < minimum else 1)


@settings(deadline=None, max_examples=20)
@given(tables(), RULES, st.randoms(use_true_random=False))
def test_what_is_hidden_does_not_depend_on_the_order(rows: Rows, rule: Rule, random: object) -> None:
    names = list(rows)
    random.shuffle(names)  # type: ignore[attr-defined]
    mixed = {name: dict(reversed(rows[name].items())) for name in names}
    one, other = suppress_table(rows, rule), suppress_table(mixed, rule)
    assert one.cells == other.cells
    assert (one.row_totals, one.column_totals, one.total) == (other.row_totals, other.column_totals, other.total)


@settings(deadline=None, max_examples=20)
@given(tables(), RULES)
def test_what_is_shown_is_true_and_never_small(rows: Rows, rule: Rule) -> None:
    table = suppress_table(rows, rule)
    for row, cells in table.cells.items():
        for column, count in cells.items():
            if count is None:
                small = rows[row][column] < rule.minimum
                assert table.reasons["cell", row, column] == ("primary" if small else "secondary")
            else:
                assert count == round_to(rows[row][column], rule.rounding)
                assert rows[row][column] >= rule.minimum
                assert ("cell", row, column) not in table.reasons


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    table = suppress_table({"Agree": {"a": 10, "b": 20}, "Disagree": {"a": 30, "b": 12}}, Rule(10))
    assert not table.reasons
    assert table.total == 72


def test_one_small_cell_takes_a_rectangle_with_it_and_no_total() -> None:
    rows = {name: dict.fromkeys(COLUMNS, 40) for name in ROWS}
    rows["Agree"]["en"] = 2
    table = suppress_table(rows, Rule(5))
    assert len(hidden(table)) == 4
    assert None not in (*table.row_totals.values(), *table.column_totals.values(), table.total)


def test_a_zero_is_hidden_like_any_small_number() -> None:
    table = suppress_table({"Agree": {"a": 50, "b": 0}, "Disagree": {"a": 30, "b": 12}}, Rule(5))
    assert table.cells["Agree"]["b"] is None


def test_rows_that_overlap_have_no_totals_of_columns() -> None:
    themes = {"Lights": {"for": 30, "against": 3, "mixed": 9}, "Bins": {"for": 12, "against": 11, "mixed": 8}}
    table = suppress_table(themes, Rule(5), rows_add_up=False)
    assert table.column_totals == {}
    assert table.total is None
    assert table.cells["Lights"]["against"] is None
    assert table.cells["Bins"] == {"for": 12, "against": 11, "mixed": 8}


def test_the_rule_of_the_health_department_rounds_to_five_and_hides_below_ten() -> None:
    table = suppress_table({"Agree": {"a": 52, "b": 62, "c": 9}, "Disagree": {"a": 33, "b": 41, "c": 28}}, DHSC)
    assert table.cells["Agree"]["c"] is None
    assert table.reasons["cell", "Agree", "c"] == "primary"
    assert table.row_totals == {"Agree": 125, "Disagree": 100}
    assert table.rounded


def test_rounding_alone_can_protect_a_small_cell() -> None:
    table = suppress_table({"Agree": {"a": 50, "b": 9}, "Disagree": {"a": 40, "b": 41}}, Rule(10, 10))
    assert table.cells == {"Agree": {"a": 50, "b": None}, "Disagree": {"a": 40, "b": 40}}


def test_rounded_totals_are_rounded_from_the_true_total_and_may_not_add_up() -> None:
    table = suppress_table({"Agree": {"a": 12, "b": 12}, "Disagree": {"a": 12, "b": 12}}, Rule(10, 5))
    assert table.row_totals["Agree"] == 25
    assert sum(count or 0 for count in table.cells["Agree"].values()) == 20


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (1002, 1000)])
def test_counts_round_to_the_nearest_multiple(count: int, rounded: int) -> None:
    assert round_to(count, 5) == rounded


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(0, 12))
def test_a_reader_of_a_rounded_number_is_told_the_true_one_among_others(count: int, minimum: int, base: int) -> None:
    rule = Rule(minimum, base)
    low, high = rule.told(count)
    assert low <= count <= high
    assert all(rule.shown(value) == rule.shown(count) for value in range(low, high + 1))


def test_a_table_of_our_size_takes_less_than_two_seconds() -> None:
    from time import perf_counter

    rows = {
        f"option {at}": {kind: (at * step) % 23 for kind, step in (("a", 7), ("b", 3), ("c", 5))} for at in range(12)
    }
    start = perf_counter()
    suppress_table(rows, Rule(5))
    assert perf_counter() - start < 2


def test_empty_tables_stay_empty() -> None:
    assert suppress_table({}, Rule(5)).cells == {}
    assert suppress_table({"Agree": {}}, Rule(5)).cells == {"Agree": {}}
