"""From the export to the published page: the officer's whole way on the sample."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import textmine as tm
from tests.conftest import textmine, textmine_here


def decide(folder: Path, decisions: list[dict[str, object]], name: str = "Ada Officer") -> None:
    file = folder.parent / "decisions.jsonl"
    file.write_text("\n".join(json.dumps(decision, ensure_ascii=False) for decision in decisions), encoding="utf-8")
    result = textmine_here("decide", folder, "--by", name, "--file", file)
    assert result.returncode == 0, result.stderr


def outcomes(themes: pd.DataFrame) -> list[dict[str, object]]:
    """Return one outcome of each kind in turn for the themes."""
    kinds: list[dict[str, object]] = [
        {"outcome": "we_did", "text": "We put in new lights along the main paths in May."},
        {"outcome": "we_will", "text": "We will add bins.", "owner": "Parks team", "date": "2026-12-01"},
        {"outcome": "could_not", "text": "We could not keep every bay.", "reason": "The trees need the space."},
        {"outcome": "still_deciding", "text": "The cabinet decides in the new year.", "date": "2027-01-20"},
    ]
    return [{"do": "outcome", "theme": theme, **kinds[i % len(kinds)]} for i, theme in enumerate(themes["theme_id"])]


def test_nothing_is_published_without_approval(sample_copy: Path, tmp_path: Path) -> None:
    result = textmine("publish", sample_copy, "--out", tmp_path / "page", "--format", "html,docx,md")
    assert result.returncode == 3
    assert not (tmp_path / "page").exists()
    themes = tm.open(sample_copy).themes
    lines = result.stderr.strip().splitlines()
    for theme in themes["theme_id"]:
        assert sum(theme in line for line in lines) >= 2, "an outcome and an approval are missing for each theme"
    assert all(line.startswith("Not published: ") for line in lines)
    with pytest.raises(tm.PublishBlockedError) as caught:
        tm.publish(tm.open(sample_copy), tmp_path / "page")
    assert len(caught.value.problems) == len(lines)


def test_after_decisions_it_publishes(sample_copy: Path, tmp_path: Path) -> None:
    themes = tm.open(sample_copy).themes
    decide(sample_copy, [*outcomes(themes), {"do": "consent", "quotes": "refuse"}, {"do": "approve", "all": True}])
    out = tmp_path / "page"
    result = textmine_here("publish", sample_copy, "--out", out, "--format", "html,docx,md")
    blocked = [line for line in result.stderr.splitlines() if line]
    if result.returncode == 3:
        # What is left is for a person: they override, giving a reason, and approve again.
        assert not out.exists()
        overrides = []
        for line in blocked:
            theme = next(theme for theme in themes["theme_id"] if theme in line)
            check = line.rsplit("(", 1)[-1].rstrip(").") if "(" in line else ""
            overrides.append((theme, check, line))
        pytest.fail("\n".join(line for _, _, line in overrides))
    assert result.returncode == 0, result.stderr
    assert {path.name for path in out.iterdir()} == {
        "index.html", "fragment.html", "feedback.docx", "feedback.md", "outcomes.csv", "transparency.md",
    }  # fmt: skip
    page = (out / "index.html").read_text(encoding="utf-8")
    about = ("We asked", "Who took part", "You said")
    for heading in (*about, "We did", "We will", "What we could not do, and why", "Still deciding"):
        assert heading in page, heading
    responses = pd.read_parquet(sample_copy / "responses.parquet")
    assert not any(f">{response}<" in page or f" {response} " in page for response in responses["response_id"])
    assert "<script" not in page


def test_a_change_after_approval_blocks_again(sample_copy: Path, tmp_path: Path) -> None:
    themes = tm.open(sample_copy).themes
    decide(sample_copy, [*outcomes(themes), {"do": "consent", "quotes": "refuse"}, {"do": "approve", "all": True}])
    decide(sample_copy, [{"do": "rename", "theme": themes["theme_id"][0], "title": "A new title"}])
    result = textmine_here("publish", sample_copy, "--out", tmp_path / "page")
    assert result.returncode == 3
    assert "A new title" in result.stderr
    assert not (tmp_path / "page").exists()


def test_a_bad_decision_records_nothing(sample_copy: Path, tmp_path: Path) -> None:
    before = (sample_copy / "decisions.sqlite").read_bytes()
    file = tmp_path / "bad.jsonl"
    file.write_text('{"do": "approve", "all": true}\n{"do": "renam"}\nnot json\n', encoding="utf-8")
    result = textmine_here("decide", sample_copy, "--by", "Ada", "--file", file)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert (sample_copy / "decisions.sqlite").read_bytes() == before


def test_an_unknown_format_is_a_plain_error(sample_copy: Path, tmp_path: Path) -> None:
    result = textmine_here("publish", sample_copy, "--out", tmp_path / "page", "--format", "pdf")
    assert result.returncode == 2
    assert "html" in result.stderr
