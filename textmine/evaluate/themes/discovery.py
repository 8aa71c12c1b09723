"""Discovery: are the themes found the themes that are there, and do they hold people of every language?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textmine.evaluate.themes.agreement import Agreement
from textmine.evaluate.themes.codes import as_codes, hits, micro_f1, one_to_one, samples_f1
from textmine.evaluate.themes.figures import Figure, Interval, share
from textmine.evaluate.themes.fitted import Fitted, System
from textmine.evaluate.themes.sets import Coded
from textmine.evaluate.themes.vectors import Material

DISCOVERY = "discovery"
CODES = "codes"
V, RAND, LEAK, THEMES, LEFT = "V-measure", "ARI", "language leak", "themes", "not themed"
MICRO, SAMPLES, MATCHED = "micro F1", "samples F1", "themes matched"


@dataclass(frozen=True, slots=True)
class Run:
    """What one system found in one set: (main gold theme, language, theme, whether it got a theme, texts)."""

    set: str
    system: str
    counts: tuple[tuple[str, str, int, bool, int], ...]


def fit_all(systems: Sequence[System], case: Coded, material: Material, seed: int) -> dict[str, Fitted]:
    """Let every system find themes in one set."""
    n_themes = len({code for own in case.gold for code in own})
    return {system.name: system.fit(material, seed, n_themes) for system in systems}


def counts_of(case: Coded, system: str, fitted: Fitted) -> Run:
    """Return what the figures of discovery are computed from."""
    gold = [own[0] for own in case.gold]
    themed = (~fitted.not_themed).tolist()
    found = Counter(zip(gold, case.languages, fitted.labels.tolist(), themed, strict=True))
    return Run(case.name, system, tuple((*key, n) for key, n in sorted(found.items())))


def discovery_figures(case: Coded, fits: Mapping[str, Fitted], seed: int) -> list[Figure]:
    """Return V-measure, ARI, leak, number of themes and share without a theme, per system.

    Where a set has several languages, the leak is the agreement of theme and language. Outliers count as one theme
    more.

    Args:
        case: A set whose main themes are known.
        fits: What each system found.
        seed: Of the resampling.
    """
    n = len(case.texts)
    figures = []
    gold = [own[0] for own in case.gold]
    for name, fitted in fits.items():
        labels = fitted.labels.tolist()
        agreement = Agreement(gold, labels, seed)
        found: list[tuple[str, Interval]] = [(V, agreement.v_measure()), (RAND, agreement.rand())]
        if len(set(case.languages)) > 1:
            found.append((LEAK, Agreement(case.languages, labels, seed).v_measure()))
        found.append((LEFT, share(int(fitted.not_themed.sum()), n)))
        figures += [Figure(DISCOVERY, case.name, name, what, own.value, own.low, own.high, n) for what, own in found]
        figures.append(Figure(DISCOVERY, case.name, name, THEMES, fitted.n_themes, n=n))
    return figures


def code_figures(case: Coded, fits: Mapping[str, Fitted], seed: int) -> list[Figure]:
    """Return F1 of the themes found against the themes people gave, matched one to one.

    The matching stays as it is while the answers are drawn again.
    """
    n = len(case.texts)
    figures = []
    for name, fitted in fits.items():
        matched = one_to_one(fitted.themes, case.gold)
        found = hits(as_codes(fitted.themes, matched), case.gold)
        left = share(int(fitted.not_themed.sum()), n)
        for what, own in ((MICRO, micro_f1(found, seed)), (SAMPLES, samples_f1(found, seed)), (LEFT, left)):
            figures.append(Figure(CODES, case.name, name, what, own.value, own.low, own.high, n))
        figures.append(Figure(CODES, case.name, name, MATCHED, len(matched), n=n))
        figures.append(Figure(CODES, case.name, name, THEMES, fitted.n_themes, n=n))
    return figures
