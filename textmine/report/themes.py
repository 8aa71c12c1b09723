"""The themes of a question as the report shows them: two levels, each theme with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textmine.draft.check import stated_figures
from textmine.draft.marks import NOTE, blocking
from textmine.draft.plain import MEAN_WORDS, MOST_WORDS, Reading, plain_english, reading
from textmine.language import direction, language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN, script_by_language
from textmine.report import facts
from textmine.report.answers import Answers, AnswerView, answer_view, percent
from textmine.report.campaigns import of_whom
from textmine.report.limits import limits_of
from textmine.schema import rows
from textmine.tables import Tables
from textmine.text import identifying
from textmine.themes.campaigns import same_text, users
from textmine.themes.counts import people_in_themes
from textmine.themes.naming.describe import notice

EXAMPLES = 50
"""Answers shown under a theme; the workbook holds all."""
WHOLE = 600
"""Characters up to which a typical answer is shown whole; of a longer one, what it says on the theme."""
SOURCE_WORDS = {"llm": "rephrased by a language model", "officer": "an officer's wording"}
KIND_WORDS = {
    "clause": "a whole clause",
    "part": "the beginning of a clause",
    "phrase": "a phrase several people use",
    "cut": "a clause cut short",
}


@dataclass(frozen=True)
class SentenceView:
    """One draft sentence as shown."""

    ordinal: int
    kind: str
    text: str
    language: str
    direction: str
    evidence: tuple[str, ...]
    """Responses behind it, as far as they are named."""
    n_evidence: int
    split: str
    """How many of the people behind it are for and against, where that is known."""
    source: str
    """Who worded it, where that is not the software from people's own words; empty otherwise."""
    wrong: tuple[str, ...]
    """What the faithfulness check finds wrong: it blocks publication."""
    notes: tuple[str, ...]
    """What could be plainer, could not be checked, or may tell who somebody is."""


@dataclass(frozen=True)
class CandidateView:
    """One candidate for a title."""

    text: str
    kind: str
    score: str
    won: bool


@dataclass(frozen=True)
class WhyView:
    """Why a theme has its title."""

    reason: str
    renamed_from: str
    """The machine's title, where an officer gave another."""
    candidates: tuple[CandidateView, ...]
    language: str
    direction: str


@dataclass(frozen=True)
class ThemeView:
    """One theme, or group of themes, as shown."""

    theme_id: str
    title: str
    description: str
    keywords: tuple[tuple[str, str], ...]
    """(key phrase, its language; empty where it is not known)"""
    language: str
    """Of the title; empty where it is not known."""
    described_in: str
    """The language of the description; empty where it is not known, as of one that an officer wrote."""
    direction: str
    n_people: int
    share: float
    percent: int
    positions: tuple[tuple[str, str, int, float, float], ...]
    """(position, in words, people, where its part of the bar starts, how wide it is)"""
    disagreement: str
    steadiness: str
    minority: str
    same_text: str
    """How many people used the same text, where at least three did; empty otherwise."""
    notes: tuple[str, ...]
    """What to know of the title."""
    why: WhyView | None
    central: tuple[AnswerView, ...]
    atypical: tuple[AnswerView, ...]
    languages: tuple[tuple[str, int], ...]
    drafts: tuple[SentenceView, ...]
    reads: str
    """How the draft reads, quotes left out."""
    answers: tuple[AnswerView, ...]
    more_answers: int
    rest: str
    """The file that holds those."""
    below: tuple[ThemeView, ...]
    """The themes of a group."""

    @property
    def loose(self) -> bool:
        """Whether it hardly comes back when it is found again."""
        return self.steadiness == facts.LOOSE

    def leaves(self) -> int:
        """Count the themes that answers are in: those below a group, or this one."""
        return sum(theme.leaves() for theme in self.below) or 1


