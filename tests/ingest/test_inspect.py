from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.samples import HEADINGS, write_csv, write_xlsx
from textmine.config import load_config, parse_config
from textmine.errors import ConfigError, InputError
from textmine.ingest import config_text, inspect, read
from textmine.ingest.template import quoted


def test_json_has_exactly_the_keys_of_the_contract(tmp_path: Path) -> None:
    found = inspect(write_xlsx(tmp_path / "a.xlsx")).as_json()
    keys = "file sheet layout encoding header_row first_data_row rows columns problems"
    assert list(found) == keys.split()
    assert all(list(c) == ["name", "role", "question_id", "confidence", "reason"] for c in found["columns"])
    assert (found["sheet"], found["encoding"], found["rows"]) == ("Sheet", None, 4)
    assert json.loads(json.dumps(found)) == found


def test_columns_carry_question_ids_only_where_they_are_questions(tmp_path: Path) -> None:
    columns = inspect(write_csv(tmp_path / "a.csv")).as_json()["columns"]
    assert [column["name"] for column in columns] == list(HEADINGS)
    assert [c["question_id"] for c in columns] == [
        *(None, None, None, "c4", "c5", "c6", "c7", None, "c9", "c10", "c11", None),
    ]


def test_content_problems_are_listed_and_not_raised(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["ID", "Comments"], [["1", "a"], ["1", "b"], ["1", "c", "d"]])
    problems = inspect(path).as_json()["problems"]
    assert [(problem["row"], problem["column"]) for problem in problems] == [(4, None), (3, "ID"), (4, "ID")]


def test_headings_without_rows_are_a_problem_and_not_an_error(tmp_path: Path) -> None:
    found = inspect(write_csv(tmp_path / "a.csv", ["ID", "Comments"], []))
    assert found.rows == 0
    assert found.problems


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        inspect(tmp_path / "gone.csv")


def test_the_listing_names_columns_assumptions_and_problems(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["ID", "Comments\u001b[31m"], [["1", "secret words"], ["1", "b"]])
    text = inspect(path).to_text()
    assert "Comments" in text
    assert "\u001b" not in text
    assert "Problems" in text
    assert "row 3" in text
    assert "secret" not in text


def test_the_listing_says_what_will_happen_and_what_to_check_first(tmp_path: Path) -> None:
    rows = [[f"R{n}", f"a{n}@example.org", f"{n * 7}", "Yes", f"No. {n}: the path is far too dark"] for n in range(40)]
    headings = ["Response ID", "Email", "How many trees?", "Do you use it?", "Why?"]
    text = inspect(write_csv(tmp_path / "a.csv", headings, rows)).to_text()
    titles = ["Please check (1)", "Open questions", "Closed questions", "Dropped: personal"]
    assert sorted(titles, key=text.index) == titles
    assert "one answer? a question answered with numbers" in text
    assert "follows on from question c4" in text
    assert "--write consultation.toml" in text


def test_the_listing_shows_options_that_several_people_chose_and_nothing_that_one_wrote(tmp_path: Path) -> None:
    rows = [["Bus;Walk;", "Ali Khan"], ["Bus;", "Hodan Ali"], ["Walk;Bus;", "Jo Smith"], ["Bus;Other: my secret;", ""]]
    text = inspect(write_csv(tmp_path / "a.csv", ["How do you travel?", "Name"], rows)).to_text()
    assert "Bus" in text
    for hidden in ("secret", "Ali", "Hodan", "Smith"):
        assert hidden not in text


def test_the_listing_says_which_rows_are_no_responses_and_why(tmp_path: Path) -> None:
    rows = [["1", "more light"], ["ID", "Comments"], ["2", "benches"], ["ID", "Comments"]]
    text = inspect(write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows)).to_text()
    assert "rows 3 and 5: each repeats the headings" in text


