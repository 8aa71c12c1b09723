"""What a row looks like: headings, codes of headings, instructions, or the values of a response."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import regex

from textmine.ingest.grid import is_blank
from textmine.ingest.patterns import is_date, is_email, is_number, is_phone
from textmine.ingest.vocabulary import fold, rule, scale_options, yes_no_words

_CODE = regex.compile(r"[\p{L}_]{0,16}[._ ]?\d[\p{L}\p{N}_.#-]{0,16}|[a-z]+(?:_[a-z0-9]+)+|[\p{L}\p{N}]{1,12}")
_NUMBERED = regex.compile(r"[\p{L}_]{0,16}[._ ]?\p{N}[\p{L}\p{N}_.#-]{0,16}")
_COLUMN_ID = regex.compile(r"(?:\p{L}[\p{L}_]{0,15}[-._ ]?)?\p{N}[\p{L}\p{N}_.#-]{0,16}")
_SIZE = regex.compile(r"(?: \p{N}+)+$")
_RULES = (
    *("id", "id_weak", "consent_publish", "confidential", "permission_to_contact", "kind", "personal"),
    *("organisation_name", "date", "technical", "equality", "geography", "asks", "asks_choice", "asks_scale"),
)
_NAME = regex.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*|[A-Z]{2,4}", regex.VERSION1)
_LETTERS, _DIGITS = regex.compile(r"[\p{L}\p{M}]+"), regex.compile(r"\p{N}+")
_OWN_WORDS = 8
_LABEL, _LONGEST_LABEL = 4, 30
"""Words and characters of the longest label."""
MOST_WORDS = 80
"""A heading is no longer than this."""


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return a list of `rows.toml`, folded."""
    text = (files("textmine.ingest") / "data" / "rows.toml").read_text(encoding="utf-8")
    return tuple(map(fold, tomllib.loads(text)[name]))


def filled(cells: Sequence[str]) -> list[int]:
    """Return the positions of the cells that show something."""
    return [position for position, cell in enumerate(cells) if not is_blank(cell)]


def is_value(cell: str) -> bool:
    """Say whether a cell holds what no heading is: a number, a date, an address, a plain answer."""
    text = cell.strip()
    if is_number(text) or is_date(text) or is_email(text) or is_phone(text):
        return True
    if text.endswith(("?", "؟")):
        return False
    folded = fold(text)
    return folded in yes_no_words() or folded in scale_options() or len(folded.split()) > MOST_WORDS


def is_code(cell: str) -> bool:
    """Say whether a cell may be the short id of a column: `Q3_1`, `ward`, `VAR00012`."""
    return _CODE.fullmatch(cell.strip()) is not None


def is_heading(cell: str) -> bool:
    """Say whether a cell reads like a heading: a question, or what exports call their columns."""
    asks = ("?" in cell or "؟" in cell) and any(map(str.isalpha, cell))
    return asks or any(rule(name).fits(cell) for name in _RULES)


def are_codes(cells: Sequence[str]) -> bool:
    """Say whether cells are the short ids of columns, most of them numbered."""
    shown = [cell.strip() for cell in cells if not is_blank(cell)]
    numbered = sum(_NUMBERED.fullmatch(cell) is not None and not is_number(cell) for cell in shown)
    return len(shown) > 2 and all(map(is_code, shown)) and numbered * 2 >= len(shown) and len(set(shown)) == len(shown)


def are_short_names(cells: Sequence[str]) -> bool:
    """Say whether cells are the names that a database gives its columns, that of the id among them."""
    shown = [cell.strip() for cell in cells if not is_blank(cell)]
    single = all(_NAME.fullmatch(cell) for cell in shown)
    return len(shown) > 3 and single and len(set(shown)) == len(shown) and any(map(rule("id").fits, shown))


def words_ids(ids: Sequence[str], wordings: Sequence[str]) -> bool:
    """Say whether some columns have a numbered id above the wording of their question."""
    pairs = zip(ids, wordings, strict=True)
    return any(_COLUMN_ID.fullmatch(one) is not None and is_worded(one, two) for one, two in pairs)


def is_worded(name: str, wording: str) -> bool:
    """Say whether a heading is the short id of a column, and the one below it its wording."""
    short = _COLUMN_ID.fullmatch(name) is not None or _NAME.fullmatch(name) is not None
    return short and len(wording.split()) > 1 and not is_code(wording)


def shape(text: str) -> str:
    """Return the form of an id: letters and digits as such.

    Example:
        >>> shape("R12-a"), shape("Q7")
        ('a0-a', 'a0')
    """
    return _DIGITS.sub("0", _LETTERS.sub("a", text.strip()))


def are_headings(cells: Sequence[str], share: float) -> bool:
    """Say whether cells are headings: none is a value, and this share reads like one."""
    shown = [cell for cell in cells if not is_blank(cell)]
    return bool(shown) and not any(map(is_value, shown)) and sum(map(is_heading, shown)) >= share * len(shown)


def is_label(cell: str) -> bool:
    """Say whether a cell names what is said of the whole table: `Exported:`, `Total responses`, `Filters`."""
    folded = fold(cell)
    short = 0 < len(folded.split()) <= _LABEL
    return (short or ":" in cell[:_LONGEST_LABEL]) and (":" in cell or begins(folded, phrases("facts")))


def are_instructions(cells: Sequence[str], *, sure: bool = False) -> bool:
    """Say whether most cells say how to fill a column in, or give an example, and none is somebody's own words.

    Args:
        cells: A row.
        sure: Whether all have to, and one of them in words that nobody answers with.
    """
    shown = [fold(cell) for cell in cells if not is_blank(cell)]
    starts = (*phrases("instructions"), *phrases("sure_instructions"))
    others = [cell for cell in shown if not _is_type(cell) and not begins(cell, starts)]
    if sure:
        return not others and any(begins(cell, phrases("sure_instructions")) for cell in shown)
    return len(others) * 2 < len(shown) and all(len(cell.split()) < _OWN_WORDS for cell in others)


def _is_type(folded: str) -> bool:
    """Say whether a folded text is the type of a column, with or without its size: `varchar(10)`."""
    return _SIZE.sub("", folded) in phrases("types")


def begins(folded: str, starts: Sequence[str]) -> bool:
    """Say whether a folded text begins with one of the phrases, as whole words."""
    return any(f"{folded} ".startswith(f"{start} ") for start in starts)
