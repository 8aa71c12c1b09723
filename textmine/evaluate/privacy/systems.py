"""The ways to look for names that are compared; what has a form is found alike by all."""

from __future__ import annotations

from collections.abc import Mapping

from textmine.evaluate.contract import check_names
from textmine.text.privacy.ner import has_model
from textmine.text.privacy.personal import Names

OURS = "rules"
SYSTEMS: Mapping[str, Names] = {"rules": "rules", "rules+model": "ner", "forms only": "none"}
"""Each system and what `personal_data` is told for it."""


def load_systems(wanted: tuple[str, ...]) -> tuple[dict[str, Names], tuple[str, ...]]:
    """Return the systems to run, and those that need a model that is not installed.

    Raises:
        ConfigError: There is no system of that name.
    """
    check_names("system", wanted, tuple(SYSTEMS))
    chosen = {name: SYSTEMS[name] for name in SYSTEMS if not wanted or name in wanted}
    lacking = tuple(name for name, names in chosen.items() if names == "ner" and not has_model())
    return {name: names for name, names in chosen.items() if name not in lacking}, lacking
