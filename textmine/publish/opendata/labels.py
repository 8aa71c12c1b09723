"""Which labels a row may have: those of which all outputs together tell the number anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textmine.insight.heard.figures import BASE, RAISED
from textmine.insight.outputs import LANGUAGE, THEME
from textmine.insight.people import WITH_CONTENT, main_languages
from textmine.themes.campaigns import same_text, users

if TYPE_CHECKING:
    from textmine.insight import Release
    from textmine.publish.opendata.answers import OpenAnswer
    from textmine.tables import Tables


class Labels:
    """What may be shown of which theme in which language.

    Attributes:
        apart: Whether people wrote in several languages, so that a reader can count each of them.
        told: Whether other outputs tell how many wrote in any of them.
    """

    def __init__(self, tables: Tables, release: Release, minimum: int) -> None:
        self._release = release
        self._minimum = minimum
        self._main = main_languages(tables.responses)
        self._tags = set(self._main.values())
        self.apart = len(self._tags) > 1
        self.told = any(release.shows((LANGUAGE, tag)) for tag in self._tags)
        self._used = users(tables.responses, tables.themes, tables.assignments)
        self._people = dict(zip(tables.themes["theme_id"], tables.themes["n_people"].tolist(), strict=True))
        said = tables.responses[tables.responses["status"].isin(WITH_CONTENT)]
        self._bases = self._counted(zip(said["question_id"], said["response_id"], strict=True))
        raised = tables.assignments
        self._raised = self._counted(zip(raised["theme_id"], raised["response_id"], strict=True))

    def _counted(self, pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
        """Return the different people by (question or theme, main language)."""
        return Counter((name, self._main.get(person, "")) for name, person in set(pairs))

    def languages(self, answer: OpenAnswer) -> set[str]:
        """Return the languages that a reader may count an answer under; none where all answers are in one."""
        return {answer.language, self._main.get(answer.response_id, answer.language)} if self.apart else set()

    def shows_row(self, question: str, languages: Iterable[str]) -> bool:
        """Whether the answers to a question in each of these languages can be counted without telling a small number.

        Where no output tells how many wrote in any language, it is enough that they are many: see `small_languages`.
        """
        if not self.told:
            return all(self._bases[question, tag] >= self._minimum for tag in languages)
        return all(
            self._release.shows((LANGUAGE, tag)) and self._release.shows((BASE, question, LANGUAGE, tag))
            for tag in languages
        )

    def shows(self, theme: str, languages: Iterable[str]) -> bool:
        """Whether the people who raised a theme can be counted, those in each of these languages too."""
        if not (self._release.shows((THEME, theme)) and self._same_text_is_told(theme)):
            return False
        if not self.told:
            return all(self._raised[theme, tag] >= self._minimum for tag in languages)
        return all(self._release.shows((RAISED, theme, LANGUAGE, tag)) for tag in languages)

    def small_languages(self, *, question: str = "", theme: str = "") -> int:
        """Return in how many languages few people answered a question or raised a theme, while no output tells any.

        All of them together could be worked out from the others, if these were counted to the last.
        """
        if not self.apart or self.told:
            return 0
        counts, name = (self._raised, theme) if theme else (self._bases, question)
        return sum(counts[name, tag] < self._minimum for tag in self._tags)

    def room(self, theme: str) -> int:
        """Return how many people without this label a reader may take for people of the theme, at least."""
        if not self._release.shows((THEME, theme)):
            return max(self._minimum - 1, 0)
        told = [high for name, (_, high) in self._release.known.items() if name[:-1] == (RAISED, theme, LANGUAGE)]
        shown = sum(told) if self.apart else self._people[theme]
        return max(int(self._people[theme]) - shown, 0) if self._same_text_is_told(theme) else int(self._people[theme])

    def _same_text_is_told(self, theme: str) -> bool:
        """Whether rows with the same text tell no more of a theme than other outputs do."""
        same = sum(same_text(self._used, theme))
        if not same:
            return True
        registered: tuple[str, ...] = (THEME, theme, "same text")
        hidden = any(figure.name == registered for figure in self._release.figures)
        if hidden and not self._release.shows(registered):
            return False
        return bool(self._people[theme] == same or self._people[theme] - same >= self._minimum)
