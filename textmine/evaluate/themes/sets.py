"""The kinds of sets of texts that are measured."""

from __future__ import annotations

from dataclasses import dataclass

TYPED_BY_RULE = "bn-Latn"
"""Twins in this language are made from the Bengali ones, not written by people."""


@dataclass(frozen=True, slots=True)
class Theme:
    """An agreed theme of a codebook."""

    theme_id: str
    title: str
    description: str


@dataclass(frozen=True)
class Coded:
    """Texts with the themes people (or, for gambling_xs, a language model) gave them."""

    name: str
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    gold: tuple[tuple[str, ...], ...]
    """The themes of each text, the main one first; at least one."""
    main: bool = True
    """Whether the first theme is known to be the main one."""
    codebook: tuple[Theme, ...] = ()
    source: str = ""
    """What several sets are parts of."""

    @property
    def several(self) -> bool:
        """Whether a text may have several themes."""
        return any(len(own) > 1 for own in self.gold)


@dataclass(frozen=True)
class Plain:
    """Texts without known themes."""

    name: str
    texts: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Twins:
    """A mix of texts to find themes in, and sentences with their translations that are not among them."""

    name: str
    mix: Plain
    english: tuple[str, ...]
    translations: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sets:
    """All that is measured, and the files that are not there."""

    coded: tuple[Coded, ...]
    twins: Twins | None
    parity: Plain | None
    repeated: Plain | None
    absent: tuple[str, ...]