class QuestionThemes:
    """Everything about the themes of one question that showing each of them needs."""

    def __init__(self, tables: Tables, question_id: str) -> None:
        self.own = tables.responses[tables.responses["question_id"] == question_id]
        self.themes = tables.themes[tables.themes["question_id"] == question_id]
        self.assignments = tables.assignments[tables.assignments["question_id"] == question_id]
        self.drafts = tables.drafts[tables.drafts["question_id"] == question_id]
        self.family = facts.family(self.themes)
        self.people = people_in_themes(self.themes, self.assignments)
        self.themed = facts.people_themed(self.own)
        self.answer: Mapping[str, Any] = Answers(self.own)
        self._limits = limits_of(tables)
        self.used = users(self.own, self.themes, self.assignments)
        self.scores = self.assignments.groupby(["theme_id", "response_id"])["score"].max()

    def views(self) -> tuple[ThemeView, ...]:
        """Return the groups, then the themes that stand alone, each with most people first."""
        return tuple(self._view(row) for row in self.family[None])

    def view(self, theme_id: str) -> ThemeView:
        """Return one theme of the question, or a group without the themes below it."""
        return next(self._view(row, alone=True) for row in rows(self.themes) if row.theme_id == theme_id)

    def _view(self, theme: Any, *, alone: bool = False) -> ThemeView:  # noqa: ANN401 - a named tuple of `themes`
        children = self.family.get(theme.theme_id, ())
        below = () if alone else tuple(self._view(row) for row in children)
        people = self.people.get(theme.theme_id, set())
        sheet = facts.sheet_of(theme)
        held = facts.held_positions(theme)
        spoken = self.own.loc[self.own["response_id"].isin(people), "language"].value_counts()
        tag = _known(sheet.language) if facts.is_machines(theme.title, sheet) else ""
        notes = facts.title_notes(theme.title, sheet, "en" in spoken.index)
        description = theme.description if isinstance(theme.description, str) else ""
        said = notice(sheet.language) if sheet.language else ""
        under = self._under(theme.theme_id)
        answers = () if children else self._answers(theme.theme_id)
        drafts = tuple(
            sentence_view(row, self.answer, self._limits.ids)
            for row in rows(self.drafts[self.drafts["theme_id"] == theme.theme_id])
        )
        return ThemeView(
            theme_id=theme.theme_id,
            title=theme.title,
            # The note on the title says it already, and where it can be seen.
            description=description.removeprefix(said).strip() if notes else description,
            described_in=tag if description.startswith(said) else "",
            # A theme with an English title has key phrases in other scripts too.
            keywords=tuple(
                (word, tag if _mostly_latin(word) == _mostly_latin(theme.title) else "") for word in theme.keywords
            ),
            language=tag,
            direction=direction(tag) if tag else "auto",
            n_people=int(theme.n_people),
            share=float(theme.share),
            percent=round(100 * theme.share),
            positions=tuple(position_parts(held)),
            disagreement=facts.disagreement(held, bool(children)),
            steadiness=facts.steadiness(getattr(theme, "stability", None)),
            minority="" if children else facts.minority(int(theme.n_people), self.themed),
            same_text=of_whom(len(people), same_text(self.used, theme.theme_id)),
            notes=notes,
            why=_why(theme.title, sheet),
            central=self._typical(sheet.central, people, under),
            atypical=self._typical(sheet.atypical, people, under),
            languages=tuple((language_name(str(name)), int(n)) for name, n in spoken.items()),
            drafts=drafts,
            reads=reads(drafts),
            answers=tuple(answer_view(self.answer[response]) for response in answers[:EXAMPLES]),
            more_answers=max(0, len(answers) - EXAMPLES),
            rest=self._limits.rest,
            below=below,
        )

    def _under(self, theme_id: str) -> set[str]:
        """Return a theme and all below it."""
        return {theme_id}.union(*(self._under(row.theme_id) for row in self.family.get(theme_id, ())))

    def _answers(self, theme_id: str) -> Sequence[str]:
        """Return who answered in a theme, the closest first."""
        try:
            closest = self.scores.loc[theme_id].sort_values(ascending=False, kind="stable")
        except KeyError:
            return ()
        return [response for response in closest.index if response in self.answer]

    def _typical(self, responses: Iterable[str], people: set[str], under: set[str]) -> tuple[AnswerView, ...]:
        """Show answers of the evidence sheet, less those that have left the theme since."""
        kept = [response for response in responses if response in people and response in self.answer]
        return tuple(self._in_short(response, under) for response in kept)

    def _in_short(self, response: str, under: set[str]) -> AnswerView:
        view = answer_view(self.answer[response])
        if len(view.text) <= WHOLE:
            return view
        own = self.assignments[(self.assignments["response_id"] == response) & self.assignments["theme_id"].isin(under)]
        spans = sorted({(int(row.start), int(row.end)) for row in rows(own)})
        said = " … ".join(view.text[start:end].strip() for start, end in spans)
        return replace(view, text=f"… {said} …")


