"""From bytes to text: UTF-8 first, then what Excel writes; never a guess that garbles other scripts."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from textmine.errors import InputError, Problem
from textmine.safe import replace_surrogates

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_TEXT = "is not a text file or is damaged. Export it again, as CSV UTF-8 or as an Excel workbook (.xlsx)."


def decode(data: bytes, file: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a CSV file, its encoding and what to tell the user about it.

    Lone surrogates become U+FFFD; nothing else is changed.

    Raises:
        InputError: The bytes are not text in an encoding we know.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, file)
    if b"\x00" in data:
        raise InputError(Problem(_NOT_TEXT, file))
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError:
        pass
    with_surrogates = _utf8_with_surrogates(data, encoding)
    if with_surrogates is not None:
        return with_surrogates, encoding, ()
    return _not_utf8(data, file, encoding)


def _utf16(data: bytes, file: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode what Excel calls "Unicode text"."""
    text = data.decode("utf-16", errors="replace")
    if "\x00" in text:
        raise InputError(Problem(_NOT_TEXT, file))
    return text, "utf-16", (f'`{file}` is read as UTF-16 (Excel\'s "Unicode text").',)


def _utf8_with_surrogates(data: bytes, encoding: str) -> str | None:
    """Decode UTF-8 whose only fault is encoded surrogates, as some exporters write emoji."""
    try:
        text = data.decode(encoding, errors="surrogatepass")
    except UnicodeDecodeError:
        return None
    joined = _PAIR.sub(lambda pair: _join(pair[1], pair[2]), text)
    return replace_surrogates(joined)


def _join(high: str, low: str) -> str:
    """Return the character that a surrogate pair stands for."""
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))


def _not_utf8(data: bytes, file: str, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Choose between UTF-8 with a few damaged characters and Windows-1252."""
    repaired = data.decode(encoding, errors="replace")
    damaged = repaired.count("\ufffd")
    intact = sum(character > "\x7f" for character in repaired) - damaged
    # Windows-1252 text read as UTF-8 is damaged at nearly every accent; a Bengali file whose
    # exporter cut one answer in mid-character is damaged once, and must not be garbled whole.
    if intact > damaged:
        note = (
            f"`{Path(file).name}` is UTF-8 with {damaged} damaged character(s), shown as \ufffd. "
            "If that matters, export the file again as CSV UTF-8."
        )
        return repaired, encoding, (note,)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(Problem(_NOT_TEXT, file)) from None
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise InputError(Problem(_NOT_TEXT, file))
    note = f"`{Path(file).name}` is read as Windows-1252 (cp1252), not UTF-8: check that £ and accents look right."
    return text, "cp1252", (note,)
