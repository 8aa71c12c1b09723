"""The coders' workbooks: blind, safe, and read back without guessing."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from textmine.analysis import Analysis
from textmine.errors import ConfigError, InputError
from textmine.evaluate.coding import Coded, Sample, draw_sample, read_codes, read_key, write_sheets

from .sheets import FIRST, POSITION, cells_of, fill, label


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Sample:
    return draw_sample(analysis, 24, coders=("Ada", "বীণা রায়"))


@pytest.fixture(scope="module")
def given_out(sample: Sample, analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("given") / "codes"
    write_sheets(sample, analysis, out)
    return out


@pytest.fixture
def paths(given_out: Path, tmp_path: Path) -> list[Path]:
    """The workbooks of the coders, in a folder of the test's own with the key."""
    own = Path(shutil.copytree(given_out, tmp_path / "codes"))
    return [own / "ada.xlsx", own / "বীণা-রায়.xlsx"]


def test_each_coder_has_a_file_and_the_key_reads_back(sample: Sample, paths: list[Path]) -> None:
    assert sorted(path.name for path in paths[0].parent.iterdir()) == sorted(["ada.xlsx", "key.json", "বীণা-রায়.xlsx"])
    assert read_key(paths[0].parent) == sample


def test_a_workbook_holds_nothing_that_the_machine_found(sample: Sample, paths: list[Path]) -> None:
    with zipfile.ZipFile(paths[0]) as archive:
        content = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    for theme in sample.themes:
        assert theme.theme_id not in content.replace(f"About {theme.theme_id}", "")
    for hidden in ("needs_person", "surer", "r12<", "score"):
        assert hidden not in content
    rows = cells_of(paths[0])
    assert set(rows) == {item.item_id for item in sample.items}
    assert all(
        not any(row[name] for name in row if "heme" in name or name == "For or against") for row in rows.values()
    )


def test_the_coders_see_the_answers_in_different_orders(paths: list[Path]) -> None:
    first, second = (list(cells_of(path)) for path in paths)
    assert first != second
    assert sorted(first) == sorted(second)


def test_the_drop_downs_offer_the_themes_of_the_question(sample: Sample, paths: list[Path]) -> None:
    book = load_workbook(paths[0])
    lists = [[cell.value for cell in column if cell.value] for column in book["textmine"].iter_cols(min_col=6)]
    own = [label(sample, theme.theme_id) for theme in sample.themes_of("q1")]
    assert own in lists
    assert [*own, "None of these", "Cannot tell"] in lists
    assert book["Answers"].data_validations.count >= 2 * 5


def test_no_cell_is_a_formula_and_arabic_reads_from_the_right(paths: list[Path]) -> None:
    book = load_workbook(paths[0])
    for page in book.worksheets:
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    arabic = [row[3] for row in book["Answers"].iter_rows() if "الأشجار" in str(row[3].value)]
    assert arabic
    assert all(cell.alignment.readingOrder == 2 for cell in arabic)
    assert any(str(row["What the person wrote"]).startswith("'=We need") for row in cells_of(paths[0]).values())


def test_personal_data_can_be_replaced(sample: Sample, analysis: Analysis, tmp_path: Path) -> None:
    path = write_sheets(sample, analysis, tmp_path / "redacted", personal_data=False)["Ada"]
    text = "".join(map(str, cells_of(path).values())) + str(
        [row for row in load_workbook(path)["Codebook"].iter_rows(values_only=True)]
    )
    assert "07700 900123" not in text
    assert text.count("[phone number]") > 5


def test_nothing_is_overwritten(sample: Sample, analysis: Analysis, paths: list[Path]) -> None:
    paths[0].unlink()
    with pytest.raises(InputError, match="exists already") as caught:
        write_sheets(sample, analysis, paths[0].parent)
    assert len(caught.value.problems) == 2
    assert not paths[0].exists()


def test_coders_whose_files_would_be_the_same_are_told(analysis: Analysis, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="same file name"):
        write_sheets(draw_sample(analysis, 24, coders=("Ada", "ADA!")), analysis, tmp_path / "same")


def test_what_was_chosen_reads_back(sample: Sample, paths: list[Path]) -> None:
    wanted = {}
    for at, item in enumerate(sample.items):
        own = [theme.theme_id for theme in sample.themes_of(item.question_id)]
        wanted[item.item_id] = [Coded(frozenset(own[:2]), "against"), Coded(frozenset()), Coded(None), None][at % 4]
    special = {frozenset(): ["None of these"], None: ["cannot  tell"]}

    def choose(item: object) -> tuple[list[str], str] | None:
        coded = wanted[item.item_id]  # type: ignore[attr-defined]
        if coded is None:
            return None
        written = special[coded.themes] if not coded.themes else [label(sample, theme) for theme in coded.themes]
        return written, coded.position.title()

    for path in paths:
        fill(path, sample, choose)
    codes = read_codes(sample, paths[::-1])
    assert list(codes.by) == ["Ada", "বীণা রায়"]
    for own in codes.by.values():
        assert own == {name: coded for name, coded in wanted.items() if coded is not None}
    assert "&lt;" not in codes._repr_html_()


