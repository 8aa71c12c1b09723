"""An analysis with themes in several scripts, and what decisions do to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.review.sample import sample
from textmine.analysis import Analysis, open_analysis
from textmine.review import decide
from textmine.tables import replace, write_tables

SPOILT = "We need\x0b more parking\r\nfor 🚗 residents. The street lights\r\nare broken. Amina Khatun, 07700 900123"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the analysis as it is before any decision: nobody writes into it."""
    out = tmp_path_factory.mktemp("interchange") / "analysis"
    out.mkdir()
    tables = sample()
    responses = tables.responses.copy()
    first = (responses["response_id"] == "r1") & (responses["question_id"] == "q1")
    responses.loc[first, "text"] = SPOILT
    assignments = tables.assignments.copy()
    cut = SPOILT.index("The street")
    own = (assignments["response_id"] == "r1") & (assignments["question_id"] == "q1")
    assignments.loc[own & (assignments["theme_id"] == "q1.01"), ["start", "end"]] = [0, cut - 1]
    assignments.loc[own & (assignments["theme_id"] == "q1.02"), ["start", "end"]] = [cut, SPOILT.index(" Amina")]
    themes = tables.themes.copy()
    themes.loc[themes["theme_id"] == "q1.03", "title"] = "أشجار 🌳 <b>&\x00"
    themes.loc[themes["theme_id"] == "q1.01", "description"] = "Says Amina Khatun, 07700 900123.\nপার্কিং"
    write_tables(replace(tables, responses=responses, assignments=assignments, themes=themes), out)
    return out


@pytest.fixture(scope="session")
def analysis(kept: Path) -> Analysis:
    return open_analysis(kept)


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A folder of the test's own."""
    return Path(shutil.copytree(kept, tmp_path / "analysis"))


@pytest.fixture
def decided(folder: Path) -> Callable[..., Analysis]:
    """Record decisions and return the analysis after them."""

    def after(*decisions: dict[str, Any]) -> Analysis:
        decide(folder, "Amina", decisions)
        return open_analysis(folder)

    return after
