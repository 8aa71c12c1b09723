"""A grid in one cell: several statements, each with its answer, or the same options in an order of preference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_ANSWER = re.compile(r":\s+")
_LINE = re.compile(r"[\n;|]")
_RANKED = re.compile(r"[;\n]")
_MOST_STATEMENTS = 40


def statements_of(cell: str, answers: Iterable[str] = ()) -> dict[str, str]:
    """Return the statements in a cell, each with its answer.

    Args:
        cell: `Statement : Answer, Statement : Answer`; also with `;` or line breaks between.
        answers: Those that are known. One that holds a comma is read whole where it is known.

    Example:
        >>> statements_of("Parks, trees : Good, Roads : Very poor", ["Good"])
        {'Parks, trees': 'Good', 'Roads': 'Very poor'}
    """
    parts = _ANSWER.split(cell.strip())
    if len(parts) < 2:
        return {}
    longest = sorted(answers, key=len, reverse=True)
    found: dict[str, str] = {}
    statement = parts[0]
    for part in parts[1:-1]:
        answer, following = _at_border(part, longest)
        found[statement.strip()] = answer
        statement = following
    found[statement.strip()] = parts[-1].rstrip(";, ")
    return {name: answer.strip() for name, answer in found.items() if name}


def _at_border(part: str, answers: Sequence[str]) -> tuple[str, str]:
    """Return the answer that ends a statement and the statement that follows it."""
    for answer in answers:
        if part.startswith(answer) and (rest := part[len(answer) :].lstrip())[:1] in (",", ";", "\n", "|"):
            return answer, rest[1:]
    line = _LINE.search(part)
    if line:
        return part[: line.start()], part[line.end() :]
    answer, _, following = part.partition(", ")
    return answer, following


def answers_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the answers that end a cell: there nothing can follow them."""
    ends = (_ANSWER.split(cell.strip()) for cell in cells)
    return tuple(dict.fromkeys(parts[-1].rstrip(";, ") for parts in ends if len(parts) > 1))


def is_matrix(counts: Mapping[str, int]) -> bool:
    """Say whether most cells hold several statements that recur, with answers that recur.

    Example:
        >>> is_matrix({"Parks : Good, Roads : Poor": 2, "Parks : Poor, Roads : Good": 1})
        True
        >>> is_matrix({"White : Irish": 4, "Asian : Bangladeshi": 5})
        False
    """
    total = sum(counts.values())
    paired = {cell: n for cell, n in counts.items() if cell.count(":") > 1 and len(_ANSWER.findall(cell)) > 1}
    if not paired or 2 * sum(paired.values()) < total or sum(n for c, n in counts.items() if ":" in c) < 0.9 * total:
        return False
    answers = answers_of(counts)
    if len(answers) > _MOST_STATEMENTS or any("://" in cell for cell in paired):
        return False
    statements = Counter(name for cell in counts for name in statements_of(cell, answers))
    recur = len(counts) == 1 or 2 * sum(statements.values()) >= 3 * len(statements)
    return recur and len(statements) <= _MOST_STATEMENTS


def ranking_of(cell: str) -> tuple[str, ...]:
    """Return the options of a cell in the order they stand in.

    Example:
        >>> ranking_of("Trees;Bins;Light;")
        ('Trees', 'Bins', 'Light')
    """
    return tuple(filter(None, map(str.strip, _RANKED.split(cell))))


def is_ranking(counts: Mapping[str, int]) -> bool:
    """Say whether all cells hold the same three options or more, in different orders.

    Example:
        >>> is_ranking({"A;B;C;": 2, "B;A;C;": 1, "C;B;A;": 1}), is_ranking({"A;B;C;": 5})
        (True, False)
    """
    if len(counts) < 2:
        return False
    orders = map(ranking_of, counts)
    first = next(orders)
    options = frozenset(first)
    return 3 <= len(first) == len(options) <= _MOST_STATEMENTS and all(
        len(order) == len(options) and frozenset(order) == options for order in orders
    )


def by_statement(values: Sequence[object]) -> dict[str, list[str | None]]:
    """Return each statement with the answer of every person, in order; nothing where the cells are no grid.

    A ranking is a grid too: each option is a statement, and the place it was given the answer.

    Args:
        values: One cell for each person; blanks are no text.
    """
    counts = Counter(value for value in values if isinstance(value, str))
    if is_matrix(counts):
        answers = answers_of(counts)
        read = {cell: statements_of(cell, answers) for cell in counts}
    elif is_ranking(counts):
        read = {cell: {option: str(n) for n, option in enumerate(ranking_of(cell), 1)} for cell in counts}
    else:
        return {}
    names = dict.fromkeys(name for cell in read.values() for name in cell)
    people = [read[value] if isinstance(value, str) else {} for value in values]
    return {name: [said.get(name) for said in people] for name in names}
