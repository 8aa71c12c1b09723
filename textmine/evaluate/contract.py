"""What a benchmark is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from textmine.errors import ConfigError, Problem
from textmine.resources import resource


@dataclass(frozen=True, slots=True)
class Options:
    """What every benchmark may be told."""

    data: Path | None = None
    """A folder of public data sets, one folder each; None: only the project's own texts."""
    corpora: Path | None = None
    """The project's own texts; None: the ones that came with textmine."""
    seed: int = 0
    sample: int = 400
    """The most texts of a set that are measured, per language and length."""
    systems: tuple[str, ...] = ()
    """The systems to compare; empty: all."""
    mistakes: int = 0
    """How many of textmine's mistakes to list."""

    @property
    def own_texts(self) -> Path:
        """The folder of the project's own texts."""
        return self.corpora or resource("corpora")


class Result(Protocol):
    """What a benchmark found: words for a terminal, and everything with its counts for a program."""

    def to_text(self) -> str:
        """Return lines of at most 110 columns."""
        ...

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        ...


def check_names(what: str, wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Refuse names that do not exist.

    Args:
        what: What the names are of, such as "benchmark".
        wanted: The names asked for.
        known: The names there are.

    Raises:
        ConfigError: Each unknown name, with those there are.
    """
    there = ", ".join(f"`{name}`" for name in known)
    unknown = [name for name in dict.fromkeys(wanted) if name not in known]
    if unknown:
        raise ConfigError([Problem(f"there is no {what} `{name}`. There is: {there}.") for name in unknown])


def check_data(folder: Path | None) -> None:
    """Refuse a data folder that does not exist.

    Raises:
        ConfigError: It is not a folder; the folders beside it are listed.
    """
    if folder is None or folder.is_dir():
        return
    base = next((parent for parent in folder.absolute().parents if parent.is_dir()), Path())
    beside = sorted(item.name for item in base.iterdir() if item.is_dir() and not item.name.startswith("."))
    there = ", ".join(f"`{name}`" for name in beside[:20]) + (" …" if len(beside) > 20 else "")
    kind = "is a file, not a folder" if folder.exists() else "is not there"
    found = f"In {base} there is: {there}." if beside else f"{base} holds no folder."
    raise ConfigError(Problem(f"{kind}. {found} Name a folder that holds `ntrex`, `polis` and so on.", str(folder)))
