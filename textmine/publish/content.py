"""From the reviewed analysis to the page that all formats render."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

import regex

from textmine.insight import who_took_part
from textmine.language import direction, language_name
from textmine.publish import page
from textmine.publish.page import Group, OpenQuestion, Page, Quote, Text, Theme
from textmine.publish.people import closed_tables, facts, language_table
from textmine.publish.selection import Chosen, chosen_themes
from textmine.publish.wording import amount, british_date, counted, joined, wording
from textmine.safe import xml_text

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed

PAGE_LANGUAGE = "en-GB"
# Scripts in which officers and platforms write titles, options and wordings, with a language tag that
# is right whatever the language in that script is.
_SCRIPTS = (
    (regex.compile(r"\p{Bengali}"), "bn"),
    (regex.compile(r"\p{Arabic}"), "und-Arab"),
    (regex.compile(r"\p{Hebrew}"), "und-Hebr"),
    (regex.compile(r"\p{Devanagari}"), "und-Deva"),
    (regex.compile(r"\p{Gurmukhi}"), "pa"),
    (regex.compile(r"\p{Cyrillic}"), "und-Cyrl"),
    (regex.compile(r"\p{Han}"), "und-Hani"),
)
_RIGHT_TO_LEFT = ("und-Arab", "und-Hebr")
_LETTER = regex.compile(r"\p{L}")
_BIDI_CONTROL = regex.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text without control characters, and without those that turn the direction of what follows."""
    return _BIDI_CONTROL.sub("", xml_text(text)).strip()


def _main_script(text: str) -> str | None:
    """Return the tag of the script that most of the letters are in; None for Latin and others."""
    letters = len(_LETTER.findall(text))
    for pattern, tag in _SCRIPTS:
        if letters and len(pattern.findall(text)) * 2 > letters:
            return tag
    return None


def tagged(text: str, language: str | None = None) -> Text:
    """Return a piece of text with the language it is known to be in, else what its script tells."""
    text = clean(text)
    if language in (None, "und", "zxx", "en"):
        tag = _main_script(text)
        return Text(text, tag, "rtl" if tag in _RIGHT_TO_LEFT else "ltr")
    return Text(text, language, direction(str(language)))


def _language_label(tag: str) -> Text:
    return Text(wording()["people"]["unknown_language"] if tag == "und" else language_name(tag))


def _quote(text: str, language: str | None) -> Quote:
    words = tagged(text, language)
    named = words.lang and not words.lang.startswith("und")
    note = wording()["quote"]["language"].format(name=language_name(str(words.lang))) if named else ""
    return Quote(words, note)


def _outcome(outcome: Any) -> page.Outcome:  # noqa: ANN401 - textmine.model.Outcome, already checked
    words, parts = wording()["outcome"][outcome.outcome], wording()["outcome_parts"]
    found = [
        (parts["reason"], clean(outcome.reason)),
        (parts["owner"], clean(outcome.owner)),
        (words["date"], british_date(clean(outcome.date))),
    ]
    return page.Outcome(
        kind=outcome.outcome,
        label=words["label"],
        heading=words["heading"],
        text=clean(outcome.text),
        facts=tuple((label, value) for label, value in found if value),
    )


