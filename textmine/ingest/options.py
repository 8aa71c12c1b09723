"""Several options in one cell: told apart only where they are known, the longest first; all else stays whole."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from textmine.ingest.vocabulary import whole_options

_FIRM = re.compile(r"\s*[;؛；|\n]+\s*")
"""What seldom stands inside an option."""
_ANY = re.compile(r"\s*(?:[;؛；|\n]|[,،，、](?![0-9]))+\s*")
"""What may stand between options, but also inside one."""
_COMMA = re.compile(r"[,،，、](?![0-9])")
_MOST_OPTIONS = 60
_LONGEST = 30
"""Words of the longest option."""


@dataclass(frozen=True, slots=True)
class _Piece:
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
    return _split(cell, _index(tuple(options)))


def known_options(counts: Mapping[str, int], *, told: bool = False, least: float = 0.7) -> tuple[str, ...]:
    """Return the options of a question with several answers in a cell; none where it is no such question.

    Args:
        counts: Different cells → how often each was given.
        told: Whether the heading asks for several.
        least: Share of what was ticked or written that has to be options.

    Example:
        >>> known_options({"Bins;Trees;": 3, "Trees;": 2, "Light;Bins;": 4, "Light;": 1})
        ('Bins', 'Trees', 'Light')
        >>> known_options({"Yes, definitely": 5, "Yes, to some extent": 4, "No": 3})
        ()
    """
    cells = {cell.strip(): n for cell, n in counts.items() if cell.strip()}
    firm = any(_FIRM.search(cell.rstrip("; \n")) for cell in cells)
    ended = bool(cells) and all(cell.endswith(";") for cell in cells)
    if not firm and not ended and not any(map(_COMMA.search, cells)):
        return ()
    found = _recurring(cells, _FIRM) if firm or ended else _of_commas(cells, told=told)
    return found if ended or _explain(cells, found, least) else ()


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


def _pieces(text: str, separator: re.Pattern[str]) -> list[_Piece]:
    """Return what stands between separators; nothing for two in a row."""
    found: list[_Piece] = []
    start = 0
    for mark in (*separator.finditer(text), None):
        end = mark.start() if mark else len(text)
        if key := _key(text[start:end]):
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            found.append(_Piece(key, start + lead, start + len(text[start:end].rstrip())))
        start = mark.end() if mark else end
    return found


_Index = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""First piece → the options that begin with it, each as its pieces and as it is shown, the longest first."""


