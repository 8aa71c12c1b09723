"""Options that files word differently, counted as one; what people wrote in their own words is never touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textmine.config import Config
from textmine.ingest.headings import tidy
from textmine.ingest.options import split_options
from textmine.ingest.several.matching import settings_of
from textmine.ingest.table import Table
from textmine.ingest.ticks import SEPARATOR


@dataclass(frozen=True, slots=True)
class Harmony:
    """How the options of each file are counted.

    Attributes:
        said: For each file: option for comparing → the option it is counted as.
        files: How each file is called.
        changed: (file, option as written, option as counted) → in how many answers; filled as answers are read.
    """

    said: tuple[Mapping[str, str], ...]
    files: tuple[str, ...]
    changed: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def apply(self, parts: Sequence[Sequence[str]], options: Sequence[str] = ()) -> list[str]:
        """Return the answers to one closed question, file after file, as they are counted.

        Args:
            parts: For each file its answers as written.
            options: The options by which several in a cell are told apart; none: one answer is one option.
        """
        spellings: dict[str, str] = {}
        result: dict[int, list[str]] = {}
        for file in sorted(range(len(parts)), key=lambda file: -len(parts[file])):
            values = parts[file]
            counts = Counter(values)
            known = {value: self._counted(value, file, spellings, options) for value in counts}
            for value, counted in known.items():
                if value != counted:
                    self.changed[self.files[file], value, counted] += counts[value]
            if len(parts) > 1:
                # The largest file that has an option gives its spelling.
                for counted in known.values():
                    spellings.setdefault(spelled(counted), counted)
            result[file] = [known[value] for value in values]
        return [value for file in range(len(parts)) for value in result[file]]

    def _counted(self, value: str, file: int, spellings: Mapping[str, str], options: Sequence[str]) -> str:
        """Return an answer as it is counted: the option itself, or each of several that were ticked."""
        whole = self._option(value, file, spellings)
        if whole is not None or not options:
            return value if whole is None else whole
        parts = split_options(value, options)
        counted = [self._option(part, file, spellings) or part for part in parts]
        return value if counted == list(parts) else SEPARATOR.join(counted)

    def _option(self, value: str, file: int, spellings: Mapping[str, str]) -> str | None:
        """Return what one option is counted as; None where nothing is said of it."""
        key = spelled(value)
        if not key:
            return None
        said = self.said[file].get(key)
        return said if said is not None else spellings.get(key)

    def notes(self) -> tuple[str, ...]:
        """Say in plain sentences what is counted under another option."""
        return tuple(
            f"`{written}` of `{file}` is counted as `{counted}` ({count} {'answer' if count == 1 else 'answers'})."
            for (file, written, counted), count in sorted(self.changed.items())
        )


def harmony(tables: Sequence[Table], config: Config) -> Harmony:
    """Return how the options of each file are counted, as consultation.toml says."""
    general = {spelled(written): counted for written, counted in config.options.items()}
    own = [settings_of(table.file, config).options for table in tables]
    return Harmony(
        tuple(general | {spelled(written): counted for written, counted in options.items()} for options in own),
        tuple(table.name for table in tables),
    )


def spelled(option: str) -> str:
    """Return an option for comparing: but for capitals, spacing and a full stop, it has to be written alike.

    Example:
        >>> spelled("Strongly  agree."), spelled("> 65") == spelled("< 65")
        ('strongly agree', False)
    """
    return tidy(option).casefold().rstrip(" .")
