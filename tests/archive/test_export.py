from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

from textmine.archive import Archive
from textmine.archive.export import COLUMNS

from .made import BINS, LIGHT

TODAY = date(2026, 11, 25)


def exported(archive: Archive, folder: Path) -> dict[str, list[dict[str, str]]]:
    archive.export(TODAY).write(folder)
    return {
        name: list(
            csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8").removeprefix("\ufeff")))
        )
        for name in COLUMNS
    }


def test_other_services_get_what_was_said_and_decided(whole: Path, tmp_path: Path) -> None:
    tables = exported(Archive(whole), tmp_path / "out")
    themes = {row["theme_id"]: row for row in tables["themes"]}
    assert themes[LIGHT]["what_was_decided"] == "We put 40 new lights on the paths of Limebank Park."
    assert (themes[LIGHT]["people"], themes[LIGHT]["answered"], themes[LIGHT]["state"]) == ("25", "38", "done")
    assert tables["consultations"][0]["approved_by"] == "Asha Rahman"
    assert "Bins overflow at weekends." in [row["text"] for row in tables["sentences"]]


def test_numbers_below_the_minimum_are_not_exact(whole: Path, tmp_path: Path) -> None:
    tables = exported(Archive(whole), tmp_path / "out")
    small = next(row for row in tables["themes"] if row["theme_id"] == BINS)
    assert small["people"] == "Fewer than five"
    languages = tables["consultations"][0]["languages"]
    assert "so" in languages
    assert "so: 1" not in languages
    assert '"n_people"' not in (tmp_path / "out" / "archive.json").read_text(encoding="utf-8")


def test_json_and_csv_have_the_same_columns(whole: Path, tmp_path: Path) -> None:
    exported(Archive(whole), tmp_path / "out")
    content = json.loads((tmp_path / "out" / "archive.json").read_text(encoding="utf-8"))
    assert content["version"] == 1
    for name, columns in COLUMNS.items():
        assert all(tuple(row) == columns for row in content[name]), name


def test_what_became_of_promises_is_exported(promise: Archive, tmp_path: Path) -> None:
    promise.update(f"1:{LIGHT}", "kept", by="Ben", on="2025-10-01", note="=1+1")
    (row,) = exported(promise, tmp_path / "out")["updates"]
    assert (row["status"], row["date"], row["by"], row["note"]) == ("kept", "2025-10-01", "Ben", "'=1+1")
