"""Scripts, as ISO 15924 codes: which a text is written in, and in what shares."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex

NO_SCRIPT = "Zyyy"
"""ISO 15924 for "undetermined": no letters at all."""
OTHER_SCRIPT = "Zzzz"
"""ISO 15924 for a script that is not on our list."""

_CODES = [
    "Latn",
    "Beng",
    "Arab",
    "Cyrl",
    "Deva",
    "Grek",
    "Guru",
    "Gujr",
    "Taml",
    "Telu",
    "Knda",
    "Mlym",
    "Sinh",
    "Orya",
    "Thai",
    "Laoo",
    "Khmr",
    "Mymr",
    "Tibt",
    "Geor",
    "Armn",
    "Hebr",
    "Ethi",
    "Hang",
    "Hira",
    "Kana",
    "Hani",
    "Bopo",
    "Thaa",
    "Syrc",
    "Nkoo",
    "Tfng",
    "Cher",
    "Mong",
]
_SCRIPT = regex.compile("|".join(rf"(?P<{code}>\p{{Script={code}}})" for code in _CODES))
_LETTER = regex.compile(r"[\p{L}\p{M}]")
_NEUTRAL = regex.compile(r"\p{Script=Common}|\p{Script=Inherited}")
_JAPANESE = ("Hira", "Kana")


@lru_cache(maxsize=20_000)
def script_of_letter(character: str) -> str | None:
    """Return the script of one letter or mark; None for anything that belongs to no one script."""
    if not _LETTER.match(character) or _NEUTRAL.match(character):
        return None
    match = _SCRIPT.match(character)
    if not match:
        return OTHER_SCRIPT
    code = str(match.lastgroup)
    return "Hani" if code == "Bopo" else code


def script_counts(text: str) -> Counter[str]:
    """Return how many letters of each script `text` has; kana and the Han beside it count as `Jpan`."""
    counts: Counter[str] = Counter()
    if text.isascii():
        return +Counter({"Latn": sum(map(str.isalpha, text))})
    for character, count in Counter(text).items():
        if script := script_of_letter(character):
            counts[script] += count
    kana = sum(counts[code] for code in _JAPANESE)
    if kana and 10 * kana >= counts["Hani"]:
        counts["Jpan"] = kana + counts["Hani"]
        for code in (*_JAPANESE, "Hani"):
            del counts[code]
    return +counts


def script_shares(text: str) -> dict[str, float]:
    """Return the share (0 to 1) of each script among the letters of `text`, the largest first.

    Example:
        >>> script_shares("আলো abc")
        {'Beng': 0.5, 'Latn': 0.5}
    """
    counts = script_counts(text)
    total = sum(counts.values())
    return {code: count / total for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters of `text` are in; `Zyyy` if it has none.

    Example:
        >>> script_of("পার্কে আলো নেই"), script_of("Nal ma jiro"), script_of("👍 10/10")
        ('Beng', 'Latn', 'Zyyy')
    """
    return next(iter(script_shares(text)), NO_SCRIPT)


def words_by_script(words: list[str]) -> dict[str, list[str]]:
    """Sort words by the script of their first letter; words without letters are left out."""
    groups: dict[str, list[str]] = {}
    for word in words:
        if word[0].isascii() and word[0].isalpha():
            groups.setdefault("Latn", []).append(word)
            continue
        for character in word:
            if script := script_of_letter(character):
                groups.setdefault("Jpan" if script in _JAPANESE else script, []).append(word)
                break
    if "Jpan" in groups and "Hani" in groups and 10 * len(groups["Jpan"]) >= len(groups["Hani"]):
        groups["Jpan"] += groups.pop("Hani")
    return groups
