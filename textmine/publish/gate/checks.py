"""The publication gate: every reason why something may not be published yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textmine.draft.check.figures import small_number_problem, small_theme_problem
from textmine.draft.quantities import whole_percent
from textmine.insight import exposures, said_in
from textmine.publish.gate.languages import language_obstacles
from textmine.publish.selection import Chosen, Sentence
from textmine.publish.wording import one_line, wording
from textmine.report import Obstacle
from textmine.text import PERSONAL_KINDS, personal_data
from textmine.themes.counts import bases

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.insight import Release
    from textmine.review import Reviewed

_TOGETHER = "states a figure from which, beside the others published, a small number could be worked out"
OVERRIDABLE = ("failed_check", "personal_data", "unsafe_figure")
"""Checks that a named person may lift for a theme, with a reason."""
CHECKS: tuple[str, ...] = (
    "no_themes",
    "no_outcome",
    "not_approved",
    "failed_check",
    "personal_data",
    "unconsented_quote",
    "unsafe_figure",
    "unapproved_heading",
    "missing_translation",
)
"""Every check of the gate; each reason ends with the name of its check in brackets."""


_STAFF = ("name", "third_party")
"""Who is responsible may be named: it is somebody of the council."""


def kinds_in(text: str) -> tuple[str, ...]:
    """Return the kinds of personal data in a text, each once."""
    return tuple(dict.fromkeys(span.kind for span in personal_data(text)))


def obstacle(check: str, reason: str, theme_id: str = "") -> Obstacle:
    """Make an obstacle; what the check asks for comes from the wording of the page."""
    return Obstacle(check, str(wording()["checks"][check]), theme_id, reason)


class Gate:
    """The checks of one reviewed analysis.

    Args:
        reviewed: The analysis with the officers' decisions.
        config: Its settings.
        themes: What is to be published.
        failures: What the faithfulness check finds wrong, by theme and sentence.
        kinds: Gives the kinds of personal data in a text, as `kinds_in` does.
        release: Gives the figures that are published together.
    """

    def __init__(
        self,
        reviewed: Reviewed,
        config: Config,
        themes: Sequence[Chosen],
        failures: Mapping[tuple[str, int], Sequence[str]],
        kinds: Callable[[str], tuple[str, ...]],
        release: Callable[[], Release],
    ) -> None:
        self.reviewed = reviewed
        self.config = config
        self.minimum = config.publish.minimum_count
        self.themes = themes
        self.bases = bases(reviewed.tables.responses)
        self.failures = failures
        self._kinds = kinds
        self._release = release
        self._ways: tuple[tuple[str, Callable[[Chosen], Iterator[str]]], ...] = (
            ("no_outcome", self._outcome),
            ("not_approved", self._approval),
            ("failed_check", self._failed),
            ("personal_data", self._personal),
            ("unconsented_quote", self._refused),
            ("unsafe_figure", self._figures),
        )

    def obstacles(self) -> list[Obstacle]:
        """Return every reason, in the order of the themes; those of the whole consultation come last."""
        if not any(not theme.is_group for theme in self.themes):
            reason = "There is no theme to publish: every theme was set aside, or none was found."
            return [obstacle("no_themes", reason)]
        found = [
            obstacle(check, reason, theme.theme_id)
            for theme in self.themes
            for check, way in self._ways
            for reason in self._left(theme, check, way)
        ]
        found += [obstacle("unconsented_quote", reason) for reason in self._undecided_consent()]
        return found + [
            obstacle(check, reason) for check, reason in language_obstacles(self.reviewed, self.config, self.themes)
        ]

    def _left(self, theme: Chosen, check: str, way: Callable[[Chosen], Iterator[str]]) -> Iterator[str]:
        """Yield the reasons of one check, unless a named person lifted it; say so where nobody can."""
        tried = check in self.reviewed.overrides.get(theme.theme_id, {})
        if tried and check in OVERRIDABLE:
            return
        allowed = " and ".join([", ".join(f"`{name}`" for name in OVERRIDABLE[:-1]), f"`{OVERRIDABLE[-1]}`"])
        for reason in way(theme):
            yield f"{reason} An override cannot lift this check, only {allowed}." if tried else reason

    def _outcome(self, theme: Chosen) -> Iterator[str]:
        outcome = self.reviewed.outcomes.get(theme.theme_id)
        if theme.is_group:
            return
        if outcome is None:
            yield "it has no outcome yet. Record what the council did with `outcome`."
        elif outcome.outcome == "could_not" and not outcome.reason.strip():
            yield "“could not” needs the reason why. Record it in the `reason` of the `outcome`."

    def _approval(self, theme: Chosen) -> Iterator[str]:
        people = self.reviewed.approved_by.get(theme.theme_id, ())
        if len(people) >= self.config.publish.approvals:
            return
        if people:
            yield f"{one_line(people[0])} approved it. A second, different person has to `approve` it as well."
        elif theme.theme_id in self.reviewed.lapsed:
            name = one_line(self.reviewed.lapsed[theme.theme_id])
            yield f"it was changed after {name} approved it. Look at it again and `approve` it."
        else:
            yield "nobody has approved it yet. A named person has to `approve` it."

    def _failed(self, theme: Chosen) -> Iterator[str]:
        for line in theme.sentences:
            unsafe = self._unsafe(theme, line)
            for reason in self.failures.get((theme.theme_id, line.ordinal), ()):
                if reason != unsafe:
                    yield f"{_called(line)} {reason}. Correct it with `edit`."

    def _personal(self, theme: Chosen) -> Iterator[str]:
        texts = [("the title", theme.title), ("the description", theme.description)]
        texts += [(_called(line), line.text) for line in theme.sentences]
        found = [(place, self._named(text)) for place, text in texts]
        if outcome := self.reviewed.outcomes.get(theme.theme_id):
            texts = [("the outcome", outcome.text), ("the reason of the outcome", outcome.reason)]
            texts += [("what is offered instead", outcome.instead)]
            # Officers may point at a page of the council; in people's own words an address can identify them.
            found += [(place, self._named(text, ("url",))) for place, text in texts]
            found += [("the owner of the outcome", self._named(outcome.owner, ("url", *_STAFF)))]
        for place, kinds in found:
            if kinds:
                way = "Rewrite it, or `redact` it" if place.startswith("sentence") else "Rewrite it"
                yield f"{place} may hold personal data ({kinds}). {way}."

    def _named(self, text: str, allowed: Collection[str] = ()) -> str:
        """Name what kinds of personal data a text holds, never the data; empty if none but the `allowed` kinds."""
        return ", ".join(PERSONAL_KINDS[kind] for kind in self._kinds(text) if kind not in allowed)

    def _refused(self, theme: Chosen) -> Iterator[str]:
        # A sentence in the words of somebody whose consent is not known can be left out; a title cannot.
        refused = ("no", "unknown") if self.reviewed.quotes == "refuse" else ("no",)
        places = ["the title"] if theme.title_consent in refused else []
        places += [_called(line) for line in theme.sentences if line.consent == "no"]
        for place in places:
            yield f"{place} has the words of somebody who has not agreed to publication. Rewrite it in your own words."

    def _figures(self, theme: Chosen) -> Iterator[str]:
        for line in theme.sentences:
            if unsafe := self._unsafe(theme, line):
                yield f"{_called(line)} {unsafe}. Correct it."

    def _unsafe(self, theme: Chosen, line: Sentence) -> str | None:
        """Say that a sentence gives a small number of people away, by itself or beside others; None if not."""
        if line.kind == "quote" and line.verbatim:
            return None
        if line.kind == "figure":
            problem = small_theme_problem(line.text, theme.n_people, self._base(theme), self.minimum)
        else:
            answers = (answer.text for answer in theme.answers)
            problem = small_number_problem(line.text, answers, self.minimum)
        return problem or (_TOGETHER if self._exposes(theme, line) else None)

    def _base(self, theme: Chosen) -> int:
        return self.bases.get(theme.question_id, 0)

    def _exposes(self, theme: Chosen, line: Sentence) -> bool:
        """Tell whether a figure, together with all that is published, gives a hidden one away."""
        if line.kind not in ("figure", "minority") and line.source == "extractive":
            # The numbers in it are people's own.
            return False
        # What follows a colon in a minority view is a point somebody made.
        text = line.text.partition(": ")[0] if line.kind == "minority" else line.text
        about, n, base = ("theme", theme.theme_id), theme.n_people, self._base(theme)
        # The people of a theme and all who answered stand on every page, or `small_theme_problem` has said so.
        published = {float(n), float(base), float(whole_percent(n, base))} if n >= self.minimum else {float(base)}
        said = [found for own in (n, base) for found in said_in(text, about, own) if found.number not in published]
        return bool(said and exposures(self._release(), said))

    def _undecided_consent(self) -> Iterator[str]:
        """One reason for all words of people whose consent is not known, until an officer decides."""
        if self.reviewed.quotes == "allow":
            return
        quotes = sum(line.consent == "unknown" for theme in self.themes for line in theme.sentences)
        quotes += sum(theme.title_consent == "unknown" for theme in self.themes)
        if quotes:
            said, are = ("1 sentence has", "it is") if quotes == 1 else (f"{quotes} sentences have", "they are")
            yield (
                f"{said} the words of people of whom it is not known whether they agreed to publication. "
                f'Decide for the whole consultation: {{"do": "consent", "quotes": "allow"}} if {are} '
                'covered by what people were told, or {"do": "consent", "quotes": "refuse"} to leave '
                "such words out."
            )


def _called(sentence: Sentence) -> str:
    """Name a sentence by its number and kind."""
    kind = {"key_point": "key point", "minority": "minority view"}.get(sentence.kind, sentence.kind)
    return f"sentence {sentence.ordinal} ({kind})"


def about_sentence(reason: str) -> tuple[int, str] | None:
    """Return the number of the sentence that a reason is about and what is wrong with it; None for other reasons.

    Example:
        >>> about_sentence("sentence 3 (key point) has a word that nobody used.")
        (3, 'has a word that nobody used.')
    """
    found = re.fullmatch(r"sentence (\d+) \([a-z_ ]+\) (.*)", reason, flags=re.DOTALL)
    return (int(found[1]), found[2]) if found else None
