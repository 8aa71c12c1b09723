from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.ingest.footers import footers
from textmine.ingest.grid import non_empty

WHY = ("It is dark", "আলো নেই", "waa mugdi", "الشارع مظلم", "rastay alo nai", "", "None")
DATA = [(f"00{n}", "No" if n % 3 else "Yes", why) for n, why in enumerate(WHY + WHY[:2], 1)]
OPEN_FIRST = [(why or "না", vote, "34") for _, vote, why in DATA]


def _aside(data: Sequence[Sequence[str]], *last: Sequence[str]) -> list[int]:
    return list(footers(non_empty(enumerate([*data, *last], 2))))


@pytest.mark.parametrize(
    "last",
    [
        [("Yes", "3", "")],
        [("Yes", "3", ""), ("No", "6", "")],
        [("", "9", "8")],
        [("", "9", "7")],
        [("50%", "40%", "10%")],
        [("33.3%", "66,7 %", "")],
        [("*Responses received after the closing date are marked with an asterisk.", "", "")],
        [("* শেষ তারিখের পরে পাওয়া উত্তর", "", "")],
        [("† Jawaabaha la helay xilliga ka dib", "", "")],
    ],
)
def test_counts_and_footnotes_below_the_responses_are_none(last: list[tuple[str, ...]]) -> None:
    assert sorted(_aside(DATA, *last)) == list(range(len(DATA) + 2, len(DATA) + 2 + len(last)))


@pytest.mark.parametrize("label", ["Total", "মোট", "Wadarta", "المجموع"])
@pytest.mark.parametrize("count", ["9", "৯"])
def test_a_total_equal_to_the_number_of_responses_is_none_below_an_open_question(label: str, count: str) -> None:
    assert _aside(OPEN_FIRST, (label, count, "")) == [11]


@pytest.mark.parametrize(
    "last",
    [
        *(("010", "9", "8"), ("Total", "bins", ""), ("Yes", "12", ""), ("R9", "9", ""), ("", "9", "It is 9")),
        *(("", "Yes", ""), ("", "", "* ask the tenants"), ("Maybe", "3", ""), ("010", "50%", "")),
    ],
)
def test_a_last_response_with_numbers_is_one(last: tuple[str, ...]) -> None:
    data = OPEN_FIRST if last[0] == "Total" else DATA
    assert _aside(data, last) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["Yes", "No", "9", "10", "50%", "Total", "মোট", "", "* no"]), min_size=2, max_size=2))
def test_a_row_with_an_id_of_its_own_is_never_a_tally(said: list[str]) -> None:
    assert _aside(DATA, ("010", *said)) == []
