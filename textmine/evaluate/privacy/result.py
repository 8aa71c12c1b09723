"""What the `privacy` benchmark found, for a program and for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed
from textmine.evaluate.plain import heading, table, with_interval, wrapped
from textmine.evaluate.privacy.measure import ALL, FORMS, NAMES, Alarms, Count, Mistake

_GROUPS = (FORMS, NAMES, ALL)
_LANGUAGE = "language "


@dataclass(frozen=True)
class Speed:
    """How long a system took for how many texts, once loaded."""

    system: str
    texts: int
    seconds: float


@dataclass(frozen=True)
class PrivacyResult(Printed):
    """Every figure with the counts it comes from."""

    systems: tuple[str, ...]
    not_installed: tuple[str, ...]
    absent: tuple[str, ...]
    counts: tuple[Count, ...]
    alarms: tuple[Alarms, ...]
    identifying: tuple[Alarms, ...]
    """Texts of each set that tell at least two kinds of facts about one person (in `with_forms`)."""
    speeds: tuple[Speed, ...]
    mistakes: tuple[Mistake, ...]

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        for count, entry in zip(self.counts, found["counts"], strict=True):
            entry["recall"] = asdict(count.recall) if count.recall else None
            entry["precision"] = asdict(count.precision) if count.precision else None
        return found

    def to_text(self) -> str:
        """Return the tables, at most 110 columns wide."""
        lines = ["Which personal data is found?", "=============================", *self._about()]
        for system in self.systems:
            lines += self._counted(system)
        lines += [*self._alarms(), *self._identifying(), *self._speed(), *self._mistakes()]
        return "\n".join(lines)

    def _about(self) -> list[str]:
        """Say what was measured and what was not there."""
        lines = wrapped(
            "Found: any flag overlaps the mark; exact: the same kind, from the first character to the last. Precision: "
            "flags that overlap a mark. Per cent with their 95 % interval. The rules were written with the sample at "
            "hand."
        )
        if self.not_installed:
            lines += wrapped(f"Not run, for want of a spaCy model for English: {', '.join(self.not_installed)}.")
        if self.absent:
            lines += wrapped(f"Absent: {', '.join(self.absent)}.")
        return lines

    def _counted(self, system: str) -> Iterator[str]:
        """Return the figures of one system on the marked answers, by kind and by language."""
        counts = {count.group: count for count in self.counts if count.system == system}
        languages = [group for group in counts if group.startswith(_LANGUAGE) and counts[group].marks]
        kinds = [group for group in counts if group not in (*_GROUPS, *languages) and not group.startswith(_LANGUAGE)]
        groups = [*sorted(kinds), *(group for group in _GROUPS if group in counts), *languages]
        rows = [_row(counts[group]) for group in groups]
        if rows:
            yield from heading(f"Answers of the sample, {system}")
            yield from table(["", "marks", "found", "exact", "recall, %", "flags", "precision, %"], rows, gap=3)

    def _alarms(self) -> Iterator[str]:
        """Return how often something is flagged in texts that hold hardly any personal data."""
        if self.alarms:
            yield from heading("Texts that hold hardly any names: texts with a flagged name in 1,000")
            sets = dict.fromkeys(one.set for one in self.alarms)
            cells = {(one.set, one.system): one for one in self.alarms}
            rows = [
                [name, str(cells[name, self.systems[0]].texts)]
                + [f"{cells[name, system].names_per_thousand:.1f}" for system in self.systems]
                + [str(cells[name, self.systems[0]].with_forms)]
                for name in sets
            ]
            yield from table(["", "texts", *self.systems, "texts with other flags"], rows, gap=3)

    def _identifying(self) -> Iterator[str]:
        """Return how many texts tell several kinds of facts about one person."""
        if self.identifying:
            yield from heading("Texts that tell two or more kinds of facts about one person")
            rows = [[one.set, str(one.texts), str(one.with_forms)] for one in self.identifying]
            yield from table(["", "texts", "flagged"], rows, gap=3)

    def _speed(self) -> Iterator[str]:
        """Return how fast each system is."""
        if self.speeds:
            yield from heading("Speed, once loaded")
            rows = [
                [one.system, str(one.texts), f"{one.texts / one.seconds:,.0f}"] for one in self.speeds if one.seconds
            ]
            yield from table(["", "texts", "texts a second"], rows, gap=3)

    def _mistakes(self) -> Iterator[str]:
        """Return the mistakes asked for."""
        if self.mistakes:
            yield from heading(f"Mistakes of {self.systems[0]}, and names it flagged in texts that hold hardly any")
            for one in self.mistakes:
                yield from wrapped(f"{one.what} ({one.where}, {one.kind}) {one.words!r}: {one.around}", "    ")


def _row(count: Count) -> list[str]:
    """Return the cells of one kind, group of kinds or language."""
    counts = map(str, (count.marks, count.found, count.exact))
    name = count.group.removeprefix(_LANGUAGE)
    return [name, *counts, with_interval(count.recall), str(count.flags), with_interval(count.precision)]
