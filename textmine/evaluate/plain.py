"""Plain-text tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.evaluate.intervals import Estimate

WIDTH = 110
NONE = "–"


def percent(value: float) -> str:
    """Return a share in per cent with one decimal; only what is exactly none or all is shown as 0 or 100.

    Example:
        >>> percent(0.98765), percent(1.0), percent(0.99999), percent(0.00001)
        ('98.8', '100', '99.9', '0.1')
    """
    if value in (0.0, 1.0):
        return str(int(100 * value))
    return f"{min(99.9, max(0.1, 100 * value)):.1f}"


def short(value: float) -> str:
    """Return two decimals without the nought before the point.

    Example:
        >>> short(0.5), short(1.0), short(-0.02), short(-0.001)
        ('.50', '1.00', '-.02', '.00')
    """
    return f"{round(value, 2) + 0.0:.2f}".replace("0.", ".", 1)


def with_interval(estimate: Estimate | None) -> str:
    """Return a share in per cent and its interval, such as `98.8 97.1–99.5`."""
    if estimate is None:
        return NONE
    return f"{percent(estimate.value)} {percent(estimate.low)}–{percent(estimate.high)}"


def value_only(estimate: Estimate | None) -> str:
    """Return a share in per cent."""
    return NONE if estimate is None else percent(estimate.value)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], gap: int = 2, least: int = 0) -> list[str]:
    """Return lines: the first column flush left, the others flush right under their headings.

    Args:
        header: The headings.
        rows: Cells, as many in each row as there are headings.
        gap: Spaces between two columns.
        least: The least width of the columns after the first, so that tables below each other line up.
    """
    lines = [list(header), *map(list, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(header))]
    widths = [widths[0], *(max(width, least) for width in widths[1:])]
    return [
        (" " * gap)
        .join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        .rstrip()
        for line in lines
    ]


def wrapped(text: str, indent: str = "  ") -> list[str]:
    """Return a sentence broken into lines of at most `WIDTH` columns."""
    import textwrap

    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False)


def heading(text: str, mark: str = "-") -> list[str]:
    """Return an underlined heading with an empty line before it."""
    return ["", text, mark * min(len(text), WIDTH)]
