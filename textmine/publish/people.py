"""Who took part, as it may be published: tables with small numbers hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textmine.draft.quantities import whole_percent
from textmine.insight import (
    CLOSED_ROLES,
    GROUP_ROLES,
    Breakdown,
    Rule,
    WhoTookPart,
    breakdowns,
    kinds_are_shown,
    shown_options,
    suppress,
)
from textmine.publish.page import PeopleTable, Row, Text
from textmine.publish.wording import amount, joined, wording

if TYPE_CHECKING:
    from textmine.tables import Tables

Label = Callable[[str], Text]


def shows_unthemed(who: WhoTookPart, question_id: str, minimum: int) -> bool:
    """Whether a page says how many answers to a question fit no theme; all others, those in themes, follow from it."""
    number, base = who.needs_person[question_id], who.answered[question_id]
    return number > 0 and base >= minimum and (number < minimum or number == base or base - number >= minimum)


def _stands_alone(who: WhoTookPart, total: int, minimum: int) -> bool:
    """Whether how many wrote an answer at all tells nothing of how many did to a question that few answered."""
    large = sum(number for number in who.answered.values() if number >= minimum)
    return total <= large or not any(0 < number < minimum for number in who.answered.values())


def _fact(forms: Sequence[str], number: int) -> tuple[str, str]:
    return f"{number:,}", forms[number != 1]


def facts(who: WhoTookPart, minimum: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the figures at the head of the page as (number, what), and the sentences below them.

    Args:
        who: Who took part.
        minimum: The smallest number that is shown. Individuals and organisations are never rounded.
    """
    words: dict[str, Any] = wording()["people"]
    found = [(amount(who.responses, minimum), words["responses"][who.responses != 1])]
    if kinds_are_shown(who, minimum):
        kinds = [kind for kind in ("individual", "organisation") if kind in who.kinds]
        found += [_fact(words[kind], who.kinds[kind]) for kind in kinds]
        found += [(f"{who.kinds['unknown']:,}", words["unknown"])] if kinds and "unknown" in who.kinds else []
    signed = sum(who.petitions)
    found += [_fact(words["signatures"], signed)] if signed >= max(minimum, 1) else []
    languages = [tag for tag in who.languages if tag != "und"]
    found += [_fact(words["languages"], len(languages))] if len(languages) > 1 else []
    hidden = "organisation" in who.kinds and not kinds_are_shown(who, minimum)
    return found, [*([words["kinds_hidden"]] if hidden else []), words["not_a_survey"]]


def row_of(option: Text, count: int, base: int, rule: Rule) -> Row:
    """Return a row that shows its number; its percentage tells no more than the numbers as shown."""
    return Row(option, f"{rule.shown(count):,}", whole_percent(rule.shown(count), rule.shown(base)))


def _rows(
    counts: Mapping[str, int], shown: Mapping[str, int | None], base: int, rule: Rule, label: Label, *, exclusive: bool
) -> list[Row]:
    """Return the rows of a table; hidden counts stand together, since their sum can be worked out anyway.

    Returns no row where all would be hidden.
    """
    words = wording()["people"]
    rows = [row_of(label(option), counts[option], base, rule) for option, count in shown.items() if count is not None]
    # "Language not clear" reads best at the end of a list.
    hidden = sorted((option for option, count in shown.items() if count is None), key=lambda option: option == "und")
    if rows and hidden and exclusive:
        together = sum(counts[option] for option in hidden)
        names = words["together"].format(names=joined([label(option).text for option in hidden]))
        rows.append(row_of(Text(names), together, base, rule))
    elif rows:
        rows += [Row(label(option), words["hidden"]) for option in hidden]
    return rows


def language_table(who: WhoTookPart, minimum: int, label: Label, *, rounding: int = 0) -> PeopleTable | None:
    """Return people by main language; None for a single language. Without rows, its notes say it all."""
    words, rule = wording()["people"], Rule(minimum, rounding)
    total = sum(who.languages.values())
    if len(who.languages) < 2:
        return None
    rows = _rows(who.languages, suppress(who.languages, minimum), total, rule, label, exclusive=True)
    rows = rows if _stands_alone(who, total, minimum) else []
    names = joined([label(tag).text for tag in who.languages if tag != "und"])
    base = words["language_base"].format(n=f"{rule.shown(total):,}")
    notes = [base] if rows else [words["language_list"].format(names=names)]
    notes += [words["rounded"].format(base=rounding)] if rows and rounding > 1 else []
    return PeopleTable(Text(words["language_table"]), wording()["tables"]["language"], tuple(rows), tuple(notes))


def _notes(question: Breakdown, rows: Sequence[Row], rule: Rule) -> tuple[str, ...]:
    words = wording()["people"]
    if not rows:
        return (words["too_few"],)
    notes = [words["closed_base"].format(n=f"{rule.shown(question.base):,}")]
    notes += [words["several"]] if question.several else []
    notes += [words["hidden_note"]] if any(row.percent is None for row in rows) else []
    notes += [words["rounded"].format(base=rule.rounding)] if rule.rounding > 1 else []
    return tuple(notes)


def people_table(question: Breakdown, rule: Rule, label: Label) -> PeopleTable:
    """Return how many people gave each answer to a question; without rows, its notes say why."""
    shown = shown_options(question, rule.minimum)
    rows = _rows(question.counts, shown, question.base, rule, label, exclusive=not question.several)
    return PeopleTable(
        label(question.wording), wording()["tables"]["option"], tuple(rows), _notes(question, rows, rule)
    )


def _tables(tables: Tables, roles: tuple[str, ...], rule: Rule, label: Label) -> list[PeopleTable]:
    other = wording()["people"]["other_answers"]
    return [people_table(question, rule, label) for question in breakdowns(tables, roles, rule.minimum, other)]


def closed_tables(tables: Tables, minimum: int, label: Label, *, rounding: int = 0) -> list[PeopleTable]:
    """Return one table per closed question that anybody answered; its base is who answered it.

    Equality and place stay out: who people are is not for the public page.
    """
    return _tables(tables, CLOSED_ROLES, Rule(minimum, rounding), label)


def group_tables(tables: Tables, minimum: int, label: Label, *, rounding: int = 0) -> list[PeopleTable]:
    """Return one table per equality question and area that anybody answered, for the report.

    Args:
        tables: The analysis, after review.
        minimum: The smallest group that is shown: `breakdown_minimum` of the settings.
        label: Marks a text with its language.
        rounding: Counts are rounded to the nearest multiple; 0: exact.
    """
    return _tables(tables, GROUP_ROLES, Rule(minimum, rounding), label)
