from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.layouts.sheets import KINDS, table
from textmine.ingest.footers import footers
from textmine.ingest.grid import non_empty

HEADS = ("ID", "Date", "Do you agree?", "Why?", "Ward")
WHY = (
    "The underpass is dark and nobody walks there after six",
    "আমাদের রাস্তায় আলো নেই, শিশুরা ভয় পায়",
    "Waxaan u baahanahay nalal iyo waddo nabad ah",
    "نحتاج إلى إضاءة أكثر في الشارع عند المدرسة",
    "rastay alo nai, please fix it 🙏 before winter comes",
    "None",
)
DATA = tuple(
    (str(n), f"0{n}/03/2026", "No" if n % 2 else "Yes", why, "Old Dock" if n % 3 else "Poplar East")
    for n, why in enumerate(WHY, 1)
)
BLANK = ("",) * 5


def _aside(*last: Sequence[str]) -> dict[int, str]:
    rows = [(*row, *BLANK)[:5] for row in (*DATA, *last)]
    return footers(non_empty(enumerate(rows, 2)))


@pytest.mark.parametrize(
    "last",
    [
        *(("Total", "6", "3"), ("Grand total", "", "6"), ("Average", "", "3.2"), ("Total of both wards", "6")),
        *(("মোট", "৬"), ("সর্বমোট", "", "৬"), ("Wadarta", "6"), ("Wadarta guud", "6"), ("المجموع", "6")),
        *(("", "=COUNT(B2:B7)"), ("Count", "=COUNTA(B2:B7)", "6"), ("Mean", "", "3,5")),
    ],
)
def test_a_row_of_totals_is_no_response(last: tuple[str, ...]) -> None:
    assert _aside(last) == {8: "is a row of totals"}


@pytest.mark.parametrize(
    "line",
    [
        *("n = 26", "N=26", "Base: 26", "Total: 26", "26 responses", "1,026 responses received", "২৬টি উত্তর"),
        *("Source: Mill Lane consultation 2026", "Filters: Ward = Old Dock", "End of list", "*** End of report ***"),
        *("Exported by Ann Lee on 2 March 2026", "Exported at 10:00 on 2 March 2026 by Ann Lee of the housing team"),
        *("Note: some answers were removed", "Page 1 of 1", "© The Council 2026", "---", "শেষ", "Dhammaad"),
    ],
)
@pytest.mark.parametrize("gap", [(), (BLANK,)], ids=["next row", "after an empty row"])
def test_a_line_below_the_table_is_no_response(line: str, gap: tuple[tuple[str, ...], ...]) -> None:
    assert list(_aside(*gap, (line,))) == [8 + len(gap)]


@pytest.mark.parametrize(
    "last",
    [
        *(("7", "", "", "bins", ""), ("7", "07/03/2026", "No", "Total waste of money", ""), ("7",), ("", "", "", "না")),
        *(("", "", "", "Total waste of money"), ("", "", "", "Total"), ("", "", "", "", "Old Dock"), ("", "", "Yes")),
        *(("", "", "", "Note: ask the tenants"), ("", "", "", "End of the road needs a bin"), ("", "", "", "Waxba")),
        *(
            ("", "", "", "Source of noise: the pub"),
            ("", "", "", "26 buses"),
            ("7", "", "", "Average"),
        ),
        ("", "", "", "Exported by the council, our jobs have been, to other places, since 2010"),
    ],
)
@pytest.mark.parametrize("gap", [(), (BLANK,)], ids=["next row", "after an empty row"])
def test_a_short_last_response_is_one(last: tuple[str, ...], gap: tuple[tuple[str, ...], ...]) -> None:
    assert _aside(*gap, last) == {}


def test_a_small_table_of_counts_below_an_empty_row_is_no_response() -> None:
    pivot = [("Row labels", "Count of ID"), ("Old Dock", "4"), ("Poplar East", "2"), ("Grand Total", "6")]
    assert sorted(_aside(BLANK, *pivot)) == [9, 10, 11, 12]


def test_late_responses_below_an_empty_row_are_read() -> None:
    assert _aside(BLANK, ("7", "07/03/2026", "Yes", "", "Old Dock"), ("8", "", "No")) == {}


def test_lines_below_a_late_response_are_told_from_it() -> None:
    assert list(_aside(BLANK, ("7", "07/03/2026", "Yes", "More bins", ""), BLANK, ("Total", "7"))) == [11]


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "a bin"), ("2", "buses"), ("3", "Total waste of money")],
        [("bad road", "2"), ("it is ok", "3"), ("Total waste", "1")],
        [("more bins",), ("it is late",), ("Total",)],
        [("ok", "Good", "3"), ("Average", "Poor", "2"), ("Average", "3", "")],
    ],
)
def test_in_a_narrow_table_the_last_response_is_one(rows: list[tuple[str, ...]]) -> None:
    assert footers(non_empty(enumerate(rows, 2))) == {}


def test_a_total_below_ids_is_none_in_a_narrow_table() -> None:
    rows = [("1", "a bin"), ("2", "buses"), ("Total", "2")]
    assert list(footers(non_empty(enumerate(rows, 2)))) == [4]


def test_a_file_of_nothing_but_footers_keeps_them() -> None:
    assert footers(non_empty(enumerate([("Total", "5")], 2))) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_footers_are_set_aside_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    found = table(
        tmp_path, [HEADS, *DATA, BLANK, ("Total", "6", "", "", ""), ("Source: Mill Lane", "", "", "", "")], kind
    )
    assert found.rows == (2, 3, 4, 5, 6, 7)
    assert [row.row for row in found.set_aside] == [9, 10]
    assert found.rows_read == 8


def test_an_export_pasted_below_another_may_have_its_own_footer(tmp_path: Path) -> None:
    line = ("Exported by Ann Lee on 2 March 2026", "", "", "", "")
    found = table(tmp_path, [HEADS, *DATA[:3], line, HEADS, *DATA[3:]])
    assert {row.row: row.reason for row in found.set_aside} == {
        5: "is a line below the responses, such as a source or a date of export",
        6: "repeats the headings",
    }


WORDS = st.sampled_from([*" ".join(WHY).split(), "Total", "Source", "end", "of", "n", "=", "26", "exported", "মোট"])
OWN = st.lists(WORDS, min_size=8, max_size=14).map(" ".join)


@settings(deadline=None, max_examples=50)
@given(OWN, st.integers(1, 4), st.booleans(), st.lists(st.sampled_from(["Total", "6", "", "n = 6", "Yes"]), max_size=2))
def test_a_row_with_somebodys_own_words_is_never_a_footer(said: str, at: int, gap: bool, more: list[str]) -> None:
    row = [*more, *BLANK][:5]
    row[at] = said
    assert 8 + gap not in _aside(*[BLANK] * gap, row)


def test_the_last_of_several_pages_may_be_shorter_than_its_footer(tmp_path: Path) -> None:
    headings = ("Ward", "Age", "What should change?", "Why?")
    page = [("Bow", "16-24", "Lights", "It is dark"), ("Poplar", "25-34", "বাতি", "অন্ধকার"), ("Bow", "65+", "Geedo", "")]
    end = [("Average", "27", "", ""), ("n = 4", "", "", ""), ("Exported on 3 March 2026", "", "", "")]
    found = table(tmp_path, [headings, *page, headings, page[0], *end])
    assert found.rows == (2, 3, 4, 6)
    assert [row.row for row in found.set_aside] == [5, 7, 8, 9]
