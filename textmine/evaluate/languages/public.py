"""Public data sets in a folder of the user's, in the form their publishers give them reduced to one CSV each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from textmine.evaluate.languages.texts import TextSet

LAST = ""
"""The last column, whatever it is called."""
ROMANISED_HELD_OUT = 2_500
"""So many of the last rows of the romanised Bengali texts are held out."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A file, which of its columns is in which language, and whether textmine has learnt from it."""

    path: str
    columns: tuple[tuple[str, str], ...]
    held_out: bool
    last_rows_held_out: int = 0

    @property
    def name(self) -> str:
        """The folder, and the file where a folder holds several."""
        folder, file = self.path.removesuffix(".csv").split("/")
        return folder if file == "parallel" else f"{folder}/{file}"


_SOURCES = (
    _Source("ntrex/parallel.csv", (("en", "en"), ("bn", "bn"), ("so", "so")), True),
    _Source("tico19/parallel.csv", (("en", "en"), ("bn", "bn"), ("so", "so")), False),
    _Source("hornmt/parallel.csv", (("en", "en"), ("so", "so")), False),
    _Source("polis/affordable-housing.csv", ((LAST, "en"),), True),
    _Source("polis/youth-policing.csv", ((LAST, "en"),), True),
    _Source("polis/austria-climate-german.csv", ((LAST, "de"),), True),
    _Source("polis/bowling-green.csv", ((LAST, "en"),), False),
    _Source("argkp/arguments_dev.csv", (("argument", "en"),), True),
    _Source("argkp/arguments_train.csv", (("argument", "en"),), False),
    _Source("bnsentmix/romanised-bengali.csv", (("text", "bn-Latn"),), False, ROMANISED_HELD_OUT),
)


def public_sets(folder: Path | None) -> tuple[list[TextSet], list[str]]:
    """Return the texts in a folder of public data sets, and the files it does not have.

    Args:
        folder: The folder; None: there is no such folder, and nothing is missed.
    """
    if folder is None:
        return [], []
    sets: list[TextSet] = []
    absent = []
    for source in _SOURCES:
        if (folder / source.path).is_file():
            sets += _read(folder / source.path, source)
        else:
            absent.append(source.path)
    return sets, absent


def _read(path: Path, source: _Source) -> list[TextSet]:
    """Return the sets of one file, each text once."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    sets = []
    for column, tag in source.columns:
        at = header.index(column) if column else len(header) - 1
        texts = [row[at].strip() if len(row) > at else "" for row in rows]
        cut = max(0, len(texts) - source.last_rows_held_out)
        first = [text for text in dict.fromkeys(texts[:cut]) if text]
        known = set(first)
        last = [text for text in dict.fromkeys(texts[cut:]) if text and text not in known]
        name = f"{source.name}/{tag}"
        sets += [TextSet(name, tag, True, tuple(last))] if last else []
        sets += [TextSet(name, tag, source.held_out, tuple(first))] if first else []
    return sets
