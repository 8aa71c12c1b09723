"""What of an analysis is to be published: themes, their draft sentences, and whose words those are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from textmine.draft.check.figures import stated_figures
from textmine.text import normalise, redact, words

if TYPE_CHECKING:
    import pandas as pd

    from textmine.review import Reviewed
    from textmine.tables import Tables

Consent = Literal["nobody", "yes", "unknown", "no"]
"""Whose words a sentence has: nobody's, or those of somebody who agreed, was not asked, or refused."""

Run = tuple[str, ...]
"""Words in a row."""

RUN = 6
"""So many words in a row from an answer are a quote, whatever the sentence is called."""
_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")
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
    source: str = "extractive"
    placeholders: tuple[str, ...] = ()
    """What stands in it for details that were left out, such as "[name]"."""


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
    title_consent: Consent = "nobody"
    sentences: tuple[Sentence, ...] = ()
    answers: tuple[Answer, ...] = field(default=(), repr=False)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, for comparison: case and the form of apostrophes do not matter."""
    return tuple(words(normalise(text).casefold().replace("’", "'")))


def _runs(spoken: tuple[str, ...]) -> set[Run]:
    return {spoken[start : start + RUN] for start in range(len(spoken) - RUN + 1)}


def _worst(consents: Iterable[Consent]) -> Consent:
    return max(consents, key=_ORDER.index, default="nobody")


def _best(consents: Iterable[Consent]) -> Consent:
    return min(consents, key=_ORDER.index, default="nobody")


def _said(wanted: set[Run], answers: Iterable[Answer]) -> dict[Run, Consent]:
    """Return whose each run is: said by whoever agreed, if one of its speakers did."""
    said: dict[Run, Consent] = {}
    for answer in answers:
        for run in _runs(answer.words) & wanted if wanted else ():
            said[run] = _best([answer.consent, said.get(run, answer.consent)])
    return said


def _speakers(text: str, said: dict[Run, Consent]) -> Consent:
    """Return whose words a text has, by its runs."""
    return _worst(said[run] for run in _runs(words_of(text)) if run in said)


def _consent(
    text: str, kind: str, evidence: set[str], answers: tuple[Answer, ...], said: dict[Run, Consent]
) -> Consent:
    """Return whose words a draft sentence has."""
    if kind == "quote":
        exact = [answer.consent for answer in answers if text in answer.text]
        if exact:
            return _best(exact)
        return _worst(answer.consent for answer in answers if answer.response_id in evidence)
    return _speakers(text, said)


def _is_yes(value: object) -> bool:
    """Whether a cell says yes; a missing one does not, whatever pandas makes of it."""
    return value is True


def _sentence(row: pd.Series[str], answers: tuple[Answer, ...], said: dict[Run, Consent]) -> Sentence:
    text, kind = str(row["text"]), str(row["kind"])
    evidence = set(row["evidence"])
    # An answer in which the sentence stands tells its language; evidence first.
    ranked = sorted(answers, key=lambda answer: answer.response_id not in evidence)
    spoken = words_of(text)
    home = next((answer for answer in ranked if text in answer.text), None)
    if home is None and kind != "figure":
        joined = f" {' '.join(spoken)} "
        home = next((answer for answer in ranked if joined in f" {' '.join(answer.words)} "), None)
    language = home.language if home and spoken else None
    published = redact(text, language=language or "en") if _is_yes(row["redacted"]) else text
    return Sentence(
        ordinal=int(row["ordinal"]),
        text=published,
        kind=kind,
        figures=stated_figures(row["figures"]),
        consent=_consent(text, kind, evidence, answers, said),
        language=language,
        verbatim=home is not None,
        source=str(row["source"]),
        placeholders=tuple(mark for mark in _PLACEHOLDER.findall(published) if mark not in text),
    )


def _answers(tables: Tables, theme_ids: set[str], consents: dict[str, Consent]) -> tuple[Answer, ...]:
    own = tables.assignments[tables.assignments["theme_id"].isin(theme_ids)]
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
    themes = reviewed.tables.themes
    consents = _consents(reviewed.tables.respondents)
    parents = set(themes["parent_id"].dropna())
    left = themes[~themes["theme_id"].isin(set(reviewed.set_aside))]
    rows = left[left["theme_id"].isin(_with_leaves(left, parents))].to_dict("records")
    return [_chosen(reviewed, {str(k): v for k, v in row.items()}, parents, consents) for row in rows]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _chosen(reviewed: Reviewed, row: dict[str, Any], parents: set[str], consents: dict[str, Consent]) -> Chosen:
    """Collect one theme. A description made of people's own words stays with the officers: it is no quote."""
    tables, theme_id = reviewed.tables, str(row["theme_id"])
    is_group = theme_id in parents
    answers = _answers(tables, _below(tables.themes, theme_id), consents)
    drafts = tables.drafts[tables.drafts["theme_id"] == theme_id].sort_values("ordinal")
    drafts = drafts.iloc[:0] if is_group else drafts
    description = _text(row["description"])
    title = _text(row["title"])
    texts = (*drafts["text"], title, description)
    said = _said({run for text in texts for run in _runs(words_of(text))}, answers)
    sentences = [_sentence(line, answers, said) for _, line in drafts.iterrows()]
    return Chosen(
        theme_id=theme_id,
        question_id=str(row["question_id"]),
        parent_id=_text(row["parent_id"]) or None,
        title=title,
        title_consent=_speakers(title, said),
        description=description if _speakers(description, said) == "nobody" else "",
        n_people=int(row["n_people"]),
        is_group=is_group,
        sentences=tuple(line for line in sentences if _published(line, reviewed.quotes)),
        answers=answers,
    )


def _below(themes: pd.DataFrame, theme_id: str) -> set[str]:
    """Return a theme and all themes below it."""
    found, new = set[str](), {theme_id}
    while new:
        found |= new
        new = set(themes.loc[themes["parent_id"].isin(found), "theme_id"]) - found
    return found


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
