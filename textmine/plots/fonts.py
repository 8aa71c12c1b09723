"""Fonts that this machine has for the scripts in a figure, and a plain hint where it has none."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from textmine.language.scripts import script_of_letter

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

_UNDRAWN = regex.compile(r"[\s\p{C}\p{Default_Ignorable_Code_Point}]")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Emoji_Presentation}")
EMOJI, OTHER = "Zsye", "Zzzz"
_JAPANESE = ("Hira", "Kana")
_REGULAR = range(350, 501)


class MissingFontWarning(UserWarning):
    """No font of this machine has some letters of a figure."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """What a text is drawn with.

    Attributes:
        families: Font families, the first that has a letter draws it.
        lacking: Scripts of the letters that no font has.
    """

    families: tuple[str, ...]
    lacking: frozenset[str] = frozenset()


@cache
def _data() -> dict[str, Any]:
    text = files("textmine.plots").joinpath("data/fonts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def base_family() -> str:
    """Return the family that comes with matplotlib."""
    return str(_data()["base"])


@lru_cache(maxsize=4096)
def lettering(text: str) -> Lettering:
    """Return the fonts that draw a text, those of its own script first.

    Letters of one word have to come from one font, or they do not join.
    """
    base = base_family()
    wanted: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for character in _beyond(text, base):
        script = _script(character)
        wanted.setdefault(script, set()).add(character)
        counts[script] += 1
    families: list[str] = []
    lacking = set()
    # What belongs to no script, such as a sign of money, is often in the font of the letters beside it.
    for script in sorted(wanted, key=lambda script: (script == OTHER, -counts[script], script)):
        left = {character for character in wanted[script] if not any(ord(character) in _covered(f) for f in families)}
        family, whole = _best(script, frozenset(left)) if left else ("", True)
        if family:
            families.append(family)
        if not whole:
            lacking.add(script)
    return Lettering((*dict.fromkeys(families), base), frozenset(lacking))


def hints(scripts: Iterable[str]) -> list[str]:
    """Say, of each script without a font, what to install."""
    known = _data()["script"]
    found = [known.get(script, known[OTHER]) for script in sorted(scripts)]
    return [
        f"No font on this machine has all the {entry['name']} in this figure, so some are shown as boxes. "
        f"Install {entry['install']}."
        for entry in found
    ]


def _beyond(text: str, family: str) -> Iterator[str]:
    """Yield the characters that have to be drawn and that a family does not have."""
    drawn = _covered(family)
    for character in text:
        if ord(character) not in drawn and not _UNDRAWN.match(character):
            yield character


def _script(character: str) -> str:
    if _EMOJI.match(character):
        return EMOJI
    script = script_of_letter(character) or OTHER
    return "Jpan" if script in _JAPANESE else script


@cache
def _best(script: str, characters: frozenset[str]) -> tuple[str, bool]:
    """Return the family that has most of these characters, and whether it has all; empty if none has any."""
    found = _among(script, characters)
    if not found[1] and _look_again():
        found = _among(script, characters)
    return found


def _among(script: str, characters: frozenset[str]) -> tuple[str, bool]:
    codes = {ord(character) for character in characters}
    best, most = "", 0
    for family in _candidates(script):
        has = len(codes & _covered(family))
        if has == len(codes):
            return family, True
        if has > most:
            best, most = family, has
    return best, False


def _candidates(script: str) -> Iterator[str]:
    """Yield the installed families, those named for a script first."""
    named = _data()["script"].get(script, {}).get("families", [])
    installed = {entry.name for entry in _entries()} - set(_data()["never"])
    yield from (family for family in named if family in installed)
    yield from sorted(installed - set(named))


def _entries() -> list[FontEntry]:
    from matplotlib.font_manager import fontManager

    return [entry for entry in fontManager.ttflist if entry.style == "normal"]


def _covered(family: str) -> frozenset[int]:
    """Return the code points that the regular face of an installed family has."""
    faces = [entry for entry in _entries() if entry.name == family]
    regular = [entry for entry in faces if entry.weight in _REGULAR] or faces
    return _charmap(regular[0].fname) if regular else frozenset()


@cache
def _charmap(path: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):  # removed since matplotlib made its list, or of a kind it cannot read
        return frozenset()


@cache
def _look_again() -> bool:
    """Add fonts installed since matplotlib made its list of them; tell whether there are any."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    known = {Path(entry.fname) for entry in fontManager.ttflist}
    added = False
    for path in findSystemFonts():
        if Path(path) in known:
            continue
        try:
            fontManager.addfont(path)
        except (OSError, RuntimeError):  # of a kind that matplotlib cannot read
            continue
        added = True
    return added
