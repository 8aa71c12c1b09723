"""Reading a census file: how many people live here, by characteristic and band."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textmine.errors import InputError, Problem
from textmine.ingest.encodings import decode
from textmine.insight.census.characteristics import Characteristic, characteristic_called, characteristics, folded
from textmine.resources import resource

NEEDED = ("characteristic", "band", "people")
"""Columns that a census file has to have; `table`, `status` and `note` may follow."""
_STATUSES = ("", "verified", "unverified")
_LARGEST = 10_000_000
"""Bytes of a census file: one has a few hundred lines."""


@dataclass(frozen=True, slots=True)
class Band:
    """One group of the population.

    Attributes:
        name: As the census calls it.
        people: How many there are.
        table: The table it is from, such as TS021.
        verified: Whether the number was found as it is in a source.
    """

    name: str
    people: int
    table: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Census:
    """The population by characteristic.

    Attributes:
        file: The name of the file.
        bands: Id of a characteristic → its bands, in the order of the file.
    """

    file: str
    bands: dict[str, tuple[Band, ...]]


def read_census(file: str) -> Census:
    """Read a census file.

    Args:
        file: A CSV file with the columns `characteristic, band, people` and, if wanted, `table, status, note`; or
            the name of one in `corpora/census`, without its ending.

    Raises:
        InputError: The file is missing, is no such table, or has wrong lines: every problem at once.
    """
    path = _path(file)
    text, _, _ = decode(_content(path, file), file)
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text)))
    lines = [(number, line) for number, line in enumerate(found, start=1) if any(cell.strip() for cell in line)]
    columns = [folded(cell) for cell in lines[0][1]] if lines else []
    if missing := [name for name in NEEDED if name not in columns]:
        names = ", ".join(f"`{name}`" for name in missing)
        raise InputError(Problem(f"lacks the column {names}. A census file has the columns {', '.join(NEEDED)}.", file))
    return _checked(file, [_row(columns, number, line) for number, line in lines[1:]])


def _path(file: str) -> Path:
    if "/" not in file and not file.lower().endswith(".csv"):
        try:
            return resource("corpora", "census", f"{file}.csv")
        except FileNotFoundError:
            return Path(file)
    return Path(file)


def _content(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(Problem("is too large for a census file: it has a line for each band.", file))
        return path.read_bytes()
    except OSError as error:
        raise InputError(Problem(f"the census file cannot be read: {error.strerror}.", file)) from None


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _row(columns: list[str], number: int, line: list[str]) -> tuple[int, dict[str, str]]:
    return number, {name: cell.strip() for name, cell in zip(columns, line, strict=False)}


def _checked(file: str, rows: list[tuple[int, dict[str, str]]]) -> Census:
    """Return the census of these rows.

    Raises:
        InputError: Every line that is wrong.
    """
    problems = list(_unknown(file, rows))
    bands: dict[str, dict[str, Band]] = {}
    for number, row in rows:
        wrong = list(_wrong(row))
        characteristic = characteristic_called(row.get("characteristic", ""))
        if characteristic and folded(row.get("band", "")) in bands.get(characteristic.id, {}):
            wrong.append(f"the band `{row['band']}` is there twice. Keep one line for each band.")
        problems += [Problem(message, file, row=number) for message in wrong]
        if characteristic and not wrong:
            band = Band(
                row["band"], _whole(row["people"]) or 0, row.get("table", ""), row.get("status") != "unverified"
            )
            bands.setdefault(characteristic.id, {})[folded(band.name)] = band
    problems += [] if rows else [Problem("has no bands below its heading.", file)]
    problems += [
        Problem(f"nobody is in any band of `{name}`.", file)
        for name, own in bands.items()
        if not sum(band.people for band in own.values())
    ]
    if problems:
        raise InputError(problems)
    return Census(Path(file).name, {name: tuple(own.values()) for name, own in bands.items()})


def _unknown(file: str, rows: list[tuple[int, dict[str, str]]]) -> Iterator[Problem]:
    """Yield each characteristic that is not known, once, with its first row."""
    first: dict[str, int] = {}
    for number, row in rows:
        first.setdefault(row.get("characteristic", ""), number)
    known = ", ".join(_known(one) for one in characteristics())
    for name, number in first.items():
        if characteristic_called(name) is None:
            yield Problem(f"`{name}` is no characteristic that is known. Known: {known}.", file, row=number)


def _wrong(row: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with one line, its characteristic aside."""
    if not row.get("band"):
        yield "the band has no name."
    people = row.get("people", "")
    if _whole(people) is None:
        yield f"`{people}` is no number of people. Write a whole number, not negative, such as 12345."
    if row.get("status", "") not in _STATUSES:
        yield f"the status `{row['status']}` is not known. Write `verified` or `unverified`, or leave it empty."


def _known(characteristic: Characteristic) -> str:
    """Return a characteristic as census files name it."""
    return f"`{characteristic.words[0].capitalize() if '(' in characteristic.name else characteristic.name}`"


def _whole(text: str) -> int | None:
    """Return a whole number of people, with or without commas in it; None if it is none."""
    plain = text.replace(",", "").replace(" ", "")
    return int(plain) if plain.isdecimal() else None