def test_the_listing_shows_scales_in_their_order_and_marks_as_a_range(tmp_path: Path) -> None:
    agree = ["Disagree", "Strongly agree", "Agree", "Agree", "Neither agree nor disagree", "Strongly disagree"]
    rows = [[answer, str(n % 5), f"because of number {n}"] for n, answer in enumerate(agree * 4)]
    text = inspect(write_csv(tmp_path / "a.csv", ["Do you agree?", "Rate it", "Why?"], rows)).to_text()
    assert "Strongly agree | Agree | Neither agree nor disagree | Disagree | Strongly disagree" in text
    assert "from 0 to 4" in text


def test_the_listing_shows_a_grid_by_its_statements_and_answers(tmp_path: Path) -> None:
    rows = [[f"Air : {one}, Noise : {two}", f"no. {n}"] for n, (one, two) in enumerate([("Good", "Poor")] * 9)]
    text = inspect(write_csv(tmp_path / "a.csv", ["Please rate", "Why?"], rows)).to_text()
    assert "Air | Noise: Good | Poor" in text


def test_a_file_of_many_columns_has_a_short_listing(tmp_path: Path) -> None:
    headings = ["ID", *(f"Page {n} token" for n in range(150)), *(f"Field {n}" for n in range(50)), "Comments"]
    rows = [[str(n), *(f"{n}x{place}" for place in range(200)), "the path is far too dark"] for n in range(9)]
    text = inspect(write_csv(tmp_path / "a.csv", headings, rows)).to_text()
    assert text.count("a technical column of the platform") == 1
    assert text.count("nothing says what they are") == 2
    assert len(text.splitlines()) < 80
    assert all(len(line) <= 120 for line in text.splitlines() if line.startswith("   "))


def test_options_of_the_config_decide_how_answers_are_told_apart(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["Colours", "Why?"], [["Red, Blue", "a"], ["Red, Blue", "b"], ["", "c"]])
    setting = {"Colours": {"role": "closed_multi", "options": ["Red", "Blue"]}}
    found = read(path, config=parse_config({"columns": setting}))
    assert found.questions[0].options == ("Red", "Blue")
    assert found.respondents["c1"].to_list()[:2] == ["Red, Blue", "Red, Blue"]


def test_config_corrects_what_inspect_shows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv")
    found = inspect(path, parse_config({"columns": {"Ward": "ignore"}}))
    assert found.columns[3].role == "ignore"
    with pytest.raises(ConfigError, match="Did you mean `Ward`"):
        inspect(path, parse_config({"columns": {"Wards": "ignore"}}))


def test_the_written_config_gives_the_same_consultation(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv")
    (tmp_path / "c.toml").write_text(config_text(inspect(path)), encoding="utf-8")
    guessed, configured = read(path), read(path, config=load_config(tmp_path / "c.toml"))
    assert configured.questions == guessed.questions
    assert configured.answers.equals(guessed.answers)
    assert configured.respondents.equals(guessed.respondents)


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_heading_is_quoted_for_toml(heading: str) -> None:
    import tomllib

    assert tomllib.loads(f'{quoted(heading)} = "open"') == {heading: "open"}


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
        min_size=2,
        max_size=5,
    )
)
def test_the_written_config_is_valid_for_any_headings(headings: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "a.csv", headings, [["one two three four five"] * len(headings)])
        try:
            found = inspect(path)
        except InputError:
            return
        toml = Path(folder) / "c.toml"
        toml.write_text(config_text(found), encoding="utf-8")
        again = inspect(path, load_config(toml))
    assert [column.role for column in again.columns] == [column.role for column in found.columns]


def test_settings_of_another_consultation_are_told_at_once(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv")
    columns = {"Case": "id", "সেবার মান": "rating", "Maxaad beddeli lahayd bishaan?": "open"}
    with pytest.raises(ConfigError) as caught:
        inspect(path, parse_config({"columns": columns}))
    assert len(caught.value.problems) == 1
    assert "another consultation" in str(caught.value)
