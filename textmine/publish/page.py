"""What a published page says, before it becomes HTML, Word or Markdown. All text is plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text with its language (BCP-47; None: that of the page) and writing direction.

    `gloss` is its translation into the language of the page, where somebody made one.
    """

    text: str
    lang: str | None = None
    dir: str = "ltr"
    gloss: Gloss | None = None

    def __str__(self) -> str:
        """Give the text alone."""
        return self.text


@dataclass(frozen=True, slots=True)
class Gloss:
    """A translation of people's own words; `note` says that it is one, and by whom."""

    text: str
    note: str


def as_text(words: Text | str) -> Text:
    """Return words as a `Text`."""
    return words if isinstance(words, Text) else Text(words)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words. `note` says in which language they are, if not in that of the page."""

    words: Text
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of people: the option, the number as shown, and its share in per cent, if shown."""

    option: Text
    shown: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """How many people gave each answer, or wrote in each language."""

    caption: Text
    first: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the council did. `facts` are (label, value) such as who is responsible."""

    kind: str
    label: str
    heading: str
    text: Text | str
    facts: tuple[tuple[str, Text | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: what people said and what was done. `anchor` is its place in the page.

    `n_people` of `base` people raised it: exact, so never to be shown but through `people` and `figure`. `same` is
    how many of them used one of `same_texts` texts that others sent too; 0 where `figure` does not say it.
    """

    anchor: str
    title: Text
    description: Text
    people: str
    figure: str
    points: tuple[Text, ...]
    minority: tuple[Text, ...]
    quotes: tuple[Quote, ...]
    outcome: Outcome
    n_people: int = 0
    base: int = 0
    same: int = 0
    same_texts: int = 0
    theme_id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Themes under one heading; without a title, themes that belong to no group."""

    title: Text | None
    description: Text
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question, with what was said about it; or letters and e-mails, which answered none."""

    anchor: str
    number: str
    wording: Text
    figures: tuple[str, ...]
    groups: tuple[Group, ...]
    letters: bool = False

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Every theme of the question."""
        return tuple(theme for group in self.groups for theme in group.themes)


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: its tag, its file and the language's own name."""

    language: str
    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A published page. `facts` are the figures at its head, such as ("42", "responses").

    `words` are the headings and labels of its language, `scale` the quantity words it uses and the share of
    people that each stands for.
    """

    title: Text
    kicker: str
    organisation: str
    asked: tuple[Text, ...]
    asked_questions: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]
    people_notes: tuple[str, ...]
    tables: tuple[PeopleTable, ...]
    questions: tuple[OpenQuestion, ...]
    about: tuple[str, ...]
    made_with: str
    language: str = "en-GB"
    dir: str = "ltr"
    words: Mapping[str, str] = field(default_factory=dict)
    scale: tuple[tuple[str, str], ...] = ()
    alternates: tuple[Alternate, ...] = ()
    minimum: int = 0

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Every theme of the page, in its order."""
        return tuple(theme for question in self.questions for theme in question.themes)
