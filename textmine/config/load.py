"""Reading `consultation.toml`, and plain words for what is wrong in it."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from textmine.config.sections import ROLES, ColumnSetting, Config, FileSettings
from textmine.errors import ConfigError, Problem

_BY_NAME: dict[str, type[BaseModel]] = {"columns": ColumnSetting, "files": FileSettings}
"""Sections whose keys are names of the user's own, and what stands under each."""


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return ' Did you mean `x`?' for the nearest known word, or an empty string."""
    folded = {item.casefold(): item for item in known}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f" Did you mean `{folded[near[0]]}`?" if near else ""


def _known_keys(location: tuple[Any, ...]) -> list[str]:
    """Names allowed beside the last part of `location`."""
    model: type[BaseModel] = Config
    for part in location[:-1]:
        if model is Config and part in _BY_NAME:
            model = _BY_NAME[part]
            break
        annotation = model.model_fields[part].annotation if part in model.model_fields else None
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return list(model.model_fields)


def _problem(error: Any, file: str) -> Problem:  # noqa: ANN401 - one of pydantic's error dictionaries
    location = tuple(error["loc"])
    name = ".".join(map(str, location))
    if error["type"] == "extra_forbidden":
        known = _known_keys(location)
        hint = did_you_mean(str(location[-1]), known) or f" Known: {', '.join(f'`{key}`' for key in known)}."
        return Problem(f"unknown setting `{name}`.{hint}", file)
    if error["type"] == "secret":
        return Problem(f"`{name}` {error['msg']}.", file)
    if error["type"] == "literal_error":
        given = str(error["input"])
        allowed = [str(item) for item in ROLES] if location[-1] == "role" else []
        hint = did_you_mean(given, allowed) or f" Allowed: {error['ctx']['expected']}."
        return Problem(f"`{name}` cannot be `{given}`.{hint}", file)
    return Problem(f"`{name}` is `{error['input']}`: {error['msg'].lower()}.", file)


def parse_config(values: dict[str, Any], file: str = "consultation.toml") -> Config:
    """Check settings that are already a dictionary.

    Raises:
        ConfigError: Every unknown or wrong setting, each with what is allowed.
    """
    try:
        return Config.model_validate(values)
    except ValidationError as error:
        raise ConfigError([_problem(item, file) for item in error.errors()]) from None


def load_config(path: Path) -> Config:
    """Read `consultation.toml`.

    Raises:
        ConfigError: The file is missing, is not TOML, or holds unknown or wrong settings.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(Problem(f"cannot be read: {error.strerror}.", str(path))) from None
    except UnicodeDecodeError:
        raise ConfigError(Problem("is not UTF-8 text. Save it as UTF-8.", str(path))) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(Problem(f"is not valid TOML: {error}.", str(path))) from None
    return parse_config(values, str(path))