def test_a_file_is_known_by_its_content_and_not_by_its_name(sample: Sample, paths: list[Path], tmp_path: Path) -> None:
    for path in paths:
        fill(path, sample, lambda item: (["None of these"], ""))
    moved = [path.rename(tmp_path / f"back {at}.xlsx") for at, path in enumerate(paths)]
    assert set(read_codes(sample, moved).by) == set(sample.coders)


def test_every_problem_is_listed_with_its_file_sheet_and_cell(sample: Sample, paths: list[Path]) -> None:
    other = label(sample, "q2.01")
    wrong = iter(
        [
            (["Parking, I think"], ""),
            (["None of these", "=1+1"], ""),
            ([], "For"),
            (["None of these"], "Perhaps"),
            (["None of these", label(sample, "q1.01")], ""),
            ([other], ""),
        ]
    )
    fill(paths[0], sample, lambda item: next(wrong, None) if item.question_id == "q1" else None)
    fill(paths[1], sample, lambda item: (["Nonsense"], "") if item.item_id == sample.items[0].item_id else None)
    with pytest.raises(InputError) as caught:
        read_codes(sample, paths)
    problems = caught.value.problems
    assert len([one for one in problems if one.file == str(paths[0])]) == 6
    assert len([one for one in problems if one.file == str(paths[1])]) == 1
    assert all(one.sheet == "Answers" and one.row and one.column for one in problems)
    said = "\n".join(one.message for one in problems)
    for part in ("formula", "no theme", "“Perhaps” is not on the list", "stand in one row", "Late buses"):
        assert part in said


def test_a_changed_id_or_a_row_that_was_added_is_a_problem(sample: Sample, paths: list[Path]) -> None:
    for path in paths:
        fill(path, sample, lambda item: (["None of these"], ""))
    book = load_workbook(paths[0])
    page = book["Answers"]
    page.cell(page.max_row, 2, "A-999")
    page.cell(page.max_row + 1, FIRST, "None of these")
    book.save(paths[0])
    with pytest.raises(InputError) as caught:
        read_codes(sample, paths)
    assert len(caught.value.problems) == 2


def test_a_row_that_is_gone_is_an_answer_not_coded(sample: Sample, paths: list[Path]) -> None:
    for path in paths:
        fill(path, sample, lambda item: (["None of these"], "Both"))
    book = load_workbook(paths[0])
    book["Answers"].delete_rows(book["Answers"].max_row)
    book.save(paths[0])
    codes = read_codes(sample, paths)
    assert [len(own) for own in codes.by.values()] == [23, 24]
    assert {coded.position for coded in codes.by["Ada"].values()} == {"mixed"}


def test_workbooks_of_another_sample_twice_or_empty_are_told_apart(
    sample: Sample, analysis: Analysis, paths: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no codes yet"):
        read_codes(sample, paths)
    fill(paths[0], sample, lambda item: (["None of these"], ""))
    with pytest.raises(InputError, match=r"as .*ada\.xlsx does"):
        read_codes(sample, [paths[0], paths[0]])
    with pytest.raises(InputError, match="at least two people"):
        read_codes(sample, [paths[0]])
    other = draw_sample(analysis, 24, seed=9, coders=sample.coders)
    foreign = write_sheets(other, analysis, tmp_path / "other")["Ada"]
    fill(foreign, other, lambda item: (["None of these"], ""))
    with pytest.raises(InputError, match="another sample"):
        read_codes(sample, [foreign])


def test_what_is_no_workbook_of_coders_is_said(sample: Sample, paths: list[Path], tmp_path: Path) -> None:
    nonsense = tmp_path / "letter.xlsx"
    nonsense.write_bytes(b"PK nothing")
    with pytest.raises(InputError) as caught:
        read_codes(sample, [nonsense, tmp_path / "missing.xlsx"])
    assert {one.file for one in caught.value.problems} == {str(nonsense), str(tmp_path / "missing.xlsx")}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.pop("items"),
        lambda content: content["items"].pop(),
        lambda content: content["items"][0].update(stratum=999),
        lambda content: content.update(themes=[{"number": 1}]),
        lambda content: content.update(format=99),
    ],
)
def test_a_key_that_was_changed_is_refused(paths: list[Path], spoil: object) -> None:
    assert callable(spoil)
    key = paths[0].parent / "key.json"
    content = json.loads(key.read_text(encoding="utf-8"))
    spoil(content)
    key.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=r"key\.json"):
        read_key(key)


def test_a_key_that_is_missing_or_nonsense_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--key"):
        read_key(tmp_path)
    (tmp_path / "key.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="no key"):
        read_key(tmp_path)


def test_the_position_column_is_where_the_tests_write_it(paths: list[Path]) -> None:
    rows = [[cell.value for cell in row] for row in load_workbook(paths[0])["Answers"].iter_rows()]
    headings = next(row for row in rows if row[1] == "Answer")
    assert (headings[FIRST - 1], headings[POSITION - 1]) == ("Theme", "For or against")
