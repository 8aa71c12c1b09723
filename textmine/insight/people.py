"""Who took part: responses, individuals and organisations, languages, answers to each open question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.themes.counts import bases

if TYPE_CHECKING:
    import pandas as pd

    from textmine.tables import Tables

WITH_CONTENT = ("themed", "needs_person")
"""Statuses of answers that say something."""


@dataclass(frozen=True, slots=True)
class WhoTookPart:
    """Plain counts, not yet fit to publish: pass each through `suppress`.

    Attributes:
        responses: How many people or organisations responded.
        kinds: individual, organisation, unknown → responses; kinds nobody has are left out.
        languages: BCP-47 tag → people whose answers are mainly in it, largest first.
        answered: Open question → people who gave an answer with content (also those for a person to read).
        no_content: Open question → answers such as "None" or "see above".
        blank: Open question → answers left empty.
        needs_person: Open question → answers with content that fit no theme.
        petitions: The signatures of each response that is a petition, most first. Each counts as one response.
    """

    responses: int
    kinds: dict[str, int]
    languages: dict[str, int]
    answered: dict[str, int]
    no_content: dict[str, int]
    blank: dict[str, int]
    needs_person: dict[str, int]
    petitions: tuple[int, ...] = ()


def _by_size(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def main_languages(responses: pd.DataFrame) -> dict[str, str]:
    """Return each person's main language: that of most of the characters in their answers with content."""
    spoken: dict[str, Counter[str]] = {}
    said = responses[responses["status"].isin(WITH_CONTENT)]
    for person, text, language in zip(said["response_id"], said["text"], said["language"], strict=True):
        if isinstance(language, str) and language != "zxx":
            spoken.setdefault(person, Counter())[language] += len(text) if isinstance(text, str) else 0
    return {person: max(count, key=lambda tag: (count[tag], tag)) for person, count in spoken.items()}


def who_took_part(tables: Tables) -> WhoTookPart:
    """Count the people and answers of an analysis.

    Args:
        tables: The analysis, after review.

    Returns:
        The counts; every open question has an entry, 0 where nobody answered.
    """
    responses, questions = tables.responses, list(tables.open_questions["question_id"])
    base = bases(responses)

    def per_question(status: str) -> dict[str, int]:
        counts = responses[responses["status"] == status]["question_id"].value_counts()
        return {question: int(counts.get(question, 0)) for question in questions}

    return WhoTookPart(
        responses=len(tables.respondents),
        kinds=_by_size(Counter(tables.respondents["kind"].fillna("unknown"))),
        languages=_by_size(Counter(main_languages(responses).values())),
        answered={question: base.get(question, 0) for question in questions},
        no_content=per_question("no_content"),
        blank=per_question("blank"),
        needs_person=per_question("needs_person"),
        petitions=tuple(sorted(map(int, tables.respondents["signatures"].dropna()), reverse=True)),
    )
