"""One cell of an OpenDocument spreadsheet: what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from textmine.ingest.workbooks.shown import as_shown, text_shown
from textmine.ingest.workbooks.xml import Attributes

_SPACES = re.compile(r"[ \t\r\n]+")
_DURATION = re.compile(r"P(?:(\d{1,9})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d*)?S)?")
_MOST_DIGITS = 8
_NO_FORMULA = "#NAME?"
_MOST_SPACES = 32_767
"""Characters that a cell of Excel can hold, and so the longest run of spaces that is believed."""


def count(attributes: Attributes, name: str) -> int:
    """Return how often something is repeated.

    Raises:
        ValueError: The attribute is no number, or one beyond every spreadsheet.
    """
    text = attributes.get(name, "1")
    if len(text) > _MOST_DIGITS:
        raise ValueError("beyond every spreadsheet")
    return max(int(text), 1)


@dataclass(slots=True)
class Paragraphs:
    """The text of a cell: paragraphs are lines; runs of white space count as one space unless they are marked."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)

    def mark(self, text: str) -> None:
        """Add characters that stand for themselves."""
        self._settle()
        self.line.append(text)

    def special(self, name: str, attributes: Attributes) -> None:
        """Add the spaces, the tab or the line break that an element stands for."""
        if name == "s":
            self.mark(" " * min(count(attributes, "text:c"), _MOST_SPACES))
        elif name == "tab":
            self.mark("\t")
        elif name == "line-break":
            self.mark("\n")

    def end(self) -> None:
        """End a paragraph."""
        self._settle(last=True)
        self.lines.append("".join(self.line))
        self.line = []

    def _settle(self, last: bool = False) -> None:
        """Take up the characters heard so far."""
        text = _SPACES.sub(" ", "".join(self.raw))
        self.raw.clear()
        text = text.lstrip(" ") if not self.line else text
        self.line.append(text.rstrip(" ") if last else text)

    def __str__(self) -> str:
        """Return the paragraphs as lines."""
        return "\n".join(self.lines)


@dataclass(slots=True)
class Cell:
    """A cell that is being read.

    Attributes:
        depth: How deep its element lies, by which its own paragraphs are told from those of a comment.
    """

    attributes: Attributes
    depth: int
    text: Paragraphs = field(default_factory=Paragraphs)

    @property
    def formula(self) -> str:
        """The text of its formula, as a spreadsheet shows it; empty where there is none."""
        _, sign, formula = self.attributes.get("table:formula", "").partition("=")
        return sign + formula

    def shown(self) -> tuple[str, bool]:
        """Return what the cell shows, and whether that is its formula, for want of a value."""
        text = self._value()
        if self.formula and (not text or text == _NO_FORMULA):
            return text_shown(self.formula), True
        return text_shown(text), False

    def _value(self) -> str:
        """Return the value."""
        text = str(self.text)
        sort, value = self.attributes.get("office:value-type", ""), self.attributes.get("office:value", "")
        if sort in ("float", "currency"):
            return _number(value, text)
        if sort == "date":
            moment = self.attributes.get("office:date-value", "")
            day, _, time = moment.partition("T")
            return f"{day} {time}" if time.strip("0:.") else day
        if sort == "time":
            return _time(self.attributes.get("office:time-value", "")) or text
        if sort == "boolean":
            return self.attributes.get("office:boolean-value", "").upper()
        return text or self.attributes.get("office:string-value", "")


def _number(value: str, text: str) -> str:
    """Return a number without its format, but for an id that is shown with leading zeros and for yes and no."""
    try:
        number = float(value)
    except ValueError:
        return text
    if (text.startswith("0") and text.isdecimal()) or text in ("TRUE", "FALSE"):
        return text
    return as_shown(int(value) if value.lstrip("-").isdecimal() and len(value) < 20 else number)


def _time(value: str) -> str:
    """Return a duration as a time of day, or as hours where it is longer than a day."""
    found = _DURATION.fullmatch(value)
    if not found:
        return ""
    days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    hours += 24 * days
    return f"{hours:02}:{minutes:02}:{seconds:02}" if hours < 24 else f"{hours}:{minutes:02}:{seconds:02}"
