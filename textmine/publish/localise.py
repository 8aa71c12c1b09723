"""The English page said in another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textmine.draft.quantities import whole_percent
from textmine.publish.outcomes import SHORT
from textmine.publish.page import Group, OpenQuestion, Outcome, Page, PeopleTable, Quote, Row, Theme, as_text

if TYPE_CHECKING:
    from textmine.publish.speech import Speech


def _table(table: PeopleTable, speech: Speech) -> PeopleTable:
    return PeopleTable(
        caption=speech.known(table.caption),
        first=speech.phrase(table.first),
        rows=tuple(Row(speech.option(row.option), speech.shown(row.shown), row.percent) for row in table.rows),
        notes=tuple(map(speech.phrase, table.notes)),
    )


def _outcome(outcome: Outcome, speech: Speech) -> Outcome:
    short = SHORT[outcome.kind]
    return Outcome(
        kind=outcome.kind,
        label=speech.words[f"label_{short}"],
        heading=speech.words[short],
        text=speech.text(as_text(outcome.text)),
        facts=tuple((speech.phrase(label), speech.known(as_text(value))) for label, value in outcome.facts),
    )


def _figure(theme: Theme, speech: Speech) -> str:
    """Return how many people raised a theme; small numbers stay hidden as on the English page."""
    minimum, words = speech.minimum, speech.words
    few = speech.digits(minimum)
    if theme.base < max(minimum, 1):
        return words["figure_few_base"].format(minimum=few)
    base = speech.digits(f"{theme.base:,}")
    if theme.n_people < minimum:
        return words["figure_few"].format(minimum=few, base=base)
    percent = speech.digits(whole_percent(theme.n_people, theme.base))
    claim = words["figure"].format(n=speech.digits(f"{theme.n_people:,}"), base=base, percent=percent)
    if not theme.same:
        return claim
    form = words["figure_same" if theme.same_texts == 1 else "figure_same_several"]
    return f"{claim} {form.format(same=speech.digits(f'{theme.same:,}'))}"


def _quotes(quotes: tuple[Quote, ...], speech: Speech) -> tuple[Quote, ...]:
    """Return the quotes that readers of the page can read: in its language, or translated into it."""
    said = [speech.own_words(quote.words) for quote in quotes]
    return tuple(Quote(words) for words in said if words.lang is None or words.gloss)


def _theme(theme: Theme, speech: Speech) -> Theme:
    return replace(
        theme,
        title=speech.text(theme.title),
        description=speech.text(theme.description),
        people=speech.amount(theme.n_people),
        figure=_figure(theme, speech),
        points=tuple(map(speech.text, theme.points)),
        minority=tuple(map(speech.text, theme.minority)),
        quotes=_quotes(theme.quotes, speech),
        outcome=_outcome(theme.outcome, speech),
    )


def _group(group: Group, speech: Speech) -> Group:
    return Group(
        title=speech.text(group.title) if group.title else None,
        description=speech.text(group.description),
        themes=tuple(_theme(theme, speech) for theme in group.themes),
    )


def _question(question: OpenQuestion, speech: Speech) -> OpenQuestion:
    return replace(
        question,
        number=speech.phrase(question.number) if question.number else "",
        wording=(speech.known if question.letters else speech.text)(question.wording),
        figures=tuple(map(speech.phrase, question.figures)),
        groups=tuple(_group(group, speech) for group in question.groups),
    )


def localised(page: Page, speech: Speech) -> Page:
    """Return the English page in another language.

    Its own words come from the catalogue, as officers approved them; titles, summaries and outcomes are
    translations; people's own words in that language stand as they were written, others only with a translation.

    Args:
        page: The English page.
        speech: Says things in the language, and notes what has to be translated.
    """
    return replace(
        page,
        title=speech.known(page.title),
        kicker=speech.words["kicker"] if page.kicker else "",
        asked=tuple(map(speech.text, page.asked)),
        asked_questions=tuple(map(speech.text, page.asked_questions)),
        facts=tuple((speech.count(number), speech.phrase(what)) for number, what in page.facts),
        people_notes=tuple(map(speech.phrase, page.people_notes)),
        tables=tuple(_table(table, speech) for table in page.tables),
        questions=tuple(_question(question, speech) for question in page.questions),
        about=tuple(map(speech.phrase, page.about)),
        made_with=speech.phrase(page.made_with),
        language=speech.language,
        dir=speech.dir,
        words=speech.words,
        scale=(),
    )
