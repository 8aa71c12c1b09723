from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.ingest.several.forms import EASY_SCALE, easy_read, online, paper
from textmine.cli import app
from textmine.config import load_config


@pytest.fixture
def forms(tmp_path: Path) -> list[str]:
    return [str(write(tmp_path)) for write in (online, paper, easy_read)]


def _said(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["inspect", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_json_holds_an_object_for_each_file(forms: list[str]) -> None:
    found = json.loads(_said(*forms, "--json"))
    assert [entry["file"] for entry in found] == forms
    assert all(entry["header_row"] == 1 and entry["first_data_row"] == 2 for entry in found)


def test_one_file_is_one_object_and_no_consultation_of_several(forms: list[str]) -> None:
    assert json.loads(_said(forms[0], "--json"))["rows"] == 4
    assert "Together" not in _said(forms[0])


def test_the_settings_written_hold_the_mapping(forms: list[str], tmp_path: Path) -> None:
    out = tmp_path / "consultation.toml"
    assert "Together: online.csv (4 responses)" in _said(*forms, "--write", str(out))
    assert EASY_SCALE in load_config(out).files["easy-read.csv"].columns
