"""How far people agree on the themes of a sample, and the machine with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from textmine.analysis import Analysis
from textmine.errors import InputError
from textmine.evaluate.coding.codes import Coded, Codes
from textmine.evaluate.coding.compare import Frame, Given, Pair
from textmine.evaluate.coding.following import Following, follow
from textmine.evaluate.coding.frames import (
    MEASURES,
    OF_POSITION,
    OF_THEME,
    Pairs,
    by_language,
    by_theme,
    everyone,
    overall,
    plain,
    table,
)
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.words import problem, words
from textmine.evaluate.intervals import replicates


@dataclass(frozen=True)
class Agreement:
    """How far people agree on the themes of a sample, and the machine with them.

    A figure has three columns: its value, `_low` and `_high` of its 95 % interval. A value that is missing is not
    defined there; bounds that are missing cannot be told, because the answers all say the same.

    Attributes:
        coded: Answers that two people coded at least.
        overall: One row per comparison: `one, other, n` and the figures `same, overlap, agree, both_of_either, kappa,
            alpha, alpha_masi`.
        themes: One row per comparison and theme, with how many answers each gave it (`one_n, other_n`).
        languages: One row per comparison and language.
        positions: One row per comparison, of the answers on which both took a position.
        agreed: Answers on which all people agree fully (`n`); of these, those on which the machine agrees (`same`),
            or has a theme in common (`overlap`).
        cannot_tell: Coder → answers they could not tell.
        missing: Coder → answers they left empty.
        notes: What became of the themes since the sample was drawn.
    """

    sample: Sample
    weighted: bool
    seed: int
    coded: int
    overall: pd.DataFrame
    themes: pd.DataFrame
    languages: pd.DataFrame
    positions: pd.DataFrame
    agreed: Mapping[str, int]
    cannot_tell: Mapping[str, int]
    missing: Mapping[str, int]
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """Count, and show nobody's words; `to_text` shows the figures."""
        return f"<Agreement: {', '.join(self.sample.coders)}; answers {self.coded}>"

    def to_text(self) -> str:
        """Return what a terminal shows, in lines of at most 110 columns."""
        from textmine.evaluate.coding.text import render

        return render(self)

    def as_json(self) -> dict[str, Any]:
        """Return every figure and count; what is not defined is None."""
        frames = {name: getattr(self, name) for name in ("overall", "themes", "languages", "positions")}
        return {
            "sample": self.sample.sample_id,
            "coders": list(self.sample.coders),
            "population": self.sample.population,
            "drawn": len(self.sample.items),
            "coded": self.coded,
            "weighted": self.weighted,
            "seed": self.seed,
            "agreed": dict(self.agreed),
            "cannot_tell": dict(self.cannot_tell),
            "missing": dict(self.missing),
            "notes": list(self.notes),
            **{name: plain(frame) for name, frame in frames.items()},
        }

    def _repr_html_(self) -> str:
        """Show the comparisons and what they mean in a notebook, escaped."""
        from textmine.evaluate.coding.text import as_html

        return as_html(self)


def agreement(
    sample: Sample, codes: Codes, analysis: Analysis | None = None, *, weighted: bool = True, seed: int = 0
) -> Agreement:
    """Return how far the coders of a sample agree, and the machine with each of them and with all.

    Args:
        sample: The sample, from `draw_sample` or `read_key`.
        codes: What people chose, from `read_codes` or `Codes.of`.
        analysis: The analysis by now: themes that were merged since count as one. None: the themes as they were.
        weighted: Whether each answer counts for as many as it stands for, so that the figures are about the whole.
        seed: Of the resampling.

    Returns:
        Figures with their 95 % intervals, overall, by theme and by language.

    Raises:
        InputError: The codes belong to another sample, or no answer was coded by two people.
    """
    if codes.sample_id != sample.sample_id:
        raise InputError(problem("other_sample"))
    followed = follow(sample, analysis)
    frame = _frame(sample, followed, weighted=weighted, seed=seed)
    people = {coder: _themes_given(own, followed) for coder, own in codes.by.items()}
    pairs = _pairs(frame, people, _machine(sample, followed))
    coded = sum(sum(item in own for own in people.values()) > 1 for item in frame.items)
    if not coded:
        raise InputError(problem("no_common"))
    last = pairs[words()["report"]["machine"], words()["report"]["both"]]
    return Agreement(
        sample=sample,
        weighted=weighted,
        seed=seed,
        coded=coded,
        overall=table([*overall(pairs), *everyone(frame, people)], MEASURES),
        themes=table(by_theme(pairs, followed), OF_THEME, "question_id", "theme_id", "title", "one_n", "other_n"),
        languages=table(by_language(pairs, sample), MEASURES, "language"),
        positions=table(overall(_pairs(frame, *_positions(sample, codes))), OF_POSITION),
        agreed={"n": last.n, "same": sum(last.matching), "overlap": sum(last.touching)},
        cannot_tell={coder: sum(one.themes is None for one in own.values()) for coder, own in codes.by.items()},
        missing={coder: len(sample.items) - len(own) for coder, own in codes.by.items()},
        notes=followed.notes,
    )


def _frame(sample: Sample, followed: Following, *, weighted: bool, seed: int) -> Frame:
    """Return the answers of a sample, how much each counts, and the themes of their questions by now."""
    themes = {
        question: list(dict.fromkeys(followed.now[theme.theme_id] for theme in sample.themes_of(question)))
        for question in sample.questions
    }
    weights = sample.weights if weighted else np.ones(len(sample.items))
    draws = replicates([item.stratum for item in sample.items], weights.tolist(), seed)
    ids, questions = [item.item_id for item in sample.items], [item.question_id for item in sample.items]
    return Frame(ids, questions, themes, weights, draws)


def _themes_given(own: Mapping[str, Coded], followed: Following) -> Given:
    """Return the themes that somebody chose, as they are by now; without what they could not tell."""
    return {
        item: frozenset(followed.now[theme] for theme in coded.themes)
        for item, coded in own.items()
        if coded.themes is not None
    }


def _machine(sample: Sample, followed: Following) -> Given:
    return {item.item_id: frozenset(followed.now.get(theme, theme) for theme in item.machine) for item in sample.items}


def _positions(sample: Sample, codes: Codes) -> tuple[dict[str, Given], Given]:
    """Return the position on each answer where one was taken: by each person, and by the machine."""
    people: dict[str, Given] = {
        coder: {item: frozenset([coded.position]) for item, coded in own.items() if coded.position}
        for coder, own in codes.by.items()
    }
    machine = {item.item_id: frozenset([item.position]) for item in sample.items if item.position != "unknown"}
    return people, machine


def _pairs(frame: Frame, people: Mapping[str, Given], machine: Given) -> Pairs:
    """Return everybody with everybody: people, the machine with each of them, and with what all of them agree on."""
    own = words()["report"]
    found = {(one, other): Pair(frame, people[one], people[other]) for one, other in combinations(people, 2)}
    found |= {(own["machine"], person): Pair(frame, machine, given) for person, given in people.items()}
    found[own["machine"], own["both"]] = Pair(frame, machine, _agreed(frame, list(people.values())))
    return found


def _agreed(frame: Frame, people: Sequence[Given]) -> Given:
    """Return the answers that two people coded at least, and all of them alike."""
    found: dict[str, frozenset[str]] = {}
    for item in frame.items:
        given = [own[item] for own in people if item in own]
        if len(given) > 1 and len(set(given)) == 1:
            found[item] = given[0]
    return found
