"""What a search found, for terminals, notebooks and other programs."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from textmine.archive.promises import Standing, standing_of
from textmine.archive.read import Kept, Size, Stored
from textmine.archive.telling import counted_people, decided_line
from textmine.publish.texts import tagged
from textmine.publish.wording import british_date


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was found.

    Attributes:
        kind: What it is; see `entry.Kind`.
        closeness: How near its meaning comes (cosine); None: it was found by its words alone.
        has_words: Whether it has all words of the question.
        source: For a translation: the text that it is of.
        translator: For a translation: whose it is.
    """

    text: str
    language: str
    kind: str
    closeness: float | None
    has_words: bool
    source: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Something that people have told before.

    Attributes:
        consultation: Where.
        theme: What it is part of; None: a question, or an answer in no theme.
        matches: The texts that were found, the best first.
        closeness: How near the nearest comes; 0: found by words alone.
        today: The day by which promises are judged.
    """

    consultation: Stored
    theme: Kept | None
    matches: tuple[Match, ...]
    closeness: float
    today: date

    @property
    def title(self) -> str:
        """The title of the theme, or the text itself."""
        return self.theme.title if self.theme else (self.matches[0].text if self.matches else "")

    @property
    def standing(self) -> Standing | None:
        """What was decided about the theme, and how that stands."""
        return standing_of(self.theme.outcome, self.theme.updates, self.today) if self.theme else None

    def as_json(self) -> dict[str, Any]:
        """Return the result as JSON holds it."""
        theme, standing = self.theme, self.standing
        return {
            "consultation": self.consultation.number,
            "title": self.consultation.title,
            "organisation": self.consultation.organisation,
            "asked_on": self.consultation.asked_on,
            "approved": self.consultation.is_approved,
            "theme_id": theme.theme_id if theme else None,
            "theme": theme.title if theme else None,
            "people": theme.n_people if theme else None,
            "answered": theme.base if theme else None,
            "outcome": asdict(theme.outcome) if theme and theme.outcome else None,
            "state": standing.state if standing else None,
            "closeness": round(self.closeness, 4) if self.closeness else None,
            "matches": [asdict(match) for match in self.matches],
        }


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question.

    Attributes:
        question: What was searched for.
        language: The language it is in, as detected.
        found: The results, the best first.
        notes: What could not be searched.
    """

    question: str
    language: str
    found: tuple[Result, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Result]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def as_json(self) -> dict[str, Any]:
        """Return the results as JSON holds them."""
        return {
            "question": self.question,
            "language": self.language,
            "notes": list(self.notes),
            "found": [result.as_json() for result in self.found],
        }

    def _repr_html_(self) -> str:
        """Show the results in a notebook, escaped, each text in its language."""
        head = f"<p><strong>{html.escape(self.question)}</strong>: {len(self.found)} found</p>"
        rows = "".join(_row(result) for result in self.found)
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        columns = "".join(f'<th scope="col">{name}</th>' for name in ("What people said", "Where", "People", "Outcome"))
        return f"{head}{notes}<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def _row(result: Result) -> str:
    theme, one = result.theme, result.consultation
    said = "".join(
        f"<br>{_marked(match.text, match.language)}" for match in result.matches if match.text != result.title
    )
    where = html.escape(", ".join(filter(None, (one.title, british_date(one.asked_on)))))
    people = html.escape(counted_people(theme)) if theme else ""
    done = html.escape(decided_line(theme, result.standing)) if theme and result.standing else ""
    return (
        f'<tr><th scope="row">{_marked(result.title)}{said}</th><td>{where}</td><td>{people}</td><td>{done}</td></tr>'
    )


def _marked(text: str, language: str | None = None) -> str:
    """Return text as HTML that says in which language it is."""
    words = tagged(text, language)
    attributes = f' lang="{html.escape(words.lang)}" dir="{words.dir}"' if words.lang else ""
    return f"<span{attributes}>{html.escape(words.text)}</span>"


def archive_html(consultations: Sequence[Stored], sizes: Mapping[int, Size]) -> str:
    """Show what is in an archive in a notebook, escaped."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "Consultation", "Asked", "Responses", "Themes"))
    rows = "".join(
        f'<tr><td>{one.number}</td><th scope="row">{_marked(one.title)}</th>'
        f"<td>{html.escape(british_date(one.asked_on))}</td><td>{one.responses:,}</td><td>{sizes[one.number].themes}</td></tr>"
        for one in consultations
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
