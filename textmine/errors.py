"""Every error a caller can meet.

TextmineError
├── InputError           a file or an answer sheet cannot be read as it is
├── ConfigError          consultation.toml or an option is wrong
├── MissingExtraError    an optional part is not installed
├── EngineError          the cluster that computes a run has stopped
├── ReviewError          a decision does not fit the analysis it is meant for
└── PublishBlockedError  something unapproved, unsafe or unfinished would be published

Each message says what happened, where, and what to do next. Errors that collect several problems
list all of them, so that nobody has to fix a file one message at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: file, sheet, column (heading) and row (1-based)."""

    message: str
    file: str | None = None
    sheet: str | None = None
    column: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        """Give the place first, then what happened and what to do."""
        place = [self.file or ""]
        place += [f"sheet `{self.sheet}`"] if self.sheet else []
        place += [f"column `{self.column}`"] if self.column else []
        place += [f"row {self.row}"] if self.row is not None else []
        where = ", ".join(part for part in place if part)
        return f"{where}: {self.message}" if where else self.message


class TextmineError(Exception):
    """The root of every error textmine raises on purpose."""


class ProblemsError(TextmineError):
    """An error that carries every problem found, in `problems`."""

    def __init__(self, problems: Problem | str | Iterable[Problem | str]) -> None:
        if isinstance(problems, Problem | str):
            problems = [problems]
        self.problems: tuple[Problem, ...] = tuple(
            problem if isinstance(problem, Problem) else Problem(problem) for problem in problems
        )
        super().__init__("\n".join(map(str, self.problems)))


class InputError(ProblemsError):
    """The user's file cannot be read as it is."""


class ConfigError(ProblemsError):
    """The user's configuration, or an option on the command line, is wrong."""


class ReviewError(ProblemsError):
    """A decision does not fit the analysis; nothing was recorded."""


class PublishBlockedError(ProblemsError):
    """Publishing is blocked; `problems` holds every reason. Nothing was written."""


class EngineError(TextmineError):
    """The cluster that computes a run has stopped; what was computed is kept."""


class MissingExtraError(TextmineError):
    """An optional part is not installed; the message names the extra that brings it."""


MOST_OF_A_MESSAGE = 300
"""Characters of somebody else's message that are repeated."""


def plug_in_failed(parameter: str, error: Exception) -> InputError:
    """Return the error to raise where somebody's own part fails.

    Args:
        parameter: The parameter it was given as, such as `embedder`.
        error: What it raised.
    """
    said = " ".join(str(error).split())[:MOST_OF_A_MESSAGE]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return InputError(f"`{parameter}` failed ({what}). It is a part of your own: the full traceback says where.")
