"""Who took part, as it may be published: tables with small numbers hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textmine.insight import NO_ANSWER, WhoTookPart, closed_table, suppress
from textmine.insight.closed import scale_order
from textmine.publish.page import PeopleTable, Row, Text
from textmine.publish.wording import joined, wording

if TYPE_CHECKING:
    from textmine.tables import Tables

PUBLISHED_ROLES = ("closed_single", "closed_multi", "rating")
"""Equality and place stay out: who people are is not for this page."""

SEPARATORS = (";", "|", "\n")
"""What may stand between the options of one answer. A comma may also stand inside an option."""

Label = Callable[[str], Text]


def _percent(count: int, base: int) -> int:
    return int(100 * count / base + 0.5) if base else 0


def _fact(forms: Sequence[str], number: int) -> tuple[str, str]:
    return f"{number:,}", forms[number != 1]


def facts(who: WhoTookPart, minimum: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the figures at the head of the page as (number, what), and the sentences below them."""
    words: dict[str, Any] = wording()["people"]
    found = [_fact(words["responses"], who.responses)]
    shown = suppress(who.kinds, minimum)
    if None not in shown.values():
        found += [_fact(words[kind], who.kinds[kind]) for kind in ("individual", "organisation") if kind in shown]
    languages = [tag for tag in who.languages if tag != "und"]
    found += [_fact(words["languages"], len(languages))] if len(languages) > 1 else []
    hidden = "organisation" in shown and None in shown.values()
    return found, [*([words["kinds_hidden"]] if hidden else []), words["not_a_survey"]]


def _shown(counts: Mapping[str, int], base: int, minimum: int, label: Label, *, exclusive: bool) -> list[Row]:
    """Return the rows of a table; hidden counts stand together, since their sum can be worked out anyway.

    Returns no row where all would be hidden.
    """
    words, shown = wording()["people"], suppress(counts, minimum)
    rows = [
        Row(label(option), f"{count:,}", _percent(count, base)) for option, count in shown.items() if count is not None
    ]
    # "Language not clear" reads best at the end of a list.
    hidden = sorted((option for option, count in shown.items() if count is None), key=lambda option: option == "und")
    if rows and hidden and exclusive:
        together = sum(counts[option] for option in hidden)
        names = words["together"].format(names=joined([label(option).text for option in hidden]))
        rows.append(Row(Text(names), f"{together:,}", _percent(together, base)))
    elif rows:
        rows += [Row(label(option), words["hidden"]) for option in hidden]
    return rows


def language_table(who: WhoTookPart, minimum: int, label: Label) -> PeopleTable | None:
    """Return people by main language; None for a single language. Without rows, its notes say it all."""
    words, total = wording()["people"], sum(who.languages.values())
    if len(who.languages) < 2:
        return None
    rows = _shown(who.languages, total, minimum, label, exclusive=True)
    names = joined([label(tag).text for tag in who.languages if tag != "und"])
    notes = [words["language_base"].format(n=f"{total:,}")] if rows else [words["language_list"].format(names=names)]
    return PeopleTable(Text(words["language_table"]), wording()["tables"]["language"], tuple(rows), tuple(notes))


def _public_counts(table: Iterable[tuple[str, int]], minimum: int) -> dict[str, int]:
    """Fold rare answers that are no steps of a scale into one: an "Other: …" may hold anything."""
    counts = {option: count for option, count in table if option != NO_ANSWER}
    if scale_order(counts):
        return counts
    rare = [option for option in counts if counts[option] < max(minimum, 2)]
    folded = {option: count for option, count in counts.items() if option not in rare}
    if rare:
        other = wording()["people"]["other_answers"]
        folded[other] = folded.get(other, 0) + sum(counts[option] for option in rare)
    return folded


def _separator(tables: Tables, question_id: str) -> str | None:
    """Return what separates the options of a question with several answers; None if that is not certain."""
    values = tables.respondents[question_id].dropna()
    return next((mark for mark in SEPARATORS if values.str.contains(mark, regex=False).any()), None)


def _closed(tables: Tables, question_id: str, several: bool, minimum: int, label: Label) -> PeopleTable:
    words = wording()["people"]
    separator = _separator(tables, question_id) if several else None
    table = closed_table(tables.respondents, question_id, separator=separator)
    base = len(tables.respondents) - dict(table).get(NO_ANSWER, 0)
    counts = _public_counts(table, minimum)
    rows = _shown(counts, base, minimum, label, exclusive=not several) if base >= minimum else []
    notes = [words["closed_base"].format(n=f"{base:,}")]
    notes += [words["several"]] if several else []
    notes += [words["hidden_note"]] if any(row.percent is None for row in rows) else []
    wording_of = tables.questions.set_index("question_id")["wording"]
    return PeopleTable(
        label(wording_of[question_id]),
        wording()["tables"]["option"],
        tuple(rows),
        tuple(notes) if rows else (words["too_few"],),
    )


def closed_tables(tables: Tables, minimum: int, label: Label) -> list[PeopleTable]:
    """Return one table per closed question that anybody answered; its base is who answered it."""
    rows = tables.questions[["question_id", "role"]].itertuples(index=False)
    return [
        _closed(tables, question_id, role == "closed_multi", minimum, label)
        for question_id, role in rows
        if role in PUBLISHED_ROLES
        and question_id in tables.respondents
        and tables.respondents[question_id].fillna("").str.strip().any()
        and (role != "closed_multi" or _separator(tables, question_id))
    ]
