"""The nouns of a consultation: frozen objects that every room shares.

Tables with a row per answer, point or theme are DataFrames (`textmine.schema`); what is
small and has behaviour or is passed by itself is an object here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from textmine.display import render

if TYPE_CHECKING:
    import pandas as pd

Role = Literal[
    "id",
    "open",
    "closed_single",
    "closed_multi",
    "matrix",
    "rating",
    "equality",
    "geography",
    "consent_publish",
    "permission_to_contact",
    "kind",
    "date",
    "personal",
    "ignore",
]
"""What a column is for."""

GROUP_ROLES: tuple[Role, ...] = (
    "closed_single",
    "closed_multi",
    "matrix",
    "rating",
    "equality",
    "geography",
)
"""Roles whose answers become one column each of `respondents`."""

Status = Literal["themed", "needs_person", "no_content", "blank"]
Position = Literal["for", "against", "mixed", "neutral", "unknown"]
OutcomeKind = Literal["we_did", "we_will", "could_not", "still_deciding"]
Because = Literal[
    "cost",
    "law",
    "safety",
    "space",
    "not_ours",
    "done_already",
    "other_views",
    "evidence",
    "out_of_scope",
    "timing",
    "other",
]
"""Why something could not be done, from a closed list: so that reasons can be counted over consultations."""


FIRST_QUESTIONS = 20
"""Questions that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a source file and what it was taken for."""

    name: str
    number: int
    """1-based, as the spreadsheet counts."""
    role: Role
    question_id: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the consultation, open or closed, or a group question such as ward."""

    question_id: str
    wording: str
    role: Role
    linked_question_id: str | None = None
    options: tuple[str, ...] = ()
    """Of a question with several answers in a cell: the options, as far as they are known."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row of the input that did not become a response, and why."""

    file: str
    sheet: str | None
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read, and how it was understood."""

    file: str
    sheet: str | None
    layout: str
    encoding: str | None
    sha256: str
    header_row: int
    first_data_row: int
    rows_read: int
    columns: tuple[Column, ...]

    @property
    def personal_columns(self) -> int:
        """How many columns were dropped at reading because they hold personal data."""
        return sum(column.role == "personal" for column in self.columns)


@dataclass(frozen=True, eq=False)
class Consultation:
    """What was read: questions, answers, respondents, and every row that was set aside.

    Attributes:
        questions: Open, closed and group questions, in column order.
        answers: One row per (response, open question), blank ones too: `response_id`,
            `question_id`, `text` (verbatim, null if blank), `asked` (whether the file has the question),
            `source_file`, `source_row`.
        respondents: The `respondents` table of `textmine.schema`.
        set_aside: Rows that are not responses, each with a reason.
        sources: The files read.
        assumptions: What was guessed, in plain sentences, for the officer to check.
        config: The settings in force, as in `consultation.toml` (`Config.model_dump`).
    """

    questions: tuple[Question, ...]
    answers: pd.DataFrame
    respondents: pd.DataFrame
    set_aside: tuple[SetAside, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions answered in free text."""
        return tuple(question for question in self.questions if question.role == "open")

    def __repr__(self) -> str:
        """Count, and show nobody's words."""
        counts = f"responses {len(self.respondents)}, open questions {len(self.open_questions)}"
        return f"<Consultation: {counts}, rows set aside {len(self.set_aside)}>"

    def _repr_html_(self) -> str:
        """Show the questions, how many answered them, and what was assumed, in a notebook; escaped."""
        first = sorted(self.questions, key=lambda question: question.role != "open")[:FIRST_QUESTIONS]
        return render(
            "consultation",
            responses=len(self.respondents),
            n_open=len(self.open_questions),
            n_set_aside=len(self.set_aside),
            files=list(dict.fromkeys(source.file for source in self.sources)),
            questions=[(item, item.role.replace("_", " "), self._answered(item)) for item in first],
            more=len(self.questions) - len(first),
            assumptions=self.assumptions,
        )

    def _answered(self, question: Question) -> int:
        """Count who answered a question."""
        if question.role == "open":
            own = self.answers[self.answers["question_id"] == question.question_id]
            return int(own["text"].notna().sum())
        known = question.question_id in self.respondents
        return int(self.respondents[question.question_id].notna().sum()) if known else 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text[start:end]` in Python characters, with what it is."""

    start: int
    end: int
    kind: str = ""

    def of(self, text: str) -> str:
        """Cut this span out of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the decision log: who decided what, when, and what it changed."""

    number: int
    at: str
    """UTC, ISO 8601."""
    by: str
    do: str
    """The verb, such as `rename` or `approve`."""
    payload: dict[str, Any]
    """The decision as the officer gave it, `do` included."""
    members: dict[str, list[list[str]]] = field(default_factory=dict)
    """For each theme named: its answers `[response_id, question_id]` when the decision was taken."""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the council did about a theme."""

    outcome: OutcomeKind
    text: str
    reason: str = ""
    owner: str = ""
    date: str = ""
    because: Because | Literal[""] = ""
    """For `could_not`: the kind of reason, beside the sentence in `reason`."""
    instead: str = ""
    """For `could_not`: what the council offers instead."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation of one text, by a named translator, recorded by a named officer."""

    text: str
    translator: str
    by: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The wording of one heading of a published page that a named officer approved."""

    text: str
    by: str
