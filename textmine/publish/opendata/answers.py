"""Which answers may be among the open data, without personal data; the others are counted by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from textmine.text import PERSONAL_KINDS, identifying, personal_data, redact

if TYPE_CHECKING:
    from textmine.publish.selection import Chosen
    from textmine.publish.spoken import Answer, Consent
    from textmine.review import Reviewed

Reason = Literal["consent", "officer", "personal", "disclosure"]
"""Why an answer is left out: no consent, an officer's decision, what may still identify, or numbers that are hidden."""
Key = tuple[str, str]
"""(response, question)."""


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer as it may be published.

    Attributes:
        response_id: Whose it is; never published.
        question_id: The question.
        language: BCP-47 tag of the answer.
        themes: The published themes it is in.
        text: Redacted.
        replaced: How many details were replaced by placeholders.
    """

    response_id: str
    question_id: str
    language: str
    themes: tuple[str, ...]
    text: str
    replaced: int = 0


@dataclass(frozen=True)
class Flagged:
    """An answer that may still identify somebody after redaction, and why. The reasons repeat nothing of it."""

    answer: Key
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """The answers of all published themes.

    Attributes:
        answers: Those that may be published, as far as consent and personal data go.
        left_out: Reason → how many are not among them.
        flagged: Every answer that somebody should look at, whether an officer has decided about it or not.
        undecided: How many answers are of people whose consent is not known, while nobody has decided about these.
    """

    answers: tuple[OpenAnswer, ...] = ()
    left_out: Counter[Reason] = field(default_factory=Counter)
    flagged: tuple[Flagged, ...] = ()
    undecided: int = 0


def gather(reviewed: Reviewed, themes: Sequence[Chosen]) -> Gathered:
    """Return which answers of the published themes may be published.

    Consent counts as it does for quotes. Personal data is replaced as in quotes; an answer in which something is
    found even so, or whose facts together may point to one person, is left out unless an officer allows it. An officer
    can leave out any answer.

    Args:
        reviewed: The analysis with the officers' decisions.
        themes: What `chosen_themes` gives.
    """
    found: list[OpenAnswer] = []
    flagged: list[Flagged] = []
    left_out: Counter[Reason] = Counter()
    undecided = 0
    for key, (answer, inside) in _in_themes(themes).items():
        decided = reviewed.open_answers.get(key)
        undecided += answer.consent == "unknown" and reviewed.quotes is None
        if not _agreed(answer.consent, reviewed.quotes):
            left_out["consent"] += 1
            continue
        spans = personal_data(answer.text)
        text = redact(answer.text, spans, answer.language or "en")
        if reasons := tuple(_still(text)):
            flagged.append(Flagged(key, reasons))
        if decided == "refuse":
            left_out["officer"] += 1
        elif reasons and decided != "allow":
            left_out["personal"] += 1
        else:
            found.append(OpenAnswer(*key, answer.language, inside, text, len(spans)))
    return Gathered(tuple(found), left_out, tuple(flagged), undecided)


def _in_themes(themes: Sequence[Chosen]) -> dict[Key, tuple[Answer, tuple[str, ...]]]:
    """Return every answer in a published theme, with these themes."""
    found: dict[Key, tuple[Answer, tuple[str, ...]]] = {}
    for theme in themes:
        for answer in () if theme.is_group else theme.answers:
            key = (answer.response_id, theme.question_id)
            found[key] = answer, (*found.get(key, (answer, ()))[1], theme.theme_id)
    return found


def _agreed(consent: Consent, quotes: str | None) -> bool:
    """Whether somebody's words may be published, as for quotes."""
    return consent == "yes" or (consent == "unknown" and quotes == "allow")


def _still(text: str) -> Iterator[str]:
    """Yield what may identify somebody in a redacted text, in words that repeat nothing of it."""
    for kind in dict.fromkeys(span.kind for span in personal_data(text)):
        yield f"may hold {PERSONAL_KINDS[kind]}"
    yield from identifying(text)
