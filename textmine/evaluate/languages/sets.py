"""The texts to measure on: the project's own and, where there is a data folder, public ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from textmine.evaluate.contract import Options
from textmine.evaluate.languages.public import public_sets
from textmine.evaluate.languages.tags import canonical
from textmine.evaluate.languages.texts import TextSet
from textmine.language.catalogue import languages

SAMPLE = "sample"
"""The kind of the texts in several languages that come from the sample consultation, in no order."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A text that detectors trip over, and every answer that is right."""

    text: str
    accept: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class MixedText:
    """A text and the languages it is in, the main one first unless it is of the kind `sample`."""

    text: str
    languages: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything there is to measure on, and the names of what is absent."""

    sets: tuple[TextSet, ...]
    pitfalls: tuple[Pitfall, ...]
    mixed: tuple[MixedText, ...]
    absent: tuple[str, ...]


def gather(options: Options) -> Material:
    """Read every text there is.

    Args:
        options: Where the texts are.

    Returns:
        The texts. A file that is not there is named in `absent`; one that is there but is not in its layout
        is a programming error of ours and raises KeyError or ValueError.
    """
    own = options.own_texts
    absent: dict[str, None] = {}
    sets: list[TextSet] = []
    for tag in languages():
        sets += _read(own, f"udhr/{tag}.txt", _declaration, absent)
    for path in sorted(own.glob("udhr/*.txt")):
        if canonical(path.stem) not in map(canonical, languages()):
            sets += _unexpected(path)
    sets += _read(own, "sample/gold.json", _sample_sets, absent)
    sets += _read(own, "language/short.csv", _split_sets, absent)
    sets += _read(own, "language/romanised.csv", _split_sets, absent)
    mixed = _read(own, "language/mixed.csv", _mixed, absent) + _read(own, "sample/gold.json", _sample_mixed, absent)
    pitfalls = _read(own, "language/pitfalls.csv", _pitfalls, absent)
    public, missing = public_sets(options.data)
    return Material((*sets, *public), tuple(pitfalls), tuple(mixed), (*absent, *missing))


def _read(base: Path, name: str, reader: Callable[[Path], Iterator[_Item]], absent: dict[str, None]) -> list[_Item]:
    """Return what one file holds, or note its absence."""
    if (base / name).is_file():
        return list(reader(base / name))
    absent[f"corpora/{name}"] = None
    return []


def _rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _declaration(path: Path) -> Iterator[TextSet]:
    """Give the even paragraphs of the Universal Declaration of Human Rights as held out, the odd ones as seen."""
    tag = canonical(path.stem)
    lines = path.read_text(encoding="utf-8").split("\n")
    for held_out in (True, False):
        texts = tuple(line.strip() for line in lines[0 if held_out else 1 :: 2] if line.strip())
        yield TextSet(f"udhr/{tag}", tag, held_out, texts, declaration=True)


def _unexpected(path: Path) -> Iterator[TextSet]:
    """Give the even paragraphs of the Declaration in a language that is not expected."""
    for source in _declaration(path):
        if source.held_out:
            name = f"unexpected/{source.language}"
            yield replace(source, name=name, windowed=False, declaration=False, unexpected=True)


def _sample_answers(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each answer of the sample consultation that has a language, with its languages."""
    texts = {row["Response ID"]: row for row in _rows(path.with_name("eastmere.csv"))}
    for answer in json.loads(path.read_text(encoding="utf-8"))["answers"]:
        if answer["languages"]:
            text = texts[answer["response_id"]][answer["question"]]
            yield text, tuple(map(canonical, answer["languages"]))


def _sample_sets(path: Path) -> Iterator[TextSet]:
    """Give the answers of the sample that are in one language, by language."""
    by_language: dict[str, list[str]] = {}
    for text, tags in _sample_answers(path):
        if len(tags) == 1:
            by_language.setdefault(tags[0], []).append(text)
    for tag, texts in sorted(by_language.items()):
        yield TextSet(f"sample/{tag}", tag, True, tuple(texts))


def _sample_mixed(path: Path) -> Iterator[MixedText]:
    """Give the answers of the sample that are in several languages."""
    for text, tags in _sample_answers(path):
        if len(tags) > 1:
            yield MixedText(text, tags, SAMPLE)


def _split_sets(path: Path) -> Iterator[TextSet]:
    """Give whole texts by language; those of the split `test` are held out."""
    groups: dict[tuple[str, bool], list[str]] = {}
    for row in _rows(path):
        groups.setdefault((canonical(row["language"]), row["split"] == "test"), []).append(row["text"])
    for (tag, held_out), texts in sorted(groups.items()):
        yield TextSet(f"{path.stem}/{tag}", tag, held_out, tuple(texts), windowed=False)


def _mixed(path: Path) -> Iterator[MixedText]:
    """Give the texts in several languages, and those that only look like it."""
    for row in _rows(path):
        yield MixedText(row["text"], tuple(map(canonical, row["languages"].split(";"))), row["kind"])


def _pitfalls(path: Path) -> Iterator[Pitfall]:
    """Give the texts that detectors trip over."""
    for row in _rows(path):
        yield Pitfall(row["text"], frozenset(map(canonical, row["accept"].split(";"))), row["kind"])
