from __future__ import annotations

from tests.fuzz.pool import SLOWEST, fuzz
from tests.fuzz.seeds import seeds

INPUTS = 3_000
"""For the minute that continuous integration has; `scripts/bench fuzz` reads a hundred thousand."""


def test_spoilt_files_are_read_or_refused_in_plain_words_quickly_and_in_little_memory() -> None:
    names = list(seeds())
    findings = fuzz(((names[number % len(names)], number) for number in range(INPUTS)), workers=1)
    assert findings.bad == []
    assert findings.slowest < SLOWEST
    assert findings.megabytes < 1_000
    assert {said for _, said in findings.outcomes} == {"read", "refused"}
