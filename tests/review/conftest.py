"""Fixtures: an analysis folder, and what decisions do to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from textmine.errors import ReviewError
from textmine.review import Reviewed, decide
from textmine.tables import Tables, write_tables

from .sample import sample

Decide = Callable[..., Reviewed]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return sample()


@pytest.fixture
def folder(tmp_path: Path, tables: Tables) -> Path:
    write_tables(tables, tmp_path)
    return tmp_path


@pytest.fixture
def take(folder: Path) -> Decide:
    """Record decisions and return the analysis after them."""

    def taken(*decisions: dict[str, Any], by: str = "Amina") -> Reviewed:
        return decide(folder, by, decisions)[1]

    return taken


@pytest.fixture
def refusals(folder: Path) -> Callable[..., list[str]]:
    """Return the messages with which decisions are refused."""

    def refused(*decisions: dict[str, Any], by: str = "Amina") -> list[str]:
        with pytest.raises(ReviewError) as caught:
            decide(folder, by, decisions)
        return [problem.message for problem in caught.value.problems]

    return refused
