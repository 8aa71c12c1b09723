"""The systems that are compared: textmine, and the detectors people use instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from textmine.config import LanguageSettings
from textmine.evaluate.contract import check_names
from textmine.evaluate.languages import peers
from textmine.evaluate.languages.tags import canonical
from textmine.language import detect
from textmine.language.catalogue import languages

OURS = "textmine"


class System(Protocol):
    """Names the language of texts."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in the tables."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages it can name."""
        ...

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text: BCP-47, `und` could not tell, `zxx` no words."""
        ...


@runtime_checkable
class FindsSeveral(Protocol):
    """A system that can also say that a text is in several languages."""

    def identify_all(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the tags of each text, the main one first."""
        ...


@dataclass(frozen=True)
class Textmine:
    """textmine's own detection."""

    name: str = OURS
    settings: LanguageSettings = field(default_factory=LanguageSettings)

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the default list, and Bengali in Latin letters."""
        return frozenset(map(canonical, languages())) | {"bn-Latn"}

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text."""
        return [canonical(tag) for tag in detect(texts, self.settings)["language"]]

    def identify_all(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the tags of each text, the main one first."""
        return [tuple(map(canonical, tags)) for tags in detect(texts, self.settings)["languages"]]

    def confidences(self, texts: Sequence[str]) -> list[float]:
        """Return how sure textmine is of each text."""
        return [float(value) for value in detect(texts, self.settings)["language_confidence"]]


def _alone() -> Textmine:
    """Return textmine without the second detector it listens to."""
    return Textmine("textmine-alone", LanguageSettings(second_voice=False))


SYSTEMS: Mapping[str, Callable[[], System]] = {
    OURS: Textmine,
    "textmine-alone": _alone,
    "langdetect": peers.Langdetect,
    "py3langid": peers.Py3langid,
    "pycld2": peers.Pycld2,
    "lingua": peers.Lingua,
}


def load_systems(wanted: tuple[str, ...] = ()) -> tuple[list[System], list[str]]:
    """Return the systems to compare, and the names of those that are not installed.

    Args:
        wanted: Their names; none means all.

    Raises:
        ConfigError: There is no system of that name; the message lists those there are.
    """
    check_names("system", wanted, tuple(SYSTEMS))
    systems: list[System] = []
    missing = []
    for name in dict.fromkeys(wanted or SYSTEMS):
        try:
            systems.append(SYSTEMS[name]())
        except ImportError:
            missing.append(name)
    return systems, missing
