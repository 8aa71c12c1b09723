"""What can be read in a folder: every byte as it lies there, and everything packed, decoded."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq


def texts_of(path: Path) -> Iterator[str]:
    """Everything a file can be read as."""
    data = path.read_bytes()
    yield data.decode("utf-8", "ignore")
    yield data.decode("utf-16-le", "ignore")
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield json.dumps([str(table.schema), table.to_pylist()], ensure_ascii=False, default=str)
    elif path.suffix == ".json":
        yield json.dumps(json.loads(data), ensure_ascii=False)
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as connection:
            yield "\n".join(connection.iterdump())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "ignore")


def found_in(folder: Path, words: Iterable[str]) -> set[tuple[str, str]]:
    """(file, word) for every word that can be read in a folder, and in the names of its files."""
    wanted = {word: word.casefold() for word in words}
    found: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("*")):
        texts = [path.name, *(texts_of(path) if path.is_file() else ())]
        for text in map(str.casefold, texts):
            found |= {(path.name, word) for word, folded in wanted.items() if folded in text}
    return found
