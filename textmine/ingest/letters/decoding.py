"""From the bytes of a letter to its text, whatever encoding it claims."""

from __future__ import annotations

import codecs

import regex

from textmine.errors import InputError
from textmine.ingest.encodings import decode
from textmine.ingest.letters.letter import UnreadableError

_TRUSTED = regex.compile(
    r"utf[-_]?(?:8|16|32)|iso[-_]?(?:8859|2022)|latin|windows|cp\d|koi8|mac|gb|big5|euc|shift|sjis|tis|us-ascii|ascii"
)
_WESTERN = regex.compile(r"iso[-_]?8859[-_]1\b|latin[-_]?1\b|us-ascii|ascii|cp1252|windows-1252")


def text_of(data: bytes) -> tuple[str, bool]:
    """Return the text of a file, and whether its encoding had to be guessed.

    Raises:
        UnreadableError: The bytes are not text.
    """
    try:
        text, encoding, notes = decode(data, "")
    except InputError:
        message = "is not text in an encoding that can be read: save it as a text file in UTF-8"
        raise UnreadableError(message) from None
    return text, bool(notes) and encoding != "utf-16"


def text_said_to_be(data: bytes, charset: str) -> tuple[str, bool]:
    """Return the text of a part of an e-mail that names its encoding, and whether the name was wrong or missing.

    Text that claims to be Western and is whole UTF-8 is read as UTF-8: programs name Latin-1 by habit, and no text in
    it looks like UTF-8 by chance.

    Raises:
        UnreadableError: The bytes are not text.
    """
    named = charset.strip().casefold()
    if data.isascii() and b"\x00" not in data and not named.startswith("iso-2022"):
        return data.decode("ascii"), False
    if _TRUSTED.match(named) and not (_WESTERN.match(named) and _is_utf8(data)):
        # As browsers do: what calls itself Latin-1 is Windows-1252, which has the quotation marks.
        codec = "cp1252" if _WESTERN.match(named) else named
        try:
            return codecs.lookup(codec).decode(data)[0].removeprefix("\ufeff"), False
        except (LookupError, UnicodeError):
            pass
    text, guessed = text_of(data)
    return text, guessed or bool(named and not named.startswith("utf"))


def _is_utf8(data: bytes) -> bool:
    """Say whether bytes are UTF-8 from end to end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
