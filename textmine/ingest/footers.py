"""What stands below the last response: totals, averages, when a file was exported, a small table of counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import regex

from textmine.ingest.grid import Record
from textmine.ingest.layouts.evidence import is_id_like, is_sign
from textmine.ingest.layouts.looks import begins, filled, phrases
from textmine.ingest.patterns import is_number
from textmine.ingest.profile import count_words
from textmine.ingest.tallies import is_tally
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
_COMPARED = 100
"""Rows above with which a row is compared."""
_LABEL = 4
"""Words of the longest name of a total."""
_FORMULA = regex.compile(r"=\s*(?:SUM|AVERAGE|COUNTA?|COUNTIFS?|SUBTOTAL|MIN|MAX|MEDIAN)\s*\(", regex.IGNORECASE)
_SIZE = regex.compile(r"\s*(?:n|base)\s*[=:]\s*[\d.,]+\s*", regex.IGNORECASE)
_COUNT = regex.compile(r"\p{N}[\p{N},. ]*\s*(?:টি\s+)?([\p{L}\p{M}]+(?: [\p{L}\p{M}]+)?)")
_BELOW = "is a line below the responses, such as a source or a date of export"
_TOTAL = "is a row of totals"
_RULE = regex.compile(r"[-=_*—–.\s]{3,}")


@dataclass(frozen=True, slots=True)
class _Usual:
    """What the rows above are like.

    Attributes:
        cells: How many cells a response usually has.
        wordy: The columns that people write their own words in.
        above: The responses with which a row is compared.
    """

    cells: float
    wordy: frozenset[int]
    above: Sequence[Record]

    def column(self, position: int) -> list[str]:
        """Return what stands in a column."""
        return [cell for row in self.above if position < len(row.cells) and (cell := row.cells[position]).strip()]

    def of_ids(self, position: int) -> bool:
        """Say whether a column holds nothing but ids, numbers and dates."""
        cells = self.column(position)
        return bool(cells) and all(map(is_sign, cells))

    def of_words(self, position: int) -> bool:
        """Say whether people may have written their own words in a column: it has no ids, nor a few answers again."""
        cells = self.column(position)
        again = len(set(cells)) * 2 <= len(cells)
        return position in self.wordy or not (again or self.of_ids(position))


def footers(data: Sequence[Record], earlier: Sequence[Record] = ()) -> dict[int, str]:
    """Return the rows at the end that are no responses, each with the reason.

    From the last row upwards, as long as rows are totals, or far shorter than a response and without people's own
    words; so a short last response stays one.

    Args:
        data: The rows of a table.
        earlier: The last rows of the tables above it, where several stand below each other.
    """
    start = max(0, len(data) - _MOST)
    tail = data[start:]
    before = [*earlier, *data[:start]] or data
    found: dict[int, str] = {}
    # Below an empty row, less is needed to see that the table has ended.
    gap = _last_gap(tail)
    usual = median(len(filled(record.cells)) for record in before[:_SAMPLE]) if before else 0
    wordy = wordy_columns(before)
    for at in range(len(tail) - 1, -1, -1):
        apart = gap is not None and at >= gap
        above = [*earlier, *data[: start + gap if gap is not None and apart else start + at]]
        # Other lines below the table are no measure.
        above = [record for record in above[-_COMPARED:] if len(filled(record.cells)) * 2 > usual]
        tally = is_tally(tail[at], data[: start + at])
        reason = _TOTAL if tally else _reason(tail[at], _Usual(usual, wordy, above), apart=apart)
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


def _reason(record: Record, usual: _Usual, *, apart: bool) -> str | None:
    """Return why a row at the end is no response; None where it may be one."""
    shown = filled(record.cells)
    cells = [record.cells[position] for position in shown]
    if len(cells) == 1 and (_is_count(cells[0]) or (usual.of_ids(shown[0]) and _is_remark(cells[0]))):
        return _BELOW
    if any(count_words(cell) >= _OWN_WORDS and not _is_footer(cell) for cell in cells):
        return None
    if _is_total(record, shown, usual):
        return _TOTAL
    own = any(_is_own(record.cells[position].strip(), position, usual) for position in shown)
    # In a table of one or two columns a response is as short as a footer.
    if own or usual.cells < _NARROW:
        return None
    if (len(shown) * 2 < usual.cells or len(shown) == 1) and _is_footer(cells[0]) and len(shown) <= 3:
        return _BELOW
    if apart and len(shown) < usual.cells and len(shown) <= 4 and not _fits(record, shown, usual):
        return "stands below the responses, after an empty row"
    return None


def _is_own(cell: str, position: int, usual: _Usual) -> bool:
    """Say whether a cell may be somebody's own words, few as they are."""
    if is_number(cell) or not usual.of_words(position):
        return False
    return position in usual.wordy or not (":" in cell and _is_footer(cell))


