"""Which options a question has, where only the cells with several of them in each are there to tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from textmine.ingest.options import ANY, Index, index_of, pieces_of, read_options, steps_at
from textmine.ingest.vocabulary import whole_options

_FIRM = re.compile(r"[;؛；|\n]")
"""What seldom stands inside an option."""
_COMMA = re.compile(r"[,،，、](?![0-9])")
_MOST_OPTIONS = 60
_LONGEST = 30
"""Words of the longest option."""


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


def _recurring(cells: Mapping[str, int], separator: re.Pattern[str]) -> tuple[str, ...]:
    """Return the pieces that more than one person gave."""
    times: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cell, n in cells.items():
        for piece in pieces_of(cell, separator):
            times[piece.key] += n
            shown.setdefault(piece.key, cell[piece.start : piece.end])
    return tuple(text for key, text in shown.items() if times[key] > 1)


def _of_commas(cells: Mapping[str, int], *, told: bool) -> tuple[str, ...]:
    """Return the options of cells that are joined by commas, which may stand inside an option too."""
    known = index_of(whole_options())
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


def _atoms(cell: str, known: Index) -> tuple[str, ...]:
    """Return the pieces of a cell; a known label with commas is one, and so is what goes on in a small letter."""
    parts: list[str] = []
    capital = cell[:1].isupper()
    for part in _split_at_commas(cell, known):
        if parts and capital and part[:1].islower():
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return tuple(parts)


def _split_at_commas(cell: str, known: Index) -> Iterable[str]:
    """Yield the pieces of a cell, but known labels with commas as one."""
    pieces = pieces_of(cell, ANY)
    place = 0
    while place < len(pieces):
        step = next(iter(steps_at(pieces, place, known)), None)
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
    index = index_of(tuple(options))
    known = frozenset(options)
    whole = total = 0
    for cell, n in cells.items():
        said = read_options(cell, index)
        total += n * len(said)
        whole += n * sum(part in known for part in said)
    return whole >= least * total and any(len(read_options(cell, index)) > 1 for cell in cells)
