"""From bytes to text: UTF-8 first, then what Excel writes; never a guess that garbles other scripts."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textmine.errors import InputError, Problem
from textmine.safe import replace_surrogates

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_CONTROL = bytes(set(range(0x100)) - set(_CONTROL))
_NOT_TEXT = "is not a text file or is damaged. Export it again, as CSV UTF-8 or as an Excel workbook (.xlsx)."
_PIECE = 1 << 20
_RARE = 1_000


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        name: What Python calls the encoding.
        errors: What Python does with bytes that do not fit.
        cleaned: Whether the text holds surrogates or NUL characters to be replaced.
        notes: What to tell the user about it.
    """

    name: str
    errors: str = "strict"
    cleaned: bool = False
    notes: tuple[str, ...] = ()

    def lines(self, data: bytes) -> Iterator[str]:
        """Yield the lines with their ends as they are, never holding the whole text."""
        text = io.TextIOWrapper(io.BytesIO(data), self.name, self.errors, newline="")
        return map(_cleaned, text) if self.cleaned else iter(text)


def decode(data: bytes, file: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding and what to tell the user about it.

    Lone surrogates and NUL characters become U+FFFD; nothing else is changed.

    Raises:
        InputError: The bytes are not text in an encoding we know.
    """
    encoding = encoding_of(data, file)
    return "".join(encoding.lines(data)), encoding.name, encoding.notes


def encoding_of(data: bytes, file: str) -> Encoding:
    """Tell the encoding of a file's text.

    Raises:
        InputError: The bytes are not text in an encoding we know.
    """
    name = Path(file).name
    if utf16 := _utf16(data):
        if sum(text.count("\x00") for text in _pieces(data, utf16, "replace")):
            raise InputError(Problem(_NOT_TEXT, file))
        return Encoding(utf16, "replace", notes=(f'`{name}` is read as UTF-16 (Excel\'s "Unicode text").',))
    nothing = data.count(0)
    if nothing * _RARE > len(data):
        raise InputError(Problem(_NOT_TEXT, file))
    notes = (f"`{name}` holds {nothing} damaged character(s) (NUL), shown as \ufffd.",) if nothing else ()
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    if _fits(data, encoding, "strict"):
        return Encoding(encoding, cleaned=bool(nothing), notes=notes)
    if _fits(data, encoding, "surrogatepass"):
        # As some exporters write emoji: each half encoded on its own.
        return Encoding(encoding, "surrogatepass", True, notes)
    return _not_utf8(data, file, encoding, notes)


def _cleaned(text: str) -> str:
    """Return text without NUL, the halves of characters joined where they belong together."""
    joined = _PAIR.sub(lambda pair: _join(pair[1], pair[2]), text.replace("\x00", "\ufffd"))
    return replace_surrogates(joined)


def _join(high: str, low: str) -> str:
    """Return the character that a surrogate pair stands for."""
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))


def _pieces(data: bytes, encoding: str, errors: str) -> Iterator[str]:
    """Yield the text piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _fits(data: bytes, encoding: str, errors: str) -> bool:
    """Say whether bytes are text in an encoding."""
    try:
        for _ in _pieces(data, encoding, errors):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str:
    """Return the name of UTF-16, told by its mark or by the zero bytes of its commas and line ends; empty if not."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 20 < len(start) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _not_utf8(data: bytes, file: str, encoding: str, notes: tuple[str, ...]) -> Encoding:
    """Choose between UTF-8 with a few damaged characters and Windows-1252."""
    name = Path(file).name
    damaged = intact = 0
    for text in _pieces(data, encoding, "replace"):
        here = text.count("\ufffd")
        damaged += here
        intact += len(text) - here - len(text.encode("ascii", "ignore"))
    # Windows-1252 text read as UTF-8 is damaged at nearly every accent; a Bengali file whose
    # exporter cut one answer in mid-character is damaged once, and must not be garbled whole.
    if intact > damaged:
        note = (
            f"`{name}` is UTF-8 with {damaged} damaged character(s), shown as \ufffd. "
            "If that matters, export the file again as CSV UTF-8."
        )
        return Encoding(encoding, "replace", bool(notes), (*notes, note))
    if not _fits(data, "cp1252", "strict") or len(data.translate(None, _NO_CONTROL)) > len(data) // 100:
        raise InputError(Problem(_NOT_TEXT, file))
    note = f"`{name}` is read as Windows-1252 (cp1252), not UTF-8: check that £ and accents look right."
    return Encoding("cp1252", cleaned=bool(notes), notes=(*notes, note))
