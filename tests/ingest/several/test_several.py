from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.samples import write_csv
from tests.ingest.several.forms import EASY_SCALE, EASY_WHY, ONLINE_SCALE, ONLINE_WHY, easy_read, online, paper
from textmine.config import Config, parse_config
from textmine.errors import ConfigError
from textmine.ingest import read
from textmine.model import Consultation

MAPPING = {
    "files": {
        "easy-read.csv": {
            "columns": {EASY_SCALE: ONLINE_SCALE, EASY_WHY: ONLINE_WHY},
            "options": {"Definitely agree": "Strongly agree", "definitely disagree": "Strongly disagree"},
        }
    }
}


@pytest.fixture
def forms(tmp_path: Path) -> list[Path]:
    return [online(tmp_path), paper(tmp_path), easy_read(tmp_path)]


def _read(forms: list[Path], settings: dict[str, object] | None = None) -> Consultation:
    return read(*forms, config=parse_config(settings) if settings else Config())


def _closed(consultation: Consultation, wording: str) -> list[object]:
    question = next(question for question in consultation.questions if question.wording == wording)
    return consultation.respondents[question.question_id].to_list()


def test_headings_that_differ_in_capitals_and_number_are_one_question(forms: list[Path]) -> None:
    consultation = _read(forms[:2])
    assert [question.wording for question in consultation.open_questions] == [ONLINE_WHY]
    assert len(consultation.answers) == 7
    assert any(
        "columns of `paper.xlsx` are read under a heading of another file" in sentence
        for sentence in consultation.assumptions
    )


def test_spelling_of_an_option_is_the_first_files(forms: list[Path]) -> None:
    consultation = _read(forms[:2])
    assert _closed(consultation, ONLINE_SCALE)[4:] == ["Strongly agree", "Disagree", "Agree"]


def test_a_file_with_the_ids_of_another_marks_them(forms: list[Path]) -> None:
    consultation = _read(forms[:2])
    assert consultation.respondents["response_id"].to_list() == [
        *("1", "2", "3", "4"),
        *("paper-1", "paper-2", "paper-row-4"),
    ]
    assert consultation.respondents["source_row"].to_list() == [2, 3, 4, 5, 2, 3, 4]
    assert any("they are marked, as in `paper-1`" in sentence for sentence in consultation.assumptions)


def test_a_small_mapping_joins_easy_read_wording_and_options(forms: list[Path]) -> None:
    consultation = _read(forms, MAPPING)
    assert [question.wording for question in consultation.open_questions] == [ONLINE_WHY]
    assert _closed(consultation, ONLINE_SCALE)[-3:] == ["Strongly agree", "Strongly disagree", "Not sure"]
    assert any(
        "`Definitely agree` of `easy-read.csv` is counted as `Strongly agree` (1 answer)." in sentence
        for sentence in consultation.assumptions
    )


def test_peoples_own_words_are_never_harmonised(forms: list[Path]) -> None:
    consultation = _read(forms, MAPPING)
    assert consultation.answers["text"].to_list()[-1] == "Definitely agree"


def test_without_a_mapping_other_wording_is_kept_apart_and_a_match_proposed(forms: list[Path]) -> None:
    consultation = _read(forms)
    assert [question.wording for question in consultation.open_questions] == [ONLINE_WHY, EASY_WHY]
    said = " ".join(consultation.assumptions)
    assert f"`{EASY_SCALE}` of `easy-read.csv` may be `{ONLINE_SCALE}`" in said
    assert f"`{EASY_WHY}` of `easy-read.csv` may be `{ONLINE_WHY}`" in said


def test_the_same_person_twice_is_reported_and_kept(forms: list[Path]) -> None:
    consultation = _read(forms[:2])
    assert len(consultation.respondents) == 7
    repeated = consultation.respondents.set_index("response_id")["repeat_of"].dropna()
    assert repeated.to_dict() == {"paper-2": "1"}
    about = next(sentence for sentence in consultation.assumptions if "responded before" in sentence)
    assert "`paper-2` and `1`" in about
    assert "a@example.org" not in " ".join(consultation.assumptions)


