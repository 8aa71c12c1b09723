"""The REFI-QDA project: every coded passage is where it says, and nothing personal beside people's words is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from textmine.analysis import Analysis
from textmine.interchange import codes_of, write_project

from .test_codebook import valid

P = "{urn:QDA-XML:project:1.0}"


@pytest.fixture
def path(analysis: Analysis, tmp_path: Path) -> Path:
    write_project(analysis, tmp_path / "answers.qdpx")
    return tmp_path / "answers.qdpx"


def opened(path: Path) -> tuple[etree._Element, dict[str, str]]:
    """Return the project and the texts of its sources."""
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.startswith("sources/")}
        return etree.fromstring(archive.read("project.qde")), texts


def coded(path: Path) -> set[tuple[str, str, str]]:
    """Return (answer, passage, code) of each coding."""
    project, texts = opened(path)
    names = {code.get("guid"): code.get("name") for code in project.iter(f"{P}Code")}
    found = set()
    for source in project.iter(f"{P}TextSource"):
        text = texts["sources/" + str(source.get("plainTextPath")).removeprefix("internal://")]
        for selection in source.iter(f"{P}PlainTextSelection"):
            passage = text[int(selection.get("startPosition", "")) : int(selection.get("endPosition", ""))]
            for reference in selection.iter(f"{P}CodeRef"):
                found.add((str(source.get("name")), passage, str(names[reference.get("targetGUID")])))
    return found


def test_a_project_is_what_the_standard_says(path: Path) -> None:
    project, texts = opened(path)
    valid("project.xsd", project)
    paths = {
        "sources/" + str(own.get("plainTextPath")).removeprefix("internal://") for own in project.iter(f"{P}TextSource")
    }
    assert paths == set(texts)


def test_passages_are_exact_in_every_script(path: Path) -> None:
    found = coded(path)
    assert ("r1 (q1)", "We need\ufffd more parking\nfor 🚗 residents.", "Parking for residents") in found
    assert ("r1 (q1)", "The street lights\nare broken.", "রাস্তার আলো") in found
    assert ("r4 (q1)", "Amader elakay parking khub kom 🚗.", "Parking for residents") in found
    assert ("r5 (q1)", "রাতে রাস্তার আলো জ্বলে না।", "রাস্তার আলো") in found
    assert ("r7 (q1)", "نحتاج إلى المزيد من الأشجار في الحي.", "أشجار 🌳 <b>&\ufffd") in found


def test_every_assignment_is_a_coding(path: Path, analysis: Analysis) -> None:
    names = {code.theme_id: code.name for top in codes_of(analysis) for code in top.all()}
    wanted = {
        (f"{row.response_id} ({row.question_id})", names[row.theme_id]) for row in analysis.assignments.itertuples()
    }
    assert {(answer, code) for answer, _, code in coded(path)} == wanted


def test_answers_that_say_nothing_are_left_out_and_uncoded_ones_are_in(path: Path) -> None:
    project, texts = opened(path)
    names = {own.get("name") for own in project.iter(f"{P}TextSource")}
    assert "r10 (q1)" in names
    assert "r9 (q1)" not in names
    assert all(texts.values())


def test_only_words_and_the_language_are_in_it(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("project.qde").decode("utf-8")
    assert "Strongly agree" not in content
    assert "answers.csv" not in content
    project, _ = opened(path)
    assert {own.text for own in project.iter(f"{P}TextValue")} == {"en", "bn", "so", "bn-Latn", "ar"}
    assert [own.get("name") for own in project.iter(f"{P}Variable")] == ["Language"]


def test_what_officers_decided_is_theirs(decided: Callable[..., Analysis], tmp_path: Path) -> None:
    after = decided({"do": "assign", "answer": ["r10", "q1"], "theme": "q1.03"})
    write_project(after, tmp_path / "decided.qdpx")
    project, _ = opened(tmp_path / "decided.qdpx")
    users = {own.get("guid"): own.get("name") for own in project.iter(f"{P}User")}
    source = next(own for own in project.iter(f"{P}TextSource") if own.get("name") == "r10 (q1)")
    assert [users[own.get("creatingUser")] for own in source.iter(f"{P}Coding")] == ["Officers"]
    assert ("r10 (q1)", "My neighbour keeps thirteen cats.", "أشجار 🌳 <b>&\ufffd") in coded(tmp_path / "decided.qdpx")


def test_the_same_analysis_gives_the_same_project(path: Path, analysis: Analysis, tmp_path: Path) -> None:
    write_project(analysis, tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == path.read_bytes()
