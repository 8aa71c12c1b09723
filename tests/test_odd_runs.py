"""Whole runs on odd sets of answers: the folder keeps the contract and every answer is accounted for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT, textmine_here, write_csv
from tests.themes.odd import CAMPAIGN, DARK, EMOJI, SAME, SETS
from textmine import InputError, runner

CONTRACT = ROOT.parent / "shared" / "contract_check.py"
HEADER = ["Response ID", "Why do you say that?"]


def export(folder: Path, texts: list[str]) -> Path:
    """Write answers as a council's export; lone surrogates have no place in a file."""
    kept = [text.encode("utf-8", "replace").decode() for text in texts]
    return write_csv(folder / "export.csv", HEADER, [[str(i), text] for i, text in enumerate(kept, start=1)])


def assert_all_accounted_for(out: Path, texts: list[str]) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    ledger = manifest["ledger"]
    assert ledger["rows_read"] == ledger["responses"] == len(texts)
    statuses = pd.read_parquet(out / "responses.parquet")["status"].value_counts()
    for status in ("themed", "needs_person", "no_content", "blank"):
        assert ledger[status] == statuses.get(status, 0)
    assert sum(ledger[status] for status in ("themed", "needs_person", "no_content", "blank")) == len(texts)
    themes = pd.read_parquet(out / "themes.parquet")
    assert (themes["n_people"] > 0).all()
    assert set(themes["parent_id"].dropna()) <= set(themes["theme_id"])
    if CONTRACT.exists():
        checked = subprocess.run([sys.executable, CONTRACT, out], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", [name for name in SETS if name != "campaign"])
def test_a_run_on_an_odd_set_keeps_the_contract(name: str, tmp_path: Path) -> None:
    texts = SETS[name]
    analysis = runner.run([export(tmp_path, texts)], tmp_path / "out", questions=[HEADER[1]])
    assert_all_accounted_for(tmp_path / "out", texts)
    content = analysis.responses["status"].isin(["themed", "needs_person"])
    assert (len(analysis.themes) > 0) == content.any()


def test_the_command_line_on_a_campaign(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = textmine_here("run", export(tmp_path, CAMPAIGN), "--out", out, "--quiet")
    assert result.returncode == 0, result.stderr
    assert_all_accounted_for(out, CAMPAIGN)
    responses = pd.read_parquet(out / "responses.parquet")
    # All the letters are one campaign; what three of the others wrote nearly alike is another.
    assert responses["campaign_id"].value_counts().iloc[0] == 200
    assert responses["campaign_id"][:200].nunique() == 1
    assert (responses["status"] == "needs_person").mean() <= 0.15
    rows = pd.read_parquet(out / "assignments.parquet")
    people = rows.groupby("theme_id")["response_id"].agg(lambda ids: {int(i) for i in ids})
    own_words = set(range(201, 201 + len(SAME)))
    for theme, members in people.items():
        if members & set(range(1, 201)):
            assert members & own_words, theme


def test_more_themes_than_answers_is_a_plain_error_and_leaves_no_tables(tmp_path: Path) -> None:
    texts = [*DARK.values(), *EMOJI]
    with pytest.raises(InputError, match="25 themes were asked for, but the texts with content make 5 points"):
        runner.run([export(tmp_path, texts)], tmp_path / "out", questions=[HEADER[1]], themes=25)
    assert not list((tmp_path / "out").glob("*.parquet"))
