"""Which texts share a template: each is compared with the leading text of a group, never with a chain of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from textmine.text.campaigns.shingles import NONE, Texts, covered

OWNERS = 8
"""Groups that are looked up by one run. What more groups have in common is a phrase, not a template."""
TRIED = 3
"""Groups that a text is compared with: those with which it shares most runs."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When texts are of one campaign.

    Attributes:
        people: Who share the template, at least.
        whole: Words of a text that is shared from the first to the last word, at least.
        words: Words that a text shares with the template, in runs, at least, where that is most of the text.
        mostly: What part of a text is most of it.
        alone: Words that a text shares, at least, where the rest is more: a quoted sentence is no template.
        share: Part of a text that is shared, at least.
        template: Part of the template that is in a text, at least.
        common: Part of a group's people who use what counts as its template.
    """

    people: int = 3
    whole: float = 10
    words: float = 11
    mostly: float = 0.7
    alone: float = 16
    share: float = 0.15
    template: float = 0.4
    common: float = 0.25


RULE = Rule()


class _Grouping:
    """The texts, and the groups found so far."""

    def __init__(self, texts: Texts, people: Sequence[int], rule: Rule) -> None:
        self._texts, self._people, self._rule = texts, np.asarray(people, dtype=np.int64), rule
        self._sizes: list[float] = texts.of_texts(texts.sizes).tolist()
        self._useful = np.asarray((texts.runs != NONE) & (texts.uses[texts.runs] > 1), dtype=np.bool_)

    def _shared(self, text: int, runs: set[int]) -> float:
        """Return how many words of a text are in the given runs."""
        own = self._texts.runs[self._texts.runs_of(text)].tolist()
        known = np.array([run in runs for run in own], dtype=np.bool_)
        return covered(known, self._texts.sizes[self._texts.words_of(text)])

    def _enough(self, text: int, shared: float) -> bool:
        """Tell whether what a text shares with a template is more than a phrase or a quote."""
        rule, size = self._rule, self._sizes[text]
        if shared == size:
            return shared >= rule.whole
        least = rule.words if shared >= rule.mostly * size else rule.alone
        return shared >= least and shared >= rule.share * size

    def _runs(self, text: int) -> set[int]:
        own = self._texts.runs_of(text)
        return set(self._texts.runs[own][self._useful[own]].tolist())

    def candidates(self) -> list[int]:
        """Return the texts that share enough with any others; what most others use comes first."""
        texts, useful = self._texts, self._useful
        uses = np.concatenate([[0], np.cumsum(np.where(useful, texts.uses[texts.runs], 0))])
        starts, ends = texts.run_starts[:-1], texts.run_starts[1:]
        typical = (uses[ends] - uses[starts]) / np.maximum(ends - starts, 1)
        covered_words = texts.covered(useful).tolist()
        able = [text for text, words in enumerate(covered_words) if words and self._enough(text, words)]
        return sorted(able, key=lambda text: -typical[text])

    def lead(self, order: Iterable[int]) -> list[list[int]]:
        """Put each text into the group of a leading text, or let it lead."""
        groups: dict[int, list[int]] = {}
        leading: dict[int, set[int]] = {}
        owners: dict[int, list[int]] = {}
        for text in order:
            runs = self._runs(text)
            best = self._best(text, runs, leading, owners)
            if best is None:
                groups[text], leading[text] = [text], runs
                _own(owners, text, runs)
            else:
                groups[best].append(text)
        return list(groups.values())

    def _best(
        self, text: int, runs: set[int], leading: dict[int, set[int]], owners: dict[int, list[int]]
    ) -> int | None:
        """Return the group whose leading text shares most with a text, if that is enough for both."""
        votes = Counter(owner for run in runs for owner in owners.get(run, ()))
        best, most = None, 0.0
        for group, _ in votes.most_common(TRIED):
            shared = self._shared(text, leading[group])
            if shared > most and self._enough(text, shared) and self._enough(group, self._shared(group, runs)):
                best, most = group, shared
        return best

    def template(self, group: Sequence[int]) -> set[int]:
        """Return the runs that many people of a group use."""
        uses: Counter[int] = Counter()
        for text in group:
            people = int(self._people[text])
            for run in self._runs(text):
                uses[run] += people
        least = max(2, self._rule.common * int(self._people[list(group)].sum()))
        return {run for run, people in uses.items() if people >= least}

    def settled(self, groups: Sequence[Sequence[int]], order: Sequence[int]) -> list[list[int]]:
        """Compare all texts with the templates of the groups that are large enough, and regroup them."""
        large = [group for group in groups if self._people[list(group)].sum() >= self._rule.people]
        templates = [self.template(group) for group in large]
        length = [
            max((self._shared(text, runs) for text in group), default=0.0)
            for group, runs in zip(large, templates, strict=True)
        ]
        owners: dict[int, list[int]] = {}
        for number, runs in enumerate(templates):
            _own(owners, number, runs)
        found: list[list[int]] = [[] for _ in large]
        for text in order:
            votes = Counter(owner for run in self._runs(text) for owner in owners.get(run, ()))
            fits = [(self._shared(text, templates[number]), -number) for number, _ in votes.most_common(TRIED)]
            shared, number = max(fits, default=(0.0, 0))
            if self._enough(text, shared) and shared >= self._rule.template * length[-number]:
                found[-number].append(text)
        return [group for group in found if group and self._people[group].sum() >= self._rule.people]


def _own(owners: dict[int, list[int]], group: int, runs: Iterable[int]) -> None:
    """Let a group be found by its runs."""
    for run in runs:
        known = owners.setdefault(run, [])
        if len(known) < OWNERS:
            known.append(group)


def group_texts(texts: Texts, people: Sequence[int], rule: Rule = RULE) -> list[list[int]]:
    """Group texts that share a template.

    Args:
        texts: Different texts.
        people: How many people sent each.
        rule: When texts are of one campaign.

    Returns:
        The numbers of the texts of each group.
    """
    grouping = _Grouping(texts, people, rule)
    order = grouping.candidates()
    groups = grouping.settled(grouping.lead(order), order)
    return grouping.settled(groups, order)
