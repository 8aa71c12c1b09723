"""The `privacy` benchmark: counts, intervals, false alarms, absent files."""

import json
from pathlib import Path

import pytest

from tests.conftest import write_csv
from textmine.errors import ConfigError
from textmine.evaluate import BENCHMARKS, Options
from textmine.evaluate.plain import WIDTH
from textmine.evaluate.privacy import benchmark
from textmine.evaluate.privacy.measure import ALL, FORMS, NAMES, count
from textmine.evaluate.privacy.result import PrivacyResult
from textmine.evaluate.privacy.sets import Marked
from textmine.model import Span
from textmine.text import personal_data


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    (folder / "polis").mkdir()
    rows = [["1", "More bins please"], ["2", "Ask Mrs Begum"], ["3", "Ring 07700 900123"], ["4", "More bins please"]]
    write_csv(folder / "polis/bowling-green.csv", ["id", "What should change?"], rows)
    return folder


@pytest.fixture(scope="module")
def result(public: Path) -> PrivacyResult:
    return benchmark(Options(data=public, systems=("rules", "forms only"), mistakes=3))


def test_it_is_one_of_the_benchmarks() -> None:
    assert BENCHMARKS["privacy"] is benchmark


def test_marks_and_flags_are_counted_by_kind_group_and_language() -> None:
    text = "Mrs Begum, 07700 900123, and Zorp"
    marked = Marked(text, "en", (Span(0, 9, "third_party"), Span(29, 33, "name")))
    counts = {one.group: one for one in count("rules", [marked], personal_data)}
    assert (counts["third_party"].found, counts["third_party"].exact, counts["name"].found) == (1, 1, 0)
    assert (counts["phone"].flags, counts["phone"].right) == (1, 0)
    assert (counts[ALL].marks, counts[ALL].flags, counts[ALL].right) == (2, 2, 1)
    assert counts[NAMES].recall is not None
    assert counts[NAMES].recall.value == 0.5
    assert counts[FORMS].recall is None
    assert counts["language en"].marks == 2


def test_what_has_a_form_is_found_in_the_sample_and_names_need_the_rules(result: PrivacyResult) -> None:
    counts = {(one.system, one.group): one for one in result.counts}
    for system in ("rules", "forms only"):
        recall = counts[system, FORMS].recall
        assert recall is not None
        assert recall.value >= 0.95
    assert counts["rules", NAMES].found > counts["forms only", NAMES].found


def test_texts_with_a_flagged_name_are_counted_once_each(result: PrivacyResult) -> None:
    (bowling,) = [one for one in result.alarms if one.system == "rules" and one.set == "polis/bowling-green"]
    assert (bowling.texts, bowling.with_names, bowling.with_forms) == (3, 1, 1)
    assert bowling.names_per_thousand == pytest.approx(333.3, abs=0.1)


def test_the_declaration_names_nobody(result: PrivacyResult) -> None:
    assert [one for one in result.alarms if one.set.startswith("udhr/") and one.with_names] == []


def test_what_is_absent_is_named_and_the_rest_is_measured(tmp_path: Path) -> None:
    found = benchmark(Options(corpora=tmp_path, systems=("rules",)))
    assert "corpora/sample/gold.json" in found.absent
    assert found.counts == ()


def test_the_text_fits_a_terminal_and_the_result_survives_json(result: PrivacyResult) -> None:
    assert max(map(len, result.to_text().splitlines())) <= WIDTH
    found = result.as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert "polis/youth-policing.csv" in result.to_text()


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(ConfigError, match="there is no system `magic`"):
        benchmark(Options(systems=("magic",)))
