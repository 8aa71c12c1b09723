from __future__ import annotations

import pytest

from textmine.ingest.columns import TableColumn
from textmine.ingest.pool import PooledColumn
from textmine.ingest.questions import link, question_ids, question_number
from textmine.ingest.roles import Guess


def _column(name: str, *also: str, number: int = 1, headings: tuple[str, ...] = (), question: str = "") -> TableColumn:
    names = headings or (name,)
    return TableColumn(name, tuple(range(number, number + len(names))), names, (), also, question=question)


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("13.4.a", "q13_4a"),
        ("13.4.a. Lighting", "q13_4a"),
        ("2.a.i. Which?", "q2a_i"),
        ("9.b.iii.a. Other", "q9b_iii_a"),
        ("Q1_1_a", "q1_1a"),
        ("Q3_2", "q3_2"),
        ("Q3_104", "q3_104"),
        ("Q3_2_TEXT", "q3_2_text"),
        ("Q3_TEXT", "q3_text"),
        ("Q58#1_3", "q58_1_3"),
        ("১৩.৪. আলো", "q13_4"),
        ("٣. لماذا", "q3"),
        ("1", None),
        ("Q3_NPS_GROUP", None),
    ],
)
def test_numbers_of_every_platform(heading: str, number: str | None) -> None:
    assert question_number(heading) == number


def _ids(*columns: TableColumn) -> list[str]:
    return question_ids([PooledColumn(column.name, column, (0,)) for column in columns], {})


def test_the_platforms_own_number_comes_before_the_wordings() -> None:
    assert _ids(_column("1. Why?", "Q7"), _column("কেন?", "Q8_TEXT", number=2), _column("Why?", number=3)) == [
        *("q7", "q8_text", "c3")
    ]


def test_columns_that_are_one_question_have_the_number_they_share() -> None:
    one = _column("Which?", headings=("3.1. Which? - Parks", "3.2. Which? - Bins"))
    assert _ids(one, _column("Which?", headings=("4. Parks", "5. Bins"), number=9)) == ["q3", "c9"]


def test_ids_stay_different() -> None:
    assert _ids(_column("Q1. Agree?"), _column("Q1. Why?", number=2), _column("Q1", number=3)) == ["q1", "q1_2", "q1_3"]


CLOSED = Guess("closed_single", 0.9, "")
SCALE = Guess("closed_single", 0.9, "", is_scale=True)
OPEN = Guess("open", 0.9, "")


def _links(*asked: tuple[str, Guess]) -> dict[int, int]:
    columns = [_column(name, number=number) for number, (name, _) in enumerate(asked, 1)]
    return link(columns, _ids(*columns), [guess for _, guess in asked])


def test_links_go_to_the_nearest_scale_before() -> None:
    agree = ("Do you agree with A?", SCALE)
    assert _links(agree, ("Why?", OPEN), ("And B?", SCALE), ("Please give reasons", OPEN), ("Ideas?", OPEN)) == {
        1: 0,
        3: 2,
    }


def test_a_question_below_another_explains_it() -> None:
    asked = (("Q1 Do you agree?", SCALE), ("Q2 Which park?", CLOSED), ("Q2a Tell us its name", OPEN))
    assert _links(*asked) == {2: 1}


def test_a_question_below_one_that_is_not_there_explains_no_other() -> None:
    assert _links(("Q1 Do you agree?", SCALE), ("Q9a What did you see?", OPEN)) == {}


def test_words_beside_options_explain_their_question() -> None:
    other = _column("Other (please specify)", number=2, question="Which park?")
    assert link([_column("Which park?"), other], ["c1", "c2"], [CLOSED, OPEN]) == {1: 0}
