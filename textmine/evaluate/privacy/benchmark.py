"""Look for personal data in every text, in every way, and count."""

from __future__ import annotations

import time
from functools import partial

from textmine.evaluate.contract import Options
from textmine.evaluate.privacy.measure import Alarms, Count, Find, alarms, count, mistakes
from textmine.evaluate.privacy.result import PrivacyResult, Speed
from textmine.evaluate.privacy.sets import Material, Quiet, gather
from textmine.evaluate.privacy.systems import load_systems
from textmine.progress import SILENT, Progress
from textmine.text.privacy.combinations import identifying
from textmine.text.privacy.personal import personal_data

_WARM_UP = "Ask Mrs Begum."


def benchmark(options: Options, progress: Progress = SILENT) -> PrivacyResult:
    """Measure what `personal_data` finds in marked answers, and what it flags in texts that hold hardly any.

    Args:
        options: Data, systems, mistakes to list.
        progress: Who is told which system is running.

    Raises:
        ConfigError: There is no system of that name.
    """
    systems, not_installed = load_systems(options.systems)
    material = gather(options)
    counts: list[Count] = []
    found: list[Alarms] = []
    speeds: list[Speed] = []
    for system, names in systems.items():
        find: Find = partial(personal_data, names=names)
        with progress.stage(f"privacy: {system}, {len(material.marked)} answers, {len(material.quiet)} sets"):
            find(_WARM_UP)
            started = time.perf_counter()
            counts += count(system, material.marked, find)
            found += [alarms(system, source, find) for source in material.quiet]
            texts = len(material.marked) + sum(len(source.texts) for source in material.quiet)
            speeds.append(Speed(system, texts, time.perf_counter() - started))
    first: Find = partial(personal_data, names=next(iter(systems.values()), "rules"))
    return PrivacyResult(
        systems=tuple(systems),
        not_installed=not_installed,
        absent=material.absent,
        counts=tuple(counts),
        alarms=tuple(found),
        identifying=tuple(_identifying(material)),
        speeds=tuple(speeds),
        mistakes=tuple(mistakes(material.marked, material.quiet, first, options.mistakes)) if options.mistakes else (),
    )


def _identifying(material: Material) -> list[Alarms]:
    """Count the texts of each set that `identifying` flags."""
    sample = Quiet("sample", tuple(answer.text for answer in material.marked if answer.text))
    return [
        Alarms("identifying", source.name, len(source.texts), 0, sum(bool(identifying(text)) for text in source.texts))
        for source in (sample, *material.quiet)
        if source.texts
    ]
