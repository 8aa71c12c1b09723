"""Read the coders' workbooks back: every problem in them at once, and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from textmine.errors import InputError, Problem
from textmine.evaluate.coding.codes import Coded, Codes
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.sheets import all_sheets
from textmine.evaluate.coding.words import problem
from textmine.review.workbook import Reading, read_file
from textmine.review.workbook.load import load
from textmine.review.workbook.write import MARKER

_ANSWERS = "answers "


def read_codes(sample: Sample, paths: Sequence[Path | str]) -> Codes:
    """Read what the coders of a sample chose.

    Args:
        sample: The sample, from `draw_sample` or `read_key`.
        paths: Their workbooks, in any order and under any name; two at least.

    Raises:
        InputError: Everything that is wrong with any of them, each with its file, sheet and cell.
    """
    problems: list[Problem | str] = []
    by: dict[str, Mapping[str, Coded]] = {}
    files: dict[str, str] = {}
    for path in map(Path, paths):
        try:
            coder = _coder(sample, path)
            if coder in files:
                raise InputError(Problem(problem("codes_twice", coder=coder, other=files[coder]), str(path)))
            files[coder] = str(path)
            by[coder] = _read(sample, coder, path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if len(by) < 2:
        raise InputError(problem("one_coder", coder=", ".join(by) or "nobody"))
    return Codes(sample.sample_id, {coder: by[coder] for coder in sample.coders if coder in by})


def _coder(sample: Sample, path: Path) -> str:
    """Return whose workbook it is, by the mark in its sheet of answers.

    Raises:
        InputError: It cannot be read; or it has no such sheet.
    """
    known = {f"{MARKER}{_ANSWERS}{number}": coder for number, coder in enumerate(sample.coders, start=1)}
    for page in load(path, str(path)).worksheets:
        if coder := known.get(str(page.cell(1, 1).value)):
            return coder
    raise InputError(Problem(problem("no_answers_sheet"), str(path)))


def _read(sample: Sample, coder: str, path: Path) -> dict[str, Coded]:
    """Return what one coder chose.

    Raises:
        InputError: Everything that is wrong with the workbook.
    """
    reading: Reading = read_file(path, sample.sample_id, all_sheets(sample), partial=True)
    if reading.other_run:
        raise InputError(Problem(problem("other_sample"), str(path)))
    if reading.problems:
        raise InputError(reading.problems)
    found = {}
    for filled in reading.filled:
        said = filled.decisions[0]
        themes = None if said["chosen"] is None else frozenset(said["chosen"])
        found[filled.row.subject] = Coded(themes, said["position"])
    if not found:
        raise InputError(Problem(problem("nothing_coded", coder=coder), str(path)))
    return found