@cache
def _index(options: tuple[str, ...]) -> _Index:
    """Return the options by their first piece."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for option in options:
        keys = tuple(piece.key for piece in _pieces(option, _ANY))
        if keys:
            found[keys[0]].append((keys, option))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


def _split(cell: str, index: _Index) -> tuple[str, ...]:
    """Return the options of a cell: known ones, then what is unknown as one, then known ones again."""
    pieces = _pieces(cell, _ANY)
    ends = _readable(pieces, index)
    said: list[str] = []
    place = 0
    while place < len(pieces):
        step = next((s for s in _steps(pieces, place, index) if ends[place + len(s[0])]), None)
        step = step or next(iter(_steps(pieces, place, index)), None)
        if step is not None:
            said.append(step[1])
            place += len(step[0])
            continue
        # Words of somebody's own end only where nothing but known options follows.
        until = next(after for after in range(place + 1, len(pieces) + 1) if ends[after])
        said.append(cell[pieces[place].start : pieces[until - 1].end])
        place = until
    return tuple(dict.fromkeys(said))


def _steps(pieces: Sequence[_Piece], place: int, index: _Index) -> Iterable[tuple[tuple[str, ...], str]]:
    """Yield the options that stand at a place, the longest first."""
    for keys, option in index.get(pieces[place].key, ()):
        if len(keys) <= len(pieces) - place and all(
            piece.key == key for piece, key in zip(pieces[place : place + len(keys)], keys, strict=True)
        ):
            yield keys, option


def _readable(pieces: Sequence[_Piece], index: _Index) -> list[bool]:
    """Say of every place whether from there on a cell is nothing but known options."""
    ends = [False] * len(pieces) + [True]
    for place in range(len(pieces) - 1, -1, -1):
        ends[place] = any(ends[place + len(keys)] for keys, _ in _steps(pieces, place, index))
    return ends


def _recurring(cells: Mapping[str, int], separator: re.Pattern[str]) -> tuple[str, ...]:
    """Return the pieces that more than one person gave."""
    times: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cell, n in cells.items():
        for piece in _pieces(cell, separator):
            times[piece.key] += n
            shown.setdefault(piece.key, cell[piece.start : piece.end])
    return tuple(text for key, text in shown.items() if times[key] > 1)


def _of_commas(cells: Mapping[str, int], *, told: bool) -> tuple[str, ...]:
    """Return the options of cells that are joined by commas, which may stand inside an option too."""
    known = _index(whole_options())
    read = [(_atoms(cell, known), n) for cell, n in cells.items()]
    atoms = _together([parts for parts, _ in read])
    times: Counter[str] = Counter()
    company: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    alone: set[str] = set()
    for (_, n), parts in zip(read, atoms, strict=True):
        for part in parts:
            times[part] += n
            company[part].add(parts)
        if len(parts) == 1:
            alone.add(parts[0])
    options = tuple(part for part in times if times[part] > 1 and (part in alone or len(company[part]) > 1))
    sizes = {len(parts) for parts in atoms if len(parts) > 1}
    single = sum(option in alone for option in options)
    # One answer out of a list whose labels hold commas has as many cells as labels, all alike in length.
    several = told or 2 * single >= len(options) or len(sizes) > 1
    mixed = told or len(set(atoms)) > len(options)
    return options if several and mixed and any(len(set(parts) & set(options)) > 1 for parts in atoms) else ()


def _atoms(cell: str, known: _Index) -> tuple[str, ...]:
    """Return the pieces of a cell; a known label with commas is one, and so is what goes on in a small letter."""
    parts: list[str] = []
    capital = cell[:1].isupper()
    for part in _split_at_commas(cell, known):
        if parts and capital and part[:1].islower():
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return tuple(parts)


def _split_at_commas(cell: str, known: _Index) -> Iterable[str]:
    """Yield the pieces of a cell, but known labels with commas as one."""
    pieces = _pieces(cell, _ANY)
    place = 0
    while place < len(pieces):
        step = next(iter(_steps(pieces, place, known)), None)
        width = len(step[0]) if step else 1
        yield cell[pieces[place].start : pieces[place + width - 1].end]
        place += width


def _together(cells: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Join pieces that stand nowhere but beside each other: halves of one label."""
    times = Counter(part for cell in cells for part in cell)
    pairs = Counter(pair for cell in cells for pair in pairwise(cell))
    joined = {pair for pair, n in pairs.items() if n > 1 and times[pair[0]] == n == times[pair[1]]}
    if not joined:
        return list(cells)
    result: list[tuple[str, ...]] = []
    for cell in cells:
        parts: list[str] = []
        for before, part in zip(("", *cell), cell, strict=False):
            if (before, part) in joined:
                parts[-1] = f"{parts[-1]}, {part}"
            else:
                parts.append(part)
        result.append(tuple(parts))
    return result


def _explain(cells: Mapping[str, int], options: Sequence[str], least: float) -> bool:
    """Say whether the options are what most of the cells consist of, and are no sentences."""
    if not 1 < len(options) <= _MOST_OPTIONS or any(len(option.split()) > _LONGEST for option in options):
        return False
    index = _index(tuple(options))
    known = frozenset(options)
    whole = total = 0
    for cell, n in cells.items():
        said = _split(cell, index)
        total += n * len(said)
        whole += n * sum(part in known for part in said)
    return whole >= least * total and any(len(_split(cell, index)) > 1 for cell in cells)
