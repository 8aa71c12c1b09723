from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import textmine as tm
from textmine.analysis import write_views
from textmine.config import parse_config
from textmine.errors import ConfigError, InputError
from textmine.purge import purge
from textmine.retention import is_overdue, retention_note

TODAY = date.today()


def keep(folder: Path, until: date) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["config"] = {"consultation": {"keep_until": until.isoformat()}}
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("given", ["2027-03-31", date(2027, 3, 31)])
def test_a_day_is_taken_as_toml_writes_it_and_kept_as_text(given: object) -> None:
    config = parse_config({"consultation": {"keep_until": given}})
    assert config.model_dump(mode="json")["consultation"]["keep_until"] == "2027-03-31"


@pytest.mark.parametrize("given", ["soon", "31.3.2027", "2027-02-30", 20270331, True, ["2027-03-31"]])
def test_what_is_no_day_is_refused_with_an_example(given: object) -> None:
    with pytest.raises(ConfigError, match=r"keep_until.*such as 2027-03-31"):
        parse_config({"consultation": {"keep_until": given}})


def test_without_a_day_nothing_is_said() -> None:
    for consultation in ({}, {"keep_until": None}, {"keep_until": ""}):
        config = parse_config({"consultation": consultation}).model_dump(mode="json")
        assert retention_note({"config": config}) == ""
    assert retention_note({}) == ""


def test_the_day_itself_is_still_within() -> None:
    manifest = {"config": {"consultation": {"keep_until": "2027-03-31"}}}
    assert retention_note(manifest, date(2027, 3, 31)) == "People's words are kept until 31 March 2027."
    assert "were to be kept" in retention_note(manifest, date(2027, 4, 1))


@pytest.mark.parametrize("days", [0, 30])
def test_before_that_day_a_purge_has_to_be_asked_for_twice(folder: Path, days: int) -> None:
    keep(folder, TODAY + timedelta(days))
    with pytest.raises(InputError, match="`--yes`"):
        purge(folder, "Ada")
    assert (folder / "responses.parquet").exists()
    purge(folder, "Ada", early=True)
    assert not (folder / "responses.parquet").exists()


def test_after_that_day_it_is_purged_and_the_report_and_the_analysis_say_so_before(folder: Path) -> None:
    keep(folder, TODAY - timedelta(1))
    analysis = tm.open(folder)
    write_views(analysis, folder)
    assert is_overdue(analysis.manifest)
    for text in (analysis._repr_html_(), (folder / "report.html").read_text(encoding="utf-8")):
        assert "Purge them: textmine purge." in text
    purge(folder, "Ada")
    assert "was purged on" in tm.open(folder).retention
