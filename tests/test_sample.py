from __future__ import annotations

import csv
import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import textmine as tm
from tests.conftest import ROOT, SAMPLE
from textmine.text import personal_data


@pytest.fixture(scope="module")
def gold() -> dict[str, list[dict[str, object]]]:
    return json.loads((SAMPLE / "gold.json").read_text(encoding="utf-8"))


def rows() -> list[dict[str, str]]:
    with (SAMPLE / "eastmere.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_derived_files_agree_with_the_master(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_sample", tmp_path], check=True)
    assert (tmp_path / "eastmere.csv").read_bytes() == (SAMPLE / "eastmere.csv").read_bytes()
    assert (tmp_path / "gold.json").read_bytes() == (SAMPLE / "gold.json").read_bytes()


def test_the_workbook_says_what_the_csv_says() -> None:
    from_csv, from_xlsx = tm.read(SAMPLE / "eastmere.csv"), tm.read(SAMPLE / "eastmere.xlsx")
    assert from_csv.answers["text"].fillna("").tolist() == from_xlsx.answers["text"].fillna("").tolist()
    assert from_csv.questions == from_xlsx.questions


def test_it_is_read_right_without_settings() -> None:
    consultation = tm.read(SAMPLE / "eastmere.csv")
    roles = {question.wording: question.role for question in consultation.questions}
    assert len(consultation.respondents) == 200
    assert len(consultation.open_questions) == 2
    assert {question.linked_question_id for question in consultation.open_questions} == {"c9"}
    assert roles["Ward"] == "geography"
    assert consultation.sources[0].personal_columns == 1
    assert set(consultation.respondents["kind"]) == {"individual", "organisation"}
    assert consultation.respondents["consent_publish"].value_counts().to_dict()[True] > 140


def test_the_mix_of_languages_is_the_boroughs(gold: dict[str, list[dict[str, object]]]) -> None:
    people: dict[str, set[object]] = {}
    for answer in gold["answers"]:
        for language in answer["languages"][:1]:  # type: ignore[index]
            people.setdefault(language, set()).add(answer["response_id"])
    share = {language: len(ids) / 200 for language, ids in people.items()}
    assert share["bn"] == pytest.approx(0.18, abs=0.03)
    assert share["so"] == pytest.approx(0.07, abs=0.03)
    assert share["bn-Latn"] == pytest.approx(0.04, abs=0.02)
    assert {"ar", "it", "fr", "pl"} <= set(share)


def test_marks_point_into_the_text(gold: dict[str, list[dict[str, object]]]) -> None:
    known = {theme["theme"] for theme in gold["themes"]}
    texts = {(row["Response ID"], question): row[question] for row in rows() for question in row}
    for answer in gold["answers"]:
        text = texts[answer["response_id"], answer["question"]]
        assert unicodedata.is_normalized("NFC", text)
        for span in [*answer["points"], *answer["personal"]]:  # type: ignore[misc]
            assert text[span["start"] : span["end"]].strip()
        assert {point["theme"] for point in answer["points"]} <= known  # type: ignore[attr-defined]


def test_every_theme_and_kind_of_trouble_occurs(gold: dict[str, list[dict[str, object]]]) -> None:
    themes = Counter(point["theme"] for answer in gold["answers"] for point in answer["points"])  # type: ignore[attr-defined]
    assert min(themes[theme["theme"]] for theme in gold["themes"]) >= 8
    texts = [row[question] for row in rows() for question in list(row)[-3:-1]]
    whole = "\n".join(texts)
    assert "<script>" in whole
    assert any(text.startswith("=") for text in texts)
    assert any(len(text.split()) >= 880 for text in texts)
    assert sum(text == "" for text in texts) >= 25


def test_patterns_of_personal_data_are_found(gold: dict[str, list[dict[str, object]]]) -> None:
    texts = {(row["Response ID"], question): row[question] for row in rows() for question in row}
    missed, total = [], 0
    for answer in gold["answers"]:
        text = texts[answer["response_id"], answer["question"]]
        found = personal_data(text)
        for span in answer["personal"]:  # type: ignore[attr-defined]
            if span["kind"] in ("name", "third_party"):
                continue
            total += 1
            if not any(hit.start < span["end"] and span["start"] < hit.end for hit in found):
                missed.append(span["kind"])
    assert total >= 20
    assert len(missed) / total <= 0.05, missed
