"""Workbooks are zip archives: checked as a whole, then unpacked piece by piece, never trusting a declared size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds

_CENTRAL = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")
_MOST_PARTS = 20_000
_PIECE = 1 << 17
_SMALL = 20 * bounds.MEGABYTE
_RATIO, _RATIO_FROM = 250, 50 * bounds.MEGABYTE
_AGAIN = "Save it again as .xlsx, or export it again."
DAMAGED = f"looks like a workbook but is damaged or incomplete. {_AGAIN}"
PROTECTED = "is protected with a password. Open it in Excel, remove the password and save it as .xlsx."


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the archive: where its packed bytes begin, how many there are, and what they unpack to."""

    name: str
    start: int
    packed: int
    size: int
    checksum: int
    stored: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a zip archive by their names in lower case, as Excel compares them."""

    data: bytes
    file: str
    parts: dict[str, Part]

    def damaged(self) -> InputError:
        """Return the error for an archive that is not in order."""
        return InputError(Problem(DAMAGED, self.file))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part's content piece by piece; nothing where there is no such part.

        Raises:
            InputError: It unpacks to something else than the archive declares.
        """
        part = self.parts.get(name.lower())
        if part is None:
            return
        size = checksum = 0
        try:
            for piece in _unpacked(self.data, part):
                size += len(piece)
                if size > part.size:
                    raise self.damaged()
                checksum = zlib.crc32(piece, checksum)
                yield piece
        except zlib.error:
            raise self.damaged() from None
        if size != part.size or checksum != part.checksum:
            raise self.damaged()

    def check_small(self, name: str) -> None:
        """Refuse a part such as a list of sheets that is larger than anything of its kind.

        Raises:
            InputError: It is.
        """
        part = self.parts.get(name.lower())
        if part is not None and part.size > _SMALL:
            raise self.damaged()


def open_archive(data: bytes, file: str, limits: Limits) -> Archive:
    """Return the parts of an archive that is in order.

    Raises:
        InputError: It is damaged, protected, built to deceive, or unpacks to more than the limit.
    """
    infos = listed(data, file)
    if any(info.flag_bits & 0x1 for info in infos):
        raise InputError(Problem(PROTECTED, file))
    _check_sizes(infos, file, limits)
    parts = [_part(info, data, file) for info in infos if not info.filename.endswith("/")]
    _check_places(parts, file)
    return Archive(data, file, {part.name.lower(): part for part in parts})


def listed(data: bytes, file: str) -> list[zipfile.ZipInfo]:
    """Return what an archive says it holds.

    Raises:
        InputError: It is damaged, or holds more parts than any workbook.
    """
    # Counted before the list is made, which could itself fill the memory.
    if data.count(_CENTRAL) > _MOST_PARTS:
        raise InputError(Problem(f"holds more than {_MOST_PARTS:,} parts, which no workbook has. {_AGAIN}", file))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, struct.error):
        raise InputError(Problem(DAMAGED, file)) from None


def _check_sizes(infos: list[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    """Refuse an archive that declares to unpack to too much; that it keeps to its word is checked on the way."""
    total = sum(info.file_size for info in infos)
    bounds.check("unpacked_megabytes", bounds.megabytes(total), limits, file)
    for info in infos:
        if info.file_size > max(_RATIO_FROM, _RATIO * info.compress_size):
            message = (
                f"holds a part that unpacks to {info.file_size // max(info.compress_size, 1):,} times its size, "
                "which no real workbook does (a zip bomb). It was not opened; ask for the file again."
            )
            raise InputError(Problem(message, file))


def _part(info: zipfile.ZipInfo, data: bytes, file: str) -> Part:
    """Return where a part's packed bytes are."""
    try:
        magic, name, extra = _LOCAL.unpack_from(data, info.header_offset)
    except struct.error:
        raise InputError(Problem(DAMAGED, file)) from None
    start = info.header_offset + _LOCAL.size + name + extra
    whole = start + info.compress_size <= len(data)
    if (
        info.header_offset < 0
        or magic != b"PK\x03\x04"
        or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        or not whole
    ):
        raise InputError(Problem(DAMAGED, file))
    stored = info.compress_type == zipfile.ZIP_STORED
    return Part(info.filename, start, info.compress_size, info.file_size, info.CRC, stored)


def _check_places(parts: list[Part], file: str) -> None:
    """Refuse parts of the same name, of which readers take different ones, and parts that share their bytes."""
    twice = len({part.name.lower() for part in parts}) < len(parts)
    ordered = sorted(parts, key=lambda part: part.start)
    shared = any(one.start + one.packed > two.start for one, two in pairwise(ordered))
    if twice or shared:
        what = "the same part twice" if twice else "parts that lie upon each other"
        raise InputError(Problem(f"holds {what}, which no program writes. It was not opened. {_AGAIN}", file))


def _unpacked(data: bytes, part: Part) -> Iterator[bytes]:
    """Yield the content of a part in pieces of bounded size."""
    packed = memoryview(data)[part.start : part.start + part.packed]
    if part.stored:
        for start in range(0, len(packed), _PIECE):
            yield bytes(packed[start : start + _PIECE])
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _PIECE):
        waiting: bytes | memoryview = packed[start : start + _PIECE]
        while len(waiting) and not unpacker.eof:
            yield unpacker.decompress(waiting, _PIECE)
            waiting = unpacker.unconsumed_tail
    while not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
        yield rest
    if not unpacker.eof:
        raise zlib.error("ends too early")
