"""The benchmarks there are, by name, and how to run several of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textmine import __version__
from textmine.evaluate.contract import Options, Result, check_data, check_names
from textmine.evaluate.languages import benchmark as languages
from textmine.progress import SILENT, Progress

BENCHMARKS: Mapping[str, Callable[[Options, Progress], Result]] = {"languages": languages}


def evaluate(names: Sequence[str], options: Options | None = None, progress: Progress = SILENT) -> dict[str, Result]:
    """Run benchmarks.

    Args:
        names: Which; none means all of them. Each is run once, in the order given.
        options: Data, seed, sample size and so on.
        progress: Who is told what is running.

    Returns:
        The result of each by its name.

    Raises:
        ConfigError: There is no such benchmark, data folder or system; the message lists what there is.
    """
    options = options or Options()
    check_names("benchmark", tuple(names), tuple(BENCHMARKS))
    check_data(options.data)
    return {name: BENCHMARKS[name](options, progress) for name in dict.fromkeys(names or BENCHMARKS)}


def as_text(results: Mapping[str, Result]) -> str:
    """Return the results as a terminal shows them."""
    return "\n\n".join(result.to_text() for result in results.values())


def as_json(results: Mapping[str, Result]) -> dict[str, Any]:
    """Return the results with everything that was counted: `{textmine, benchmarks: {name: …}}`."""
    return {"textmine": __version__, "benchmarks": {name: result.as_json() for name, result in results.items()}}
