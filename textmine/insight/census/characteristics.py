"""Which characteristic of people a question asks about."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

_LETTER = r"[\p{L}\p{M}\p{N}]"


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One characteristic of people.

    Attributes:
        id: Its name in files.
        name: As people read it.
        words: What headings call it, folded.
        protected: Whether the Equality Act 2010 protects it.
    """

    id: str
    name: str
    words: tuple[str, ...]
    protected: bool


@cache
def characteristics_data() -> dict[str, Any]:
    """Return `data/characteristics.toml`."""
    text = files("textmine.insight").joinpath("data/characteristics.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def characteristics() -> tuple[Characteristic, ...]:
    """Return every characteristic that is known, those named more narrowly first."""
    return tuple(
        Characteristic(item["id"], item["name"], tuple(map(folded, item["words"])), item.get("act", False))
        for item in characteristics_data()["characteristic"]
    )


def folded(text: str) -> str:
    """Return a name as it is compared: without case, and with simple spaces, dashes and apostrophes."""
    text = regex.sub(r"[\u2010-\u2015\u2212]", "-", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return " ".join(text.split()).casefold()


def is_not_stated(option: str) -> bool:
    """Whether an option is that of people who do not say."""
    return folded(option) in {folded(known) for known in characteristics_data()["not_stated"]}


def characteristic_called(name: str) -> Characteristic | None:
    """Return the characteristic of this id, name or heading; None if it is not known.

    Example:
        >>> characteristic_called("What is your ethnic group?").id, characteristic_called("আপনার বয়স কত?").id
        ('race', 'age')
        >>> characteristic_called("Favourite colour")
    """
    text = folded(name)
    exact = (one for one in characteristics() if text in (one.id, folded(one.name), *one.words))
    return next(exact, None) or next((one for one in characteristics() if _is_named(one, text)), None)


def _is_named(characteristic: Characteristic, text: str) -> bool:
    return any(regex.search(rf"(?<!{_LETTER}){regex.escape(word)}(?!{_LETTER})", text) for word in characteristic.words)


def characteristic_of(question_id: str, wording: str, set_by: Mapping[str, str]) -> Characteristic | None:
    """Return the characteristic that a question asks about: as it is set, else as its wording tells."""
    told = {folded(name): characteristic for name, characteristic in set_by.items()}
    return characteristic_called(told.get(folded(question_id)) or told.get(folded(wording)) or wording)
