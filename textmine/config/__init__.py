"""`consultation.toml`: every setting, its default, and plain words for what is wrong in it."""

from textmine.config.load import did_you_mean, load_config, parse_config
from textmine.config.sections import (
    REHEARSAL,
    ROLES,
    About,
    CensusSettings,
    ColumnSetting,
    Config,
    EmbedSettings,
    FileSettings,
    LanguageSettings,
    LettersSettings,
    Limits,
    LlmSettings,
    PublishSettings,
    ReadingSettings,
    ThemeSettings,
    TranslateSettings,
)

__all__ = [
    "REHEARSAL",
    "ROLES",
    "About",
    "CensusSettings",
    "ColumnSetting",
    "Config",
    "EmbedSettings",
    "FileSettings",
    "LanguageSettings",
    "LettersSettings",
    "Limits",
    "LlmSettings",
    "PublishSettings",
    "ReadingSettings",
    "ThemeSettings",
    "TranslateSettings",
    "did_you_mean",
    "load_config",
    "parse_config",
]
