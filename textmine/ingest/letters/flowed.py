"""Plain e-mail text whose lines a program broke, put together as it was typed."""

from __future__ import annotations

_QUOTE = ">"
_SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool = False) -> str:
    r"""Return `format=flowed` text with its soft line breaks undone.

    Args:
        text: With lines that end in a space where the next one goes on.
        delete_space: That space is no part of the text (`delsp=yes`).

    Source:
        RFC 3676, "The Text/Plain Format and DelSp Parameters".

    Example:
        >>> unflowed("More \nlight.\n> Why?\n-- \nJo")
        'More light.\n> Why?\n-- \nJo'
    """
    lines: list[str] = []
    held, held_depth = "", -1
    for line in text.split("\n"):
        depth, words = _parted(line.removesuffix("\r"))
        if depth != held_depth and held_depth >= 0:
            lines.append(_quoted(held_depth, held))
            held, held_depth = "", -1
        if words == _SIGNATURE and held_depth >= 0:
            lines.append(_quoted(held_depth, held))
            held = ""
        held, held_depth = held + words, depth
        if words.endswith(" ") and words != _SIGNATURE:
            held = held[:-1] if delete_space else held
            continue
        lines.append(_quoted(depth, held))
        held, held_depth = "", -1
    if held_depth >= 0:
        lines.append(_quoted(held_depth, held))
    return "\n".join(lines)


def _parted(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and its words."""
    words = line.lstrip(_QUOTE)
    return len(line) - len(words), words.removeprefix(" ")


def _quoted(depth: int, words: str) -> str:
    """Return a line with the marks of quotation before it."""
    return f"{_QUOTE * depth} {words}" if depth else words
