"""`textmine evaluate sample`, and that `textmine evaluate` is what it was."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import textmine_here
from textmine.evaluate.coding import read_key

from .sheets import fill, label


def test_a_sample_is_drawn_coded_and_reported(folder: Path, tmp_path: Path) -> None:
    out, figures = tmp_path / "codes", tmp_path / "figures.json"
    drawn = textmine_here(
        "evaluate", "sample", folder, "--out", out, "--size", 24, "--coders", "Ada, বীণা", "--redact", check=True
    )
    assert "24 of 190 answers drawn" in drawn.stdout
    sample = read_key(out)
    files = [out / "ada.xlsx", out / "বীণা.xlsx"]
    for path in files:
        assert f'--codes "{path}"' in drawn.stdout
        fill(path, sample, lambda item: ([label(sample, sample.themes_of(item.question_id)[0].theme_id)], ""))
    both = [part for path in files for part in ("--codes", path)]
    told = textmine_here("evaluate", "sample", folder, *both, "--json", figures, check=True)
    assert "Of 24 answers on which people agree" in told.stdout
    assert json.loads(figures.read_text(encoding="utf-8"))["agreed"]["n"] == 24


def test_neither_or_both_of_its_ways_is_a_plain_message(folder: Path, tmp_path: Path) -> None:
    for more in ((), ("--out", tmp_path / "x", "--codes", tmp_path / "y.xlsx")):
        told = textmine_here("evaluate", "sample", folder, *more)
        assert told.returncode == 2
        assert "say either --out" in told.stderr


def test_evaluate_still_takes_names_and_options_alone() -> None:
    told = textmine_here("evaluate", "nonsense")
    assert told.returncode == 2
    assert "no benchmark `nonsense`" in told.stderr
    assert textmine_here("evaluate", "--data", "/nowhere/at/all", "languages").returncode == 2
    assert textmine_here("evaluate", "benchmarks", "nonsense").stderr == told.stderr
    assert "sample" in textmine_here("evaluate", "--help").stdout
