"""Several options in one cell: told apart only where they are known, the longest first; all else stays whole."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

ANY = re.compile(r"[;؛；|\n]|[,،，、](?![0-9])")
"""What may stand between options, but also inside one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two separators: for comparing, and where."""

    key: str
    start: int
    end: int


def split_options(cell: str, options: Sequence[str]) -> tuple[str, ...]:
    """Return the options that one person ticked.

    Args:
        cell: The cell as exported: options joined by `;`, a comma, `|` or a line break.
        options: Those that are known. Of two that fit the longer one is taken.

    Returns:
        The options as they are known. What is none of them, such as the words beside "Other", stays
        whole, with every comma in it.

    Example:
        >>> known = ["Asian", "Asian, Asian British or Asian Welsh", "White"]
        >>> split_options("White, Asian, Asian British or Asian Welsh", known)
        ('White', 'Asian, Asian British or Asian Welsh')
        >>> split_options("White;Other: mixed, mostly;", known)
        ('White', 'Other: mixed, mostly')
    """
    return read_options(cell, index_of(tuple(options)))


def tally(cells: Iterable[str], options: Sequence[str]) -> dict[str, int]:
    """Return how many people chose each option, the commonest first; blank cells are nobody's.

    Example:
        >>> tally(["Bins;Trees;", "Trees;", ""], ["Bins", "Trees"])
        {'Trees': 2, 'Bins': 1}
    """
    counts = Counter(cell.strip() for cell in cells)
    counts.pop("", None)
    people: Counter[str] = Counter()
    for cell, n in counts.items():
        people.update(dict.fromkeys(split_options(cell, options) if options else (cell,), n))
    return dict(people.most_common())


def _key(text: str) -> str:
    """Return text for comparing: without regard to case and spacing."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def pieces_of(text: str, separator: re.Pattern[str]) -> list[Piece]:
    """Return what stands between separators; nothing for two in a row."""
    found: list[Piece] = []
    start = 0
    for mark in (*separator.finditer(text), None):
        end = mark.start() if mark else len(text)
        if key := _key(text[start:end]):
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            found.append(Piece(key, start + lead, start + len(text[start:end].rstrip())))
        start = mark.end() if mark else end
    return found


Index = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""First piece → the options that begin with it, each as its pieces and as it is shown, the longest first."""


@lru_cache(maxsize=256)
def index_of(options: tuple[str, ...]) -> Index:
    """Return the options by their first piece."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for option in options:
        keys = tuple(piece.key for piece in pieces_of(option, ANY))
        if keys:
            found[keys[0]].append((keys, option))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


def read_options(cell: str, index: Index) -> tuple[str, ...]:
    """Return the options of a cell: known ones, then what is unknown as one, then known ones again."""
    pieces = pieces_of(cell, ANY)
    ends = _readable(pieces, index)
    said: list[str] = []
    place = 0
    while place < len(pieces):
        step = next((s for s in steps_at(pieces, place, index) if ends[place + len(s[0])]), None)
        step = step or next(iter(steps_at(pieces, place, index)), None)
        if step is not None:
            said.append(step[1])
            place += len(step[0])
            continue
        # Words of somebody's own end only where nothing but known options follows.
        until = next(after for after in range(place + 1, len(pieces) + 1) if ends[after])
        said.append(cell[pieces[place].start : pieces[until - 1].end])
        place = until
    return tuple(dict.fromkeys(said))


def steps_at(pieces: Sequence[Piece], place: int, index: Index) -> Iterable[tuple[tuple[str, ...], str]]:
    """Yield the options that stand at a place, the longest first."""
    for keys, option in index.get(pieces[place].key, ()):
        if len(keys) <= len(pieces) - place and all(
            piece.key == key for piece, key in zip(pieces[place : place + len(keys)], keys, strict=True)
        ):
            yield keys, option


def _readable(pieces: Sequence[Piece], index: Index) -> list[bool]:
    """Say of every place whether from there on a cell is nothing but known options."""
    ends = [False] * len(pieces) + [True]
    for place in range(len(pieces) - 1, -1, -1):
        ends[place] = any(ends[place + len(keys)] for keys, _ in steps_at(pieces, place, index))
    return ends
