"""What has the words of a question, by the index of words in the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from textmine.text import normalise
from textmine.text.tokens import words

FREQUENT = 0.05
"""A word in more than this share of all texts tells little: it does not count alone."""
BEGINNING = 4
"""From so many letters on, words that begin with it are the same word: “পার্ক” is in “পার্কের”."""
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, words, row)"
_SELECT = (
    "SELECT id, consultation, kind, language FROM items JOIN "
    "(SELECT rowid AS found, rank AS how FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?) ON id = found "
    "ORDER BY how"
)


def with_words(
    connection: sqlite3.Connection, text: str, most: int
) -> tuple[Sequence[sqlite3.Row], Sequence[sqlite3.Row]]:
    """Return the items with all words of a text, and those with any of its rarer words, the best first.

    Args:
        connection: The archive.
        text: In any language.
        most: How many at most, of each.

    Returns:
        Rows of `id, consultation, kind, language`.
    """
    asked = list(dict.fromkeys(word.casefold() for word in words(normalise(text).replace('"', " "))))
    if not asked:
        return (), ()
    rare = [word for word in asked if not _is_frequent(connection, word)]
    return _found(connection, asked, " AND ", most), _found(connection, rare, " OR ", most)


def _found(connection: sqlite3.Connection, asked: Sequence[str], join: str, most: int) -> list[sqlite3.Row]:
    """Return what FTS5 finds, by its own rank (BM25)."""
    query = join.join(_term(word) for word in asked)
    return connection.execute(_SELECT, (query, most)).fetchall() if query else []


def _term(word: str) -> str:
    """Return a word as FTS5 looks for it.

    Example:
        >>> _term("bins"), _term("পার্ক"), _term("at")
        ('"bins"*', '"পার্ক"*', '"at"')
    """
    return f'"{word}"*' if len(word) >= BEGINNING else f'"{word}"'


def _is_frequent(connection: sqlite3.Connection, word: str) -> bool:
    """Tell whether a word stands in so many texts that it says nothing about any of them."""
    connection.execute(_VOCABULARY)
    row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
    if row is None:
        return False
    total = connection.execute("SELECT count(*) FROM items").fetchone()[0]
    return bool(row[0] > max(FREQUENT * total, 5))
