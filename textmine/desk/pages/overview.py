"""Where the review stands: what was received, what is done, what blocks publication, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.keeper import Aged
from textmine.desk.live import Teaching
from textmine.desk.pages.editor.wording import on_the_desk
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link, live_of, page, posted, record, snapshot_of
from textmine.language import language_name
from textmine.ledger import STATUSES
from textmine.report import Obstacle
from textmine.report.answers import AnswerView, answer_view, percent
from textmine.report.campaigns import how_alike
from textmine.report.facts import LOOSE, disagreement, held_positions, steadiness
from textmine.report.languages import LanguageCount, language_counts
from textmine.report.responded import who_responded
from textmine.report.standing import obstacle_views
from textmine.report.taught import shortened
from textmine.report.view import STATUS_WORDS
from textmine.retention import is_overdue, retention_note
from textmine.review.lesson import LEAST
from textmine.review.state import SUBSTANTIVE
from textmine.themes.learning import ENOUGH

MOST_LANGUAGES = 8
MOST_TEXTS = 3
"""Texts that several people sent in answer to one question, of which each has a line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next: in words, why, and where."""

    words: str
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """How far the review of one open question is."""

    question_id: str
    wording: str
    answers: int
    """Those with content."""
    reviewed: int
    waiting: int
    """Those that need a person."""
    themes: int
    agreement: str


@dataclass(frozen=True, slots=True)
class SameText:
    """A text that several people sent in answer to a question, or the number of further ones.

    Attributes:
        wording: Of the question.
        people: How many sent it.
        more: How many more texts there are; 0 where it is one text.
        counted: How far they are alike.
        address: Where the answers are.
        example: The text, as most people sent it; None where there are several.
    """

    wording: str
    people: int
    more: int
    counted: str
    address: str
    example: AnswerView | None


def show(request: Request) -> Response:
    """Show where the review stands."""
    now, live = snapshot_of(request), live_of(request)
    obstacles, taught = live.obstacles.get(now), live.teachings.get(now).value or {}
    ledger = now.tables.manifest.get("ledger", {})
    statuses = now.tables.responses["status"].value_counts()
    total = len(now.tables.responses)
    todo = published_leaves(now)
    return page(
        request,
        "overview.html.j2",
        ledger=ledger,
        responded=who_responded(now.tables),
        statuses=[
            (status, STATUS_WORDS[status], int(statuses.get(status, 0)), percent(statuses.get(status, 0), total))
            for status in STATUSES
        ],
        languages=_languages(now),
        questions=[_standing(now, name, taught) for name in now.questions],
        same_texts=[text for name in now.questions for text in _same_texts(now, name)],
        themes=len(todo),
        with_outcome=sum(theme in now.reviewed.outcomes for theme in todo),
        approved=sum(now.is_approved(theme) for theme in todo),
        obstacles=obstacle_views(map(_plainly, obstacles.value)) if obstacles.value is not None else None,
        obstacles_current=obstacles.is_current,
        titles=dict(now.titled(list(now.themes))),
        title_languages=now.title_languages,
        steps=list(next_steps(now, obstacles, taught)),
        undecided=quotes_undecided(now),
        not_applied=len(now.reviewed.not_applied),
        foreign=live.foreign(),
        overdue=retention_note(now.tables.manifest) if is_overdue(now.tables.manifest) else "",
        quotes=(now.reviewed.quotes, now.reviewed.quotes_by),
    )


def _plainly(obstacle: Obstacle) -> Obstacle:
    """Return a reason without what to write in a command."""
    return replace(obstacle, reason=on_the_desk(obstacle.reason))


def consent(request: Request, form: Form) -> Response:
    """Decide for all whether people may be quoted whose consent is not known."""
    return record(request, form, [{"do": "consent", "quotes": form.text("quotes")}])


def published_leaves(now: Snapshot) -> list[str]:
    """Return the themes that are to be published and can have an outcome."""
    return [name for name in now.themes if name not in now.groups and name not in now.reviewed.set_aside]


def quotes_undecided(now: Snapshot) -> int:
    """Return of how many people it is not known whether they may be quoted."""
    return int(now.tables.respondents["consent_publish"].isna().sum())


def _languages(now: Snapshot) -> tuple[list[tuple[str, LanguageCount]], int]:
    """Return the commonest languages by name, and how many more there are."""
    counts, _ = language_counts(now.tables.responses)
    return [(language_name(count.tag), count) for count in counts[:MOST_LANGUAGES]], max(
        0, len(counts) - MOST_LANGUAGES
    )


def _same_texts(now: Snapshot, question: str) -> Iterator[SameText]:
    """Yield the texts that most people sent in answer to a question, then how many more there are."""
    campaigns, wording = now.fixed.campaigns, now.questions[question]
    named = campaigns.to(question)
    for name in named[:MOST_TEXTS]:
        found = campaigns.shared(name)
        example = replace(answer_view(now.answers[campaigns.example(name)]), text=shortened(found.template))
        address = link("/search", question=question, sent=name)
        yield SameText(wording, len(campaigns.members[name]), 0, how_alike(found), address, example)
    if rest := named[MOST_TEXTS:]:
        people = sum(len(campaigns.members[name]) for name in rest)
        address = link("/search", question=question, sent="several")
        yield SameText(wording, people, len(rest), "", address, None)


def _standing(now: Snapshot, question: str, taught: Mapping[str, Teaching]) -> QuestionStanding:
    own = [answer for answer, row in now.answers.items() if answer[1] == question and row.status in SUBSTANTIVE]
    found = taught[question].agreement if question in taught else None
    return QuestionStanding(
        question,
        now.questions[question],
        len(own),
        sum(answer in now.reviewed.judged for answer in own),
        sum(now.answers[answer].status == "needs_person" for answer in own),
        len([row for row in now.leaves(question) if row.theme_id not in now.reviewed.set_aside]),
        str(found) if found is not None else "",
    )


def next_steps(now: Snapshot, obstacles: Aged[list[Obstacle]], taught: Mapping[str, Teaching]) -> Iterator[Step]:
    """Yield what to do, the most useful first: what teaches the machine, what themes need, then publication."""
    yield from _about_answers(now, taught)
    yield from _about_themes(now)
    yield from _about_publication(now, obstacles)


def _about_answers(now: Snapshot, taught: Mapping[str, Teaching]) -> Iterator[Step]:
    for question, wording in now.questions.items():
        standing = _standing(now, question, taught)
        about = f" to “{wording}”" if len(now.questions) > 1 else ""
        if standing.waiting:
            need = "needs" if standing.waiting == 1 else "need"
            yield Step(
                f"Read the {_answers(standing.waiting)}{about} that {need} a person",
                "The software could not place them; nobody else will read them.",
                link("/queue", question=question),
            )
        confirmed = taught[question].lesson.confirmed if question in taught else standing.reviewed
        if confirmed < min(ENOUGH, standing.answers):
            yield Step(
                f"Confirm {_answers(ENOUGH - confirmed, 'more ')}{about}",
                f"From {LEAST} on the software learns from you; from {ENOUGH} on it can say how far it agrees.",
                link("/queue", question=question),
            )
        if question in taught and (moving := len({item.response for item in taught[question].suggestions})):
            yield Step(
                f"See what assigning again would change{about}",
                f"By what you confirmed, {_answers(moving)} would go elsewhere.",
                link("/learn", question=question),
            )


def _about_themes(now: Snapshot) -> Iterator[Step]:
    left = [name for name in published_leaves(now) if not now.is_approved(name)]
    torn = [name for name in left if disagreement(held_positions(now.themes[name]))]
    if torn:
        yield Step(
            f"Look at {_themes(len(torn))} where people disagree",
            "A theme that mixes for and against reads as if all wanted the same.",
            link("/theme", id=torn[0]),
        )
    loose = [name for name in left if steadiness(now.themes[name].stability) == LOOSE]
    if loose:
        yield Step(
            f"Look at {_themes(len(loose))} that are loosely held together",
            "They hardly come back when the themes are found again without some of the people.",
            link("/theme", id=loose[0]),
        )


def _about_publication(now: Snapshot, obstacles: Aged[list[Obstacle]]) -> Iterator[Step]:
    todo = published_leaves(now)
    without = [name for name in todo if name not in now.reviewed.outcomes]
    if without:
        yield Step(
            f"Say what the council did about {_themes(len(without))}",
            "Write it here, or send the service lead the workbook.",
            link("/draft", id=without[0]),
        )
    if quotes_undecided(now) and now.reviewed.quotes is None:
        yield Step(
            "Decide whether people may be quoted",
            f"For {quotes_undecided(now)} people it is not known whether they agreed.",
            "#quotes",
        )
    waiting = [name for name in todo if not now.is_approved(name) and name in now.reviewed.outcomes]
    if waiting:
        yield Step(
            f"Read and approve {_themes(len(waiting))}",
            "Only what a named person approved is published.",
            link("/draft", id=waiting[0]),
        )
    if obstacles.value == [] and obstacles.is_current:
        yield Step("Publish", "Everything is decided, approved and safe.", "/publish")


def _answers(number: int, more: str = "") -> str:
    return f"1 {more}answer" if number == 1 else f"{number} {more}answers"


def _themes(number: int) -> str:
    return "1 theme" if number == 1 else f"{number} themes"


ROUTES = [Route("/", show), Route("/consent", posted(consent), methods=["POST"])]