def sentence_view(
    draft: Any,  # noqa: ANN401 - a row of `drafts`
    answers: Mapping[str, Any],
    ids: int | None = None,
) -> SentenceView:
    """Show a draft sentence.

    Args:
        draft: A named tuple of `drafts`.
        answers: response_id → its answer to the question, a named tuple of `responses`.
        ids: How many of the responses behind it are named; None: all.
    """
    tag = language_of(draft, answers)
    marks = list(getattr(draft, "checks", ()))
    wrong = tuple(blocking(marks))
    unsure = [mark.partition(": ")[2] for mark in marks if mark.startswith(f"{NOTE}: ")]
    # Quotes are people's own words, whatever their length and style.
    plain = [] if draft.kind == "quote" else [issue.message for issue in plain_english(draft.text, language=tag)]
    source = SOURCE_WORDS.get(draft.source, "")
    shown = (draft.kind, draft.text, tag, direction(tag), tuple(draft.evidence[:ids]), len(draft.evidence))
    # A figure is computed; only people's own words can tell who they are.
    telling = [] if draft.kind == "figure" else identifying(draft.text)
    return SentenceView(int(draft.ordinal), *shown, _split(draft), source, wrong, (*unsure, *telling, *plain))


def language_of(draft: Any, answers: Mapping[str, Any]) -> str:  # noqa: ANN401 - a row of `drafts`
    """Return the language of a draft sentence: that of the answer whose words it has, or else English."""
    first = answers.get(draft.evidence[0])
    said = str(first.language) if first is not None else UNKNOWN
    if draft.kind == "quote" or not _mostly_latin(draft.text):
        return said
    # A point is in the words of the first answer behind it; Latin letters in a Bengali or Arabic answer are English.
    is_point = draft.kind == "key_point" and draft.source == "extractive" and said not in (UNKNOWN, NO_WORDS)
    return said if is_point and script_by_language(said) == "Latn" else "en"


def _split(draft: Any) -> str:  # noqa: ANN401 - a named tuple of `drafts`
    """Say how many of the people behind a key point are for and against; empty where that is not known."""
    figures = stated_figures(draft.figures) if draft.kind == "key_point" else {}
    return ", ".join(f"{figures[side]:.0f} {side}" for side in ("for", "against") if side in figures)


def reads(drafts: Sequence[SentenceView]) -> str:
    """Say how the sentences of a draft read; empty without any."""
    own = [draft for draft in drafts if draft.kind != "quote"]
    found: Reading = reading([draft.text for draft in own], languages=[draft.language for draft in own])
    if not found.sentences:
        return ""
    words = sum(len(draft.text.split()) for draft in own)
    return (
        f"{words} words; {found.mean:.0f} a sentence on average, {found.longest} in the longest "
        f"(plain English: at most {MEAN_WORDS} on average, {MOST_WORDS} in any)."
    )


def position_parts(held: Mapping[str, int]) -> Iterable[tuple[str, str, int, float, float]]:
    """Yield the parts of the bar that shows who is for and against; none where no position is known."""
    if not set(held) - {"unknown"}:
        return
    total, before = sum(held.values()), 0
    for position, n in held.items():
        yield position, facts.POSITION_WORDS[position], n, percent(before, total), percent(n, total)
        before += n


def _known(tag: str) -> str:
    return "" if tag in (UNKNOWN, NO_WORDS) else tag


def _why(title: str, sheet: facts.Sheet) -> WhyView | None:
    """Show the evidence sheet behind a title."""
    if not sheet.reason and not sheet.candidates:
        return None
    tag = _known(sheet.language)
    candidates = tuple(
        CandidateView(
            str(item.get("text", "")),
            KIND_WORDS.get(str(item.get("kind")), str(item.get("kind", ""))),
            f"{item['score']:.2f}" if isinstance(item.get("score"), int | float) else "",
            item.get("text") == sheet.winner.get("text"),
        )
        for item in sheet.candidates
    )
    renamed = "" if facts.is_machines(title, sheet) else sheet.title
    return WhyView(sheet.reason, renamed, candidates, tag, direction(tag) if tag else "auto")


def _mostly_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character < "\u0250" for character in letters) >= len(letters)
