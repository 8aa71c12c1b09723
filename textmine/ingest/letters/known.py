"""What `letters.toml` knows: kinds of files, and the marks of words that are not the sender's own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def known() -> dict[str, Any]:
    """Return the content of `letters.toml`."""
    text = (files("textmine.ingest") / "data" / "letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def phrases(table: str, key: str) -> tuple[str, ...]:
    """Return one list of `letters.toml`, in lower case."""
    return tuple(phrase.casefold() for phrase in known()[table][key])


@cache
def _starts() -> tuple[tuple[bytes, str], ...]:
    """Return first bytes, each with what such a file is."""
    return tuple((bytes.fromhex(start), reason) for start, reason in known()["starts"].items())


@cache
def _compounds() -> tuple[tuple[bytes, str], ...]:
    """Return names in compound files, as they stand there, each with what such a file is."""
    return tuple((name.encode("utf-16-le"), reason) for name, reason in known()["compound"].items())


def foreign_start(data: bytes) -> str:
    """Say what a file is by its first bytes; empty where they tell nothing."""
    return next((reason for start, reason in _starts() if data.startswith(start)), "")


def foreign_ending(suffix: str) -> str:
    """Say what a file is by the ending of its name; empty where it may be read."""
    reason: str = known()["endings"].get(suffix.removeprefix(".").casefold(), "")
    return reason


def compound_reason(data: bytes) -> str:
    """Say what an old Office file holds."""
    found = (reason for name, reason in _compounds() if name in data)
    return next(found, "is an old Office file: open it in the program that made it and save it as .docx")


def is_table(reason: str) -> bool:
    """Say whether a file was not read because it is a table."""
    return bool(reason == known()["endings"]["csv"])


def is_system_file(name: str) -> bool:
    """Say whether a system or a program made a file for itself.

    Example:
        >>> is_system_file(".DS_Store"), is_system_file("~$letter.docx"), is_system_file("letter.docx")
        (True, True, False)
    """
    folded = name.casefold()
    return folded in phrases("system", "names") or folded.startswith(phrases("system", "starts"))


def is_system_folder(name: str) -> bool:
    """Say whether a system keeps something of its own in a folder."""
    return name.casefold() in phrases("system", "folders")
