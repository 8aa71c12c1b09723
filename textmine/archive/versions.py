"""The versions of the archive: what each one added, as a list of steps from the first to the newest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files

Migration = Callable[[sqlite3.Connection], None]


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would end the transaction."""
    waiting = ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _run(connection: sqlite3.Connection, name: str) -> None:
    """Run a script of `data/`."""
    sql = files("textmine.archive").joinpath("data", name).read_text(encoding="utf-8")
    for statement in _statements(sql):
        connection.execute(statement)


def _first(connection: sqlite3.Connection) -> None:
    """Make the tables of an archive."""
    _run(connection, "version1.sql")


def _promises(connection: sqlite3.Connection) -> None:
    """Add the record of what became of promises."""
    _run(connection, "version2.sql")


MIGRATIONS: tuple[Migration, ...] = (_first, _promises)
"""MIGRATIONS[n] brings an archive from version n to version n + 1; version 0 is an empty file."""
NEWEST = len(MIGRATIONS)


@cache
def _expected() -> frozenset[str]:
    """Return the definitions of all tables, triggers and indexes of the newest version."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection, 0)
        return frozenset(_definitions(connection))


def _definitions(connection: sqlite3.Connection) -> Iterator[str]:
    for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"):
        yield " ".join(str(sql).split())


def is_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether an archive of the newest version has all that it should; what somebody added does no harm."""
    return _expected() <= set(_definitions(connection))


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an archive from a version to the newest, inside the caller's transaction."""
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {NEWEST}")
