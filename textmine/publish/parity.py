"""Language parity: which share of the answers in each language has a theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any


def themed_shares(trust: Mapping[str, Any], minimum: int) -> dict[str, int]:
    """Return language → whole per cent of its answers that a run put into a theme, most answers first.

    Args:
        trust: The checks of the run, from its manifest.
        minimum: The smallest number that is shown; languages of fewer than twice as many answers are left out.
    """
    answers: Counter[str] = Counter()
    themed: Counter[str] = Counter()
    for question in trust.values():
        for tag, found in question.get("languages", {}).items():
            answers[tag] += found["answers"]
            themed[tag] += round(found["answers"] * found["themed"])
    least = max(minimum, 1) * 2
    return {
        tag: round(100 * themed[tag] / number)
        for tag, number in answers.most_common()
        if number >= least and tag != "und"
    }
