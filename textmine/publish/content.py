"""From the reviewed analysis to the English page that all formats render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING

from textmine.draft.quantities import scale
from textmine.ingest.letters import is_letters
from textmine.insight import who_took_part
from textmine.language import language_name
from textmine.publish.outcomes import NO_OUTCOME, published_outcome
from textmine.publish.page import Group, OpenQuestion, Page, Text, Theme
from textmine.publish.people import closed_tables, facts, language_table, shows_unthemed
from textmine.publish.same_text import said_same
from textmine.publish.selection import Chosen, Sentence, chosen_themes
from textmine.publish.speech import ENGLISH, words_of
from textmine.publish.texts import as_quote, clean, glossed, tagged
from textmine.publish.wording import amount, british_date, capital, counted, joined, wording
from textmine.themes.campaigns import users
from textmine.themes.counts import bases

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed

PAGE_LANGUAGE = ENGLISH


def _language_label(tag: str) -> Text:
    return Text(wording()["people"]["unknown_language"] if tag == "und" else language_name(tag))


class _Writer:
    """Writes the page of one reviewed analysis."""

    def __init__(self, reviewed: Reviewed, config: Config, themes: Sequence[Chosen]) -> None:
        self.reviewed = reviewed
        self.config = config
        self.minimum = config.publish.minimum_count
        self.themes = themes
        self.who = who_took_part(reviewed.tables)
        self.bases = bases(reviewed.tables.responses)
        tables = reviewed.tables
        self.used = users(tables.responses, tables.themes, tables.assignments)
        self.words: Mapping[str, str] = words_of(reviewed, "en")
        # Places in the page are counted: ids of the analysis stay out of it.
        self._numbers = count(1)
        self.questions = self._questions()

    def page(self) -> Page:
        kicker, about = self.words["kicker"], self.config.consultation
        rounding = self.config.publish.rounding
        numbers, notes = facts(self.who, self.minimum)
        languages = language_table(self.who, self.minimum, _language_label, rounding=rounding)
        closed = closed_tables(self.reviewed.tables, self.minimum, tagged, rounding=rounding)
        asked = [part for part in about.asked.split("\n\n") if part.strip()]
        return Page(
            title=tagged(about.title or kicker),
            kicker=kicker if about.title.strip() else "",
            organisation=clean(about.organisation),
            asked=tuple(tagged(" ".join(part.split())) for part in asked),
            asked_questions=() if asked else self._asked(),
            facts=tuple(numbers),
            people_notes=tuple(notes),
            tables=(*closed, *((languages,) if languages else ())),
            questions=self.questions,
            about=tuple(self._about()),
            made_with=wording()["method"]["made_with"].format(version=import_module("textmine").__version__),
            words=self.words,
            scale=tuple((step.words, step.range) for step in scale()) if self._counts_in_words() else (),
            minimum=self.minimum,
        )

    def _asked(self) -> tuple[Text, ...]:
        """Return the questions that people were asked."""
        return tuple(question.wording for question in self.questions if not question.letters)

    def _questions(self) -> tuple[OpenQuestion, ...]:
        rows = self.reviewed.tables.open_questions[["question_id", "wording"]]
        every = list(rows.itertuples(index=False, name=None))
        total, number = sum(not is_letters(text) for _, text in every), count(1)
        made = []
        for place, (question_id, text) in enumerate(every, start=1):
            themes = [theme for theme in self.themes if theme.question_id == question_id]
            groups = tuple(self._group(themes, parent) for parent in _parents(themes, self.minimum))
            letters = is_letters(text)
            label = "" if letters else wording()["question"]["number"].format(number=next(number), total=total)
            made.append(
                OpenQuestion(
                    anchor=f"question-{place}",
                    number=label if total > 1 else "",
                    wording=tagged(text),
                    figures=tuple(self._figures(question_id, "letters_received" if letters else "answered")),
                    groups=groups,
                    letters=letters,
                )
            )
        return tuple(made)

    def _figures(self, question_id: str, received: str) -> list[str]:
        words, who = wording()["question"], self.who
        found = [counted(words[received], who.answered[question_id], self.minimum)]
        if who.no_content[question_id]:
            found.append(counted(words["no_content"], who.no_content[question_id], self.minimum))
        if shows_unthemed(who, question_id, self.minimum):
            found.append(counted(words["needs_person"], who.needs_person[question_id], self.minimum))
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
            return [self._words(line) for line in theme.sentences if line.kind == kind]

        outcome = self.reviewed.outcomes.get(theme.theme_id, NO_OUTCOME)
        same, same_texts = said_same(theme, self.used, self.minimum)
        return Theme(
            anchor=f"theme-{next(self._numbers)}",
            title=tagged(theme.title),
            description=tagged(theme.description),
            people=capital(amount(theme.n_people, self.minimum)),
            figure=" ".join(text.text for text in of("figure")),
            points=tuple(of("key_point")),
            minority=tuple(of("minority")),
            quotes=tuple(map(as_quote, of("quote"))),
            outcome=published_outcome(outcome, self.words),
            n_people=theme.n_people,
            base=self.bases.get(theme.question_id, 0),
            same=same,
            same_texts=same_texts,
            theme_id=theme.theme_id,
        )

    def _words(self, line: Sentence) -> Text:
        """Return a sentence with its language, and its translation if it is in another one."""
        return glossed(tagged(line.text, line.language), line.text, self.reviewed.translations)

    def _counts_in_words(self) -> bool:
        """Whether a figure sentence uses a word of the published scale."""
        said = [line.text for theme in self.themes for line in theme.sentences if line.kind == "figure"]
        return any(text.startswith(step.words) for step in scale() for text in said)

    def _about(self) -> list[str]:
        words, reviewed = self.words, self.reviewed
        published = {theme.theme_id for theme in self.themes}
        names = [clean(by) for by in reviewed.approvers(published)]
        drafts = reviewed.tables.drafts
        rephrased = (drafts["theme_id"].isin(published) & (drafts["source"] == "llm")).any()
        days = [entry.at[:10] for entry in reviewed.decisions if entry.do == "approve" and clean(entry.by) in names]
        approved = words["approved_on"] if days else words["approved"]
        return [
            words["how"],
            *([words["rephrased"]] if rephrased else []),
            words["quotes_note"],
            *self._redacted(),
            # Before anybody has approved, translators are not asked for the sentence on it.
            *([approved.format(names=joined(names), date=british_date(max(days, default="")))] if names else []),
        ]

    def _redacted(self) -> list[str]:
        """Explain the placeholders that stand for what was left out, if there are any."""
        found = [mark for theme in self.themes for line in theme.sentences for mark in line.placeholders]
        examples = joined([f"“{mark}”" for mark in list(dict.fromkeys(found))[:2]])
        return [self.words["redacted_note"].format(examples=examples)] if found else []


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


def build_page(reviewed: Reviewed, config: Config, themes: Sequence[Chosen] | None = None) -> Page:
    """Return what the page says. The gate has to have been passed: every theme has its outcome.

    Args:
        reviewed: The analysis with the officers' decisions.
        config: The settings.
        themes: What `chosen_themes` gives, where that is known already.
    """
    return _Writer(reviewed, config, chosen_themes(reviewed) if themes is None else themes).page()
