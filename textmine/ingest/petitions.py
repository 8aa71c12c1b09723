"""Petitions: one response, with the number of people who signed it beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from textmine.config import Config, did_you_mean
from textmine.errors import ConfigError, InputError, Problem
from textmine.ingest.grid import is_blank
from textmine.ingest.plan import Planned
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import fold, rule, words

_GROUPED = re.compile(r"[0-9]{1,3}(?:([,.'’\u00a0\u202f\u066c ])[0-9]{3})(?:\1[0-9]{3})*|[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9](?:[0-9,.'’\u00a0\u202f\u066c ]*[0-9])?")
_CARRIED = ("ignore", "rating")
"""Roles that a column with the number of signatures is given by its values or in consultation.toml."""


def is_signatures(heading: str) -> bool:
    """Say whether a column gives how many people signed.

    Example:
        >>> is_signatures("Number of signatures"), is_signatures("Signature"), is_signatures("স্বাক্ষরের সংখ্যা")
        (True, False, True)
    """
    return rule("signatures").fits(heading)


def signatures_of(value: str) -> int | None:
    """Return the number of signatures in a cell; None where it says that there are none, or one.

    Raises:
        ValueError: The cell holds something else.

    Example:
        >>> signatures_of("1,204"), signatures_of("৩৪০"), signatures_of("about 300 names"), signatures_of("n/a")
        (1204, 340, 300, None)
    """
    plain = "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in value).strip()
    if not plain or fold(plain) in (*words("no_organisation"), *words("no")) or not fold(plain):
        return None
    found = _NUMBER.search(plain)
    if found is None or not _GROUPED.fullmatch(found[0]):
        raise ValueError("no number")
    before, after = fold(plain[: found.start()]), fold(plain[found.end() :])
    if before not in ("", *words("about_a_number")) or after not in ("", *words("after_a_number")):
        raise ValueError("not only a number")
    number = int(re.sub(r"[^0-9]", "", found[0]))
    return number if number > 1 else None


def signatures(
    tables: Sequence[Table], plan: Sequence[Planned], ids: Sequence[str], config: Config
) -> tuple[int | None, ...]:
    """Return the number of signatures of every response; None where it is no petition.

    Args:
        tables: The files.
        plan: What each column is for.
        ids: One for each response.
        config: `[petitions]` says more than the files do.

    Raises:
        InputError: Cells that hold no number, each with its row.
        ConfigError: `[petitions]` names responses that nobody gave.
    """
    counts: list[int | None] = [None] * len(ids)
    problems: list[Problem] = []
    for column in plan:
        if column.role in _CARRIED and is_signatures(column.column.name):
            found = _numbers(column, tables, problems)
            counts = [one if one is not None else other for one, other in zip(counts, found, strict=True)]
    if problems:
        raise InputError(problems)
    unknown = [name for name in config.petitions if name not in set(ids)]
    if unknown:
        raise ConfigError([_unknown(name, ids) for name in unknown])
    return tuple(config.petitions.get(name, count) for name, count in zip(ids, counts, strict=True))


def _numbers(column: Planned, tables: Sequence[Table], problems: list[Problem]) -> list[int | None]:
    """Return what one column says; record a problem for every cell that is no number."""
    counts: list[int | None] = []
    for table, cells in zip(tables, column.column.parts(tables), strict=True):
        for row, cell in zip(table.rows, cells, strict=True):
            try:
                counts.append(None if is_blank(cell) else signatures_of(cell))
            except ValueError:
                counts.append(None)
                problems.append(
                    Problem(
                        "is not a number of signatures. Write a whole number such as 340, or leave the cell empty. "
                        "Where the column is about something else, give it another role in consultation.toml.",
                        table.file,
                        table.sheet,
                        column.column.name,
                        row,
                    )
                )
    return counts


def _unknown(name: str, ids: Sequence[str]) -> Problem:
    """Return the problem of a petition that is not there."""
    return Problem(f"[petitions] names the response `{name}`, but there is none.{did_you_mean(name, list(ids))}")


def about_petitions(ids: Sequence[str], counts: Sequence[int | None]) -> tuple[str, ...]:
    """Say in a plain sentence which responses are petitions, by their ids and numbers of signatures."""
    found = {name: count for name, count in zip(ids, counts, strict=True) if count}
    if not found:
        return ()
    named = ", ".join(f"`{name}` ({count:,})" for name, count in list(found.items())[:10])
    more = " …" if len(found) > 10 else ""
    what = "1 response is a petition" if len(found) == 1 else f"{len(found)} responses are petitions"
    each = "It counts" if len(found) == 1 else "Each counts"
    return (f"{what}: {named}{more}. {each} as one response; the signatures are shown apart.",)
