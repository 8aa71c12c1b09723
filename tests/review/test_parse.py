from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.errors import ReviewError
from textmine.review import parse_decisions


def test_blank_lines_and_a_byte_order_mark_are_ignored() -> None:
    text = '\ufeff{"do": "undo", "decision": 1}\r\n\r\n   \n{"do": "consent", "quotes": "allow"}\n'
    assert parse_decisions(text, "d.jsonl") == [
        {"do": "undo", "decision": 1},
        {"do": "consent", "quotes": "allow"},
    ]


def test_every_broken_line_is_reported_with_its_number() -> None:
    lines = ['{"do": ', "", "[1]", '{"do": "undo", "decision": 1}', '{"do": "a", "do": "b"}', "[" * 100_000]
    with pytest.raises(ReviewError) as caught:
        parse_decisions("\n".join(lines), "d.jsonl")
    assert [(problem.file, problem.row) for problem in caught.value.problems] == [
        ("d.jsonl", 1),
        ("d.jsonl", 3),
        ("d.jsonl", 5),
        ("d.jsonl", 6),
    ]


def test_messages_do_not_repeat_what_a_line_says() -> None:
    with pytest.raises(ReviewError) as caught:
        parse_decisions('{"text": "my secret illness" oops}')
    assert "illness" not in str(caught.value)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.dictionaries(st.text(), st.text()), max_size=5))
def test_any_objects_written_a_line_each_are_read_back(objects: list[dict[str, str]]) -> None:
    text = "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)
    assert parse_decisions(text) == objects
