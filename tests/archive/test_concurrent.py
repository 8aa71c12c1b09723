from __future__ import annotations

import os
import signal
import traceback
from pathlib import Path

import pytest

from textmine.archive import Archive
from textmine.archive.file import reading, writing
from textmine.archive.index import load_index
from textmine.archive.write import add_entry

from .made import entry

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="No fork on this system.")


def add(path: Path, number: int) -> None:
    with writing(path, make=True) as connection:
        add_entry(connection, entry(number, themes=2 + number % 5), "Ana")


def writer(path: Path, first: int, last: int) -> int:
    """Add consultations in a process of its own, and return its id."""
    if process := os.fork():
        return process
    try:
        for number in range(first, last):
            add(path, number)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def is_running(process: int, ended: dict[int, int]) -> bool:
    """Tell whether a process still runs, and note how it ended."""
    if process not in ended:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            ended[process] = status
    return process not in ended


def look(path: Path) -> int:
    """Read the archive as a search does, and see that every consultation in it is whole."""
    with reading(path) as connection:
        index = load_index(connection)
        themes = dict(map(tuple, connection.execute("SELECT consultation, count(*) FROM themes GROUP BY 1")))
        for number, one in index.consultations.items():
            asked = int(one.title.removeprefix("Consultation "))
            assert themes[number] == 2 + asked % 5
    assert sum(len(block.ids) for block in index.blocks) == 2 * sum(themes.values())
    return len(themes)


def test_readers_see_whole_consultations_while_two_write(tmp_path: Path) -> None:
    path, ended = tmp_path / "archive.sqlite", dict[int, int]()
    add(path, 5)
    writers = [writer(path, 10, 50), writer(path, 100, 140)]
    seen = []
    while any([is_running(process, ended) for process in writers]):
        seen.append(look(path))
    assert list(ended.values()) == [0, 0]
    assert look(path) == 81
    assert seen == sorted(seen)


def test_three_that_make_the_archive_at_once_all_have_their_say(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    writers = [writer(path, first, first + 3) for first in (10, 20, 30)]
    assert [os.waitpid(process, 0)[1] for process in writers] == [0, 0, 0]
    assert len(Archive(path).consultations()) == 9


def test_a_writer_that_is_killed_leaves_whole_consultations(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    add(path, 0)
    for attempt in range(1, 6):
        before, ended = look(path), dict[int, int]()
        process = writer(path, attempt * 1000, attempt * 1000 + 500)
        while look(path) < before + attempt and is_running(process, ended):
            pass
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    last = look(path)
    add(path, 6000)
    assert look(path) == last + 1
    assert last > 5


def test_vectors_in_memory_follow_what_others_write(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    for number in (1, 2):
        os.waitpid(writer(archive.path, number, number + 1), 0)
        assert {result.consultation.number for result in archive.search("Theme")} == set(range(1, number + 1))