def test_the_same_answers_throughout_are_reported(tmp_path: Path) -> None:
    long = "পার্কের পথে আলো নেই, সন্ধ্যার পরে ভয় লাগে, বাচ্চারা খেলতে পারে না।"
    rows = [["1", "Agree", long], ["2", "Agree", "No"], ["3", "Agree", f"{long} "], ["4", "Agree", "No"]]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Do you agree?", "Why?"], rows))
    assert consultation.respondents["repeat_of"].dropna().to_dict() == {2: "1"}


def test_an_address_that_many_share_is_no_person(tmp_path: Path) -> None:
    rows = [[str(n), "library@example.org", f"a thought of my own about place {n}"] for n in range(8)]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Email", "Comments"], rows))
    assert consultation.respondents["repeat_of"].isna().all()


def test_a_name_alone_is_no_person(tmp_path: Path) -> None:
    rows = [
        ["1", "Amina Begum", "more trees please on my road"],
        ["2", "Amina Begum", "less noise from the pub please"],
    ]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Full name", "Comments"], rows))
    assert consultation.respondents["repeat_of"].isna().all()


def test_all_mistakes_of_a_mapping_are_listed(forms: list[Path]) -> None:
    files = {"easy-read.csv": {"columns": {"Do you lik our plan for the canal path?": "No such", EASY_WHY: ONLINE_WHY}}}
    with pytest.raises(ConfigError) as caught:
        _read(forms, {"files": files})
    assert len(caught.value.problems) == 2
    assert f"Did you mean `{EASY_SCALE}`?" in str(caught.value)


def test_a_file_that_was_not_given_is_a_mistake(forms: list[Path]) -> None:
    with pytest.raises(ConfigError, match=r"Did you mean `paper\.xlsx`"):
        _read(forms, {"files": {"papers.xlsx": {"columns": {}}}})


def test_two_columns_cannot_become_one(forms: list[Path]) -> None:
    files = {"easy-read.csv": {"columns": {EASY_SCALE: ONLINE_WHY, EASY_WHY: ONLINE_WHY}}}
    with pytest.raises(ConfigError, match="2 columns would be"):
        _read(forms, {"files": files})


def test_a_role_may_stand_under_a_heading_that_is_renamed(forms: list[Path]) -> None:
    columns = {EASY_WHY: "open", ONLINE_WHY: {"role": "open", "id": "why"}}
    consultation = _read(forms, MAPPING | {"columns": columns})
    assert [question.question_id for question in consultation.open_questions] == ["why"]


def test_signs_that_matter_do_not_make_options_alike(tmp_path: Path) -> None:
    question = "How many people live with you, which of these?"
    one = write_csv(tmp_path / "a.csv", ["ID", question, "Why?"], [["a", "> 5", "we are many in there"]] * 1)
    two = write_csv(tmp_path / "b.csv", ["ID", question, "Why?"], [["b", "< 5", "only me and my cat"]])
    settings = {"columns": {question: "closed_single"}}
    consultation = read(one, two, config=parse_config(settings))
    assert _closed(consultation, question) == ["> 5", "< 5"]


@pytest.mark.parametrize("joint", ["; ", ", "])
def test_each_of_several_options_is_harmonised(tmp_path: Path, joint: str) -> None:
    question = "Which of these do you use?"
    ours = [
        ["Park", "Library, main hall"],
        ["Park"],
        ["Library, main hall"],
        ["Park", "Baths"],
        ["Baths"],
        ["Baths", "Park"],
    ]
    theirs = [["The green park", "Baths"], ["The green park"], ["Baths"], ["The green park", "Baths"]]
    one = [
        [f"a{n}", joint.join(ticked), f"I go there on {n} Sundays a year with friends"]
        for n, ticked in enumerate(ours * 3)
    ]
    two = [
        [f"b{n}", joint.join(ticked), f"I walk my {n} dogs there in the morning"] for n, ticked in enumerate(theirs * 3)
    ]
    files = [
        write_csv(tmp_path / f"{name}.csv", ["ID", question, "Why?"], rows) for name, rows in (("a", one), ("b", two))
    ]
    options = ["Park", "Library, main hall", "Baths", "The green park"]
    settings = {
        "columns": {question: {"role": "closed_multi", "options": options}},
        "files": {"b.csv": {"options": {"The green park": "Park"}}},
    }
    counted = _closed(read(*files, config=parse_config(settings)), question)
    assert counted[0] == joint.join(["Park", "Library, main hall"])
    assert counted[18:22] == ["Park; Baths", "Park", "Baths", "Park; Baths"]
