from __future__ import annotations

from dataclasses import replace as changed
from typing import Any

from markdown_it import MarkdownIt

from tests.publish.example import CONFIG, LIGHT, reviewed, settings
from textmine.publish.files.transparency import render_transparency
from textmine.publish.publication import make_publication
from textmine.publish.wording import wording
from textmine.review import Reviewed
from textmine.tables import replace

MANIFEST: dict[str, Any] = {
    "config": CONFIG,
    "python": "3.11.7",
    "packages": {"numpy": "2.4.6"},
    "embedding_model": "textmine-topics-1",
    "seed": 7,
    "inputs": [{"file": "lights.csv", "sha256": "ab" * 32, "personal_columns_dropped": 2}],
    "ledger": {"rows_read": 43, "set_aside": [{"row": 1}, {"row": 2}, {"row": 3}]},
    "trust": {"why": {"languages": {"en": {"answers": 30, "themed": 0.9}, "so": {"answers": 2, "themed": 0.5}}}},
}


def record(given: Reviewed | None = None, **manifest: Any) -> str:  # noqa: ANN401 - any value of a manifest
    given = given or reviewed()
    tables = replace(given.tables, manifest=MANIFEST | manifest)
    return render_transparency(make_publication(changed(given, tables=tables), settings()))


def test_what_the_run_knows_is_filled_in() -> None:
    text = record()
    for known in (
        "Eastmere Council", "Asha Rahman", "textmine-topics-1", "numpy 2.4.6", "lights.csv",
        "43 rows read, 3 set aside",
        "2 columns with personal data were dropped", "**Seed:** 7.", "**Language model:** none was used",
        "Answers that fit no theme were given to a person.", "What is your ethnic group?",
    ):  # fmt: skip
        assert known in text, known


def test_what_only_the_council_knows_is_marked() -> None:
    mark = wording()["transparency"]["open"]
    text = record()
    for field in ("Senior responsible owner", "Contact e-mail", "Legal basis and data protection impact assessment"):
        assert f"**{field}:** {mark}" in text
    assert "**\\[to be completed by the council\\]**" in text


def test_a_language_model_is_named() -> None:
    text = record(llm={"model": "tiny-llama", "host": "localhost"})
    assert "**Language model:** tiny-llama at localhost" in text
    assert "except to the language model" in text


def test_reasons_for_lifting_a_check_stay_in_the_log() -> None:
    text = record(changed(reviewed(), overrides={LIGHT: {"personal_data": ("Sam Lee", "It is Joe's own address.")}}))
    assert "personal data for 1 of the themes" in text
    assert "Joe" not in text


def test_languages_of_few_answers_are_not_measured_in_public() -> None:
    text = record()
    assert "English 90%" in text
    assert "Somali 50%" not in text


def test_values_stay_text() -> None:
    hostile = "<script>alert(1)</script> | [x](javascript:y)"
    shown = MarkdownIt("commonmark").enable("table").render(record(embedding_model=hostile))
    assert "<script" not in shown
    assert "<a " not in shown


def test_a_run_that_recorded_nothing_still_has_a_record() -> None:
    given = reviewed()
    given.tables.manifest.clear()
    assert "not recorded" in render_transparency(make_publication(given, settings()))
