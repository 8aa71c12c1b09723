"""Which values are names of people, by lists of given and family names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from textmine.ingest.vocabulary import words as listed
from textmine.resources import resource

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "rev", "prof", "md", "mst"})


@cache
def _listed(kind: str) -> frozenset[str]:
    """Return the given or the family names of the lists, in small letters."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(resource("corpora", "names", kind).glob("*.txt")))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name.casefold() for line in lines for name in line.split()) - frozenset(listed("places"))


def is_name(value: str) -> bool:
    """Say whether a value is a given name with a family name, in either order.

    Example:
        >>> is_name("Fatima Begum"), is_name("AHMED, Hassan"), is_name("Victoria Park")
        (True, True, False)
    """
    words = [word.strip(".,").casefold() for word in value.replace(",", " ").split()]
    words = [word for word in words if word not in _TITLES]
    if not 2 <= len(words) <= 4:
        return False
    given, family = _listed("given"), _listed("family")
    first, last = words[0], words[-1]
    return (first in given and last in family) or (first in family and last in given)


def share_of_names(counts: Mapping[str, int]) -> float:
    """Return the share of values that are names; few values are enough to tell."""
    values = list(counts)[:500]
    return sum(map(is_name, values)) / (len(values) or 1)
