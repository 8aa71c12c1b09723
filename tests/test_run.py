"""The runner, as an officer meets it: the command line on files good and bad."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import textmine as tm
from tests.conftest import ROOT, SAMPLE, textmine, textmine_here, write_csv
from textmine.config import Config
from textmine.runner import with_themes
from textmine.schema import SCHEMA

CONTRACT = ROOT.parent / "shared" / "contract_check.py"
HEADER = ["Response ID", "Do you agree?", "Why?"]
ROWS = [
    ["1", "Strongly agree", "The park is too dark at night, we need lights on the paths."],
    ["2", "Agree", "পার্কের রাস্তায় রাতে কোনো আলো থাকে না, ভয় লাগে।"],
    ["3", "Disagree", "Beerta habeenkii waa mugdi laakiin lacagta waa badan tahay."],
    ["4", "Strongly disagree", "=1+1 waste of money"],
    ["5", "Agree", "<script>alert(1)</script> more bins please & less <b>rubbish</b>"],
    ["6", "Agree", "parker rasta onek ondhokar, light dorkar"],
    ["7", "", "N/A"],
    ["8", "Agree", ""],
    ["9", "Agree", "👍👍"],
    ["10", "Neither agree nor disagree", "الحديقة مظلمة جدا في الليل"],
    ["11", "Agree", "Lights on the paths in the park at night would help everyone."],
    ["12", "Disagree", "\tThe bins on our street are always full of rubbish."],
]


def assert_same_tables(first: Path, second: Path) -> None:
    for name in SCHEMA:
        left, right = pd.read_parquet(first / f"{name}.parquet"), pd.read_parquet(second / f"{name}.parquet")
        pd.testing.assert_frame_equal(left, right)
    assert (first / "vectors.npy").read_bytes() == (second / "vectors.npy").read_bytes()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_csv(folder / "export.csv", HEADER, ROWS)
    result = textmine("run", folder / "export.csv", "--out", folder / "out")
    assert result.returncode == 0, result.stderr
    assert "Assumed" in result.stdout
    assert "Embedding" in result.stderr
    return folder


def test_the_sample_keeps_the_contract(sample_run: Path) -> None:
    if not CONTRACT.exists():
        pytest.skip("no contract check beside the repository")
    subprocess.run([sys.executable, CONTRACT, sample_run], check=True)


def test_every_row_of_the_sample_is_accounted_for(sample_run: Path) -> None:
    ledger = json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))["ledger"]
    assert ledger["rows_read"] == 200
    assert ledger["themed"] + ledger["needs_person"] + ledger["no_content"] + ledger["blank"] == 400
    assert ledger["needs_person"] <= 0.15 * 400


def test_no_language_is_mostly_left_to_a_person(sample_run: Path) -> None:
    responses = pd.read_parquet(sample_run / "responses.parquet")
    content = responses[responses["status"].isin(["themed", "needs_person"])]
    waiting = content.groupby("language")["status"].agg(lambda status: (status == "needs_person").mean())
    assert waiting[["en", "bn", "so"]].max() <= 0.2


def test_personal_columns_never_reach_the_folder(sample_run: Path) -> None:
    for path in sample_run.rglob("*"):
        if path.is_file():
            assert b"asha.r@example" not in path.read_bytes()
    for name in SCHEMA:
        frame = pd.read_parquet(sample_run / f"{name}.parquet")
        assert not any("mail" in column.lower() for column in frame.columns)


def test_a_small_file_keeps_the_contract(small: Path) -> None:
    if not CONTRACT.exists():
        pytest.skip("no contract check beside the repository")
    subprocess.run([sys.executable, CONTRACT, small / "out"], check=True)


def test_statuses_and_verbatim_text(small: Path) -> None:
    responses = pd.read_parquet(small / "out" / "responses.parquet").set_index("response_id")
    assert responses.loc["7", "status"] == "no_content"
    assert responses.loc["9", "status"] == "no_content"
    assert responses.loc["8", "status"] == "blank"
    for response_id, _, text in ROWS:
        if text:
            assert responses.loc[response_id, "text"] == text


def test_two_runs_give_identical_tables(small: Path) -> None:
    """The first was on one thread, see conftest.py; the second is on as many as there are cores."""
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    result = textmine("run", small / "export.csv", "--out", small / "again", "--quiet", env=free)
    assert result.stderr == ""
    assert_same_tables(small / "out", small / "again")


def test_an_analysis_in_memory_gives_the_same_tables(small: Path, tmp_path: Path) -> None:
    analysis = tm.analyse(tm.read(small / "export.csv"))
    analysis.save(tmp_path / "saved")
    assert_same_tables(small / "out", tmp_path / "saved")
    opened = tm.open(tmp_path / "saved")
    pd.testing.assert_frame_equal(opened.themes, analysis.themes)
    assert "<script>" not in opened._repr_html_()


def test_an_interrupted_run_resumes_to_the_same_tables(sample_run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [Path(sys.executable).with_name("textmine"), "run", SAMPLE / "eastmere.csv", "--out", out]
    command += ["--config", SAMPLE / "consultation.toml"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    # Within the long work of embedding, however fast the machine is.
    said = list(takewhile(lambda line: not line.startswith("Embedding"), process.stderr))
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 130, (said, errors)
    assert "The same command goes on" in errors
    assert "Traceback" not in errors
    assert not (out / "manifest.json").exists()
    resumed = textmine(*command[1:])
    assert resumed.returncode == 0, resumed.stderr
    assert_same_tables(sample_run, out)
    assert not list((out / ".textmine" / "checkpoints").glob("*"))


def test_decisions_survive_a_fresh_run(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(small / "out", out)
    theme = pd.read_parquet(out / "themes.parquet")["theme_id"][0]
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text(json.dumps({"do": "rename", "theme": theme, "title": "আলো: lights"}), encoding="utf-8")
    textmine_here("decide", out, "--by", "Ada Officer", "--file", decisions, check=True)
    textmine_here("run", small / "export.csv", "--out", out, "--fresh", "--quiet", check=True)
    assert "আলো: lights" in set(tm.open(out).themes["title"])
    assert "আলো: lights" in (out / "report.html").read_text(encoding="utf-8")


def test_exactly_as_many_themes_as_configured(small: Path, tmp_path: Path) -> None:
    config = tmp_path / "consultation.toml"
    config.write_text("[themes]\nn_themes = 2\n", encoding="utf-8")
    out = tmp_path / "out"
    textmine_here("run", small / "export.csv", "--out", out, "--config", config, "--quiet", check=True)
    assert len(pd.read_parquet(out / "themes.parquet")) == 2


def test_the_themes_option_goes_before_the_config_and_is_kept_in_the_manifest(small: Path, tmp_path: Path) -> None:
    config = tmp_path / "consultation.toml"
    config.write_text('[themes]\nn_themes = 2\nmin_people = 1\n[consultation]\ntitle = "আলো"\n', encoding="utf-8")
    command = ["run", small / "export.csv", "--config", config, "--quiet"]
    textmine_here(*command, "--out", tmp_path / "number", "--themes", "3", check=True)
    textmine_here(*command, "--out", tmp_path / "word", "--themes", "fewer", check=True)
    number, word = (
        json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))["config"]
        for name in ("number", "word")
    )
    assert number["themes"] == {"n_themes": 3, "granularity": "usual", "min_people": 1, "sample": 12_000}
    assert word["themes"] == {"n_themes": None, "granularity": "fewer", "min_people": 1, "sample": 12_000}
    assert number["consultation"]["title"] == word["consultation"]["title"] == "আলো"
    assert len(pd.read_parquet(tmp_path / "number" / "themes.parquet")) == 3


@pytest.mark.parametrize(
    ("typed", "granularity", "n_themes"),
    [("more", "more", None), (" Usual ", "usual", None), ("7", "usual", 7), ("১২", "usual", 12), (5, "usual", 5)],
)
def test_what_themes_takes(typed: str | int, granularity: str, n_themes: int | None) -> None:
    settings = with_themes(Config(), typed).themes
    assert (settings.granularity, settings.n_themes) == (granularity, n_themes)


def test_every_spreadsheet_cell_is_defused(sample_run: Path, small: Path) -> None:
    for folder in (sample_run, small / "out"):
        book = openpyxl.load_workbook(folder / "review.xlsx")
        assert book.sheetnames == ["Read me", "Themes", "Answers", "Languages", "Drafts", "Set aside"]
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (sheet.title, cell.coordinate)
                    if isinstance(cell.value, str):
                        assert not cell.value.startswith(("=", "+", "-", "@", "\t")), cell.coordinate


def test_languages_are_written_row_by_row(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "in.csv", ["text"], [["The bins are always full"], [""], ["পার্কে আলো নেই"]])
    result = textmine("languages", file, "--column", "text", "--out", tmp_path / "out.csv", "--quiet")
    assert result.returncode == 0, result.stderr
    found = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    assert list(found.columns) == ["language", "languages", "language_confidence", "script"]
    assert list(found["language"]) == ["en", "zxx", "bn"]


def test_inspect_prints_json_and_writes_a_config_that_works(tmp_path: Path) -> None:
    config = tmp_path / "consultation.toml"
    result = textmine("inspect", SAMPLE / "eastmere.csv", "--json", "--write", config)
    facts = json.loads(result.stdout)
    assert facts["rows"] == 200
    assert {"file", "sheet", "layout", "encoding", "header_row", "first_data_row", "columns", "problems"} <= set(facts)
    assert {"name", "role", "question_id", "confidence", "reason"} == set(facts["columns"][0])
    assert tm.read(SAMPLE / "eastmere.csv", config=config).questions == tm.read(SAMPLE / "eastmere.csv").questions
    again = textmine("inspect", SAMPLE / "eastmere.csv", "--write", config)
    assert again.returncode == 2
    assert "exists already" in again.stderr


def _bad(name: str, folder: Path) -> Path:
    """Make one bad file."""
    path = folder / name
    if name == "missing.csv":
        return path
    content = {
        "empty.csv": b"",
        "header-only.csv": b"Response ID,Why?\n",
        "binary.csv": bytes(range(256)) * 20,
        "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "ragged.csv": b"Response ID,Why do you say that?\n1,too dark\n2,more bins,and this,too\n",
        "protected.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 30,
        "no-text.csv": b"Response ID,Score\n" + b"".join(b"%d,%d\n" % (i, i % 5) for i in range(30)),
        "duplicates.csv": b"Response ID,Why do you say that?\n7,too dark\n7,more bins\n8,x\n8,y\n",
        "unclosed.csv": b'Response ID,Why?\n1,"too dark\n2,more\n',
    }[name]
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.csv", "does not exist"),
        ("empty.csv", "empty"),
        ("header-only.csv", "no responses below"),
        ("binary.csv", "not"),
        ("picture.xlsx", "picture"),
        ("ragged.csv", "row 3"),
        ("protected.xlsx", "password"),
        ("no-text.csv", "own words was found"),
        ("duplicates.csv", "row 3: has the same id as row 2"),
        ("unclosed.csv", "quotation mark"),
    ],
)
def test_a_bad_file_is_one_plain_message(name: str, message: str, tmp_path: Path) -> None:
    result = textmine_here("run", _bad(name, tmp_path), "--out", tmp_path / "out", "--quiet")
    assert result.returncode == 2
    assert name in result.stderr
    assert "Traceback" not in result.stderr
    assert message in result.stderr, result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_all_bad_files_are_named_at_once(tmp_path: Path) -> None:
    files = [_bad(name, tmp_path) for name in ("empty.csv", "picture.xlsx", "missing.csv")]
    result = textmine("run", *files, "--out", tmp_path / "out", "--quiet")
    assert result.returncode == 2
    for file in files:
        assert file.name in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--question", "Whi?"], "Did you mean `Why?`"),
        (["--id", "Respons"], "Did you mean `Response ID`"),
        (["--config", "no-such.toml"], "cannot be read"),
        (["--engine", "spark"], "engine"),
        (["--themes", "few"], "`--themes` cannot be `few`. Did you mean `fewer`? Allowed: `fewer`, `usual` or `more`"),
        (["--themes", "0"], "or a whole number of themes per question"),
        (["--themes=-3"], "`--themes` cannot be `-3`"),
        (["--themes", "2.5"], "`--themes` cannot be `2.5`"),
        (["--themes", "আরও"], "`--themes` cannot be `আরও`"),
        (["--themes", ""], "Allowed"),
        (["--themes", "9" * 5000], "Allowed"),
    ],
)
def test_a_wrong_option_says_what_is_right(options: list[str], message: str, small: Path, tmp_path: Path) -> None:
    result = textmine_here("run", small / "export.csv", "--out", tmp_path / "out", *options, "--quiet")
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_holds_something_else_is_left_alone(small: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    result = textmine_here("run", small / "export.csv", "--out", tmp_path, "--quiet")
    assert result.returncode == 2
    assert "holds something else" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["youth-policing", "affordable-housing"])
def test_real_consultations_keep_the_contract_and_repeat(name: str, real_data: Path, tmp_path: Path) -> None:
    file = real_data / "polis" / f"{name}.csv"
    textmine_here("run", file, "--out", tmp_path / "first", "--quiet", check=True)
    textmine("run", file, "--out", tmp_path / "second", "--quiet", check=True)
    subprocess.run([sys.executable, CONTRACT, tmp_path / "first"], check=True)
    assert_same_tables(tmp_path / "first", tmp_path / "second")
