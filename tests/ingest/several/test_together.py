from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.several.forms import EASY_SCALE, EASY_WHY, ONLINE_SCALE, ONLINE_WHY, easy_read, online, paper
from textmine.config import Config, load_config
from textmine.ingest import Together, config_text, inspect_all, read


@pytest.fixture
def forms(tmp_path: Path) -> list[Path]:
    return [online(tmp_path), paper(tmp_path), easy_read(tmp_path)]


def _together(forms: list[Path]) -> Together:
    return inspect_all(forms, Config())[1]


def test_columns_and_options_of_the_easy_read_form_are_proposed(forms: list[Path]) -> None:
    found = {(one.file, one.what, one.here, one.there) for one in _together(forms).proposals}
    assert found == {
        ("easy-read.csv", "columns", EASY_SCALE, ONLINE_SCALE),
        ("easy-read.csv", "columns", EASY_WHY, ONLINE_WHY),
        ("easy-read.csv", "options", "Definitely agree", "Strongly agree"),
        ("easy-read.csv", "options", "Definitely disagree", "Strongly disagree"),
    }


def test_what_is_proposed_can_be_written_down_and_read_with(forms: list[Path]) -> None:
    path = forms[0].parent / "consultation.toml"
    path.write_text(config_text(_together(forms)), encoding="utf-8")
    consultation = read(*forms, config=load_config(path))
    assert [question.wording for question in consultation.open_questions] == [ONLINE_WHY]
    assert consultation.respondents["c3"].to_list()[-3:-1] == ["Strongly agree", "Strongly disagree"]


def test_forms_that_fit_need_no_proposal(forms: list[Path]) -> None:
    assert _together(forms[:2]).proposals == ()
    assert "[files." not in config_text(_together(forms[:2]))


def test_a_question_in_own_words_is_never_matched_with_one_that_has_options(forms: list[Path]) -> None:
    for one in _together(forms).proposals:
        if one.what == "columns":
            assert (one.here == EASY_WHY) == (one.there == ONLINE_WHY)


def test_the_listing_says_what_is_matched_and_what_may_be(forms: list[Path]) -> None:
    text = _together(forms).to_text()
    assert "online.csv (4 responses), paper.xlsx (3 responses), easy-read.csv (3 responses)" in text
    assert "3 columns of `paper.xlsx` are read under a heading of another file" in text
    assert f"easy-read.csv: `{EASY_SCALE}` = `{ONLINE_SCALE}`" in text
