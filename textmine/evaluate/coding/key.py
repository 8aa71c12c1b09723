"""The key of a sample, as JSON beside the workbooks: what each answer is, stands for and was given by the machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.evaluate.coding.sample import CodebookTheme, Item, Sample, Stratum
from textmine.evaluate.coding.words import problem, words
from textmine.safe import write_text

KEY = "key.json"
_LARGEST = 100_000_000
"""Bytes; the key of a sample of 100,000 answers has a fifth of that."""


def write_key(sample: Sample, path: Path) -> None:
    """Write the key of a sample. It holds nobody's words, but is not for those who code."""
    content = asdict(sample) | {"format": words()["format"]}
    for item in content["items"]:
        item["machine"] = sorted(item["machine"])
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def read_key(path: Path | str) -> Sample:
    """Read the key of a sample back.

    Args:
        path: The key, or the folder that it was written into.

    Raises:
        InputError: It is not there, or is no key.
    """
    file = Path(path)
    file = file / KEY if file.is_dir() else file
    if not file.is_file():
        raise InputError(Problem(problem("no_key"), str(file)))
    if file.stat().st_size > _LARGEST:
        raise InputError(Problem(problem("bad_key", what="its size"), str(file)))
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
        if content.pop("format") != words()["format"]:
            raise InputError(Problem(problem("other_format"), str(file)))
        return _sample(content)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(Problem(problem("bad_key", what=type(error).__name__), str(file))) from None


def _sample(content: Mapping[str, Any]) -> Sample:
    """Return the sample that a key holds.

    Raises:
        ValueError: Its parts do not go together.
    """
    sample = Sample(
        **{name: content[name] for name in ("sample_id", "run", "consultation", "seed")},
        coders=tuple(content["coders"]),
        questions=dict(content["questions"]),
        themes=tuple(CodebookTheme(**theme) for theme in content["themes"]),
        strata=tuple(Stratum(**stratum) for stratum in content["strata"]),
        items=tuple(Item(**{**item, "machine": frozenset(item["machine"])}) for item in content["items"]),
    )
    drawn = [0] * len(sample.strata)
    for item in sample.items:
        drawn[item.stratum] += 1
    if drawn != [stratum.drawn for stratum in sample.strata] or min(drawn, default=0) < 1:
        raise ValueError("The strata do not add up.")
    return sample
