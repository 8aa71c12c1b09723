"""Who wrote in what: how sure that is, the answers where it is not, and what waits for a translation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.pages.translating import directions
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, live_of, page, posted, record, refused, snapshot_of
from textmine.language import language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN, known_languages, languages
from textmine.report.languages import BANDS, how_sure, languages_view, other_languages
from textmine.review.session import standing
from textmine.review.state import Answer

A_PAGE = 25
_TOLD = (UNKNOWN, NO_WORDS)

LISTS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "unsure": ("Unsure", lambda row: row.language not in _TOLD and how_sure(row) == BANDS[-1]),
    "mixed": ("More than one language", lambda row: bool(other_languages(row))),
    "unknown": ("Could not be told", lambda row: row.language == UNKNOWN),
}
"""Which answers somebody should look at: the list's name in words, and which rows of `responses` are in it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer in one of the lists.

    Attributes:
        tag: Its main language.
        others: Its other languages, by name.
        sure: How sure its language is, or why there is none.
        said_by: Who said what language it is in; empty where nobody did.
    """

    card: Card
    tag: str
    others: tuple[str, ...]
    sure: str
    said_by: str


def show(request: Request) -> Response:
    """Show the panel, and one of the lists of answers."""
    now = snapshot_of(request)
    found = {name: _listed(now, name) for name in LISTS}
    asked = request.query_params.get("list", "")
    wanted = asked if asked in LISTS else next((name for name, answers in found.items() if answers), "unsure")
    language = request.query_params.get("language", "")
    answers = [answer for answer in found[wanted] if language in ("", now.answers[answer].language)]
    paging = paging_of(request, len(answers), A_PAGE)
    said_by = _said_by(now)
    texts = live_of(request).texts.get(now)
    return page(
        request,
        "languages.html.j2",
        view=languages_view(now.tables.responses),
        lists=[(name, words, len(found[name])) for name, (words, _) in LISTS.items()],
        wanted=wanted,
        language=language,
        in_list=_named({str(now.answers[answer].language) for answer in found[wanted]}),
        answers=[_spoken(now, answer, said_by) for answer in paging.of(answers)],
        paging=paging,
        choices=_choices(now),
        known=list(_named(set(known_languages()))),
        directions=directions(now, texts.value[0]) if texts.value else None,
        left_out=texts.value[1] if texts.value else 0,
        directions_current=texts.is_current,
    )


def tell(request: Request, form: Form) -> Response:
    """Set the language of the answers that are ticked."""
    answers = list(dict.fromkeys(form.answers()))
    tag = tag_of(form.text("other") or form.text("language"))
    if not answers:
        return refused(request, form, ["No answer was ticked. Go back and tick those that are meant."])
    if not tag:
        return refused(request, form, ["No language was chosen. Go back and choose one."])
    said = f"The language of {len(answers)} answers is {language_name(tag)} now." if len(answers) > 1 else ""
    return record(
        request, form, [{"do": "language", "answer": list(answer), "language": tag} for answer in answers], said
    )


def tag_of(text: str) -> str:
    """Return the tag of a language that somebody names, or the text itself.

    Example:
        >>> tag_of("somali"), tag_of("bn-Latn"), tag_of("Klingonish")
        ('so', 'bn-Latn', 'Klingonish')
    """
    wanted = text.casefold()
    for tag, entry in known_languages().items():
        if wanted in (entry.name.casefold(), entry.own_name.casefold()):
            return tag
    return text


def _listed(now: Snapshot, name: str) -> list[Answer]:
    """Return the answers of a list, those that say something first."""
    _, belongs = LISTS[name]
    found = [answer for answer, row in now.answers.items() if row.status != "blank" and belongs(row)]
    return sorted(found, key=lambda answer: bool(now.answers[answer].status == "no_content"))


def _said_by(now: Snapshot) -> dict[Answer, str]:
    """Return who last said what language an answer is in."""
    said = [decision for decision in standing(now.reviewed.decisions) if decision.do == "language"]
    return {tuple(decision.payload["answer"]): decision.by for decision in said}


def _spoken(now: Snapshot, answer: Answer, said_by: dict[Answer, str]) -> Spoken:
    row = now.answers[answer]
    others = tuple(map(language_name, other_languages(row)))
    return Spoken(card(now, answer), row.language, others, how_sure(row), said_by.get(answer, ""))


def _choices(now: Snapshot) -> list[tuple[str, str]]:
    """Return the languages that answers are expected in, those that some are in, and that there are none."""
    expected = set(now.config.language.languages or languages())
    found = {str(row.language) for row in now.answers.values()}
    return [*_named((expected | found) - set(_TOLD)), *((tag, language_name(tag)) for tag in _TOLD)]


def _named(tags: set[str]) -> list[tuple[str, str]]:
    """Return languages as (tag, name), by name."""
    return sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: pair[1].casefold())


ROUTES = [Route("/languages", show), Route("/languages/tell", posted(tell), methods=["POST"])]
