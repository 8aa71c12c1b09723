from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.insight import NO_ANSWER, closed_table


def people(*answers: str | None) -> pd.DataFrame:
    ids = [f"r{number}" for number in range(len(answers))]
    return pd.DataFrame({"response_id": ids, "q": list(answers)}, dtype="object")


def test_an_agreement_scale_keeps_its_order() -> None:
    table = closed_table(
        people("Disagree", "Strongly agree", "Disagree", "Neither agree nor disagree", "Strongly disagree"), "q"
    )
    assert [option for option, _ in table] == [
        "Strongly agree",
        "Neither agree nor disagree",
        "Disagree",
        "Strongly disagree",
    ]


def test_other_options_stand_by_count_and_blanks_last() -> None:
    assert closed_table(people("Bus", None, "Walk", "Walk", "  "), "q") == [
        ("Walk", 2),
        ("Bus", 1),
        (NO_ANSWER, 2),
    ]


def test_ratings_rise_as_numbers() -> None:
    assert [option for option, _ in closed_table(people("10", "2", "2"), "q")] == ["2", "10"]


def test_spellings_that_differ_in_case_or_spaces_are_one_option() -> None:
    assert closed_table(people("Agree", "agree ", "Agree"), "q") == [("Agree", 3)]


def test_several_options_of_one_person_count_once_each() -> None:
    assert closed_table(people("Bus; Walk; Bus", "Walk"), "q", options=["Bus", "Walk"]) == [("Walk", 2), ("Bus", 1)]


def test_options_in_any_script_are_counted() -> None:
    table = closed_table(people("হ্যাঁ", "হ্যাঁ", "Haa", "نعم", "👍"), "q")
    assert table[0] == ("হ্যাঁ", 2)
    assert len(table) == 4


def test_a_base_leaves_the_others_out() -> None:
    assert closed_table(people("Yes", "No", "Yes"), "q", base_ids={"r0", "r1"}) == [("Yes", 1), ("No", 1)]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(st.none(), st.text(max_size=4), st.sampled_from(["Agree", "Disagree"]))))
def test_the_counts_add_up_to_the_people(answers: list[str | None]) -> None:
    assert sum(count for _, count in closed_table(people(*answers), "q")) == len(answers)


@pytest.mark.parametrize(
    "scale",
    [
        ["সম্পূর্ণ একমত", "একমত", "নিরপেক্ষ", "একমত নই", "সম্পূর্ণ দ্বিমত"],
        ["Aad baan ugu raacsanahay", "Waan raacsanahay", "Dhexdhexaad", "Ma raacsani"],
        ["أوافق بشدة", "أوافق", "محايد", "لا أوافق", "لا أوافق بشدة"],
        ["Strongly agree", "একমত", "Neither agree nor disagree", "Ma raacsani"],
    ],
)
def test_scales_keep_their_order_in_every_language(scale: list[str]) -> None:
    assert [option for option, _ in closed_table(people(*reversed(scale), scale[-1]), "q")] == scale
