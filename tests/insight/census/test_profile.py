"""Reading a census file, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from textmine.errors import InputError
from textmine.insight.census import characteristic_of, characteristics, read_census

HEAD = "characteristic,band,people,table,status\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "census.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_census(written(folder, text))
    return [problem.message for problem in caught.value.problems]


def test_the_example_of_tower_hamlets_is_read_by_its_name() -> None:
    census = read_census("tower-hamlets-2021")
    people = {band.name: band for band in census.bands["race"]}
    assert people["Asian, Asian British or Asian Welsh: Bangladeshi"].people == 107_333
    assert people["Asian, Asian British or Asian Welsh: Bangladeshi"].verified
    assert not people["White: Irish"].verified
    assert sum(band.people for band in census.bands["area"]) == 310_301
    assert all(band.table.startswith("TS") for own in census.bands.values() for band in own)


def test_every_problem_is_named_at_once_with_its_row(tmp_path: Path) -> None:
    text = (
        HEAD + "Age,16 to 24,-5,,\nShoe size,42,100,,\nAge,,12,,\nSex,Female,many,,sure\nSex,Male,1,,\nSex,male,2,,\n"
    )
    with pytest.raises(InputError) as caught:
        read_census(written(tmp_path, text))
    found = {problem.row: problem.message for problem in caught.value.problems}
    assert set(found) == {2, 3, 4, 5, 7}
    assert "`-5` is no number of people" in found[2]
    assert "`Shoe size` is no characteristic" in found[3]
    assert "no name" in found[4]
    assert "there twice" in found[7]
    assert sum(problem.row == 5 for problem in caught.value.problems) == 2


def test_a_misspelt_characteristic_is_named_once_and_known_ones_as_files_name_them(tmp_path: Path) -> None:
    (message,) = problems(tmp_path, HEAD + "Ethnik group,A,1,,\nEthnik group,B,2,,\n")
    assert "`Ethnic group`" in message
    assert "(" not in message


def test_missing_columns_are_named(tmp_path: Path) -> None:
    (message,) = problems(tmp_path, "characteristic,group\nAge,16 to 24\n")
    assert "`band`, `people`" in message


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_lacks_its_columns(tmp_path: Path, text: str) -> None:
    assert "lacks the column" in problems(tmp_path, text)[0]


def test_a_file_without_bands_or_people_is_refused(tmp_path: Path) -> None:
    assert "no bands" in problems(tmp_path, HEAD)[0]
    assert "nobody is in any band of `age`" in problems(tmp_path, HEAD + "Age,16 to 24,0,,\n")[0]


def test_a_missing_file_is_said_plainly() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_census("nowhere.csv")


@pytest.mark.parametrize(("encoding", "mark"), [("cp1252", ","), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")])
def test_files_are_read_as_spreadsheets_save_them(tmp_path: Path, encoding: str, mark: str) -> None:
    text = (HEAD + 'Religion or belief,Naïve café,"1 234",TS030,\n').replace(",", mark)
    (band,) = read_census(written(tmp_path, text, encoding)).bands["religion"]
    assert (band.name, band.people) == ("Naïve café", 1234)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError):
        read_census(str(path))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("What is your ethnic group?", "race"),
        ("আপনার বয়স কত?", "age"),
        ("Da'da", "age"),
        ("apnar boyosh koto", "age"),
        ("ما هي الديانة", "religion"),
        ("Is your gender identity the same as at birth? 🙂", "gender_reassignment"),
        ("Sex", "sex"),
        ("Do you have a disability / নাফো", "disability"),
        ("Which ward do you live in?", "area"),
    ],
)
def test_the_heading_tells_the_characteristic_in_any_language(heading: str, expected: str) -> None:
    found = characteristic_of("c1", heading, {})
    assert found is not None
    assert found.id == expected


def test_a_setting_tells_the_characteristic_where_the_heading_does_not() -> None:
    assert characteristic_of("c1", "About you (3)", {}) is None
    found = characteristic_of("c1", "About you (3)", {"About you (3)": "Ethnic group"})
    assert found is not None
    assert found.id == "race"


def test_the_equality_act_protects_nine_characteristics() -> None:
    assert sum(one.protected for one in characteristics()) == 9
