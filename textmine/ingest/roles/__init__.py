"""What each column is for, guessed from its heading and its values, with a reason an officer can judge."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.ingest.profile import profile
from textmine.ingest.roles import across, closed, people, personal, platform, words
from textmine.ingest.roles.guess import Asked, Evidence, Guess, Guesser

__all__ = ["Asked", "Guess", "guess_roles"]

_GUESSERS: tuple[Guesser, ...] = (
    platform.hinted,
    platform.empty,
    personal.contact_values,
    people.consent,
    people.contact,
    people.kind,
    personal.personal,
    platform.identifier,
    platform.date,
    platform.technical,
    people.about_people,
    closed.ticked,
    platform.hinted_words,
    closed.scale,
    closed.grid,
    closed.numbers,
    platform.hinted_choice,
    words.asked_for_words,
    closed.yes_no,
    words.letters,
    closed.several_options,
    words.options_with_words,
    closed.one_option,
    personal.names,
    words.text,
)
"""Asked in order: the first that knows an answer decides."""


def guess_roles(columns: Sequence[Asked]) -> list[Guess]:
    """Guess the role of every column of a file.

    Args:
        columns: Each with its heading and its values as text.

    Returns:
        One guess for each column. In each file at most one is the id and one the kind of respondent.
    """
    evidence = [Evidence(asked.heading, asked.values, profile(asked.values), asked.column) for asked in columns]
    guesses = [_guess(item) for item in evidence]
    files = [asked.files for asked in columns]
    across.keep_one_id(evidence, files, guesses)
    across.keep_first("kind", files, guesses)
    across.lines_of_grids(evidence, guesses)
    across.words_beside(evidence, guesses)
    across.only_text_column(evidence, guesses)
    return guesses


def _guess(evidence: Evidence) -> Guess:
    """Return the first guess that something speaks for."""
    for guesser in _GUESSERS:
        guess = guesser(evidence)
        if guess is not None:
            return guess
    reason = "short values that seldom repeat; nothing says what they are"
    return Guess("ignore", 0.3, reason, unknown=True)
