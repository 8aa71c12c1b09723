"""Draw a sample of answers for people to code without seeing what the machine found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from textmine.analysis import Analysis
from textmine.config import parse_config
from textmine.errors import ConfigError, InputError
from textmine.evaluate.coding.sample import CodebookTheme, Item, Sample, Stratum
from textmine.evaluate.coding.strata import allocate, with_strata
from textmine.evaluate.coding.words import problem
from textmine.review.state import SUBSTANTIVE
from textmine.review.workbook import Choosing, run_of
from textmine.schema import ANSWER, rows
from textmine.themes.counts import position_counts

SIZE = 100
CODERS = ("Coder 1", "Coder 2")


def draw_sample(
    analysis: Analysis,
    size: int = SIZE,
    *,
    questions: Sequence[str] | None = None,
    coders: Sequence[str] = CODERS,
    seed: int = 0,
) -> Sample:
    """Draw answers for two or more people to code.

    Every question, language and degree of the machine's sureness is in it, small ones with more than their share; the
    weights make up for that.

    Args:
        analysis: The analysis; its themes after review are the codebook.
        size: How many answers; all of them where there are fewer.
        questions: Open questions; None: all that have themes.
        coders: Who is to code, two people at least.
        seed: Of the draw, the ids and the orders.

    Returns:
        The sample. It holds no words of anybody: `write_sheets` takes them from the analysis.

    Raises:
        InputError: There is nothing to draw, no such question, the sample is too small, or the analysis was purged.
        ConfigError: There are not two different coders.
    """
    analysis.refuse_purged()
    names = tuple(" ".join(name.split()) for name in coders)
    if len(set(filter(None, names))) != len(names) or len(names) < len(CODERS):
        raise ConfigError(problem("coders", coders=", ".join(names) or "nobody"))
    choosing = Choosing(analysis.reviewed, run_of(analysis.machine))
    asked = _questions(analysis, choosing, questions)
    answers = with_strata(_population(analysis, list(asked)), size)
    strata, drawn = _draw(answers, size, np.random.default_rng(seed))
    items = _items(drawn, _machine_codes(analysis, choosing.now))
    themes = _codebook(choosing, list(asked))
    config = parse_config(analysis.manifest.get("config", {}))
    content = repr((seed, names, themes, strata, items))
    return Sample(
        sample_id="s" + hashlib.sha256(content.encode()).hexdigest()[:16],
        run=run_of(analysis.machine),
        consultation=config.consultation.title,
        seed=seed,
        coders=names,
        questions=asked,
        themes=themes,
        strata=strata,
        items=items,
    )


def _questions(analysis: Analysis, choosing: Choosing, wanted: Sequence[str] | None) -> dict[str, str]:
    """Return the questions to draw from and their wordings."""
    if unknown := [name for name in wanted or () if name not in choosing.order]:
        known = ", ".join(f"`{name}`" for name in choosing.order) or "none"
        raise InputError([problem("no_question", question=name, known=known) for name in unknown])
    frame = analysis.questions
    wordings = dict(zip(frame["question_id"], frame["wording"], strict=True))
    own = [name for name in choosing.order if choosing.order[name] and (wanted is None or name in wanted)]
    if not own:
        raise InputError(problem("no_themes"))
    return {str(name): " ".join(str(wordings[name]).split()) for name in own}


def _population(analysis: Analysis, questions: list[str]) -> pd.DataFrame:
    """Return the answers with content, each with the language as reviewed and the machine's status and score."""
    machine = analysis.machine.responses[[*ANSWER, "status"]]
    spoken = analysis.responses[[*ANSWER, "language"]]
    first = analysis.machine.assignments
    scores = first.loc[first["primary"], [*ANSWER, "score"]]
    everyone = machine.merge(spoken, on=ANSWER, how="left").merge(scores, on=ANSWER, how="left")
    own = everyone[everyone["status"].isin(SUBSTANTIVE) & everyone["question_id"].isin(questions)]
    if own.empty:
        raise InputError(problem("no_answers"))
    return own.reset_index(drop=True)


def _draw(answers: pd.DataFrame, size: int, rng: np.random.Generator) -> tuple[tuple[Stratum, ...], pd.DataFrame]:
    """Return the strata, and the answers drawn from them in random order."""
    parts = [part for _, part in answers.groupby("stratum", sort=True)]
    numbers = allocate([len(part) for part in parts], size)
    strata = tuple(
        Stratum(first.question_id, first.language, first.sureness, len(part), number)
        for part, number in zip(parts, numbers, strict=True)
        for first in rows(part.head(1))
    )
    taken = [
        part.iloc[np.sort(rng.choice(len(part), size=number, replace=False))]
        for part, number in zip(parts, numbers, strict=True)
    ]
    drawn = pd.concat(taken)
    return strata, drawn.iloc[rng.permutation(len(drawn))].reset_index(drop=True)


def _machine_codes(analysis: Analysis, merged: Mapping[str, str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return (theme, position) of each point, answer by answer, as the machine computed them; merged themes as one."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows(analysis.machine.assignments):
        own = found.setdefault((row.response_id, row.question_id), [])
        own.append((merged.get(row.theme_id, row.theme_id), row.position))
    return found


def _items(drawn: pd.DataFrame, codes: Mapping[tuple[str, str], list[tuple[str, str]]]) -> tuple[Item, ...]:
    """Return the drawn answers, numbered in their random order."""
    width = max(3, len(str(len(drawn))))
    return tuple(
        _item(f"A-{number:0{width}d}", row, codes.get((row.response_id, row.question_id), []))
        for number, row in enumerate(rows(drawn), start=1)
    )


def _item(name: str, row: Any, points: Sequence[tuple[str, str]]) -> Item:  # noqa: ANN401 - a named tuple
    positions = position_counts((name, position) for _, position in points)
    return Item(
        name,
        row.response_id,
        row.question_id,
        row.language,
        int(row.stratum),
        frozenset(theme for theme, _ in points),
        next(iter(positions), "unknown"),
    )


def _codebook(choosing: Choosing, questions: list[str]) -> tuple[CodebookTheme, ...]:
    """Return the themes that answers can be in, numbered by title, so that their order tells nothing."""
    found = []
    for question in questions:
        leaves = [row for row in choosing.order[question] if row.theme_id not in choosing.groups]
        found += sorted(leaves, key=lambda row: (str(row.title).casefold(), row.theme_id))
    return tuple(
        CodebookTheme(
            number,
            row.theme_id,
            row.question_id,
            str(row.title),
            "" if pd.isna(row.description) else str(row.description),
            choosing.titles.get(choosing.parents[row.theme_id], ""),
        )
        for number, row in enumerate(found, start=1)
    )
