from __future__ import annotations

from pathlib import Path

import pytest

from textmine.config import Config, load_config, parse_config
from textmine.errors import ConfigError


def messages(values: dict[str, object]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(values)
    return [str(problem) for problem in caught.value.problems]


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    path = tmp_path / "consultation.toml"
    path.write_text("", encoding="utf-8")
    assert load_config(path) == Config()


def test_a_config_survives_the_manifest() -> None:
    config = parse_config({"columns": {"Ward": "geography"}, "themes": {"n_themes": 7}})
    assert parse_config(config.model_dump(mode="json")) == config


def test_unknown_keys_are_refused_with_a_hint_all_at_once() -> None:
    found = messages({"theme": {}, "themes": {"n_theme": 3}, "columns": {"Ward": {"rol": "open", "role": "open"}}})
    assert len(found) == 3
    assert any("`theme`" in line and "Did you mean `themes`?" in line for line in found)
    assert any("`themes.n_theme`" in line and "`n_themes`" in line for line in found)
    assert any("rol" in line and "`role`" in line for line in found)


def test_a_wrong_role_is_refused_with_a_hint() -> None:
    (found,) = messages({"columns": {"Ward": "geografy"}})
    assert "geografy" in found
    assert "Did you mean `geography`?" in found


def test_a_wrong_type_names_the_setting_and_the_value() -> None:
    (found,) = messages({"themes": {"n_themes": "many"}})
    assert "`themes.n_themes` is `many`" in found


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"[themes\nn_themes = 3", "not valid TOML"), (b'title = "\xff\xfe"', "not UTF-8")],
)
def test_a_broken_file_is_a_plain_error(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "consultation.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        load_config(path)


def test_a_missing_file_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")
