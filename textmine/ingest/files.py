"""Opening a file: what it really is (by its content, never its name), and plain words for what it is not."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from textmine.config import Limits, ReadingSettings
from textmine.errors import InputError, Problem
from textmine.ingest.csv_file import read_csv
from textmine.ingest.grid import Grid, Kind
from textmine.ingest.xlsx_file import read_xlsx

READING, LIMITS = ReadingSettings(), Limits()
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in the program that made it and save it as CSV UTF-8 or as an Excel workbook (.xlsx)."
_SAVE_AS_WORKBOOK = "Open it in the program that made it and save it as an Excel workbook (.xlsx)."
_ASK_EXPORT = "Export the answers again as CSV or Excel (.xlsx)."
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"is a PDF, which has no rows and columns. {_ASK_EXPORT}"),
    (b"\x89PNG", f"is a picture (PNG). {_ASK_EXPORT}"),
    (b"\xff\xd8\xff", f"is a picture (JPEG). {_ASK_EXPORT}"),
    (b"GIF8", f"is a picture (GIF). {_ASK_EXPORT}"),
    (b"II*\x00", f"is a picture (TIFF). {_ASK_EXPORT}"),
    (b"MM\x00*", f"is a picture (TIFF). {_ASK_EXPORT}"),
    (b"{\\rtf", f"is a text document (RTF). {_ASK_EXPORT}"),
    (b"\x1f\x8b", "is a compressed file (gzip). Unpack it, then read the file inside."),
    (b"7z\xbc\xaf", "is a compressed file (7z). Unpack it, then read the file inside."),
    (b"Rar!", "is a compressed file (RAR). Unpack it, then read the file inside."),
    (b"SQLite format 3", f"is a database. {_ASK_EXPORT}"),
    (b"PAR1", f"is a Parquet file. {_SAVE_AS}"),
)


def open_grid(path: Path, reading: ReadingSettings = READING, limits: Limits = LIMITS) -> Grid:
    """Read the rows of `path`, whichever kind of file it really is.

    Raises:
        InputError: The file is missing, empty, damaged, protected, or of a kind that cannot be read.
    """
    file = str(path)
    data = _bytes_of(path)
    digest = hashlib.sha256(data).hexdigest()
    kind = _kind_of(data, file)
    notes = _misnamed(path, kind)
    if kind == "xlsx":
        return read_xlsx(data, file, digest, notes)
    return read_csv(data, file, digest, notes)


def workbook_bytes(path: Path) -> bytes:
    """Return the content of a file that is an Excel workbook, whatever its name says.

    Raises:
        InputError: The file is missing, empty, damaged, protected, or something else.
    """
    data = _bytes_of(path)
    check_workbook(data, str(path))
    return data


def check_workbook(data: bytes, file: str) -> None:
    """Look whether the content of a file, such as one that was sent in, is an Excel workbook.

    Raises:
        InputError: It is damaged, protected, or something else.
    """
    if not data.startswith((b"PK", _OLE)) or _kind_of(data, file) != "xlsx":
        raise InputError(Problem(f"is not an Excel workbook (.xlsx). {_SAVE_AS_WORKBOOK}", file))


def _bytes_of(path: Path) -> bytes:
    """Return the content of a file that exists and is not empty."""
    if path.is_dir():
        raise InputError(Problem("is a folder, not a file. Name the CSV or Excel file inside it.", str(path)))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(Problem("does not exist. Check the name and the folder you are in.", str(path))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise InputError(
            Problem(f"cannot be opened: {reason}. Close it elsewhere or check its permissions.", str(path))
        ) from None
    if not data.strip():
        raise InputError(Problem(f"is empty. {_ASK_EXPORT}", str(path)))
    return data


def _kind_of(data: bytes, file: str) -> Kind:
    """Tell CSV from XLSX by content; refuse everything else in plain words."""
    if data.startswith(b"PK"):
        return _kind_of_zip(data, file)
    if data.startswith(_OLE):
        raise InputError(Problem(_about_ole(data), file))
    for magic, message in _FOREIGN:
        if data.startswith(magic):
            raise InputError(Problem(message, file))
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        raise InputError(
            Problem(f"is a web page or XML, whatever its name says. {_SAVE_AS}", file),
        )
    return "csv"


def _kind_of_zip(data: bytes, file: str) -> Kind:
    """Tell a workbook from other things that are zip archives, or a CSV that begins with the letters PK."""
    if data[2:4] not in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return "csv"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise InputError(
            Problem("looks like an Excel workbook but is damaged or incomplete. Copy or export it again.", file)
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise InputError(Problem(_about_zip(names), file))


def _about_zip(names: set[str]) -> str:
    """Say what a zip archive is that holds no Excel workbook."""
    if "xl/workbook.bin" in names:
        return "is a binary Excel workbook (.xlsb). Open it in Excel and save it as .xlsx."
    if "word/document.xml" in names:
        return f"is a Word document. {_ASK_EXPORT}"
    if "content.xml" in names:
        return "is an OpenDocument file (.ods). Open it and save it as .xlsx or as CSV UTF-8."
    return "is a zip archive without an Excel workbook. Unpack it, then read the file inside."


def _about_ole(data: bytes) -> str:
    """Tell a password-protected workbook from an old Excel file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            "is protected with a password. Open it in Excel, remove the password (File, Info, "
            "Protect Workbook, Encrypt with Password, clear it) and save it as .xlsx."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return f"is an old Word document. {_ASK_EXPORT}"
    return "is an old Excel file (.xls). Open it in Excel, remove any password and save it as .xlsx."


def _misnamed(path: Path, kind: Kind) -> tuple[str, ...]:
    """Note a file whose name says one kind and whose content is the other."""
    suffix = path.suffix.lower()
    if kind == "xlsx" and suffix not in _WORKBOOK_SUFFIXES:
        return (f"`{path.name}` is an Excel workbook, whatever its name says, and was read as one.",)
    if kind == "csv" and suffix not in (*_TEXT_SUFFIXES, ""):
        return (f"`{path.name}` is plain text, whatever its name says, and was read as CSV.",)
    return ()
