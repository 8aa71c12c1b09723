"""Responses that may come from one person: reported, each kept and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textmine.ingest.plan import Planned
from textmine.ingest.profile import count_words
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import fold, rule

MOST = 5
"""More responses than this with one address are a shared one, such as that of a library."""
MIN_WORDS = 8
"""Two responses with the same answers are one sent twice only if people wrote at least this much in them."""
_MOST_NAMED = 10


def repeats(tables: Sequence[Table], plan: Sequence[Planned], ids: Sequence[str]) -> dict[str, str]:
    """Return the responses that may come from the person behind an earlier one: id → the earlier id.

    Two responses are taken together if they give the same e-mail address, phone number or login; the same name and
    address, postcode or date of birth; or the same answers to every question, of which people wrote some.
    """
    personal = [column for column in plan if column.role == "personal"]
    # Files call the same thing "E-mail" and "Email address": what is compared is what stands below.
    alone = [_cells([column], tables) for column in personal if rule("same_person_alone").fits(column.column.name)]
    first: dict[str, str] = {}
    for keys in (alone, [_named(personal, tables)], [_answers(plan, tables)]):
        for earlier, later in _pairs(keys):
            # Two addresses that differ are two people, who may have sent the same letter.
            if keys is alone or not any(_differ(column, earlier, later) for column in alone):
                first.setdefault(ids[later], first.get(ids[earlier], ids[earlier]))
    return first


def _differ(keys: Sequence[tuple[str, ...] | None], earlier: int, later: int) -> bool:
    """Say whether two responses both say something in a column, and not the same."""
    return keys[earlier] is not None and keys[later] is not None and keys[earlier] != keys[later]


def _pairs(columns: Sequence[Sequence[tuple[str, ...] | None]]) -> Iterator[tuple[int, int]]:
    """Yield (first, later) positions of equal keys, in whichever column; but for those that many share."""
    groups: dict[tuple[str, ...], set[int]] = {}
    for column in columns:
        for position, key in enumerate(column):
            if key is not None:
                groups.setdefault(key, set()).add(position)
    for members in map(sorted, groups.values()):
        if len(members) <= MOST:
            yield from ((members[0], later) for later in members[1:])


def _cells(columns: Sequence[Planned], tables: Sequence[Table]) -> list[tuple[str, ...] | None]:
    """Return, for every response, what it says in some columns, for comparing; None where one is blank."""
    folded = [[fold(value) for value in column.column.cells(tables)] for column in columns]
    return [None if not all(values) or _nobody(values) else values for values in zip(*folded, strict=True)]


def _nobody(values: Sequence[str]) -> bool:
    """Say whether a platform only wrote that it does not know."""
    return any(value in ("anonymous", "none", "n a", "na", "no", "not provided", "0") for value in values)


def _named(personal: Sequence[Planned], tables: Sequence[Table]) -> list[tuple[str, ...] | None]:
    """Return, for every response, its name with its address or date of birth."""
    names = [column for column in personal if rule("same_person_name").fits(column.column.name)]
    places = [column for column in personal if rule("same_person_place").fits(column.column.name)]
    return _cells([*names, *places], tables) if names and places else []


def _answers(plan: Sequence[Planned], tables: Sequence[Table]) -> list[tuple[str, ...] | None]:
    """Return, for every response, all its answers; None where little is written in people's own words."""
    asked = [column for column in plan if column.is_question]
    texts = [column.column.cells(tables) for column in asked if column.role == "open"]
    if not texts:
        return []
    written = [sum(map(count_words, row)) for row in zip(*texts, strict=True)]
    cells = zip(*(column.column.cells(tables) for column in asked), strict=True)
    return [
        tuple(value.strip() for value in row) if words >= MIN_WORDS else None
        for row, words in zip(cells, written, strict=True)
    ]


def about_repeats(found: Mapping[str, str]) -> tuple[str, ...]:
    """Say in plain sentences which responses may come from one person."""
    if not found:
        return ()
    pairs = [f"`{later}` and `{earlier}`" for later, earlier in found.items()]
    more = f" and {len(pairs) - _MOST_NAMED} more" if len(pairs) > _MOST_NAMED else ""
    what = "1 response" if len(pairs) == 1 else f"{len(pairs)} responses"
    return (
        f"{what} may come from somebody who responded before (the same e-mail address, phone number, name and "
        f"address, or the same answers throughout): {'; '.join(pairs[:_MOST_NAMED])}{more}. "
        "Each is kept and counted; `repeat_of` in respondents.parquet says of which.",
    )