class _Writer:
    """Writes the page of one reviewed analysis."""

    def __init__(self, reviewed: Reviewed, config: Config) -> None:
        self.reviewed = reviewed
        self.config = config
        self.minimum = config.publish.minimum_count
        self.themes = chosen_themes(reviewed)
        self.who = who_took_part(reviewed.tables)
        # Places in the page are counted: ids of the analysis stay out of it.
        self._numbers = count(1)
        self.questions = self._questions()

    def page(self) -> Page:
        words = wording()["headings"]
        about = self.config.consultation
        numbers, notes = facts(self.who, self.minimum)
        languages = language_table(self.who, self.minimum, _language_label)
        closed = closed_tables(self.reviewed.tables, self.minimum, tagged)
        asked = [part for part in about.asked.split("\n\n") if part.strip()]
        return Page(
            title=tagged(about.title or words["kicker"]),
            kicker=words["kicker"] if about.title.strip() else "",
            organisation=clean(about.organisation),
            asked=tuple(tagged(" ".join(part.split())) for part in asked),
            asked_questions=() if asked else tuple(question.wording for question in self.questions),
            facts=tuple(numbers),
            people_notes=tuple(notes),
            tables=(*closed, *((languages,) if languages else ())),
            questions=self.questions,
            about=tuple(self._about()),
            made_with=wording()["method"]["made_with"].format(version=import_module("textmine").__version__),
        )

    def _questions(self) -> tuple[OpenQuestion, ...]:
        rows = self.reviewed.tables.open_questions[["question_id", "wording"]]
        every = list(rows.itertuples(index=False, name=None))
        made = []
        for place, (question_id, text) in enumerate(every, start=1):
            themes = [theme for theme in self.themes if theme.question_id == question_id]
            groups = tuple(self._group(themes, parent) for parent in _parents(themes, self.minimum))
            label = wording()["question"]["number"].format(number=place, total=len(every))
            made.append(
                OpenQuestion(
                    anchor=f"question-{place}",
                    number=label if len(every) > 1 else "",
                    wording=tagged(text),
                    figures=tuple(self._figures(question_id)),
                    groups=groups,
                )
            )
        return tuple(made)

    def _figures(self, question_id: str) -> list[str]:
        words, who = wording()["question"], self.who
        found = [counted(words["answered"], who.answered[question_id], self.minimum)]
        for name, numbers in (("no_content", who.no_content), ("needs_person", who.needs_person)):
            if numbers[question_id]:
                found.append(counted(words[name], numbers[question_id], self.minimum))
        return [*found, words["may_overlap"]]

    def _group(self, themes: Sequence[Chosen], parent: Chosen | None) -> Group:
        own = [theme for theme in themes if not theme.is_group and _heading(theme, themes) is parent]
        own.sort(key=lambda theme: _size(theme, self.minimum))
        return Group(
            title=tagged(parent.title) if parent else None,
            description=tagged(parent.description if parent else ""),
            themes=tuple(self._theme(theme) for theme in own),
        )

    def _theme(self, theme: Chosen) -> Theme:
        def of(kind: str) -> list[Text]:
            return [tagged(line.text, line.language) for line in theme.sentences if line.kind == kind]

        return Theme(
            anchor=f"theme-{next(self._numbers)}",
            title=tagged(theme.title),
            description=tagged(theme.description),
            people=_capital(amount(theme.n_people, self.minimum)),
            figure=" ".join(text.text for text in of("figure")),
            points=tuple(of("key_point")),
            minority=tuple(of("minority")),
            quotes=tuple(_quote(line.text, line.language) for line in theme.sentences if line.kind == "quote"),
            outcome=_outcome(self.reviewed.outcomes[theme.theme_id]),
        )

    def _about(self) -> list[str]:
        words, reviewed = wording()["method"], self.reviewed
        published = {theme.theme_id for theme in self.themes}
        names = sorted({clean(by) for theme, by in reviewed.approvals.items() if theme in published})
        drafts = reviewed.tables.drafts
        rephrased = (drafts["theme_id"].isin(published) & (drafts["source"] == "llm")).any()
        days = [entry.at[:10] for entry in reviewed.decisions if entry.do == "approve" and entry.by in names]
        approved = words["approved_on"] if days else words["approved"]
        return [
            words["how"],
            *([words["rephrased"]] if rephrased else []),
            words["quotes"],
            approved.format(names=joined(names), date=british_date(max(days, default=""))),
        ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _size(theme: Chosen, minimum: int) -> tuple[int, str]:
    """Largest first; below the minimum by title, so that the order tells nothing."""
    return (-theme.n_people if theme.n_people >= minimum else 0, theme.title.casefold())


def _heading(theme: Chosen, themes: Sequence[Chosen]) -> Chosen | None:
    """Return the group right above a theme; None if it stands alone."""
    return next((other for other in themes if other.theme_id == theme.parent_id), None)


def _parents(themes: Sequence[Chosen], minimum: int) -> list[Chosen | None]:
    """Return the groups that have themes, in the order of their largest theme; None stands for no group."""
    leaves = sorted((theme for theme in themes if not theme.is_group), key=lambda theme: _size(theme, minimum))
    found: list[Chosen | None] = []
    for theme in leaves:
        parent = _heading(theme, themes)
        if parent not in found:
            found.append(parent)
    return found


def build_page(reviewed: Reviewed, config: Config) -> Page:
    """Return what the page says. The gate has to have been passed: every theme has its outcome."""
    return _Writer(reviewed, config).page()
