"""The columns of a file by name: one for each heading, or one for all the columns of a question with ticks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from textmine.ingest.grid import Record
from textmine.ingest.headings import tidy, unique_name
from textmine.ingest.layouts import Head, Hint
from textmine.ingest.sharing import common_id
from textmine.ingest.stems import with_questions
from textmine.ingest.ticks import SEPARATOR, answered_alike, is_beside, one_only, repeats, ticked, ticks
from textmine.ingest.vocabulary import fold, rule, words


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a file, or several that are one question.

    Attributes:
        name: Its heading, unique in the file; for several columns the question.
        numbers: The columns of the spreadsheet, 1-based.
        headings: What each of these is called in the file, unique.
        values: One cell for each response, in order.
        also: Other names it goes by, such as the platform's short id.
        hint: What the platform says it is for.
        options: The options that can be ticked, where each has a column of its own.
        question: The question, where this is the column of one statement or of the words beside it.
    """

    name: str
    numbers: tuple[int, ...]
    headings: tuple[str, ...]
    values: Sequence[str]
    also: tuple[str, ...] = ()
    hint: Hint | None = None
    options: tuple[str, ...] = ()
    question: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which the column can be named."""
        return (self.name, *self.also, *self.headings)


def make_columns(heads: Sequence[Head], names: Mapping[int, str], rows: Sequence[Record]) -> tuple[TableColumn, ...]:
    """Return the columns of a file; those that hold the options of one question become one.

    Args:
        heads: The heading of each column of the sheet.
        names: Position → unique name, for the columns that are used.
        rows: The responses.
    """
    places = sorted(names)
    values = [_values(position, rows) for position in places]
    told = with_questions([heads[position] for position in places], values)
    columns = [
        TableColumn(names[position], (position + 1,), (names[position],), cells, head.also, head.hint)
        for position, head, cells in zip(places, told, values, strict=True)
    ]
    members = [
        _Member(head, column, bool(heads[position].question))
        for position, head, column in zip(places, told, columns, strict=True)
    ]
    taken = set(names.values())
    return tuple(column for group in _groups(members) for column in _question(group, taken))


@dataclass(frozen=True, slots=True)
class _Member:
    """One column and what its heading says of it.

    Attributes:
        sure: The platform says to which question the column belongs; else the headings only look so.
    """

    head: Head
    column: TableColumn
    sure: bool


def _values(position: int, rows: Sequence[Record]) -> list[str]:
    """Return what stands in one column."""
    return [record.cells[position] if position < len(record.cells) else "" for record in rows]


def _groups(members: Sequence[_Member]) -> Iterator[list[_Member]]:
    """Yield neighbours that are of one question; a part that comes again begins another question."""
    group: list[_Member] = []
    for member in members:
        last = group[-1].head if group else None
        question = tidy(member.head.question)
        same = bool(question) and last is not None and tidy(last.question) == question
        if group and not (same and all(member.head.part != other.head.part for other in group)):
            yield group
            group = []
        group.append(member)
    if group:
        yield group


def _question(group: Sequence[_Member], taken: set[str]) -> Iterator[TableColumn]:
    """Yield the columns of one question: the options as one, statements and people's own words by themselves."""
    question = tidy(group[0].head.question)
    parts = [tidy(member.head.part) for member in group]
    found = ticks(question, parts, [member.column.values for member in group]) if question else []
    found = [index for index in found if not _is_permission(parts[index])]
    if len(found) < 2:
        yield from _statements(group, question)
        return
    options = [parts[index] for index in found]
    people = ticked(options, [group[index].column.values for index in found])
    again = [at for at, part in enumerate(parts) if not part and repeats(group[at].column.values, people)]
    one = _joined(question, options, people, [group[index].column for index in sorted((*again, *found))], taken)
    yield one
    rest = [member for index, member in enumerate(group) if index not in found and index not in again]
    yield from (_part(member, one.name, own_words=_is_other(member, one.headings)) for member in rest)


def _statements(group: Sequence[_Member], question: str) -> Iterator[TableColumn]:
    """Yield the columns of a question without ticks, as its statements where they are answered alike."""
    main = next((member.column.name for member in group if not member.head.part), question)
    lines = [member for member in group if member.head.part and not is_beside(member.head.part)]
    alike = answered_alike([line.head.part for line in lines], [line.column.values for line in lines])
    hint = Hint("closed_single", "the same few answers as to the other statements of its question") if alike else None
    for member in group:
        if member not in lines:
            yield _part(member, main)
        else:
            known = replace(member.column, hint=member.column.hint or hint or _personal(member.head.part))
            yield replace(known, question=main) if alike or member.sure else known


def _personal(part: str) -> Hint | None:
    """Return that a line such as "Name" asks who people are, whatever the heading above it asks."""
    asks = rule("personal")
    rank = asks.rank(part)
    exact = rank is not None and rank < len(asks.exact)
    return Hint("personal", "a line of a question for personal details") if exact else None


def _is_permission(part: str) -> bool:
    """Say whether ticking a box gives a permission, which must not be lost among other options."""
    return rule("consent_publish").fits(part) or rule("permission_to_contact").fits(part)


def _is_other(member: _Member, ticked: Sequence[str]) -> bool:
    """Say whether a column beside ticks is that of "Other", by its name or by a number below that of an option."""
    name = member.column.name
    return fold(member.head.part) in words("other") or any(name.startswith(f"{heading}.") for heading in ticked)


def _part(member: _Member, question: str, *, own_words: bool = False) -> TableColumn:
    """Return a column with the question that it is a part of."""
    if not member.head.part:
        return member.column
    hint = member.column.hint
    if hint is None and (own_words or is_beside(member.head.part)):
        hint = Hint("open", "people's own words beside the options of a question")
    return replace(member.column, question=question, hint=hint)


def _joined(
    question: str,
    options: Sequence[str],
    people: Sequence[Sequence[str]],
    columns: Sequence[TableColumn],
    taken: set[str],
) -> TableColumn:
    """Return the columns of options as one, with what each person ticked."""
    also = [name for column in columns for name in column.also]
    headings = tuple(heading for column in columns for heading in column.headings)
    name = unique_name(question, taken - set(headings))
    taken.add(name)
    return TableColumn(
        name,
        tuple(number for column in columns for number in column.numbers),
        headings,
        [SEPARATOR.join(said) for said in people],
        tuple(dict.fromkeys((*common_id(also), *also))),
        next((column.hint for column in columns if column.hint), None),
        () if one_only(question, options, people) else tuple(options),
    )
