"""Real texts of each language, out of which consultations with campaigns are made."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textmine.evaluate.contract import Options

DECLARATION = ("en", "bn", "so", "ar", "ur", "fa", "zh", "th", "am", "pl")
"""Languages of the Declaration; the scripts of two of them have no spaces."""
_CAMPAIGN = "to take out parking bays on Chapel Road"
"""Of the letter that the sample consultation has; its copies are no independent answers."""
_LAST = ""
PUBLIC = (
    ("polis/bowling-green.csv", _LAST, "en"),
    ("polis/austria-climate-german.csv", _LAST, "de"),
    ("argkp/arguments_train.csv", "argument", "en"),
    ("ntrex/parallel.csv", "en", "en"),
    ("ntrex/parallel.csv", "bn", "bn"),
    ("ntrex/parallel.csv", "so", "so"),
    ("tico19/parallel.csv", "bn", "bn"),
    ("hornmt/parallel.csv", "so", "so"),
    ("bnsentmix/romanised-bengali.csv", "text", "bn-Latn"),
)
"""Public answers and news: file, column (`_LAST`: the last one), language."""


@dataclass(frozen=True, slots=True)
class TextSet:
    """Different texts of one language."""

    name: str
    language: str
    texts: tuple[str, ...]


def gather(options: Options, *, tuning: bool = False) -> tuple[tuple[TextSet, ...], tuple[str, ...]]:
    """Read the texts to measure on.

    Args:
        options: Where they are.
        tuning: The half that thresholds were chosen on (texts of odd number), not the one that is reported.

    Returns:
        The sets, and the names of the absent ones.
    """
    sets, absent = [], []
    for name, language, path, texts in _sources(options):
        if path.is_file():
            different = tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
            sets.append(TextSet(name, language, different[int(tuning) :: 2]))
        else:
            absent.append(name)
    return tuple(sets), tuple(absent)


def _sources(options: Options) -> Iterator[tuple[str, str, Path, Iterator[str]]]:
    """Yield each set's name, language, file and texts, which are read when they are asked for."""
    own = options.own_texts
    gold = own / "sample/gold.json"
    for tag in ("en", "bn", "so"):
        yield f"sample {tag}", tag, gold, _sample(gold, tag)
    for tag in DECLARATION:
        path = own / f"udhr/{tag}.txt"
        yield f"udhr {tag}", tag, path, _lines(path)
    for name, column, tag in PUBLIC if options.data else ():
        path = Path(str(options.data)) / name
        yield f"{name.rsplit('/', 1)[0]} {tag}", tag, path, _column(path, column)


def _sample(gold: Path, language: str) -> Iterator[str]:
    """Yield the answers of the sample consultation in one language, those of its own campaign left out."""
    with gold.with_name("eastmere.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Response ID"]: row for row in csv.DictReader(file)}
    for answer in json.loads(gold.read_text(encoding="utf-8"))["answers"]:
        text = rows[answer["response_id"]][answer["question"]]
        if answer["languages"][:1] == [language] and _CAMPAIGN not in text.replace(" the parking", " parking"):
            yield text


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").splitlines()


def _column(path: Path, column: str) -> Iterator[str]:
    """Yield one column of a table; the last one where no name is given."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    at = header.index(column) if column else len(header) - 1
    yield from (row[at] for row in rows if len(row) > at)
