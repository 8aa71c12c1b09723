"""What the `campaigns` benchmark found, for a program and for a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed
from textmine.evaluate.campaigns.measure import Found, Tally, pair_f1, recall
from textmine.evaluate.intervals import Estimate, proportion
from textmine.evaluate.plain import heading, table, with_interval, wrapped

_ABOUT = (
    "Real texts are made into consultations: a letter for each kind of change, sent by 3 to 12 people of whom each "
    "changes it anew, so that mostly no two copies are the same; among independent real answers, short stock answers, "
    "and answers that quote the question or one sentence. Thresholds were chosen on the other half of the texts.",
    "Found: members in the group that is mostly their campaign's. False groups: mostly no campaign's, in 1,000 "
    "independent answers. Pairs: F1 over pairs of answers in one campaign. In brackets: 95 % intervals; letters, or "
    "consultations for pairs, are drawn again.",
)


@dataclass(frozen=True)
class Run:
    """What a system made of every consultation, and how long that took."""

    system: str
    tallies: tuple[Tally, ...]
    seconds: float

    @property
    def campaigns(self) -> list[Found]:
        """Every campaign."""
        return [found for tally in self.tallies for found in tally.campaigns]

    @property
    def precision(self) -> Estimate | None:
        """Share of the grouped answers that are in the group of their own campaign."""
        return proportion(sum(one.right for one in self.tallies), sum(one.grouped for one in self.tallies))

    @property
    def false_groups(self) -> float:
        """False groups in 1,000 independent answers."""
        independent = sum(one.independent for one in self.tallies)
        return 1000 * sum(one.false_groups for one in self.tallies) / max(1, independent)


@dataclass(frozen=True)
class CampaignsResult(Printed):
    """Every figure with the counts it comes from."""

    runs: tuple[Run, ...]
    not_installed: tuple[str, ...]
    absent: tuple[str, ...]
    texts: int
    mistakes: tuple[str, ...]
    seed: int

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        for run, entry in zip(self.runs, found["runs"], strict=True):
            measured = {
                "recall": recall(run.campaigns, self.seed),
                "precision": run.precision,
                "pair_f1": pair_f1(run.tallies, self.seed),
            }
            entry |= {name: asdict(value) if value else None for name, value in measured.items()}
            entry["false_groups_per_1000"] = run.false_groups
        return found

    def to_text(self) -> str:
        """Return the tables, at most 110 columns wide."""
        lines = ["Which letters of campaigns are found?", "====================================="]
        lines += [line for sentence in _ABOUT for line in wrapped(sentence)]
        lines += wrapped(f"Not measured, as not there: {', '.join(self.absent)}.") if self.absent else []
        lines += wrapped(f"Not installed: {', '.join(self.not_installed)}.") if self.not_installed else []
        lines += [*self._systems()]
        for title, group in _GROUPS.items():
            lines += [*self._by(title, group)]
        if self.mistakes:
            lines += heading("Mistakes")
            lines += [line for mistake in self.mistakes for line in wrapped(mistake, "    ")]
        return "\n".join(lines)

    def _systems(self) -> Iterator[str]:
        """Yield one line a system."""
        yield from heading(f"All {self.texts:,} answers")
        rows = [
            [
                run.system,
                with_interval(recall(run.campaigns, self.seed)),
                with_interval(run.precision),
                f"{run.false_groups:.1f}",
                with_interval(pair_f1(run.tallies, self.seed)),
                f"{run.seconds:.1f}",
            ]
            for run in self.runs
        ]
        yield from table(["", "found", "right", "false groups", "pairs", "seconds"], rows)

    def _by(self, title: str, group: Callable[[Found], str]) -> Iterator[str]:
        """Yield what was found of each group of campaigns, one column a system."""
        names = sorted({group(found) for run in self.runs for found in run.campaigns})
        rows = []
        for name in names:
            own = [[found for found in run.campaigns if group(found) == name] for run in self.runs]
            members = sum(found.members for found in own[0])
            first = with_interval(recall(own[0], self.seed))
            others = [f"{100 * found.value:.0f}" if (found := recall(one)) else "" for one in own[1:]]
            rows.append([name, str(members), first, *others])
        if rows:
            yield from heading(title)
            yield from table(["", "members", *(run.system for run in self.runs)], rows)


_GROUPS: dict[str, Callable[[Found], str]] = {
    "Found, by what people did to the letter (%)": lambda found: found.change,
    "Found, by the length of the letter (%)": lambda found: found.length,
    "Found, by language (%)": lambda found: found.language,
}
