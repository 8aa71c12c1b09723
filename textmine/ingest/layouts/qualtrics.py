"""Qualtrics: a row of ids, a row of wordings, a row of `{"ImportId": …}`; one or two of them may have been deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.layouts.qualtrics_rows import no_responses, notes, partial, tests
from textmine.ingest.markup import without_markup
from textmine.ingest.sharing import stem_and_parts
from textmine.ingest.vocabulary import fold

_IMPORT = re.compile(r'\s*\{\s*"ImportId"\s*:')
_ID = re.compile(r"(?P<base>.*?[^\d_#].*?)(?P<parts>(?:[#_]\d+)*)(?P<text>_TEXT)?")
_CODE = re.compile(r"(?:\d+_)?Q(?:ID)?\d+(?:\.\d+)?(?:[#_]\d+)*(?:_[A-Z]\w*)?|V\d+")
_WORKED_OUT = re.compile(r"_DO(?:_\d+)?$|^SC\d+$")
_CHOICE = "Selected Choice"
_LOOK = 6
"""Rows at the top of a sheet among which the headings are."""


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its row of `ImportId`, or by the names of its own columns."""
    top = grid.records[:_LOOK]
    at = next((at for at, record in enumerate(top) if _is_import_row(record.cells)), None)
    rows = _headings(top, at)
    if not rows:
        return None
    start = (at if at is not None else max(map(top.index, rows))) + 1
    data = grid.records[start:]
    named = [row.cells for row in rows if not _is_import_row(row.cells)]
    ids = next(filter(_is_ids, named), ())
    wordings = next((cells for cells in named if cells is not ids), ())
    imports = tuple(map(_import_id, top[at].cells)) if at is not None else ()
    heads = tuple(_heads(ids, wordings, imports))
    aside = no_responses(heads, data, [*rows, *([top[at]] if at is not None else ())])
    rest = [record for record in data if record.row not in aside]
    return Located(
        heads, rows[0].row, start, aside, tests(heads, rest), partial(heads, rest), notes(heads, rest, grid.name)
    )


def _is_import_row(cells: Sequence[str]) -> bool:
    """Say whether a row holds the platform's inner names."""
    return any(map(_IMPORT.match, cells))


def _headings(top: Sequence[Record], at: int | None) -> list[Record]:
    """Return the rows of ids and of wordings, as far as they are there."""
    if at is not None:
        above = [row for row in top[:at] if 2 * _filled(row) >= _filled(top[at])]
        first = next((row for row in above if _is_ids(row.cells)), None)
        if first is None:
            return above[-1:] or [top[at]]
        return above[above.index(first) :][:2]
    here = platform("qualtrics")
    for first, second in zip(top, (*top[1:], None), strict=False):
        if second is not None and (_is_legacy(first.cells, second.cells) or _is_worded(first.cells, second.cells)):
            return [first, second]
        if here.marked(first.cells) < 2 or here.known(first.cells) + sum(map(_is_code, first.cells)) < 4:
            continue
        labelled = second is not None and here.known(second.cells) > here.known(first.cells) // 2
        return [first, second] if labelled and second else [first]
    return []


def _filled(record: Record) -> int:
    """Count the cells of a row that show something."""
    return sum(not is_blank(cell) for cell in record.cells)


def _is_legacy(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether two rows head an export of the old kind: `V1`, `V2` above `ResponseID`, `ResponseSet`."""
    here = platform("qualtrics")
    return sum(map(_is_code, first)) > 4 and "V1" in map(str.strip, first) and here.known(second) > 4


def _is_worded(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether ids stand above wordings: `ResponseId` above `Response ID`, and `Q1` above a question."""
    here = platform("qualtrics")
    own = any(
        here.hint(above) and fold(above) == fold(below) and above.strip() != below.strip()
        for above, below in zip(first, second, strict=False)
    )
    return own and sum(map(_is_code, first)) > 1 and not any(map(_is_code, second))


def _is_code(cell: str) -> bool:
    """Say whether a cell is the id of a question."""
    return _CODE.fullmatch(cell.strip()) is not None


def _is_ids(cells: Sequence[str]) -> bool:
    """Say whether a row holds ids: short, without spaces, of questions or of the platform's own columns."""
    filled = [cell.strip() for cell in cells if not is_blank(cell)]
    spaced = sum(" " in cell and not cell.startswith("Duration") for cell in filled)
    return bool(filled) and 5 * spaced <= len(filled)


def _import_id(cell: str) -> str:
    """Return the inner name in a cell such as `{"ImportId":"QID3"}`."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return ""
    name = found.get("ImportId") if isinstance(found, dict) else None
    return name if isinstance(name, str) else ""


def _heads(ids: Sequence[str], wordings: Sequence[str], imports: Sequence[str]) -> Iterator[Head]:
    """Yield the headings; neighbours whose ids differ only in the number of the choice are one question."""
    width = max(map(len, (ids, wordings, imports)))
    padded = [[without_markup(cell) for cell in (*row, *[""] * (width - len(row)))] for row in (ids, wordings, imports)]
    columns = [(code or inner, wording or code or inner, inner) for code, wording, inner in zip(*padded, strict=True)]
    for base, group in groupby(columns, key=lambda column: _base(column[0])):
        members = list(group)
        hints = [_hint(*member) for member in members]
        if not base or len(members) < 2 or any(hint and hint.role not in ("open", "closed_single") for hint in hints):
            yield from (_head(member, hint) for member, hint in zip(members, hints, strict=True))
        else:
            yield from _question(members, hints)


def _base(code: str) -> str:
    """Return the id of the question to which a column belongs."""
    found = _ID.fullmatch(code)
    return found["base"] if found else ""


def _head(column: tuple[str, str, str], hint: Hint | None, question: str = "", part: str = "") -> Head:
    """Return one heading: the wording, and the id as another name."""
    code, wording, _ = column
    also = (code,) if code and code != wording else ()
    return Head(wording, also, question, part, hint)


def _question(members: Sequence[tuple[str, str, str]], hints: Sequence[Hint | None]) -> Iterator[Head]:
    """Yield the headings of the columns of one question."""
    question, parts = stem_and_parts([wording for _, wording, _ in members])
    for member, hint, part in zip(members, hints, parts or [""] * len(members), strict=True):
        alone = part == _CHOICE or member[0] == _base(member[0])
        yield _head(member, hint, question, "" if alone else part.removeprefix(f"{_CHOICE} - "))


def _hint(code: str, wording: str, inner: str) -> Hint | None:
    """Return what Qualtrics says of a column."""
    here = platform("qualtrics")
    known = here.hint(code) or here.hint(inner) or (here.hint(wording) if not _is_code(code) else None)
    if known:
        return known
    if _WORKED_OUT.search(code) or fold(code).endswith(tuple(f" {end}" for end in here.words["ignore_ends"])):
        return Hint("ignore", "Qualtrics measures it or works it out")
    if code.endswith("_TEXT") or inner.endswith("_TEXT"):
        return Hint("open", "Qualtrics marks it as text")
    return Hint("closed_single", "Qualtrics marks it as a choice") if wording.endswith(f" - {_CHOICE}") else None


LAYOUT = Layout("Qualtrics", locate)
