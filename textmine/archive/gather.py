"""From a reviewed analysis to what of it goes into the archive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from textmine.analysis import Analysis
from textmine.archive.entry import About, Decided, Question, Theme
from textmine.config import Config, parse_config
from textmine.errors import InputError, Problem
from textmine.insight import Release, people_release, theme_release, who_took_part
from textmine.model import Outcome
from textmine.publish.asked import day_of
from textmine.publish.selection import Chosen, chosen_themes
from textmine.publish.wording import amount, capital
from textmine.purge.files import DETAILS
from textmine.review.session import standing
from textmine.schema import rows
from textmine.text import redact
from textmine.themes.counts import bases

SHOWN_POSITIONS = ("for", "against")
_WHY = {
    "nobody": "nobody approved {them}",
    "lapsed": "{they} changed after {they_were} approved",
    "second": "a second person has to approve {them} as well",
    "aside": "{they_were} set aside",
}


@dataclass(frozen=True, eq=False)
class Source:
    """A reviewed analysis, looked at for the archive.

    Attributes:
        folder: Where it is.
        everything: Whether themes that nobody approved are taken as well.
        asked_on: When it was asked, if the officer says so.
    """

    analysis: Analysis
    folder: Path
    everything: bool = False
    asked_on: str = ""

    @cached_property
    def config(self) -> Config:
        """The settings of the run."""
        return parse_config(self.analysis.manifest.get("config", {}), "manifest.json")

    @property
    def is_purged(self) -> bool:
        """Whether people's words were removed from the analysis."""
        return "purged" in self.analysis.manifest

    @cached_property
    def chosen(self) -> list[Chosen]:
        """The themes that are taken, as the public page would have them."""
        return [
            theme for theme in chosen_themes(self.analysis.reviewed) if self.everything or not self._why(theme.theme_id)
        ]

    @cached_property
    def taken(self) -> set[str]:
        """The ids of the themes that are taken."""
        return {theme.theme_id for theme in self.chosen}

    def _why(self, theme: str) -> str:
        """Return why a theme is not approved; empty if it is."""
        reviewed = self.analysis.reviewed
        approved = reviewed.approved_by.get(theme, ())
        if theme in reviewed.set_aside:
            return "aside"
        if len(approved) >= self.config.publish.approvals:
            return ""
        return "second" if approved else "lapsed" if theme in reviewed.lapsed else "nobody"

    def themes_left_out(self) -> list[str]:
        """Say how many themes are not taken, and why."""
        ids = [theme for theme in self.analysis.themes["theme_id"] if theme not in self.taken]
        counts = Counter(self._why(theme) for theme in ids)
        return [_left_out(counts[why], why) for why in _WHY if counts[why]]

    def clean(self, text: str, theme: str | None = None) -> str:
        """Return text without personal data, unless a named person let it stand in this theme."""
        kept = theme is not None and "personal_data" in self.analysis.reviewed.overrides.get(theme, {})
        return text if kept else redact(text)

    # What the consultation is

    def about(self) -> About:
        """Return the consultation as a whole.

        Raises:
            InputError: No theme of it can be taken.
        """
        if not self.taken:
            why = " ".join(self.themes_left_out()) or "It has no themes."
            hint = "Approve them, or add them as they are with `--all`: they are marked as not approved."
            raise InputError(Problem(f"nothing can be added. {why} {hint}", str(self.folder)))
        settings, manifest = self.config.consultation, self.analysis.manifest
        return About(
            title=settings.title.strip() or self.folder.resolve().name,
            organisation=settings.organisation.strip(),
            asked=" ".join(settings.asked.split()),
            asked_on=self.asked_on or day_of(settings.asked),
            inputs=self.inputs,
            approved_by=tuple(self.analysis.reviewed.approvers(self.taken)),
            is_approved=not any(self._why(theme) for theme in self.taken),
            responses=int(manifest.get("ledger", {}).get("responses", 0)),
            languages=self._languages(),
            minimum=self.config.publish.minimum_count,
        )

    @property
    def inputs(self) -> tuple[str, ...]:
        """The SHA-256 of each file that it was read from."""
        return tuple(sorted({str(item["sha256"]) for item in self.analysis.manifest.get("inputs", [])}))

    def _languages(self) -> dict[str, str]:
        """Return how many people wrote in each language, as far as the consultation says so."""
        if self.is_purged:
            kept = json.loads((self.folder / DETAILS).read_text(encoding="utf-8")).get("languages", {})
            return {tag: f"{n:,}" if n is not None else "" for tag, n in kept.items()}
        tables = self.analysis.reviewed.tables
        release = people_release(tables, self.config.publish)
        return {tag: self._told(release, ("language", tag), n) for tag, n in who_took_part(tables).languages.items()}

    def _told(self, release: Release, name: tuple[str, ...], count: int) -> str:
        """Return a count if the consultation publishes it; empty where it says nothing at all."""
        return f"{count:,}" if release.shows(name) else ""

    # What was said

    def questions(self) -> tuple[Question, ...]:
        """Return the open questions of the themes that are taken."""
        wanted = {theme.question_id for theme in self.chosen}
        frame = self.analysis.reviewed.tables.open_questions
        return tuple(
            Question(row.question_id, row.wording or row.question_id)
            for row in rows(frame)
            if row.question_id in wanted
        )

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes that are taken, with their counts and outcomes."""
        counted = {row.theme_id: row for row in rows(self.analysis.themes)}
        return tuple(self._theme(theme, counted[theme.theme_id]) for theme in self.chosen)

    def _theme(self, theme: Chosen, row: Any) -> Theme:  # noqa: ANN401 - a row of the table
        positions = {name: int(n) for name, n in json.loads(row.position_counts or "{}").items()}
        base = self._bases.get(theme.question_id) or (round(row.n_people / row.share) if row.share else 0)
        minimum = self.config.publish.minimum_count
        # A small theme is published as "fewer than five"; of a position that is hidden, nothing is said.
        shown = {"people": amount(theme.n_people, minimum), "base": amount(base, minimum)}
        for position in SHOWN_POSITIONS:
            name = ("theme", theme.theme_id, position)
            shown[position] = self._told(self._release, name, positions.get(position, 0))
        return Theme(
            theme_id=theme.theme_id,
            question_id=theme.question_id,
            parent_id=theme.parent_id if theme.parent_id in self.taken else None,
            title=self.clean(theme.title, theme.theme_id),
            description=self.clean(theme.description, theme.theme_id),
            n_people=theme.n_people,
            base=base,
            share=float(row.share),
            positions=positions,
            shown={key: capital(said) for key, said in shown.items() if said},
            approved_by=self.analysis.reviewed.approved_by.get(theme.theme_id, ()),
            decided=self._decided(theme.theme_id),
        )

    @cached_property
    def _release(self) -> Release:
        """What readers of the consultation are told of its themes."""
        return theme_release(self.analysis.reviewed.tables, self.config.publish)

    @cached_property
    def _bases(self) -> dict[str, int]:
        return bases(self.analysis.reviewed.tables.responses)

    def _decided(self, theme: str) -> Decided | None:
        outcome = self.analysis.reviewed.outcomes.get(theme)
        if outcome is None:
            return None
        return next(self._recorded(outcome), Decided(outcome))

    def _recorded(self, outcome: Outcome) -> Iterator[Decided]:
        """Yield who recorded an outcome and when, the last first; a decision finds its theme by members, not by id."""
        for decision in reversed(standing(self.analysis.reviewed.decisions)):
            given = decision.payload
            if decision.do == "outcome" and (given.get("outcome"), str(given.get("text", "")).strip()) == (
                outcome.outcome,
                outcome.text.strip(),
            ):
                yield Decided(outcome, decision.by, decision.at)


def _left_out(number: int, why: str) -> str:
    """Say how many themes were left out for one reason."""
    one = number == 1
    words = {"them": "it" if one else "them", "they": "it" if one else "they"}
    words["they_were"] = "it was" if one else "they were"
    return f"{number} {'theme is' if one else 'themes are'} not in it: {_WHY[why].format(**words)}."
