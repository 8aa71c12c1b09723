"""Which closed question an open one explains."""

from __future__ import annotations

import pytest

from tests.ingest.roles.made_values import made
from textmine.ingest.columns import TableColumn
from textmine.ingest.questions import link
from textmine.ingest.roles import Asked, guess_roles


def links(*columns: tuple[str, str]) -> dict[str, str]:
    """Return heading → heading for columns of (heading, kind of values)."""
    made_columns = [
        TableColumn(heading, (n,), (heading,), made(kind, n)) for n, (heading, kind) in enumerate(columns, 1)
    ]
    guesses = guess_roles([Asked(column.name, column.values, column) for column in made_columns])
    ids = [f"c{n}" for n, _ in enumerate(columns, 1)]
    return {columns[a][0]: columns[b][0] for a, b in link(made_columns, ids, guesses).items()}


AGREE, USE, HEARD = "Do you agree with the plan?", "Do you use the library?", "How did you hear about us?"


def test_reasons_belong_to_the_closed_question_right_before_them() -> None:
    found = links((AGREE, "agree"), ("Please explain", "free"), (USE, "yesno"), ("Why do you say so?", "free"))
    assert found == {"Please explain": AGREE, "Why do you say so?": USE}


def test_two_questions_for_reasons_belong_to_the_same_one() -> None:
    found = links((AGREE, "agree"), (USE, "yesno"), ("Why?", "free"), ("If no, please explain", "free"))
    assert found == {"Why?": USE, "If no, please explain": USE}


def test_reasons_belong_to_several_choices_only_where_there_is_no_scale() -> None:
    assert links((HEARD, "commas"), ("If other, please specify", "free")) == {"If other, please specify": HEARD}
    assert links((AGREE, "agree"), (HEARD, "commas"), ("Please tell us why", "free")) == {"Please tell us why": AGREE}


def test_comments_on_anything_belong_to_no_question_about_use() -> None:
    assert links((USE, "yesno"), ("Any other comments?", "free")) == {}


@pytest.mark.parametrize(
    ("closed", "kind", "why", "words"),
    [
        ("আপনি কি গ্রন্থাগার ব্যবহার করেন?", "yesno_bn", "কেন?", "free_bn"),
        ("Ma isticmaashaa maktabadda?", "yesno_so", "Sabab?", "free_so"),
        ("هل تستخدم المكتبة؟", "yesno_ar", "لماذا؟", "free_ar"),
    ],
)
def test_reasons_are_known_in_other_languages(closed: str, kind: str, why: str, words: str) -> None:
    assert links((closed, kind), (why, words)) == {why: closed}
