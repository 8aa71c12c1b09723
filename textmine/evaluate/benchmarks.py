"""The benchmarks there are, by name, and how to run several of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textmine import __version__
from textmine.display import Printed, as_printed
from textmine.errors import ConfigError, Problem
from textmine.evaluate.campaigns import benchmark as campaigns
from textmine.evaluate.campaigns.systems import SYSTEMS as CAMPAIGN_SYSTEMS
from textmine.evaluate.contract import Options, Result, check_data, check_names
from textmine.evaluate.faithfulness import benchmark as faithfulness
from textmine.evaluate.faithfulness.systems import SYSTEMS as FAITHFULNESS_SYSTEMS
from textmine.evaluate.keypoints import benchmark as keypoints
from textmine.evaluate.keypoints.systems import SYSTEMS as KEYPOINT_SYSTEMS
from textmine.evaluate.languages import benchmark as languages
from textmine.evaluate.languages.systems import SYSTEMS as LANGUAGE_SYSTEMS
from textmine.evaluate.plain import wrapped
from textmine.evaluate.privacy import benchmark as privacy
from textmine.evaluate.privacy.systems import SYSTEMS as PRIVACY_SYSTEMS
from textmine.evaluate.themes import benchmark as themes
from textmine.evaluate.themes.systems import SYSTEMS as THEME_SYSTEMS
from textmine.progress import SILENT, Progress

BENCHMARKS: Mapping[str, Callable[[Options, Progress], Result]] = {
    "languages": languages,
    "themes": themes,
    "keypoints": keypoints,
    "faithfulness": faithfulness,
    "privacy": privacy,
    "campaigns": campaigns,
}
COMPARED: Mapping[str, Collection[str]] = {
    "languages": LANGUAGE_SYSTEMS,
    "themes": THEME_SYSTEMS,
    "keypoints": KEYPOINT_SYSTEMS,
    "faithfulness": FAITHFULNESS_SYSTEMS,
    "privacy": PRIVACY_SYSTEMS,
    "campaigns": CAMPAIGN_SYSTEMS,
}
"""The systems that each benchmark can compare."""


@dataclass(frozen=True, slots=True)
class LeftOut(Printed):
    """A benchmark that knows none of the systems asked for, while another one does."""

    name: str
    wanted: tuple[str, ...]

    def to_text(self) -> str:
        """Return lines of at most 110 columns."""
        return "\n".join(wrapped(self._reason()))

    def as_json(self) -> dict[str, Any]:
        """Return why nothing was measured."""
        return {"systems": [], "left_out": self._reason()}

    def _reason(self) -> str:
        return f"`{self.name}` was not measured: it has no system {_quoted(self.wanted)}. {_there(self.name)}"


class Results(dict[str, Result]):
    """The result of each benchmark by its name; a notebook shows all of them."""

    def _repr_html_(self) -> str:
        """Return what `as_text` says, escaped."""
        return as_printed(as_text(self))


def evaluate(names: Sequence[str], options: Options | None = None, progress: Progress = SILENT) -> Results:
    """Run benchmarks.

    A system that only some of them know is compared by these; the others say that they do not have it.

    Args:
        names: Which; none means all of them. Each is run once, in the order given.
        options: Data, seed, sample size and so on.
        progress: Who is told what is running.

    Returns:
        The result of each by its name.

    Raises:
        ConfigError: There is no such benchmark or data folder, or none of the benchmarks knows a system; the message
            lists what there is.
    """
    options = options or Options()
    check_names("benchmark", tuple(names), tuple(BENCHMARKS))
    check_data(options.data)
    chosen = list(dict.fromkeys(names or BENCHMARKS))
    _check_systems(chosen, options.systems)
    return Results({name: _run(name, options, progress) for name in chosen})


def _run(name: str, options: Options, progress: Progress) -> Result:
    """Run one benchmark with those of the systems asked for that it knows."""
    own = tuple(system for system in options.systems if system in COMPARED[name])
    lacking = tuple(system for system in dict.fromkeys(options.systems) if system not in own)
    if lacking and not own:
        return LeftOut(name, lacking)
    if lacking:
        progress.say(f"{name}: it has no system {_quoted(lacking)}; it is measured without.")
    return BENCHMARKS[name](replace(options, systems=own), progress)


def _check_systems(chosen: Sequence[str], wanted: Sequence[str]) -> None:
    """Refuse systems that none of the benchmarks that run knows.

    Raises:
        ConfigError: Each of them, with those there are, and the benchmark that does know it.
    """
    problems = []
    for system in dict.fromkeys(wanted):
        if not any(system in COMPARED[name] for name in chosen):
            others = [name for name, there in COMPARED.items() if system in there]
            elsewhere = [f"`{name}` has it; ask for that benchmark too." for name in others]
            said = [f"there is no system `{system}` here.", *elsewhere, *map(_there, chosen)]
            problems.append(Problem(" ".join(said)))
    if problems:
        raise ConfigError(problems)


def _there(name: str) -> str:
    """Say which systems a benchmark has."""
    return f"`{name}` compares {_quoted(COMPARED[name])}."


def _quoted(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def as_text(results: Mapping[str, Result]) -> str:
    """Return the results as a terminal shows them."""
    return "\n\n".join(result.to_text() for result in results.values())


def as_json(results: Mapping[str, Result]) -> dict[str, Any]:
    """Return the results with everything that was counted: `{textmine, benchmarks: {name: …}}`."""
    return {"textmine": __version__, "benchmarks": {name: result.as_json() for name, result in results.items()}}
