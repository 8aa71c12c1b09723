"""The faithfulness check's findings as a column of the drafts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from threading import Lock
from typing import Any

import pandas as pd

from textmine.draft.check import check_drafts
from textmine.draft.check.evidence import Book
from textmine.draft.check.failure import Failure
from textmine.draft.check.support import Encode
from textmine.draft.contents import Contents, digest, digest_of_texts
from textmine.draft.wording import MINIMUM
from textmine.memo import Memo
from textmine.schema import conform
from textmine.tables import Tables
from textmine.themes.counts import bases

NOTE = "note"
"""In place of a check's name: something nobody could check, which stands in nobody's way."""


Found = Mapping[tuple[str, int], tuple[Failure, ...]]
"""What is wrong with sentences, by theme and ordinal."""
KEPT = 1_000
"""Themes whose findings a `Checker` keeps, those used last."""


def with_checks(
    tables: Tables, *, minimum: int = MINIMUM, encode: Encode | None = None, book: Book | None = None
) -> pd.DataFrame:
    """Return the drafts with the column `checks`: for each sentence, "check: reason" for all that is wrong with it.

    A language model's sentence that stands as the run left it keeps what the run found, where vectors were at hand.

    Args:
        tables: The analysis as it stands.
        minimum: Numbers of people below this may not be stated.
        encode: Gives the vectors of sentences; None: only words are compared.
        book: As for `check_drafts`.

    Returns:
        A `drafts` frame; an empty list where a sentence passes.
    """
    found = check_drafts(tables, minimum=minimum, encode=encode, book=book)
    return _marked(tables, found, only_words=encode is None)


class Checker:
    """`with_checks` for somebody who asks again and again while officers decide: only what changed is checked again.

    What was found is kept by all that it follows from: the theme's sentences and what they rest on, its people, the
    question's answers. Threads wait for each other.

    Args:
        kept: Of how many themes it is kept.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = Lock()
        self._found: Memo[str, Found] = Memo(kept)

    def __call__(self, tables: Tables, *, minimum: int = MINIMUM) -> pd.DataFrame:
        """Return what `with_checks` returns without `encode`."""
        keys = _keys(tables, minimum)
        with self._lock:
            known = {theme: self._found.get(key, dict) for theme, key in keys.items() if key in self._found}
            if stale := keys.keys() - known.keys():
                new = check_drafts(tables, minimum=minimum, only=stale)
                own = {theme: {place: new[place] for place in new if place[0] == theme} for theme in stale}
                known |= {theme: self._found.get(keys[theme], partial(dict, found)) for theme, found in own.items()}
        return _marked(tables, {place: own for found in known.values() for place, own in found.items()})


def _keys(tables: Tables, minimum: int) -> dict[str, str]:
    """Return a name for all that the checks of each theme's sentences follow from."""
    contents, base = Contents(tables), bases(tables.responses)
    titles = dict(zip(tables.themes["theme_id"], tables.themes["title"].fillna(""), strict=True))
    wordings = dict(zip(tables.questions["question_id"], tables.questions["wording"].fillna(""), strict=True))
    said: dict[str, list[Any]] = {}
    columns = ("theme_id", "question_id", "ordinal", "text", "kind", "source", "evidence", "figures")
    for theme, *sentence in zip(*(tables.drafts[name].tolist() for name in columns), strict=True):
        said.setdefault(theme, []).append(sentence)
    questions = {sentence[0] for sentences in said.values() for sentence in sentences}
    answers = {question: digest_of_texts(tables, question, "language") for question in sorted(questions)}
    return {
        theme: digest(
            [
                [minimum, titles.get(theme, ""), sentences, sorted(contents.points(theme))],
                [(answers[name], base.get(name, 0), wordings.get(name, "")) for name, *_ in sentences],
            ]
        )
        for theme, sentences in said.items()
    }


def _marked(tables: Tables, found: Found, *, only_words: bool = True) -> pd.DataFrame:
    """Return the drafts with what was found."""
    drafts = conform(tables.drafts, "drafts")
    columns = zip(drafts["theme_id"], drafts["ordinal"], drafts["source"], drafts["checks"], strict=True)
    marks = [
        _kept(found.get((theme, ordinal), ()), before if only_words and source == "llm" else None)
        for theme, ordinal, source, before in columns
    ]
    return drafts.assign(checks=pd.Series(marks, index=drafts.index, dtype="object"))


def _kept(failures: tuple[Failure, ...], before: list[str] | None) -> list[str]:
    """Put findings into words; of a sentence checked with vectors before, keep all but what words now disprove."""
    now = [f"{NOTE if failure.note else failure.check}: {failure.reason}" for failure in failures]
    if before is None:
        return now
    return [*before, *(mark for mark in now if not mark.startswith(("support:", NOTE)) and mark not in before)]


def blocking(marks: list[str]) -> list[str]:
    """Return the reasons among the marks of a sentence that stand in the way of publication."""
    return [reason for check, _, reason in (mark.partition(": ") for mark in marks) if check != NOTE]
