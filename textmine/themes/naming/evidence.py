"""The evidence sheet behind a name: which answers, which candidates, and why this one won."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmine.themes.naming.model import Document, Scored
from textmine.themes.naming.tokens import content_stems

CENTRAL, ATYPICAL = 5, 2
SHOWN = 10
WEAK = 0.5
SCATTERED = 0.2
"""A title that speaks for less of its theme than this (`score.spread`) is weak: the answers say different things."""
_REASONS = {
    "close": "it is near to what the answers of this theme say",
    "spread": "it speaks for many of its answers",
    "distinct": "it is said of this theme more than of any other",
    "carried": "many of its people share its words",
    "shared": "many use several of its words together",
    "states": "it states a point",
    "length": "it has a good length",
    "whole": "it is a whole clause or the beginning of one",
}


def by_distinct_people(documents: Sequence[Document], order: Sequence[int], most: int) -> list[int]:
    """Return the first `most` indices of `order` that are different people's."""
    seen: set[int] = set()
    found: list[int] = []
    for i in order:
        if len(found) < most and documents[i].owner not in seen:
            seen.add(documents[i].owner)
            found.append(i)
    return found


def central_and_atypical(documents: Sequence[Document]) -> tuple[list[int], list[int]]:
    """Return the indices of the five most central and the two most atypical documents, no person in both."""
    order = sorted(range(len(documents)), key=lambda i: (-documents[i].closeness, i))
    central = by_distinct_people(documents, order, CENTRAL)
    shown = {documents[i].owner for i in central}
    rest = [i for i in reversed(order) if documents[i].owner not in shown]
    return central, by_distinct_people(documents, rest, ATYPICAL)


def people_sharing(text: str, documents: Sequence[Document]) -> int:
    """Count the people who use at least half of a text's content words."""
    wanted = set(content_stems(text))
    if not wanted:
        return 0
    said: dict[int, set[str]] = {}
    for document in documents:
        said.setdefault(document.owner, set()).update(wanted & set(content_stems(document.text)))
    return sum(2 * len(found) >= len(wanted) for found in said.values())


def reason(winner: Scored | None, ranked: Sequence[Scored], people: int) -> str:
    """Say in a sentence why a title won."""
    if winner is None:
        return "No clause or phrase could be a title, so the theme is named by its most frequent words."
    good = [_REASONS[name] for name, value in winner.parts.items() if name in _REASONS and value >= 0.6]
    why = f"It won because {_listed(good)}" if good else "It scored highest of the candidates"
    share = f"; {people} people use its words" if people > 1 else ""
    better = sum(item.score > winner.score for item in ranked)
    passed = f" {better} that scored higher {'was' if better == 1 else 'were'} too like another theme's title." * (
        better > 0
    )
    return f"{why}{share}.{passed}"


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def evidence(
    documents: Sequence[Document], language: str, title: str, winner: Scored | None, ranked: Sequence[Scored]
) -> dict[str, Any]:
    """Return the evidence sheet of one theme as plain data.

    Returns:
        `title`, `language`, `reason`, `people` (who use at least half of the title's words), `weak` (the title
        fits few of the answers), `n_people`, `candidates` (text, kind, score, parts, document), `winner` (the
        same, or None), and `central` and `atypical`: indices into `documents`.
    """
    people = people_sharing(title, documents)
    central, atypical = central_and_atypical(documents)
    return {
        "title": title,
        "language": language,
        "reason": reason(winner, ranked, people),
        "people": people,
        "weak": weak(winner),
        "n_people": len({document.owner for document in documents}),
        "candidates": [_plain(item) for item in ranked[:SHOWN]],
        "winner": None if winner is None else _plain(winner),
        "central": central,
        "atypical": atypical,
    }


def weak(winner: Scored | None) -> bool:
    """Say whether a title fits few of its theme's answers: they say different things, and a person should look."""
    if winner is None or winner.parts["spread"] < SCATTERED:
        return True
    return winner.parts["carried"] < WEAK and winner.parts["shared"] < WEAK


def _plain(item: Scored) -> dict[str, Any]:
    candidate = item.candidate
    return {
        "text": candidate.text,
        "kind": candidate.kind,
        "score": item.score,
        "parts": dict(item.parts),
        "document": candidate.source,
    }
