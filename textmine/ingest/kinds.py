"""What a file really is: told by its content, never by its name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from textmine.errors import InputError, Problem
from textmine.ingest.grid import Kind
from textmine.ingest.workbooks.archive import listed

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2 to 4 wrote its records without a container around them; so do some programs to this day.
_BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<body", b"<style")
_NAMES: Mapping[Kind, str] = {
    "csv": "plain text",
    "xlsx": "an Excel workbook",
    "xlsb": "a binary Excel workbook",
    "xls": "an old Excel workbook",
    "ods": "an OpenDocument spreadsheet",
}
_SUFFIXES: Mapping[Kind, tuple[str, ...]] = {
    "csv": (".csv", ".tsv", ".tab", ".txt", ""),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
}


@cache
def _others() -> dict[str, list[dict[str, str]]]:
    """Return what is known of files that hold no table."""
    others: dict[str, list[dict[str, str]]] = tomllib.loads(
        (files("textmine.ingest") / "data" / "kinds.toml").read_text(encoding="utf-8")
    )
    return others


def kind_of(data: bytes, file: str) -> Kind:
    """Tell what a file is.

    Raises:
        InputError: It is something that holds no table; the message says what, and what to do.
    """
    if data.startswith(_ZIP):
        return _kind_of_zip(data, file)
    if data.startswith(_OLE):
        return _kind_of_container(data, file)
    if data.startswith(_BARE):
        return "xls"
    for other in _others()["kind"]:
        if data.startswith(other["begins"].encode("latin-1")):
            raise _is_other(other, file)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise _is_other(_first("markup", data[:100_000].lower().decode("latin-1")), file)
    return "csv"


def may_be_workbook(data: bytes) -> bool:
    """Say whether a file begins as workbooks do."""
    return data.startswith((*_ZIP, _OLE))


def _first(section: str, holds: str | set[str]) -> dict[str, str]:
    """Return the first description that fits what a file holds; the last of a section fits all."""
    return next(other for other in _others()[section] if not other["holds"] or other["holds"] in holds)


def _is_other(other: Mapping[str, str], file: str) -> InputError:
    """Return the error for a file that holds no table."""
    return InputError(Problem(f"is {other['is']}. {other['do']}", file))


def _kind_of_zip(data: bytes, file: str) -> Kind:
    """Tell workbooks from other things that are zip archives."""
    names = {info.filename.lower() for info in listed(data, file)}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    # The standard wants it stored first and unpacked, so that it can be told without unpacking.
    if "content.xml" in names and _ODS in data[:256]:
        return "ods"
    raise _is_other(_first("archive", names), file)


def _kind_of_container(data: bytes, file: str) -> Kind:
    """Tell an old workbook from other things in Microsoft's container."""
    held = {
        name
        for name in ("Workbook", "Book", *(other["holds"] for other in _others()["container"]))
        if name and name.encode("utf-16-le") in data
    }
    if "EncryptedPackage" not in held and held & {"Workbook", "Book"}:
        return "xls"
    raise _is_other(_first("container", held), file)


def misnamed(path: Path, kind: Kind) -> tuple[str, ...]:
    """Note a file whose name says one kind and whose content is another."""
    if path.suffix.lower() in _SUFFIXES[kind]:
        return ()
    how = "CSV" if kind == "csv" else "one"
    return (f"`{path.name}` is {_NAMES[kind]}, whatever its name says, and was read as {how}.",)
