from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import textmine as tm
from tests.conftest import textmine
from textmine.cli import app
from textmine.errors import ProblemsError
from textmine.purge import purge

from .test_retention import keep

RUNNER = CliRunner()


def test_the_command_says_what_went_what_is_left_and_what_lies_outside(folder: Path) -> None:
    (folder / "sent.xlsx").write_bytes(b"hers")
    result = RUNNER.invoke(app, ["purge", str(folder), "--by", "Ada"])
    assert result.exit_code == 0, result.output
    for said in ("responses.parquet", "ledger.csv", "sent.xlsx", "answers.csv", "backups", "solid-state"):
        assert said in result.output


def test_a_dry_run_says_the_same_and_removes_nothing(folder: Path) -> None:
    result = RUNNER.invoke(app, ["purge", str(folder), "--dry-run"])
    assert "Nothing was removed" in result.output
    assert (folder / "report.html").exists()


def test_before_the_day_it_asks_for_yes(folder: Path) -> None:
    keep(folder, date.today() + timedelta(9))
    result = textmine("purge", folder, stdin=-3)
    assert (result.returncode, result.stdout) == (2, "")
    assert "is to be kept until" in result.stderr
    assert "`--yes`" in result.stderr
    assert RUNNER.invoke(app, ["purge", str(folder), "--yes"]).exit_code == 0


def test_the_name_of_the_login_stands_where_nobody_gave_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "abegum")
    assert purge(folder).by == "abegum"


@pytest.mark.parametrize(
    "command",
    [
        ["review", "DIR", "--no-browser"],
        ["publish", "DIR", "--out", "OUT"],
        ["workbook", "export", "DIR", "OUT.xlsx"],
        ["workbook", "apply", "DIR", "FILE", "--by", "A"],
        ["decide", "DIR", "--by", "A", "--file", "FILE"],
        ["run", "FILE", "--out", "DIR", "--quiet"],
    ],
)
def test_every_other_command_says_that_the_folder_was_purged(folder: Path, tmp_path: Path, command: list[str]) -> None:
    purge(folder, "Ada")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (tmp_path / "FILE").write_text("", encoding="utf-8")
    places = {"DIR": folder, "OUT": tmp_path / "out", "OUT.xlsx": tmp_path / "out.xlsx", "FILE": tmp_path / "FILE"}
    with pytest.raises(ProblemsError, match=r"was purged on .* by Ada: its answers are gone"):
        RUNNER.invoke(app, [str(places.get(part, part)) for part in command], catch_exceptions=False)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_purged_analysis_is_neither_published_nor_saved_elsewhere(folder: Path, tmp_path: Path) -> None:
    purge(folder, "Ada")
    analysis = tm.open(folder)
    for refused in (lambda: tm.publish(analysis, tmp_path / "out"), lambda: analysis.save(tmp_path / "other")):
        with pytest.raises(ProblemsError, match="was purged on"):
            refused()
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "other").exists()
