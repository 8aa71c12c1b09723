"""What is measured on: answers whose personal data people marked, and texts that hold hardly any."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textmine.evaluate.contract import Options
from textmine.model import Span

MARKED = "sample/gold.json"
DECLARATION = ("en", "bn", "so", "ar", "fr", "it", "pl", "pt", "es", "ro", "ur", "hi")
"""Languages whose translation of the Universal Declaration of Human Rights must name nobody."""
_LAST = ""
QUIET = (
    ("polis/bowling-green.csv", _LAST),
    ("polis/affordable-housing.csv", _LAST),
    ("polis/youth-policing.csv", _LAST),
    ("polis/austria-climate-german.csv", _LAST),
    ("argkp/arguments_train.csv", "argument"),
    ("gambling_xs/responses_1.jsonl", "response"),
    ("gambling_xs/responses_2.jsonl", "response"),
)
"""Public answers and arguments, and the column or field of the text; `_LAST` is the last column."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with the personal data that people marked in it."""

    text: str
    language: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Texts that hold hardly any names: nearly all that is flagged in them is a false alarm."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything there is to measure on, and the names of what is absent."""

    marked: tuple[Marked, ...]
    quiet: tuple[Quiet, ...]
    absent: tuple[str, ...]


def gather(options: Options) -> Material:
    """Read the marked sample, the Declaration and, where there is a data folder, public answers."""
    own, absent = options.own_texts, []
    marked = tuple(_marked(own / MARKED)) if (own / MARKED).is_file() else ()
    if not marked:
        absent.append(f"corpora/{MARKED}")
    quiet = []
    for tag in DECLARATION:
        path = own / f"udhr/{tag}.txt"
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            quiet.append(Quiet(f"udhr/{tag}", tuple(line.strip() for line in lines if line.strip())))
        else:
            absent.append(f"corpora/udhr/{tag}.txt")
    for name, field in QUIET if options.data else ():
        path = Path(str(options.data)) / name
        if path.is_file():
            texts = _jsonl(path, field) if path.suffix == ".jsonl" else _csv(path, field)
            quiet.append(Quiet(name.rsplit(".", 1)[0], tuple(dict.fromkeys(text for text in texts if text.strip()))))
        else:
            absent.append(name)
    return Material(marked, tuple(quiet), tuple(absent))


def _marked(path: Path) -> Iterator[Marked]:
    """Yield the answers of the sample with their marks."""
    with path.with_name("eastmere.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Response ID"]: row for row in csv.DictReader(file)}
    for answer in json.loads(path.read_text(encoding="utf-8"))["answers"]:
        spans = tuple(Span(mark["start"], mark["end"], mark["kind"]) for mark in answer["personal"])
        language = answer["languages"][0] if answer["languages"] else "zxx"
        yield Marked(rows[answer["response_id"]][answer["question"]], language, spans)


def _csv(path: Path, column: str) -> Iterator[str]:
    """Yield one column of a table; the last one where no name is given."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    at = header.index(column) if column else len(header) - 1
    yield from (row[at] for row in rows if len(row) > at)


def _jsonl(path: Path, field: str) -> Iterator[str]:
    """Yield one field of a file with one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield str(json.loads(line).get(field) or "")
