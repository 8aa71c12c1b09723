"""Two officers decide as fast as they can, and the desk is killed in the middle of it."""

from __future__ import annotations

import http.client
import random
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from .process import Browser, Process

ANSWERS = {"Amina Khatun": '["r1","q1"]', "Bo Berg": '["r7","q1"]'}
LONGEST = 0.7
"""Seconds until the desk is killed, at most."""


@dataclass(frozen=True)
class Killed:
    """What was known when the desk was killed.

    Attributes:
        acknowledged: The languages that it said were recorded; no two are the same.
        sent: How many were sent.
        seconds: How long it took to open the desk.
    """

    acknowledged: set[str]
    sent: int
    seconds: float


def killed(folder: Path, attempt: int, chance: random.Random) -> Killed:
    """Open the desk, let two officers decide, and kill it.

    Args:
        folder: The small analysis; what earlier attempts recorded may be in its log.
        attempt: Tells its decisions from those of other attempts.
        chance: When to kill.
    """
    started = time.perf_counter()
    with Process(folder) as process:
        first = Browser(process.address, "Amina Khatun")
        browsers = {"Amina Khatun": first, "Bo Berg": Browser(first.link(), "Bo Berg")}
        seconds = time.perf_counter() - started
        said: list[tuple[str, bool]] = []
        threads = [
            threading.Thread(target=_decide, args=(*own, _tags(attempt, place), said))
            for place, own in enumerate(browsers.items())
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.1, LONGEST))
        process.signal(signal.SIGKILL)
        for thread in threads:
            thread.join(timeout=30)
    return Killed({tag for tag, known in said if known}, len(said), seconds)


def _tags(attempt: int, officer: int) -> Iterator[str]:
    """Yield language tags that are never the same."""
    return (f"so-{officer}{attempt % 1000:03d}{number:04d}" for number in count())


def _decide(officer: str, browser: Browser, tags: Iterator[str], said: list[tuple[str, bool]]) -> None:
    """Set the language of an answer again and again; note what was sent, and whether the desk said it has it."""
    for tag in tags:
        try:
            reply = browser.post("/languages/tell", answer=ANSWERS[officer], other=tag)
        except (OSError, http.client.HTTPException):
            said.append((tag, False))
            return
        assert reply.status == 303, reply.text
        said.append((tag, True))
