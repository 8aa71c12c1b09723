from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from textmine.archive import Archive

from .made import analysis, promised


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one consultation, with people's own words. Copy it to change it."""
    path = tmp_path_factory.mktemp("archive") / "archive.sqlite"
    Archive(path).add(analysis(), by="Ana", verbatim=True, keep_until="2099-03-31", asked_on="2026-04-26")
    return path


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Archive:
    """A copy of it that a test may change."""
    return Archive(shutil.copy(whole, tmp_path / "archive.sqlite"))


@pytest.fixture(scope="session")
def with_promise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which something was promised by 1 September 2026. Copy it to change it."""
    path = tmp_path_factory.mktemp("promise") / "archive.sqlite"
    Archive(path).add(promised(), by="Ana", asked_on="2026-04-26")
    return path


@pytest.fixture
def promise(with_promise: Path, tmp_path: Path) -> Archive:
    """A copy of it that a test may change."""
    return Archive(shutil.copy(with_promise, tmp_path / "archive.sqlite"))
