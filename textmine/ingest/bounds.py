"""What a file may hold at most: the limits of consultation.toml, and how each one is raised."""

from __future__ import annotations

from textmine.config import Limits
from textmine.errors import InputError, Problem

_HOLDS = {
    "file_megabytes": "is {found} MB large",
    "unpacked_megabytes": "unpacks to {found} MB",
    "rows": "has {found} rows",
    "columns": "has {found} columns",
    "cells": "has {found} cells (rows times columns)",
    "sheets": "has {found} sheets",
    "letters": "holds {found} files",
    "letter_megabytes": "is {found} MB large",
}
MEGABYTE = 1_000_000


def check(
    limit: str, found: int, limits: Limits, file: str, sheet: str | None = None, why: str = "", *, counted: bool = True
) -> None:
    """Compare what a file holds with a limit.

    Args:
        limit: The name of a setting in `[limits]`.
        found: How much there is, in the unit of that setting.
        limits: The limits that apply.
        file: What the file is called in the message.
        sheet: The sheet, where it is one sheet that holds so much.
        why: A sentence on what makes it so large.
        counted: Whether `found` is all there is; else it was read no further than just beyond the limit.

    Raises:
        InputError: It is more than the limit; the message says how to raise it.
    """
    most: int = getattr(limits, limit)
    if found <= most:
        return
    holds = _HOLDS[limit].format(found=f"{found:,}" if counted else f"more than {most:,}")
    message = (
        f"{holds}, and at most {most:,} are read.{' ' + why if why else ''} "
        f"If that is right, put `{limit} = {found if counted else most * 10}` under `[limits]` in consultation.toml."
    )
    raise InputError(Problem(message, file, sheet))


def megabytes(size: int) -> int:
    """Return a size in megabytes, rounded up, so that one byte too many is one megabyte too many."""
    return -(-size // MEGABYTE)
