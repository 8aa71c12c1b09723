"""What is searched for, and the answers that are found, each with why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.filters import choices_of, wanted_of
from textmine.desk.finding import HOWS, Asked, Hit, find, marked, tongue_of
from textmine.desk.fixed import plain
from textmine.desk.meaning import MOST, Meaning, has_meaning
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import live_of, page, snapshot_of
from textmine.errors import TextmineError
from textmine.language import language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.ledger import STATUSES
from textmine.report.view import STATUS_WORDS
from textmine.review.state import Answer

A_PAGE = 25
PATIENCE = 2.0
"""Seconds that a search waits for the sentence model to load before it says so."""
HOW_WORDS = {"both": "words and meaning", "words": "words alone", "meaning": "meaning alone"}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that was found, and why."""

    card: Card
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to.

    Attributes:
        hits: The best first.
        searched: Whether there was a text to search for.
        by_meaning: Whether it was searched by meaning.
        language: Of the text, by name; empty where it does not matter.
        notes: What to know of it, in plain words.
        loading: Whether the sentence model is still being loaded.
    """

    hits: Sequence[Hit]
    searched: bool
    by_meaning: bool
    language: str
    notes: tuple[str, ...]
    loading: bool

    @property
    def worded(self) -> int:
        """How many answers have the words."""
        return sum(hit.has_words for hit in self.hits)

    @property
    def close(self) -> int:
        """How many answers are close in meaning."""
        return sum(hit.closeness is not None for hit in self.hits)


def show(request: Request) -> Response:
    """Show the search, and what is found."""
    now, asked = snapshot_of(request), asked_of(request)
    outcome = search(request, now, asked)
    answers = [hit.answer for hit in outcome.hits]
    paging = paging_of(request, len(answers), A_PAGE)
    questions = [name for name in now.questions if any(question == name for _, question in answers)]
    return page(
        request,
        "search.html.j2",
        asked=asked,
        hows=HOW_WORDS.items(),
        statuses=[(status, STATUS_WORDS[status]) for status in STATUSES],
        choices=choices_of(now, asked.wanted.question),
        is_narrowed=bool(set(asked.wanted.asked) - {"text"}),
        outcome=outcome,
        most=MOST,
        found=[_found(now, hit, asked.wanted.text) for hit in paging.of(outcome.hits)],
        paging=paging,
        questions=[(now.questions[name], now.leaves(name)) for name in questions],
        set_aside=now.reviewed.set_aside,
        title_languages=now.title_languages,
        search=urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "page"]),
        fingerprint=fingerprint(answers),
    )


def asked_of(request: Request) -> Asked:
    """Return what an address asks for."""
    how = request.query_params.get("how", "")
    known = next((one for one in HOWS if one == how), HOWS[0])
    return Asked(wanted_of(request), known, request.query_params.get("text_in", ""))


def search(request: Request, now: Snapshot, asked: Asked) -> Outcome:
    """Search; the sentence model begins to load when somebody first looks at the page."""
    searched = bool(plain(asked.wanted.text).split())
    by_meaning = searched and asked.how != "words"
    meaning, why_not = _meaning(request, now, PATIENCE if by_meaning else 0.0)
    tongue = tongue_of(asked) if by_meaning else UNKNOWN
    is_able = by_meaning and meaning is not None and has_meaning(tongue)
    notes = []
    if by_meaning and why_not:
        notes.append(f"Meaning cannot be searched here. {why_not}")
    if by_meaning and not has_meaning(tongue):
        notes.append("This has no words, and so no meaning to search by: only the signs themselves are searched for.")
    hits = find(now, replace(asked, language=tongue), meaning)
    if is_able and not any(hit.closeness is not None for hit in hits):
        notes.append("Nothing is close in meaning.")
    language = language_name(tongue) if is_able and tongue not in (UNKNOWN, NO_WORDS) else ""
    return Outcome(hits, searched, is_able, language, tuple(notes), by_meaning and meaning is None and not why_not)


def fingerprint(answers: Iterable[Answer]) -> str:
    """Return what tells whether a search still finds the same answers."""
    return hashlib.sha256(json.dumps(sorted(answers)).encode()).hexdigest()[:16]


def _meaning(request: Request, now: Snapshot, wait: float) -> tuple[Meaning | None, str]:
    """Return the answers by meaning, None while the model is loaded; or why they cannot be searched so."""
    try:
        return live_of(request).meaning.get(now, wait).value, ""
    except TextmineError as error:
        return None, str(error)


def _found(now: Snapshot, hit: Hit, text: str) -> Found:
    why = ["has the words"] if hit.has_words else []
    if hit.closeness is not None:
        why.append(f"close in meaning, {hit.closeness:.2f}")
    return Found(card(now, hit.answer, spans=marked(now, hit, text)), tuple(why))


ROUTES = [Route("/search", show)]
