"""The text of a Word document: paragraphs, tables, text boxes and footnotes, as they are seen on the page.

Read as it streams by, like a workbook. python-docx builds the whole tree in memory, and its paragraphs leave out what
is inserted with tracked changes, typed into form fields or set in a text box: words that people wrote.
"""

from __future__ import annotations

from xml.parsers import expat

from textmine.config import Limits
from textmine.errors import InputError
from textmine.ingest import bounds
from textmine.ingest.letters.letter import Letter, Mark, UnreadableError
from textmine.ingest.workbooks.archive import PROTECTED, Archive, open_archive
from textmine.ingest.workbooks.xml import Attributes, Listener, elements, local, parse

_DAMAGED = "is a Word document that cannot be read: open it in Word and save it again as .docx"
_LOCKED = "is protected with a password: open it, remove the password and save it as .docx"
_FOOTNOTES = ("footnotes.xml", "endnotes.xml")
_CROSSED_OUT = frozenset({"del", "moveFrom"})
_TRACKED = _CROSSED_OUT | {"ins", "moveTo"}
_UNSEEN = _CROSSED_OUT | {"Fallback", "pPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText", "delText"}
_DIVIDERS = ("separator", "continuationSeparator", "continuationNotice")
_OFF = ("0", "false", "off")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_BREAKS = {"p": "\n", "tc": " "}


def read_word(data: bytes, limits: Limits) -> Letter:
    """Return what a Word document says.

    Insertions that are tracked are read, deletions are not; headers, footers, comments, macros and hidden text are
    not read either.

    Args:
        data: The content of the file, a zip archive.
        limits: What it may hold when it is unpacked.

    Raises:
        UnreadableError: It is damaged, protected, no Word document, or holds too much.
    """
    marks: set[Mark] = set()
    try:
        archive = open_archive(data, "", limits)
        main = _main_part(archive)
        folder = main.rpartition("/")[0]
        texts = [_text(archive, name, limits, marks) for name in (main, *(f"{folder}/{name}" for name in _FOOTNOTES))]
    except InputError as error:
        raise UnreadableError(_reason(error)) from None
    return Letter("\n\n".join(filter(None, texts)), "Word document", frozenset(marks))


def _reason(error: InputError) -> str:
    """Say in the words of this room why an archive was not read."""
    message = error.problems[0].message
    if message == PROTECTED:
        return _LOCKED
    return message.removesuffix(".") if "[limits]" in message else _DAMAGED


def _main_part(archive: Archive) -> str:
    """Return the name of the part with the text.

    Raises:
        UnreadableError: There is none.
    """
    for _, attributes in elements(archive, "_rels/.rels", "Relationship"):
        if attributes.get("Type", "").endswith("/officeDocument"):
            name = attributes.get("Target", "").lstrip("/")
            if name.startswith("word/") and name.lower() in archive.parts:
                return name
    raise UnreadableError("is a zip archive without a Word document: unpack it, or name a table by itself")


def _text(archive: Archive, name: str, limits: Limits, marks: set[Mark]) -> str:
    """Return the text of one part, a line for each paragraph; nothing where there is no such part."""
    part = archive.parts.get(name.lower())
    if part is None:
        return ""
    bounds.check("letter_megabytes", bounds.megabytes(part.size), limits, "")
    words = _Words(marks)
    parse(archive, name, words)
    lines = "".join(words.parts).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip("\n")


class _Words(Listener):
    """Keeps the words that are seen on the page."""

    __slots__ = ("hidden", "in_text", "marks", "parts", "skipped_from")

    def __init__(self, marks: set[Mark]) -> None:
        super().__init__()
        self.marks = marks
        self.parts: list[str] = []
        self.hidden: list[bool] = []
        """For each run that is open, one in another, whether it is hidden."""
        self.in_text = False
        self.skipped_from = 0
        """How deep the element stands whose content is left out; 0 where nothing is."""

    def listen(self, parser: expat.XMLParserType) -> None:
        """Hear of elements and of their text."""
        super().listen(parser)
        parser.CharacterDataHandler = self.text

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        super().start(name, attributes)
        tag = local(name)
        if self.skipped_from:
            return
        known = {local(key): value for key, value in attributes.items()}
        if tag in _TRACKED:
            self.marks.add("crossed")
        if tag in _UNSEEN or known.get("type") in _DIVIDERS:
            self.skipped_from = self.depth
        elif tag == "r":
            self.hidden.append(False)
        elif tag == "vanish" and self.hidden:
            self.hidden[-1] = known.get("val") not in _OFF
        else:
            self.in_text = tag == "t"
            self.parts.append("" if self._unseen() else _SIGNS.get(tag, ""))

    def end(self, name: str) -> None:
        """End an element."""
        tag = local(name)
        if not self.skipped_from:
            self.in_text = False
            self.parts.append(_BREAKS.get(tag, ""))
            if tag == "r" and self.hidden:
                self.hidden.pop()
        elif self.skipped_from == self.depth:
            self.skipped_from = 0
        super().end(name)

    def text(self, text: str) -> None:
        """Take the text of a run."""
        if self.skipped_from or not self.in_text:
            return
        if not self._unseen():
            self.parts.append(text)
        elif text.strip():
            self.marks.add("hidden")

    def _unseen(self) -> bool:
        """Say whether the run that is open is hidden."""
        return bool(self.hidden) and self.hidden[-1]
