"""The notebooks run from top to bottom, are kept without outputs, and show what they promise."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT, SAMPLE

NOTEBOOKS = sorted((ROOT / "scripts" / "notebooks").glob("*.ipynb"))
Run = Callable[[str], Any]


@pytest.fixture
def run(tmp_path: Path, sample_run: Path) -> Run:
    """Run a notebook in a copy of its folder, beside the sample and its analysis."""
    folder = tmp_path / "scripts" / "notebooks"
    folder.mkdir(parents=True)
    shutil.copytree(SAMPLE, tmp_path / "corpora" / "sample")

    def run(name: str) -> Any:  # noqa: ANN401 - nbformat has no types
        if not name.startswith("1"):
            shutil.copytree(sample_run, folder / "analysis")
        book = nbformat.read(next(path for path in NOTEBOOKS if path.name.startswith(name)), as_version=4)
        NotebookClient(
            book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
        ).execute()
        return book

    return run


def outputs(book: Any, *mimes: str) -> list[str]:  # noqa: ANN401 - nbformat has no types
    """Return everything a notebook shows as one of these types."""
    found = [output.get("data", {}) for cell in book.cells for output in cell.get("outputs", [])]
    return [data[mime] for data in found for mime in mimes if mime in data]


def printed(book: Any) -> str:  # noqa: ANN401 - nbformat has no types
    """Return what a notebook prints, warnings too."""
    said = "".join(output.get("text", "") for cell in book.cells for output in cell.get("outputs", []))
    assert "ipywidgets" not in said
    return said


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert book.cells[0].source.startswith("# ")


@pytest.mark.slow
def test_the_first_look_runs(run: Run, tmp_path: Path) -> None:
    book = run("1")
    shown = "".join(outputs(book, "text/html"))
    assert "200 responses, 2 open questions" in shown
    assert "What needs a person" in shown
    assert shown.count("<figure>") == 4
    progress = next(text for text in outputs(book, "text/plain") if "Detecting the language" in text)
    lines = progress.splitlines()
    assert all(re.search(r": done in \d+\.\d s$", line) for line in lines)
    assert any(line.startswith("Finding themes") for line in lines)
    assert outputs(book, "application/vnd.plotly.v1+json")
    assert "R0" in printed(book)
    assert (tmp_path / "scripts" / "notebooks" / "analysis" / "report.html").is_file()


@pytest.mark.slow
def test_the_notebook_on_languages_runs(run: Run) -> None:
    book = run("2")
    shown = "".join(outputs(book, "text/html"))
    for tag in ("bn-Latn", "so", "ar", "zxx"):
        assert f"<td>{tag}</td>" in shown
    assert 'lang="bn" dir="ltr"' in shown
    assert 'lang="ar" dir="rtl"' in shown
    assert "<figure>" in shown
    assert len(set(re.findall(r"^  ([a-zA-Z-]+): ", printed(book), flags=re.MULTILINE))) > 2


@pytest.mark.slow
def test_the_notebook_on_ones_own_model_runs(run: Run) -> None:
    book = run("3")
    shown = "".join(outputs(book, "text/html"))
    assert "ThemeModel" in shown
    assert "Ada" in shown
    assert "`embedder` failed (AttributeError" in printed(book)
    scores = next(text for text in outputs(book, "text/plain") if "letters and KMeans" in text)
    usual, letters = (float(value) for value in re.findall(r" (-?\d\.\d+)\n", scores)[:2])
    assert usual > letters
