"""Let every system choose from every draw of every side, and count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textmine.evaluate.contract import Options
from textmine.evaluate.keypoints.material import Topic
from textmine.evaluate.keypoints.measures import MATCHING, STATISTICS, Count, count, interval, says_who
from textmine.evaluate.keypoints.result import Figure, KeyPointsResult
from textmine.evaluate.keypoints.sets import DRAWS, Side, draws, read_sides
from textmine.evaluate.keypoints.systems import Asked, System, load_systems
from textmine.evaluate.themes.vectors import Models, embed, remembered
from textmine.progress import SILENT, Progress


def benchmark(options: Options, progress: Progress = SILENT, cache: Path | None = None) -> KeyPointsResult:
    """Measure how well a few clauses stand for what people argue, beside other ways to choose them.

    Args:
        options: Data, seed, the most arguments of a side, systems.
        progress: Who is told what is running.
        cache: A folder for the vectors; None: below `TEXTMINE_CACHE` where that is set, or else a temporary one.

    Raises:
        ConfigError: There is no system of that name.
    """
    systems = load_systems(options.systems)
    sides, absent = read_sides(options.data, options.sample)
    figures: list[Figure] = []
    identity = ""
    if sides:
        with remembered(cache) as models:
            identity = models.ours.identity
            topics = _topics(sides, models, progress)
            for system in systems:
                with progress.stage(f"keypoints: {system.name} on {len(sides)} sides"):
                    figures += _figures(
                        system, [_counts(system, topic, options.seed) for topic in topics], options.seed
                    )
    return KeyPointsResult(
        seed=options.seed,
        embedder=identity,
        systems=tuple(system.name for system in systems),
        absent=tuple(absent),
        sides={side.name: len(side.texts) for side in sides},
        draws=DRAWS,
        figures=tuple(figures),
    )


def _topics(sides: Sequence[Side], models: Models, progress: Progress) -> list[Topic]:
    """Embed every argument, topic by topic."""
    topics = []
    for name in dict.fromkeys(side.topic for side in sides):
        own = [side for side in sides if side.topic == name]
        vectors = [embed(side.texts, side.name, models, progress).vectors for side in own]
        topics.append(Topic(own, vectors, models.ours.identity))
    return topics


def _counts(system: System, topic: Topic, seed: int) -> list[list[Count]]:
    """Return the counts of one system on each draw of each side of a topic."""
    found = []
    for at, side in enumerate(topic.sides):
        k = len(side.points)
        drawn = draws(len(side.texts), seed)
        found.append([count(side, own, system.choose(Asked(topic, at, own, k, seed))) for own in drawn])
    return found


def _figures(system: System, topics: Sequence[Sequence[Sequence[Count]]], seed: int) -> list[Figure]:
    """Return the figures of one system, each with its interval."""
    sides = [side for topic in topics for side in topic]
    wanted = [name for name in STATISTICS if name not in MATCHING or says_who(sides)]
    return [
        Figure(system.name, name, STATISTICS[name](sides), *interval(sides, STATISTICS[name], seed)) for name in wanted
    ]
