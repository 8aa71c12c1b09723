"""What cells look like: a font that has their script, the direction they are read in, colours, locks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textmine.language import direction, script_of
from textmine.review.workbook.sheet import Column, ColumnKind
from textmine.review.workbook.words import words

_FILLS = {"input": "FFF6D5", "heading": "E3E8EE", "input heading": "F3D97A"}
_LINE = "B7BEC6"
_FORMATS: dict[ColumnKind, str] = {"text": "@", "choice": "@", "date": "yyyy-mm-dd", "id": "@"}


@dataclass(frozen=True, slots=True)
class Look:
    """One look; cells that look alike share it."""

    font: str
    right_to_left: bool = False
    fill: str = ""
    locked: bool = True
    number_format: str = "General"

    @property
    def name(self) -> str:
        """How it is called in the workbook's list of styles."""
        way = "right to left" if self.right_to_left else "left to right"
        return f"textmine {self.fill or 'text'} {self.font} {way} {_FORMAT_NAMES.get(self.number_format, '')}".strip()


_FORMAT_NAMES = {"@": "words", "yyyy-mm-dd": "date"}


class Looks:
    """Gives cells of one workbook their look."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        self._book = book
        self._made: set[Look] = set()

    def cell(self, cell: Any, column: Column, text: str, language: str) -> None:  # noqa: ANN401
        """Dress a cell below the headings.

        Args:
            cell: The cell.
            column: Its column: input cells are yellow and open.
            text: What it shows.
            language: What is to be written in it, where nothing is yet.
        """
        is_input = column.is_input
        script = script_of(text) if text else ""
        way = direction(f"und-{script}") if script else direction(language) if language else "ltr"
        self._wear(
            cell,
            Look(
                font_of(script),
                right_to_left=way == "rtl",
                fill="input" if is_input else "",
                locked=not is_input,
                number_format=_FORMATS.get(column.kind, "General"),
            ),
        )

    def heading(self, cell: Any, column: Column) -> None:  # noqa: ANN401
        """Dress a heading: those of cells to be filled in stand out."""
        self._wear(cell, Look(font_of(), fill="input heading" if column.is_input else "heading"))

    def _wear(self, cell: Any, look: Look) -> None:  # noqa: ANN401
        if look not in self._made:
            self._book.add_named_style(_style(look))
            self._made.add(look)
        cell.style = look.name


def font_of(script: str = "") -> str:
    """Return a font that has the letters of a script."""
    fonts = words()["fonts"]
    return str(fonts.get(script, fonts["default"]))


def _style(look: Look) -> Any:  # noqa: ANN401
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    side = Side(style="thin", color=_LINE)
    is_heading = "heading" in look.fill
    style = NamedStyle(
        name=look.name,
        font=Font(name=look.font, bold=is_heading),
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=Alignment(
            wrap_text=True,
            vertical="center" if is_heading else "top",
            horizontal="right" if look.right_to_left else "left",
            readingOrder=2 if look.right_to_left else 1,
        ),
        number_format=look.number_format,
        protection=Protection(locked=look.locked),
    )
    if look.fill:
        style.fill = PatternFill("solid", start_color=_FILLS[look.fill])
    return style
