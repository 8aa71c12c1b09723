"""Make consultations with campaigns out of real texts, look for the campaigns in every way, and count."""

from __future__ import annotations

import time

from textmine.evaluate.campaigns.make import make_cases
from textmine.evaluate.campaigns.measure import mistakes, tally
from textmine.evaluate.campaigns.result import CampaignsResult, Run
from textmine.evaluate.campaigns.sets import gather
from textmine.evaluate.campaigns.systems import OURS, load_systems
from textmine.evaluate.contract import Options
from textmine.progress import SILENT, Progress


def benchmark(options: Options, progress: Progress = SILENT) -> CampaignsResult:
    """Measure which members of made campaigns are found among independent real answers.

    Args:
        options: Data, seed, independent answers in a consultation, systems, mistakes to list.
        progress: Who is told which system is running.

    Raises:
        ConfigError: There is no system of that name.
    """
    systems, not_installed = load_systems(options.systems)
    sets, absent = gather(options)
    cases = list(make_cases(sets, options.sample, options.seed))
    runs: list[Run] = []
    listed: list[str] = []
    for name, find in systems.items():
        with progress.stage(f"campaigns: {name}, {len(cases)} consultations"):
            started = time.perf_counter()
            found = [find(case.texts, case.question) for case in cases]
            seconds = time.perf_counter() - started
        tallies = tuple(tally(case, groups) for case, groups in zip(cases, found, strict=True))
        runs.append(Run(name, tallies, seconds))
        if name == OURS and options.mistakes:
            each = zip(cases, found, strict=True)
            listed = [line for case, groups in each for line in mistakes(case, groups, options.mistakes)]
    return CampaignsResult(
        runs=tuple(runs),
        not_installed=not_installed,
        absent=absent,
        texts=sum(len(case.texts) for case in cases),
        mistakes=tuple(listed[: options.mistakes]),
        seed=options.seed,
    )
