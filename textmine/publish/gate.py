"""The publication gate: every reason why something may not be published yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textmine.errors import Problem
from textmine.draft.check.figures import figure_problem, other_problem
from textmine.publish.selection import Chosen, Sentence, chosen_themes
from textmine.publish.wording import one_line
from textmine.text import personal_data
from textmine.themes.counts import bases

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed

OVERRIDABLE = ("personal_data", "unsafe_figure")
"""Checks that a named person may lift for a theme, with a reason."""
CHECKS = ("no_themes", "no_outcome", "not_approved", "personal_data", "unconsented_quote", "unsafe_figure")
"""Every check of the gate; each reason ends with the name of its check in brackets."""


def _kinds(text: str, allowed: str = "") -> str:
    """Name what kinds of personal data a text holds, never the data; empty if none but the `allowed` kind."""
    kinds = dict.fromkeys(span.kind for span in personal_data(text) if span.kind != allowed)
    return ", ".join(kind.replace("_", " ") for kind in kinds)


def _name(theme: Chosen) -> str:
    """Name a theme on one line. A title that holds personal data itself is not repeated."""
    title = "title not shown" if _kinds(theme.title) else f"“{one_line(theme.title)}”"
    return f"Theme `{one_line(theme.theme_id)}` ({title})"


class Gate:
    """The checks of one reviewed analysis."""

    def __init__(self, reviewed: Reviewed, config: Config, themes: Sequence[Chosen]) -> None:
        self.reviewed = reviewed
        self.minimum = config.publish.minimum_count
        self.themes = themes
        self.bases = bases(reviewed.tables.responses)

    def problems(self) -> list[Problem]:
        """Return every reason, one line each, in the order of the themes."""
        if not any(not theme.is_group for theme in self.themes):
            return [Problem("There is no theme to publish: every theme was set aside, or none was found (no_themes).")]
        found = [Problem(f"{_name(theme)}: {reason}") for theme in self.themes for reason in self._of(theme)]
        return found + [Problem(reason) for reason in self._undecided_consent()]

    def _of(self, theme: Chosen) -> Iterator[str]:
        if not theme.is_group:
            yield from self._outcome(theme)
        yield from self._approval(theme)
        yield from self._lifted(theme, "personal_data", self._personal(theme))
        yield from self._no_override(theme, "unconsented_quote", self._refused(theme))
        yield from self._lifted(theme, "unsafe_figure", self._figures(theme))

    def _outcome(self, theme: Chosen) -> Iterator[str]:
        outcome = self.reviewed.outcomes.get(theme.theme_id)
        if outcome is None:
            yield "it has no outcome yet. Record what the council did with `outcome` (no_outcome)."
        elif outcome.outcome == "could_not" and not outcome.reason.strip():
            yield "“could not” needs the reason why. Record it in the `reason` of the `outcome` (no_outcome)."

    def _approval(self, theme: Chosen) -> Iterator[str]:
        if theme.theme_id in self.reviewed.approvals:
            return
        if theme.theme_id in self.reviewed.lapsed:
            name = one_line(self.reviewed.lapsed[theme.theme_id])
            yield f"it was changed after {name} approved it. Look at it again and `approve` it (not_approved)."
        else:
            yield "nobody has approved it yet. A named person has to `approve` it (not_approved)."

    def _personal(self, theme: Chosen) -> Iterator[str]:
        texts = [("the title", theme.title), ("the description", theme.description)]
        texts += [(f"sentence {line.ordinal} ({_called(line)})", line.text) for line in theme.sentences]
        found = [(place, _kinds(text)) for place, text in texts]
        if outcome := self.reviewed.outcomes.get(theme.theme_id):
            texts = [("the outcome", outcome.text), ("the reason of the outcome", outcome.reason)]
            texts += [("the owner of the outcome", outcome.owner)]
            # Officers may point at a page of the council; in people's own words an address can identify them.
            found += [(place, _kinds(text, allowed="url")) for place, text in texts]
        for place, kinds in found:
            if kinds:
                yield f"{place} may hold personal data ({kinds}). Rewrite it (personal_data)."

    def _refused(self, theme: Chosen) -> Iterator[str]:
        # A sentence in the words of somebody whose consent is not known can be left out; a title cannot.
        refused = ("no", "unknown") if self.reviewed.quotes == "refuse" else ("no",)
        places = ["the title"] if theme.title_consent in refused else []
        places += [f"sentence {line.ordinal} ({_called(line)})" for line in theme.sentences if line.consent == "no"]
        for place in places:
            yield (
                f"{place} has the words of somebody who has not agreed to publication. "
                "Rewrite it in your own words (unconsented_quote)."
            )

    def _figures(self, theme: Chosen) -> Iterator[str]:
        answers = [answer.text for answer in theme.answers]
        for line in theme.sentences:
            if line.kind == "figure":
                base = self.bases.get(theme.question_id, 0)
                wrong = figure_problem(line.text, line.figures, theme.n_people, base, self.minimum)
            elif line.kind == "quote" and line.verbatim:
                wrong = None
            else:
                wrong = other_problem(line.text, line.figures, answers, self.minimum)
            if wrong:
                yield f"sentence {line.ordinal} ({_called(line)}) {wrong}. Correct it (unsafe_figure)."

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
                "such words out (unconsented_quote)."
            )

    def _lifted(self, theme: Chosen, check: str, reasons: Iterator[str]) -> Iterator[str]:
        """Give the reasons, unless a named person lifted the check for this theme."""
        if check not in self.reviewed.overrides.get(theme.theme_id, {}):
            yield from reasons

    def _no_override(self, theme: Chosen, check: str, reasons: Iterator[str]) -> Iterator[str]:
        """Give the reasons, saying that an override does not help where somebody tried one."""
        tried = check in self.reviewed.overrides.get(theme.theme_id, {})
        allowed = " and ".join(f"`{name}`" for name in OVERRIDABLE)
        for reason in reasons:
            yield f"{reason} An override cannot lift this check, only {allowed}." if tried else reason


def _called(sentence: Sentence) -> str:
    return {"key_point": "key point", "minority": "minority view"}.get(sentence.kind, sentence.kind)


def blockers(reviewed: Reviewed, config: Config) -> list[Problem]:
    """Return every reason why the analysis may not be published yet.

    Each theme that was not set aside needs an outcome, a named person's approval of what it says now, no
    personal data, only words of people who agreed, and safe figures. A named person's `override` lifts
    `personal_data` and `unsafe_figure`, nothing else. Reasons never repeat answers or personal data.

    Args:
        reviewed: The analysis with the officers' decisions.
        config: Gives the smallest number of people that may be published.

    Returns:
        One line each, with the theme's id and title and, in brackets, the name of the check; empty
        if nothing is in the way.
    """
    return Gate(reviewed, config, chosen_themes(reviewed)).problems()
