"""Whose words a text has: nobody's, or those of somebody who agreed, was not asked, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textmine.text import normalise, sentence_spans, words

if TYPE_CHECKING:
    import pandas as pd

Consent = Literal["nobody", "yes", "unknown", "no"]
"""Whose words a sentence has: nobody's, or those of somebody who agreed, was not asked, or refused."""

Run = tuple[str, ...]
"""Words in a row."""

RUN = 6
"""So many words in a row from an answer are a quote, whatever the sentence is called."""
_ORDER: tuple[Consent, ...] = ("nobody", "yes", "unknown", "no")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer behind a theme."""

    response_id: str
    text: str
    language: str
    consent: Consent
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, for comparison: case and the form of apostrophes do not matter."""
    return tuple(words(normalise(text).casefold().replace("’", "'")))


def runs(spoken: tuple[str, ...]) -> set[Run]:
    """Return all runs of words."""
    return {spoken[start : start + RUN] for start in range(len(spoken) - RUN + 1)}


def _worst(consents: Iterable[Consent]) -> Consent:
    return max(consents, key=_ORDER.index, default="nobody")


def _best(consents: Iterable[Consent]) -> Consent:
    return min(consents, key=_ORDER.index, default="nobody")


def said(texts: Iterable[str], answers: Iterable[Answer]) -> dict[Run, Consent]:
    """Return whose each run of some texts is: said by whoever agreed, if one of its speakers did."""
    wanted = {run for text in texts for run in runs(words_of(text))}
    found: dict[Run, Consent] = {}
    for answer in answers:
        for run in runs(answer.words) & wanted if wanted else ():
            found[run] = _best([answer.consent, found.get(run, answer.consent)])
    return found


def speakers(text: str, known: dict[Run, Consent]) -> Consent:
    """Return whose words a text has, by its runs."""
    return _worst(known[run] for run in runs(words_of(text)) if run in known)


def repeated(text: str, answers: Sequence[Answer]) -> Consent:
    """Return whose whole sentences a text has, however short: "Keep the bay." is a quote where somebody wrote it.

    A sentence is that of whoever agreed, if one of its speakers did; a single word is nobody's. Spaces do not count:
    some languages have none.
    """
    clauses = [spoken for span in sentence_spans(text) if len(spoken := words_of(span.of(text))) > 1]
    heard = [("".join(answer.words), answer.consent) for answer in answers if clauses]
    return _worst(_best(consent for said, consent in heard if clause in said) for clause in map("".join, clauses))


def consent_of(
    text: str, kind: str, evidence: set[str], answers: Sequence[Answer], known: dict[Run, Consent]
) -> Consent:
    """Return whose words a draft sentence has."""
    if kind == "quote":
        exact = [answer.consent for answer in answers if text in answer.text]
        if exact:
            return _best(exact)
        return _worst(answer.consent for answer in answers if answer.response_id in evidence)
    return _worst([speakers(text, known), repeated(text, answers)])


def consents(respondents: pd.DataFrame) -> dict[str, Consent]:
    """Return who agreed to publication, who refused, and who was not asked."""
    by_value: dict[object, Consent] = {True: "yes", False: "no"}
    values = respondents["consent_publish"].astype("object")
    return {
        person: by_value.get(None if value is None else value, "unknown")
        for person, value in zip(respondents["response_id"], values, strict=True)
    }
