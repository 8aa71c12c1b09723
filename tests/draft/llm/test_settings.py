from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import textmine, write_csv
from tests.draft.llm.build import rephrase, settings
from tests.draft.llm.server import playing
from textmine.config import Config, parse_config
from textmine.draft.llm import client, make_model
from textmine.errors import ConfigError, MissingExtraError

KEY = "sk-proj-A1b2C3d4E5"


def test_it_is_off_by_default() -> None:
    assert make_model(Config().llm) is None


@pytest.mark.parametrize(
    "values",
    [
        {"api_key_env": KEY},
        {"api_key_env": "0123456789abcdef0123456789abcdef"},
        {"base_url": f"https://user:{KEY}@example.org/v1"},
        {"base_url": f"https://example.org/v1?key={KEY}"},
        {"base_url": f"ftp://{KEY}"},
        {"base_url": f"http://[{KEY}"},
    ],
)
def test_a_secret_in_the_settings_is_refused_and_not_repeated(values: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config({"llm": values})
    (name,) = values
    assert f"`llm.{name}`" in str(caught.value)
    assert not any(value in str(caught.value) for value in (KEY, "0123456789abcdef"))


def test_a_key_that_is_not_in_the_environment_is_a_plain_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_KEY", raising=False)
    with pytest.raises(ConfigError, match="`MODEL_KEY`, which is not set"):
        make_model(settings("http://127.0.0.1:9/v1", api_key_env="MODEL_KEY"))


def test_what_is_missing_shows_before_the_long_work(tmp_path: Path) -> None:
    answers = write_csv(tmp_path / "a.csv", ["ID", "What do you think?"], [["1", "Mend the lights in the park."]])
    config = tmp_path / "consultation.toml"
    config.write_text('[llm]\nbase_url = "http://127.0.0.1:9/v1"\napi_key_env = "NOT_SET_ANYWHERE"\n', encoding="utf-8")
    done = textmine("run", answers, "--config", config, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "NOT_SET_ANYWHERE" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Embedding" not in done.stderr


def test_the_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'textmine\[llm\]'"):
        make_model(settings("http://127.0.0.1:9/v1"))


def test_azures_older_addresses_are_asked_in_azures_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_KEY", "the-right-key")
    monkeypatch.setenv("AZURE_OPENAI_AD_TOKEN", "a-token-for-something-else")
    with playing("good") as server:
        address = server.url.removesuffix("/v1")
        _, record = rephrase(address, model="gpt-here", api_version="2024-10-21", api_key_env="MODEL_KEY")
    assert record.accepted == 2
    assert server.paths == ["/openai/deployments/gpt-here/chat/completions?api-version=2024-10-21"]
    assert server.headers[0]["api-key"] == "the-right-key"
    assert not any("something-else" in value for value in server.headers[0].values())


def test_the_sdk_is_imported_only_where_a_model_is_set() -> None:
    code = (
        "import sys, textmine.pipeline, textmine.cli, textmine.draft.llm as llm; from textmine.config import Config;"
        "llm.make_model(Config().llm); llm.make_translator(Config());"
        "sys.exit('openai' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
