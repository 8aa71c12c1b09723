"""Lines that a program broke at a fixed width, as in plain e-mails: told by their lengths, so in any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

_LINE = regex.compile(r"[^\n\r]+")
_NARROWEST, _WIDEST = 55, 100
"""Programs break lines at 72 to 80 characters; the longest line of a paragraph may be some shorter."""
_FEWEST = 3
"""Lines of a paragraph that tell: of two, the first is too often the longer one by chance."""


def wrapped_starts(text: str) -> frozenset[int]:
    r"""Return where those lines begin that go on with the line before.

    A paragraph was wrapped if on each line the next line's first word would not have fitted any more.

    Args:
        text: Verbatim.

    Example:
        >>> text = "There is no light at all on the path along the canal, between the\nbridge in Old Dock and the "
        >>> text += "lock at Limebank, where people fell in the\nwinter."
        >>> [text[start : start + 6] for start in sorted(wrapped_starts(text))]
        ['bridge', 'winter']
    """
    if "\n" not in text:
        return frozenset()
    return frozenset(start for lines in _paragraphs(text) if _is_wrapped(text, lines) for start, _ in lines[1:])


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines without an empty one between them, as offsets."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        blank = not text[start:end].strip()
        if lines and (blank or text.count("\n", lines[-1][1], start) > 1):
            yield lines
            lines = []
        if not blank:
            lines.append((start, end))
    if lines:
        yield lines


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Say whether a program broke the lines of a paragraph."""
    if len(lines) < _FEWEST:
        return False
    shown = [text[start:end].strip() for start, end in lines]
    width = max(map(len, shown))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    return all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(shown))
