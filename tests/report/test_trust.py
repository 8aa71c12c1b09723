from __future__ import annotations

import json
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import pytest

from tests.report.themed import INJECTION, Made, everyone, page_of, themed
from textmine.report.trust import trust_view, trust_warnings
from textmine.review import replay
from textmine.summary import run_summary
from textmine.tables import Tables

LANGUAGES = {
    "so": {"answers": 25, "themed": 0.8, "needs_person": 0.2},
    "en": {"answers": 100, "themed": 0.97, "needs_person": 0.03},
    "bn-Latn": {"answers": 2, "themed": 1.0, "needs_person": 0.0},
}
WARNINGS = [
    "20% of the answers in `so` need a person, of the others 3%.",
    "9% of the answers in `bn-Latn` need a person, of the others 2%.",
]


def trust(**others: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"stability": 0.8, "nmi": 0.25, "nmi_by_chance": 0.1, "languages": LANGUAGES, "warnings": WARNINGS} | others


def tables(**others: Any) -> Tables:  # noqa: ANN401
    return themed([Made("q1.01", "পার্কে আলো 💡", everyone(0, 6))], trust=trust(**others))


def section(page: str) -> str:
    return page.split("<h3>How far to trust these themes</h3>")[1].split("<article")[0]


def test_each_warning_is_a_plain_sentence_that_names_the_language(tmp_path: Path) -> None:
    part = section(page_of(tables(), tmp_path))
    assert '<p class="flag" role="note">20% of the answers in Somali need a person, of the others 3%.</p>' in part
    assert 'role="note">9% of the answers in Bengali in Latin letters need a person' in part
    assert part.count('role="note"') == 2
    assert "`" not in part


def test_the_table_has_the_share_that_needs_a_person_by_language(tmp_path: Path) -> None:
    part = section(page_of(tables(), tmp_path))
    rows = [line.split("</tr>")[0] for line in part.split("<tr>")[2:]]
    assert rows == [
        '<th scope="row">English</th><td class="num">100</td><td class="num">3.0%</td>',
        '<th scope="row">Somali</th><td class="num">25</td><td class="num">20.0%</td>',
        '<th scope="row">Bengali in Latin letters</th><td class="num">2</td><td class="num">0.0%</td>',
    ]


def test_many_languages_are_put_together_without_losing_an_answer() -> None:
    many = {f"q{letter}": {"answers": 2, "themed": 0.5, "needs_person": 0.5} for letter in "abcdefghijklmnopqrst"}
    view = trust_view({"trust": {"q1": trust(languages=LANGUAGES | many)}}, "q1")
    assert view is not None
    assert sum(row.answers for row in view.languages) == 127 + 40
    assert view.languages[-1].name == "13 other languages"
    assert view.languages[-1].percent == 50.0


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (0.75, "they come back every time (0.75 of 1)"),
        (0.6, "they mostly come back (0.60 of 1)"),
        (0.3, "they are loosely held together (0.30 of 1)"),
        (None, "too few answers to tell"),
        (float("nan"), "too few answers to tell"),
    ],
)
def test_mean_stability_is_said_in_words(mean: float | None, words: str, tmp_path: Path) -> None:
    assert words in section(page_of(tables(stability=mean), tmp_path))


def test_agreement_with_language_is_set_against_chance() -> None:
    def said(nmi: float, chance: float) -> str:
        view = trust_view({"trust": {"q1": trust(nmi=nmi, nmi_by_chance=chance)}}, "q1")
        assert view is not None
        return view.agreement

    assert "depends in part on its language" in said(0.25, 0.1)
    assert "hardly depends on its language" in said(0.12, 0.1)
    assert said(0.0, 0.0) == ""


@pytest.mark.parametrize("manifest", [{}, {"trust": None}, {"trust": []}, {"trust": {"q2": {}}}, {"trust": {"q1": 3}}])
def test_where_nothing_was_checked_nothing_is_said(manifest: dict[str, Any]) -> None:
    assert trust_view(manifest, "q1") is None
    assert trust_warnings(manifest, "q1") == ()


def test_the_summary_has_one_line_per_warning_and_counts_no_group_as_a_theme() -> None:
    made = [Made(f"q1.{n:02d}", f"বিষয় {n} 🗑️", everyone(n * 10, 20 - n), "q1.g1") for n in range(12)]
    analysed = themed([*made, Made("q1.g1", "Waddooyinka")], trust=trust(warnings=[*WARNINGS, INJECTION]))
    ledger = dict.fromkeys(("rows_read", "responses", "themed", "needs_person", "no_content", "blank"), 1)
    manifest = analysed.manifest | {"ledger": {**ledger, "set_aside": []}, "assumptions": []}
    text = run_summary(replay(changed(analysed, manifest=manifest), []), Path("out"))
    assert text.count("  Careful: ") == 3
    assert "  Careful: 20% of the answers in Somali need a person, of the others 3%." in text
    assert "… and 2 more themes; the report shows them in 1 group" in text
    assert "Waddooyinka" not in text


def test_the_sample_says_how_far_to_trust_it(sample_run: Path) -> None:
    manifest = json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))
    page = " ".join((sample_run / "report.html").read_text(encoding="utf-8").split())
    assert page.count("<h3>How far to trust these themes</h3>") == len(manifest["trust"]) == 2
