"""Let every system find themes in every set, and count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from textmine.evaluate.contract import Options
from textmine.evaluate.themes.discovery import Run, code_figures, counts_of, discovery_figures, fit_all
from textmine.evaluate.themes.figures import Figure
from textmine.evaluate.themes.fitted import Fitted, System
from textmine.evaluate.themes.gather import gather
from textmine.evaluate.themes.mapping import mapping_figures
from textmine.evaluate.themes.parity import Asked, parity_figures
from textmine.evaluate.themes.result import SetSize, ThemesResult
from textmine.evaluate.themes.sets import Coded, Plain, Sets, Twins
from textmine.evaluate.themes.stability import stability_figures
from textmine.evaluate.themes.systems import OURS, load_systems
from textmine.evaluate.themes.twins import twin_figures
from textmine.evaluate.themes.vectors import Material, Models, embed, remembered
from textmine.progress import SILENT, Progress


def benchmark(options: Options, progress: Progress = SILENT, cache: Path | None = None) -> ThemesResult:
    """Measure how good, how fair and how stable the themes are, beside those of other systems.

    Args:
        options: Data, seed, sample size, systems.
        progress: Who is told what is running.
        cache: A folder for the vectors; None: below `TEXTMINE_CACHE` where that is set, or else a temporary one.

    Raises:
        ConfigError: There is no system of that name.
    """
    systems = load_systems(options.systems)
    sets = gather(options)
    with remembered(cache, plain=any(system.plain for system in systems)) as models:
        return _Bench(systems, sets, options, progress, models).run()


class _Bench:
    """One run of the benchmark."""

    def __init__(
        self, systems: Sequence[System], sets: Sets, options: Options, progress: Progress, models: Models
    ) -> None:
        self._systems = systems
        self._sets = sets
        self._options = options
        self._seed = options.seed
        self._progress = progress
        self._models = models
        self._figures: list[Figure] = []
        self._runs: list[Run] = []

    def run(self) -> ThemesResult:
        """Measure every part that there are texts for."""
        self._coded()
        if self._sets.twins is not None:
            self._twins(self._sets.twins)
        if self._sets.parity is not None:
            self._parity_of(self._sets.parity)
        if self._sets.repeated is not None:
            self._repeated(self._sets.repeated)
        return ThemesResult(
            seed=self._seed,
            sample=self._options.sample,
            embedder=self._models.ours.identity,
            plain=self._models.plain.identity if self._models.plain else None,
            systems=tuple(system.name for system in self._systems),
            absent=self._sets.absent,
            sets=tuple(_sizes(self._sets)),
            figures=tuple(self._figures),
            runs=tuple(self._runs),
        )

    def _embed(self, texts: Sequence[str], name: str) -> Material:
        return embed(texts, name, self._models, self._progress)

    def _fit(self, system: System, material: Material, name: str, n_themes: int) -> Fitted:
        with self._progress.stage(f"themes: {system.name} on {len(material)} texts of {name}"):
            return system.fit(material, self._seed, n_themes)

    def _coded(self) -> None:
        """Measure discovery, codes and mapping on each coded set, and parity on the sets of a source together."""
        asked: dict[tuple[str, str], list[Asked]] = {}
        for case in self._sets.coded:
            material = self._embed(case.texts, case.name)
            with self._progress.stage(f"themes: {len(self._systems)} systems on {case.name}"):
                fits = fit_all(self._systems, case, material, self._seed)
            self._runs += [counts_of(case, name, fitted) for name, fitted in fits.items()]
            if case.main:
                self._figures += discovery_figures(case, fits, self._seed)
            if case.several or not case.main:
                self._figures += code_figures(case, fits, self._seed)
            if case.codebook and OURS in fits:
                with self._progress.stage(f"themes: mapping {case.name}"):
                    self._figures += mapping_figures(case, material, self._seed)
            self._note(case, material, fits, asked)
        for (source, system), items in asked.items():
            self._figures += parity_figures(source, system, items, self._seed)

    @staticmethod
    def _note(
        case: Coded, material: Material, fits: Mapping[str, Fitted], asked: dict[tuple[str, str], list[Asked]]
    ) -> None:
        """Keep what parity is measured on: sets in several languages."""
        if len(set(case.languages)) > 1:
            for name, fitted in fits.items():
                asked.setdefault((case.source or case.name, name), []).append(Asked(material.tags, fitted))

    def _fit_plain(self, texts: Plain) -> tuple[Material, dict[str, Fitted]]:
        """Let every system find themes; those that are told a number get textmine's, or one per 20 texts."""
        material = self._embed(texts.texts, texts.name)
        number = max(2, len(texts.texts) // 20)
        fits: dict[str, Fitted] = {}
        for system in sorted(self._systems, key=lambda item: item.told):
            fits[system.name] = self._fit(system, material, texts.name, number)
            if system.name == OURS:
                number = max(2, fits[OURS].n_themes)
        return material, {system.name: fits[system.name] for system in self._systems}

    def _twins(self, twins: Twins) -> None:
        """Find themes in the mix, then ask where translations go."""
        _, fits = self._fit_plain(twins.mix)
        english = self._embed(twins.english, f"{twins.name}, English")
        others = {tag: self._embed(texts, f"{twins.name}, {tag}") for tag, texts in twins.translations.items()}
        with self._progress.stage(f"themes: twins of {twins.name}"):
            self._figures += twin_figures(twins.name, fits, english, others)

    def _parity_of(self, texts: Plain) -> None:
        """Measure parity on a mix without known themes."""
        material, fits = self._fit_plain(texts)
        for name, fitted in fits.items():
            self._figures += parity_figures(texts.name, name, [Asked(material.tags, fitted)], self._seed)

    def _repeated(self, texts: Plain) -> None:
        """Measure stability."""
        material, fits = self._fit_plain(texts)
        for system in self._systems:
            with self._progress.stage(f"themes: {system.name} again and again on {texts.name}"):
                self._figures += stability_figures(texts.name, system, fits[system.name], material, self._seed)


def _sizes(sets: Sets) -> list[SetSize]:
    """Return how large each set is."""
    there: list[Coded | Plain] = [*sets.coded]
    there += [item for item in (sets.twins and sets.twins.mix, sets.parity, sets.repeated) if item]
    sizes = [SetSize(item.name, len(item.texts), dict(Counter(item.languages))) for item in there]
    if sets.twins:
        sizes.append(SetSize(f"{sets.twins.name}, twins", len(sets.twins.english), {}))
    return sizes
