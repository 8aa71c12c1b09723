"""Every draft sentence of an analysis, checked against the tables and the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.draft.check.evidence import Book, Case
from textmine.draft.check.failure import Failure
from textmine.draft.check.figures import stated_figures
from textmine.draft.check.minority import minority_failures, told
from textmine.draft.check.names import name_failures
from textmine.draft.check.numbers import figure_failures, months_failures, number_failures
from textmine.draft.check.quantity import quantity_failures
from textmine.draft.check.quotes import quote_failures
from textmine.draft.check.support import Encode, own_words, support_failures
from textmine.draft.check.words import reason
from textmine.draft.wording import MINIMUM
from textmine.tables import Tables
from textmine.themes.campaigns import same_text, stated_same

Key = tuple[str, int]


def check_drafts(
    tables: Tables,
    *,
    minimum: int = MINIMUM,
    encode: Encode | None = None,
    only: Collection[str] | None = None,
    book: Book | None = None,
) -> dict[Key, tuple[Failure, ...]]:
    """Check every draft sentence, whoever wrote it: figures, quantities, quotes, names, numbers and what it claims.

    Sentences that are part of an answer (with "I" as "you" at most) need no words or vectors compared, so that a
    run of extractive drafts is checked at once. Nothing is random.

    Args:
        tables: The analysis as it stands, after review.
        minimum: Numbers of people below this may not be stated.
        encode: Gives the vectors of sentences; None: only words are compared.
        only: Theme ids to check; None means all.
        book: Answers, themes and assignments of `tables`, from whoever checks other sentences on the same; None: they
            are read now.

    Returns:
        (theme id, ordinal) → why the sentence fails, for those that do. Reasons never repeat an answer.
    """
    drafts = tables.drafts if only is None else tables.drafts[tables.drafts["theme_id"].isin(list(only))]
    checker = _Checker(tables, minimum, book or Book(tables))
    cases = {
        (str(row["theme_id"]), int(row["ordinal"])): checker.case({str(name): value for name, value in row.items()})
        for row in drafts.to_dict("records")
    }
    vectors = checker.vectors(cases, encode) if encode is not None else {}
    found = {key: tuple(checker.failures(case, key[0], vectors.get(key))) for key, case in cases.items()}
    return {key: failures for key, failures in found.items() if failures}


class _Checker:
    """The checks over one set of tables."""

    def __init__(self, tables: Tables, minimum: int, book: Book) -> None:
        self._book = book
        self._minimum = minimum
        self._questions: dict[str, str] = dict(
            zip(tables.themes["theme_id"], tables.themes["question_id"], strict=True)
        )
        self._sides: dict[str, dict[str, str]] = {}

    def case(self, row: Mapping[str, Any]) -> Case:
        """Collect what is known of one sentence."""
        theme, question, book = str(row["theme_id"]), str(row["question_id"]), self._book
        people = book.people.get(theme, set())
        named = list(dict.fromkeys(row["evidence"]))
        inside = [person for person in named if person in people]
        return Case(
            text=row["text"] if isinstance(row["text"], str) else "",
            kind=str(row["kind"]),
            source=str(row["source"]),
            evidence=book.answers(inside, question),
            outside=len(named) - len(inside),
            n_people=len(people),
            base=max(book.bases.get(question, 0), len(people)),
            figures=stated_figures(row["figures"]),
            minimum=self._minimum,
            same_text=stated_same(len(people), same_text(book.used, theme), self._minimum),
            question=f"{book.wordings.get(question, '')} {book.titles.get(theme, '')}",
            sides=self._sides_of(theme) if row["kind"] == "minority" else {},
        )

    def _sides_of(self, theme: str) -> dict[str, str]:
        if theme not in self._sides:
            self._sides[theme] = self._book.sides(theme)
        return self._sides[theme]

    def vectors(self, cases: Mapping[Key, Case], encode: Encode) -> dict[Key, npt.NDArray[np.float32]]:
        """Encode, in one go, the sentences whose claim words alone cannot settle."""
        wanted = {key: case.text for key, case in cases.items() if needs_reading(case) and not own_words(case)[0]}
        return dict(zip(wanted, encode(list(wanted.values())), strict=True)) if wanted else {}

    def failures(self, case: Case, theme: str, vector: npt.NDArray[np.float32] | None) -> Iterator[Failure]:
        """Yield every failure of one sentence, in the order of `CHECKS`."""
        if not case.text.strip():
            return
        if case.outside:
            yield Failure("support", reason("outside"))
        if not case.evidence:
            yield Failure("support", reason("nothing"))
            return
        if case.kind == "minority":
            yield from minority_failures(case)
            case = told(case)
        else:
            yield from figure_failures(case)
        yield from quote_failures(case)
        if case.kind == "quote":
            return
        own, cut_off = own_words(case)
        yield from quantity_failures(case, own)
        if not needs_reading(case):
            return
        yield from number_failures(case, own)
        yield from months_failures(case, own)
        if own:
            if cut_off:
                yield Failure("polarity", reason("cut_off"))
            return
        question = self._questions.get(theme, "")
        rarity = self._book.rarity(question)
        strange = list(name_failures(case, rarity))
        yield from strange
        yield from support_failures(self._with_vectors(case, question, vector), rarity, vector, novelty=not strange)

    def _with_vectors(self, case: Case, question: str, vector: npt.NDArray[np.float32] | None) -> Case:
        return case if vector is None else replace(case, vectors=self._book.vectors(case.evidence, question))


def needs_reading(case: Case) -> bool:
    """Tell whether a sentence claims something that answers have to bear out."""
    return case.kind != "figure" and bool(case.tokens) and case.kind != "quote"