def _fits(record: Record, shown: Sequence[int], usual: _Usual) -> bool:
    """Say whether a cell is an id or a date like those of its column, or most are what others answered."""
    fit = 0
    for position in shown:
        cell, column = record.cells[position], usual.column(position)
        alike = is_id_like(cell, column)
        if alike and not is_number(cell.strip()):
            return True
        fit += cell in column or alike
    return fit * 2 > len(shown)


def _is_total(record: Record, shown: Sequence[int], usual: _Usual) -> bool:
    """Say whether a row names a total or an average first, and otherwise holds only numbers or formulas that count."""
    cells = [record.cells[position].strip() for position in shown]
    labels = [cell for cell in cells if not is_number(cell) and not _FORMULA.match(cell)]
    if not labels:
        return any(map(_FORMULA.match, cells))
    column = usual.column(shown[0])
    named = labels == cells[:1] and len(cells) > 1 and shown[0] not in usual.wordy and cells[0] not in column
    return named and _names_total(cells[0], among_ids=usual.of_ids(shown[0]))


def _names_total(cell: str, *, among_ids: bool) -> bool:
    """Say whether a cell is the name of a total; below ids it may go on, such as `Total of both wards`."""
    folded = fold(cell)
    if among_ids or ":" in cell:
        return len(folded.split()) <= _LABEL and begins(folded, phrases("totals"))
    return folded in phrases("totals")


def _is_count(cell: str) -> bool:
    """Say whether a cell says how many there are: `n = 26`, `26 responses`, `Total: 26`."""
    label, colon, number = cell.partition(":")
    total = bool(colon) and is_number(number.strip()) and begins(fold(label), phrases("totals"))
    count = _COUNT.fullmatch(cell.strip())
    return total or bool(_SIZE.fullmatch(cell)) or (count is not None and fold(count[1]) in phrases("counted"))


def _is_stamp(cell: str) -> bool:
    """Say whether a cell says when or by whom a file was made."""
    known = cell.strip().startswith("©") or begins(fold(cell), phrases("stamps"))
    return known and any(map(str.isdecimal, cell))


def _is_remark(cell: str) -> bool:
    """Say whether a cell, alone below ids, is a stamp or a footnote with its mark."""
    return _is_stamp(cell) or (cell.strip().startswith(("*", "†", "‡")) and any(map(str.isalpha, cell)))


def _is_footer(cell: str) -> bool:
    """Say whether a cell is a line that programs put below a table."""
    return (
        bool(_SIZE.fullmatch(cell))
        or bool(_RULE.fullmatch(cell))
        or (begins(fold(cell), phrases("footers")) and _is_line(cell))
        or (begins(fold(cell), phrases("totals")) and ":" in cell and _is_line(cell))
    )


def _is_line(cell: str) -> bool:
    """Say whether a line is a label with something after it, not a sentence that begins like one."""
    head, colon, _ = cell.partition(":")
    return (bool(colon) and len(head.split()) <= _LABEL) or count_words(cell) < _OWN_WORDS
