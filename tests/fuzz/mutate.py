"""Spoiling files: bytes, the parts inside a zip archive, and the words of a text or of XML."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence

Mutator = Callable[[bytes, random.Random], bytes]

_TOKEN = re.compile(rb"[0-9]+|\"[^\"]*\"|<[^>]*>|[,;\t\r\n]|[A-Za-z]+")
NASTY: Sequence[bytes] = (
    *(b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'"""', b"\r", b"\n\n", b",,,,", b";;;", b"sep=;\n"),
    *(b"-1", b"0", b"65536", b"1048577", b"99999999999999999999", b"1e308", b"NaN", b"XFD1048576", b"A0", b"A1:ZZZ9"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#x110000;", b"<", b"]]>", b"</c>", b"_x0000_", b"_x000D_"),
    *("\u0995\u09cd\u09b7".encode(), "\u202e".encode(), "\U0001f600".encode(), b"\xed\xa0\x80", b"=1+1", b"../../x"),
    b"A" * 5_000,
)


def _flip(data: bytes, rng: random.Random) -> bytes:
    """Change single bytes."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 2, 4, 16))):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, rng: random.Random) -> bytes:
    """Take a piece out, or everything after a place."""
    start = rng.randrange(len(data))
    return data[:start] + (data[start + rng.randrange(1, 200) :] if rng.random() < 0.7 else b"")


def _repeat(data: bytes, rng: random.Random) -> bytes:
    """Write a piece again."""
    start = rng.randrange(len(data))
    return data[:start] + data[start : start + rng.randrange(1, 400)] * rng.choice((2, 3, 30)) + data[start:]


def _swap(data: bytes, rng: random.Random) -> bytes:
    """Exchange two halves at a place."""
    at = rng.randrange(len(data))
    return data[at:] + data[:at]


def _insert(data: bytes, rng: random.Random) -> bytes:
    """Put something nasty in."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(NASTY) + data[at:]


def _token(data: bytes, rng: random.Random) -> bytes:
    """Put something nasty, or another word of the file, in the place of a word."""
    found = list(_TOKEN.finditer(data[:200_000]))
    if not found:
        return _insert(data, rng)
    place = rng.choice(found)
    new = rng.choice(NASTY) if rng.random() < 0.6 else rng.choice(found)[0]
    return data[: place.start()] + new + data[place.end() :]


def _member(data: bytes, rng: random.Random) -> bytes:
    """Spoil one part of a zip archive, and pack it anew so that its checksum is right."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info, archive.read(info)) for info in archive.infolist()]
    except Exception:
        return _flip(data, rng)
    chosen = rng.randrange(len(parts)) if parts else 0
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are one of the ways to spoil a file
        for number, (info, content) in enumerate(parts):
            if number != chosen:
                archive.writestr(info, content)
                continue
            fate = rng.random()
            if fate < 0.9:
                archive.writestr(info, rng.choice(PLAIN)(content, rng) if content else rng.choice(NASTY))
            if fate > 0.95:
                archive.writestr(info, content)
    return out.getvalue()


PLAIN: Sequence[Mutator] = (_flip, _cut, _repeat, _swap, _insert, _token, _token)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Return a spoilt copy of a file: one to three changes, inside the archive where it is one."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        if not data:
            return rng.choice(NASTY)
        packed = data.startswith(b"PK") and rng.random() < 0.8
        data = (_member if packed else rng.choice(PLAIN))(data, rng)
    return data
