"""The order in which files are named must not matter, nor settings that only state what was guessed."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.ingest.samples import write_csv
from tests.ingest.several.forms import ONLINE_WHY, easy_read, online, paper
from textmine.config import load_config
from textmine.ingest import config_text, inspect_all, read
from textmine.model import Consultation


def _by_id(consultation: Consultation) -> dict[str, object]:
    return dict(zip(consultation.respondents["response_id"], consultation.respondents["source_row"], strict=True))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_settings_that_inspect_writes_can_be_used_unchanged_in_any_order(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = [write(tmp_path) for write in (online, paper, easy_read)]
    given = [files[at] for at in order]
    settings = tmp_path / "consultation.toml"
    settings.write_text(config_text(inspect_all(given)[1]), encoding="utf-8")
    consultation = read(*given, config=load_config(settings))
    assert [question.wording for question in consultation.open_questions] == [ONLINE_WHY]
    assert _by_id(consultation) == _by_id(read(*given))


def test_each_file_keeps_its_ids_where_the_settings_name_them(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", ["Response ID", "Comments"], [["A5", "more trees"], ["A6", "less noise"]])
    two = write_csv(tmp_path / "b.csv", ["Form no", "Comments"], [["P1", "আলো চাই"]])
    settings = tmp_path / "consultation.toml"
    settings.write_text(config_text(inspect_all([one, two])[1]), encoding="utf-8")
    assert list(_by_id(read(one, two, config=load_config(settings)))) == ["A5", "A6", "P1"]


def test_two_addresses_that_differ_are_two_people(tmp_path: Path) -> None:
    letter = "I object to the plan to take out the parking bays on Chapel Road."
    rows = [["1", "a@example.org", letter], ["2", "b@example.org", letter], ["3", "", letter]]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Email", "Comments"], rows))
    assert consultation.respondents["repeat_of"].dropna().to_dict() == {2: "1"}
