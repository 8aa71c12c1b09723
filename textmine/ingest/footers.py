"""What stands below the last response: totals, averages, when a file was exported, a small table of counts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import regex

from textmine.ingest.grid import Record
from textmine.ingest.layouts.looks import filled, phrases
from textmine.ingest.patterns import is_number
from textmine.ingest.profile import count_words
from textmine.ingest.vocabulary import fold

_MOST = 40
"""Rows at the end of a file among which footers are looked for."""
_SAMPLE = 400
"""Responses by which is judged what is usual."""
_WORDY = 3
"""Words of the usual cell in a column that people write their own words in."""
_OWN_WORDS = 8
"""Words from which a cell is taken for somebody's own."""
_NARROW = 3
"""Cells that a response usually has, from which a row with fewer can be told from one."""
_LABEL = 4
"""Words of the longest name of a total."""
_FORMULA = regex.compile(r"=\s*(?:SUM|AVERAGE|COUNTA?|COUNTIFS?|SUBTOTAL|MIN|MAX|MEDIAN)\s*\(", regex.IGNORECASE)
_SIZE = regex.compile(r"\s*(?:n|base)\s*[=:]\s*[\d.,]+\s*", regex.IGNORECASE)
_RULE = regex.compile(r"[-=_*—–.\s]{3,}")


def footers(data: Sequence[Record]) -> dict[int, str]:
    """Return the rows at the end that are no responses, each with the reason.

    From the last row upwards, as long as rows are totals, or far shorter than a response and without people's own
    words; so a short last response stays one.
    """
    start = max(0, len(data) - _MOST)
    tail = data[start:]
    before = data[:start] or data
    usual = median(len(filled(record.cells)) for record in before[:_SAMPLE]) if before else 0
    wordy = wordy_columns(before)
    found: dict[int, str] = {}
    # Below an empty row, less is needed to see that the table has ended.
    gap = _last_gap(tail)
    for at in range(len(tail) - 1, -1, -1):
        reason = _reason(tail[at], usual, wordy, apart=gap is not None and at >= gap)
        if reason is None:
            break
        found[tail[at].row] = reason
    return found if len(found) < len(data) else {}


def _last_gap(tail: Sequence[Record]) -> int | None:
    """Return the position of the first row below the first empty row at the end."""
    return next((at for at in range(1, len(tail)) if tail[at].row > tail[at - 1].row + 1), None)


def wordy_columns(data: Sequence[Record]) -> frozenset[int]:
    """Return the columns that people write their own words in."""
    words: dict[int, list[int]] = {}
    for record in data[:_SAMPLE]:
        for position in filled(record.cells):
            words.setdefault(position, []).append(count_words(record.cells[position]))
    return frozenset(position for position, counts in words.items() if sum(counts) > _WORDY * len(counts))


def _reason(record: Record, usual: float, wordy: frozenset[int], *, apart: bool) -> str | None:
    """Return why a row at the end is no response; None where it may be one."""
    shown = filled(record.cells)
    cells = [record.cells[position] for position in shown]
    if any(count_words(cell) >= _OWN_WORDS and not _is_footer(cell) for cell in cells):
        return None
    if _is_total(cells):
        return "is a row of totals"
    # In a table of one or two columns a response is as short as a footer.
    if usual < _NARROW or any(
        position in wordy and not is_number(record.cells[position].strip()) for position in shown
    ):
        return None
    if (len(shown) * 2 < usual or len(shown) == 1) and _is_footer(cells[0]) and len(shown) <= 3:
        return "stands below the responses and is none"
    if apart and len(shown) < usual and len(shown) <= 4:
        return "stands below the responses, after an empty row"
    return None


def _is_total(cells: Sequence[str]) -> bool:
    """Say whether a row names a total or an average, and otherwise holds only numbers or formulas that count."""
    labels = [cell for cell in cells if not is_number(cell.strip()) and not _FORMULA.match(cell.strip())]
    if not labels:
        return any(_FORMULA.match(cell.strip()) for cell in cells)
    return len(labels) == 1 and len(cells) > 1 and _names_total(labels[0])


def _names_total(cell: str) -> bool:
    """Say whether a cell is the name of a total."""
    folded = fold(cell)
    return len(folded.split()) <= _LABEL and _begins(folded, phrases("totals"))


def _is_footer(cell: str) -> bool:
    """Say whether a cell is a line that programs put below a table."""
    return (
        bool(_SIZE.fullmatch(cell))
        or bool(_RULE.fullmatch(cell))
        or (_begins(fold(cell), phrases("footers")) and _is_line(cell))
        or (_begins(fold(cell), phrases("totals")) and ":" in cell and _is_line(cell))
    )


def _is_line(cell: str) -> bool:
    """Say whether a line is a label with something after it, not a sentence that begins like one."""
    head, colon, _ = cell.partition(":")
    return (bool(colon) and len(head.split()) <= _LABEL) or count_words(cell) < _OWN_WORDS


def _begins(folded: str, starts: Sequence[str]) -> bool:
    """Say whether a folded text begins with one of the phrases, as whole words."""
    return any(f"{folded} ".startswith(f"{start} ") for start in starts)
