from __future__ import annotations

import hashlib
import json

import pytest

from textmine.resources import resource


def test_every_model_file_is_what_the_manifest_says() -> None:
    manifest = json.loads(resource("models", "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]
    for entry in manifest["files"]:
        assert hashlib.sha256(resource("models", entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert resource("models", entry["card"]).is_file()
        assert entry["rebuild"].startswith("scripts/")


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="Install it again"):
        resource("models", "no-such-file")
