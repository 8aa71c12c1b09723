"""Read `decisions.jsonl`: one decision a line, every broken line reported at once."""

from __future__ import annotations

import json
from typing import Any

from textmine.errors import Problem, ReviewError
from textmine.safe import replace_surrogates


class DecisionLine(dict[str, Any]):
    """A decision as read from a file: a plain dictionary that knows its file and line."""

    def __init__(self, values: dict[str, Any], file: str, line: int) -> None:
        super().__init__(values)
        self.file = file
        self.line = line


class _RepeatedKeyError(ValueError):
    """A key stands twice on a line."""


class _NotAnObjectError(ValueError):
    """The line is JSON, but not an object."""


def parse_decisions(text: str, file: str = "decisions.jsonl") -> list[dict[str, Any]]:
    r"""Return the decisions of a JSON Lines file, for `decide`.

    Args:
        text: The whole file. Blank lines are ignored.
        file: Its name, for messages.

    Returns:
        One dictionary a line; each remembers its line for the messages of `decide`.

    Raises:
        ReviewError: Every line that is not one JSON object; `row` of each problem is the line.

    Example:
        >>> parse_decisions('{"do": "undo", "decision": 3}\n\n')
        [{'do': 'undo', 'decision': 3}]
    """
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    # Not `splitlines`: JSON text may hold U+2028 and other line ends inside a string.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(DecisionLine(_object(line), file, number))
        except (ValueError, RecursionError) as error:
            problems.append(Problem(_plain(error), file=file, row=number))
    if problems:
        raise ReviewError(problems)
    return found


def clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a JSON value whose texts can be stored: no lone surrogates."""
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def _object(line: str) -> dict[str, Any]:
    """Read one line."""
    value = json.loads(line, object_pairs_hook=_pairs)
    if not isinstance(value, dict):
        raise _NotAnObjectError
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: the first of the two would be lost in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedKeyError
    return found


def _plain(error: Exception) -> str:
    """Say what is wrong with a line, without repeating what it says."""
    if isinstance(error, _RepeatedKeyError):
        return "a key stands twice on this line. Keep one of the two."
    if isinstance(error, _NotAnObjectError):
        return 'is not a decision. Write one `{"do": …}` a line.'
    if isinstance(error, json.JSONDecodeError):
        return f"is not valid JSON ({error.msg.lower()}, character {error.colno}). Correct the line."
    return "cannot be read: it is nested too deeply or a number is too long. Correct the line."
