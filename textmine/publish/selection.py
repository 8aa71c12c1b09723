"""What of an analysis is to be published: themes, their draft sentences, and whose words those are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from textmine.draft.check.figures import stated_figures
from textmine.draft.contents import Contents, digest
from textmine.memo import Memo
from textmine.publish.spoken import Answer, Consent, Run, consent_of, consents, repeated, said, speakers, words_of
from textmine.text import redact

if TYPE_CHECKING:
    import pandas as pd

    from textmine.review import Reviewed
    from textmine.tables import Tables

KEPT = 500
"""Themes that a `Chooser` keeps, those asked for last."""
_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")
_LINE = ("ordinal", "text", "kind", "evidence", "figures", "source", "redacted")

Said = tuple[str, str, Consent]
"""The text of an answer, its language, and whether its words may be published."""


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


def chosen_themes(reviewed: Reviewed) -> list[Chosen]:
    """Return the themes that are to be published, groups of themes too, in the order of the table.

    Themes that officers set aside are left out, and so are groups in which nothing is left.
    """
    return Chooser()(reviewed)


class Chooser:
    """`chosen_themes` for somebody who asks again and again while officers decide.

    A theme is kept by all that it follows from: its row, its sentences, its answers and whose words those are. Each
    answer's words are read once, for as long as it stays as it is. Threads wait for each other.

    Args:
        kept: How many themes are kept.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = Lock()
        self._themes: Memo[str, Chosen] = Memo(kept)
        self._answers: dict[tuple[str, str], Answer] = {}

    def __call__(self, reviewed: Reviewed) -> list[Chosen]:
        """Return what `chosen_themes` returns."""
        with self._lock:
            return list(self._chosen(reviewed))

    def _chosen(self, reviewed: Reviewed) -> Iterator[Chosen]:
        """Yield the themes that are to be published."""
        tables, contents, answers = reviewed.tables, Contents(reviewed.tables), _answers(reviewed.tables)
        names = {question: digest(own) for question, own in answers.items()}
        lines = _lines(tables.drafts)
        parents = set(tables.themes["parent_id"].dropna())
        for card in _cards(tables.themes, parents, set(reviewed.set_aside)):
            said_here = answers.get(card.question_id, {})
            people = list(dict.fromkeys(name for name, *_ in contents.points(card.theme_id) if name in said_here))
            own = [] if card.is_group else lines.get(card.theme_id, [])
            key = [str(card), own, reviewed.quotes, people, names.get(card.question_id)]
            make = partial(self._make, card, own, people, said_here, reviewed.quotes)
            yield self._themes.get(digest(key), make)

    def _make(
        self, card: Chosen, lines: list[dict[str, Any]], people: list[str], said: Mapping[str, Said], quotes: str | None
    ) -> Chosen:
        """Return a theme with its answers and sentences."""
        answers = tuple(self._answer(card.question_id, name, said[name]) for name in people)
        return _with_sentences(card, lines, answers, quotes)

    def _answer(self, question: str, name: str, said: Said) -> Answer:
        """Return an answer with its words."""
        text, language, consent = said
        known = self._answers.get((question, name))
        if known is None or (known.text, known.language, known.consent) != said:
            known = self._answers[question, name] = Answer(name, text, language, consent, words_of(text))
        return known


def _cards(themes: pd.DataFrame, parents: set[str], aside: set[str]) -> Iterator[Chosen]:
    """Yield the themes to publish, their answers and sentences still missing."""
    left = themes[~themes["theme_id"].isin(aside)]
    wanted = _with_leaves(left, parents)
    columns = (left[name].tolist() for name in ("theme_id", "question_id", "parent_id", "title", "description"))
    for (theme, question, *texts), people in zip(zip(*columns, strict=True), left["n_people"], strict=True):
        if theme in wanted:
            parent, title, description = map(_text, texts)
            yield Chosen(theme, question, parent or None, title, description, int(people), theme in parents)


def _with_sentences(
    card: Chosen, lines: Sequence[Mapping[str, Any]], answers: tuple[Answer, ...], quotes: str | None
) -> Chosen:
    """Complete a theme. A title is a label that officers approve; whole sentences of people are no label."""
    known = said((*(line["text"] for line in lines), card.title, card.description), answers)
    sentences = [_sentence(line, answers, known) for line in lines]
    return replace(
        card,
        title_consent=speakers(card.title, known),
        description="" if _is_quote(card.description, answers, known, quotes) else card.description,
        sentences=tuple(line for line in sentences if _published(line, quotes)),
        answers=answers,
    )


def _is_quote(text: str, answers: tuple[Answer, ...], known: dict[Run, Consent], quotes: str | None) -> bool:
    """Whether a description is people's own words, which stay with the officers: it is no quote.

    A short sentence that somebody wrote in the same words is one unless a speaker agreed, or officers decided that
    words of people who were not asked may stand.
    """
    agreed = ("nobody", "yes", "unknown") if quotes == "allow" else ("nobody", "yes")
    return speakers(text, known) != "nobody" or repeated(text, answers) not in agreed


def _sentence(row: Mapping[str, Any], answers: tuple[Answer, ...], known: dict[Run, Consent]) -> Sentence:
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
    published = redact(text, language=language or "en") if row["redacted"] else text
    return Sentence(
        ordinal=int(row["ordinal"]),
        text=published,
        kind=kind,
        figures=stated_figures(row["figures"]),
        consent=consent_of(text, kind, evidence, answers, known),
        language=language,
        verbatim=home is not None,
        source=str(row["source"]),
        placeholders=tuple(mark for mark in _PLACEHOLDER.findall(published) if mark not in text),
    )


def _answers(tables: Tables) -> dict[str, dict[str, Said]]:
    """Return, per question, what each person said."""
    asked, found = consents(tables.respondents), dict[str, dict[str, Said]]()
    columns = (tables.responses[name].tolist() for name in ("question_id", "response_id", "text", "language"))
    for question, person, text, language in zip(*columns, strict=True):
        if isinstance(text, str):
            found.setdefault(question, {})[person] = (text, language, asked.get(person, "unknown"))
    return found


def _lines(drafts: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the draft sentences of each theme, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    ordered = drafts.sort_values("ordinal", kind="stable")
    for theme, *values in zip(*(ordered[name].tolist() for name in ("theme_id", *_LINE)), strict=True):
        line = dict(zip(_LINE, values, strict=True))
        # A missing mark is no mark.
        found.setdefault(theme, []).append({**line, "redacted": line["redacted"] is True})
    return found


def _published(sentence: Sentence, quotes: str | None) -> bool:
    """Whether a sentence is to be published: not if emptied, nor if an officer refused such quotes."""
    return bool(sentence.text.strip()) and not (quotes == "refuse" and sentence.consent == "unknown")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


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
