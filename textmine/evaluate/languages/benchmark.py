"""Ask every system about every text, and count."""

from __future__ import annotations

from textmine.evaluate.contract import Options
from textmine.evaluate.languages.accuracy import figures
from textmine.evaluate.languages.mistakes import Mistake, worst
from textmine.evaluate.languages.population import per_ten_thousand
from textmine.evaluate.languages.result import LanguagesResult, SetSize
from textmine.evaluate.languages.romanised import called_somali, taken_for
from textmine.evaluate.languages.sets import gather
from textmine.evaluate.languages.several import Score, score_mixed, score_pitfalls, score_plain
from textmine.evaluate.languages.speed import Speed, measure_speed, timed_texts
from textmine.evaluate.languages.systems import OURS, Textmine, load_systems
from textmine.evaluate.languages.tally import Tally, answer, count
from textmine.evaluate.languages.texts import ask
from textmine.evaluate.languages.unexpected import unexpected
from textmine.progress import SILENT, Progress


def benchmark(options: Options, progress: Progress = SILENT) -> LanguagesResult:
    """Measure how well textmine and its peers tell languages.

    Args:
        options: Data, seed, sample size, systems, mistakes to list.
        progress: Who is told which system is being asked.

    Raises:
        ConfigError: There is no system of that name.
    """
    systems, not_installed = load_systems(options.systems)
    material = gather(options)
    asked = ask(material.sets, options.sample, options.seed)
    warm, timed = timed_texts(asked, options.seed)
    tallies: list[Tally] = []
    scores: list[Score] = []
    speeds: list[Speed] = []
    mistakes: list[Mistake] = []
    for system in systems:
        with progress.stage(f"languages: {system.name}, {sum(len(item.texts) for item in asked)} texts"):
            speeds.append(measure_speed(system, warm, timed))
            answered = answer(system, asked)
            tallies += count(system.name, answered)
            scores += score_pitfalls(system, material.pitfalls)
            scores += score_mixed(system, material.mixed)
            scores += score_plain(system, asked)
            if isinstance(system, Textmine) and system.name == OURS:
                mistakes = worst(system, answered, options.mistakes)
    declared = {source.language for source in material.sets if source.declaration}
    shared = frozenset(declared).intersection(*(system.languages for system in systems))
    expected, lacking = per_ten_thousand(tallies)
    return LanguagesResult(
        seed=options.seed,
        sample=options.sample,
        systems=tuple(system.name for system in systems),
        not_installed=tuple(not_installed),
        absent=material.absent,
        sets=tuple(SetSize(item.name, item.language, item.held_out, len(item.texts)) for item in material.sets),
        known={system.name: tuple(sorted(system.languages & declared)) for system in systems},
        shared=tuple(sorted(shared)),
        figures=tuple(figures(tallies, shared, options.seed)),
        population=tuple(expected),
        population_lacks=tuple(lacking),
        called_somali=tuple(called_somali(tallies)),
        romanised=tuple(taken_for(tallies)),
        unexpected=tuple(unexpected(tallies)),
        scores=tuple(scores),
        speeds=tuple(speeds),
        mistakes=tuple(mistakes),
        tallies=tuple(tallies),
    )
