"""What of an analysis is to be published: themes, their draft sentences, and whose words those are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from textmine.publish.figures import stated_figures
from textmine.text import normalise, words

if TYPE_CHECKING:
    import pandas as pd

    from textmine.review import Reviewed

Consent = Literal["nobody", "yes", "unknown", "no"]
"""Whose words a sentence has: nobody's, or those of somebody who agreed, was not asked, or refused."""

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A draft sentence, with whose words it has and the language it is in (None: not known)."""

    ordinal: int
    text: str
    kind: str
    figures: dict[str, float]
    consent: Consent
    language: str | None
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A theme that is to be published. A group has themes below it and publishes its heading only."""

    theme_id: str
    question_id: str
    parent_id: str | None
    title: str
    description: str
    n_people: int
    is_group: bool
    sentences: tuple[Sentence, ...] = ()
    answers: tuple[Answer, ...] = field(default=(), repr=False)
    description_consent: Consent = "nobody"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, for comparison: case and the form of apostrophes do not matter."""
    return tuple(words(normalise(text).casefold().replace("’", "'")))


def _runs(spoken: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {spoken[start : start + RUN] for start in range(len(spoken) - RUN + 1)}


def _worst(consents: Iterable[Consent]) -> Consent:
    return max(consents, key=_ORDER.index, default="nobody")


def _best(consents: Iterable[Consent]) -> Consent:
    return min(consents, key=_ORDER.index, default="nobody")


def _speakers(runs: set[tuple[str, ...]], answers: Iterable[Answer]) -> Consent:
    """Whose words these runs are: each counts as said by whoever agreed, if one of its speakers did."""
    said: dict[tuple[str, ...], list[Consent]] = {}
    for answer in answers:
        for run in _runs(answer.words) & runs if runs else ():
            said.setdefault(run, []).append(answer.consent)
    return _worst(_best(consents) for consents in said.values())


def _consent(text: str, kind: str, evidence: set[str], answers: tuple[Answer, ...]) -> Consent:
    """Return whose words a draft sentence has."""
    if kind == "quote":
        exact = [answer.consent for answer in answers if text in answer.text]
        if exact:
            return _best(exact)
        return _worst(answer.consent for answer in answers if answer.response_id in evidence)
    return _speakers(_runs(words_of(text)), answers)


def _sentence(row: pd.Series[str], answers: tuple[Answer, ...]) -> Sentence:
    text, kind = str(row["text"]), str(row["kind"])
    evidence = set(row["evidence"])
    # An answer in which the sentence stands tells its language; evidence first.
    ranked = sorted(answers, key=lambda answer: answer.response_id not in evidence)
    spoken = words_of(text)
    home = next((answer for answer in ranked if text in answer.text), None)
    if home is None and kind != "figure":
        joined = f" {' '.join(spoken)} "
        home = next((answer for answer in ranked if joined in f" {' '.join(answer.words)} "), None)
    return Sentence(
        ordinal=int(row["ordinal"]),
        text=text,
        kind=kind,
        figures=stated_figures(row["figures"]),
        consent=_consent(text, kind, evidence, answers),
        language=home.language if home and spoken else None,
        verbatim=home is not None,
    )


def _answers(reviewed: Reviewed, theme_id: str, consents: dict[str, Consent]) -> tuple[Answer, ...]:
    tables = reviewed.tables
    own = tables.assignments[tables.assignments["theme_id"] == theme_id]
    keys = own[["response_id", "question_id"]].drop_duplicates()
    said = keys.merge(tables.responses, on=["response_id", "question_id"])
    return tuple(
        Answer(person, text, language, consents.get(person, "unknown"), words_of(text))
        for person, text, language in zip(said["response_id"], said["text"], said["language"], strict=True)
        if isinstance(text, str)
    )


def _consents(respondents: pd.DataFrame) -> dict[str, Consent]:
    by_value: dict[object, Consent] = {True: "yes", False: "no"}
    values = respondents["consent_publish"].astype("object")
    return {
        person: by_value.get(None if value is None else value, "unknown")
        for person, value in zip(respondents["response_id"], values, strict=True)
    }


def _published(sentence: Sentence, quotes: str | None) -> bool:
    """Whether a sentence is to be published: not if emptied, nor if an officer refused such quotes."""
    return bool(sentence.text.strip()) and not (quotes == "refuse" and sentence.consent == "unknown")


def chosen_themes(reviewed: Reviewed) -> list[Chosen]:
    """Return the themes that are to be published, groups of themes too, in the order of the table.

    Themes that officers set aside are left out, and so are groups in which nothing is left.
    """
    themes, drafts = reviewed.tables.themes, reviewed.tables.drafts
    consents = _consents(reviewed.tables.respondents)
    parents = set(themes["parent_id"].dropna())
    left = themes[~themes["theme_id"].isin(set(reviewed.set_aside))]
    wanted = _with_leaves(left, parents)
    chosen = []
    for row in left[left["theme_id"].isin(wanted)].to_dict("records"):
        theme_id = str(row["theme_id"])
        is_group = theme_id in parents
        answers = () if is_group else _answers(reviewed, theme_id, consents)
        own = drafts[drafts["theme_id"] == theme_id].sort_values("ordinal")
        sentences = () if is_group else tuple(_sentence(line, answers) for _, line in own.iterrows())
        description = row["description"] if isinstance(row["description"], str) else ""
        whose = _speakers(_runs(words_of(description)), answers)
        if whose == "unknown" and reviewed.quotes == "refuse":
            description = ""
        chosen.append(
            Chosen(
                theme_id=theme_id,
                question_id=str(row["question_id"]),
                parent_id=row["parent_id"] if isinstance(row["parent_id"], str) else None,
                title=row["title"] if isinstance(row["title"], str) else "",
                description=description,
                n_people=int(row["n_people"]),
                is_group=is_group,
                sentences=tuple(line for line in sentences if _published(line, reviewed.quotes)),
                answers=answers,
                description_consent=whose if description else "nobody",
            )
        )
    return chosen


def _with_leaves(left: pd.DataFrame, parents: set[str]) -> set[str]:
    """Return the leaf themes left, and every group above them."""
    above = dict(zip(left["theme_id"], left["parent_id"], strict=True))
    wanted: set[str] = set()
    for theme in above:
        place: str | None = theme if theme not in parents else None
        while isinstance(place, str) and place not in wanted:
            wanted.add(place)
            place = above.get(place)
    return wanted
