"""XML read as it streams by: no tree is built, no entity is expanded, no name is looked up elsewhere."""

from __future__ import annotations

from xml.parsers import expat

from textmine.errors import InputError, Problem
from textmine.ingest.workbooks.archive import DAMAGED, Archive

Attributes = dict[str, str]
DEEPEST = 1_000
"""No spreadsheet nests its elements more than a few dozen deep; every open element takes memory."""
_LONGEST_TOKEN = 64_000_000


class Listener:
    """Hears of every element; those who want to know more override `start`, `end` and `text`."""

    __slots__ = ("depth",)

    def __init__(self) -> None:
        self.depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear that an element begins."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("nested without end")

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        self.depth -= 1

    def text(self, text: str) -> None:
        """Hear the text of an element, which may come in pieces."""

    def listen(self, parser: expat.XMLParserType) -> None:
        """Say what is to be heard of."""
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end


def parse(archive: Archive, name: str, listener: Listener) -> None:
    """Send a part of an archive through a parser.

    Raises:
        InputError: The part is no XML, declares a document type, or is nested beyond reason.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    refuse_doctype(parser, name, archive.file)
    listener.listen(parser)
    try:
        fed = 0
        for piece in archive.pieces(name):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise ValueError("a name or value without end")
        if fed:
            parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise InputError(Problem(f"{DAMAGED} (`{name}` inside it is not in order.)", archive.file)) from None


def refuse_doctype(parser: expat.XMLParserType, name: str, file: str) -> None:
    """Have a parser refuse a document type, the only means by which XML defines entities."""

    def refuse(*_: object) -> None:
        message = (
            f"declares its own XML document type in `{name}`, by which a small file can fill the memory or reach for "
            "other files. No spreadsheet program writes that. It was not opened; ask for the file again."
        )
        raise InputError(Problem(message, file))

    parser.StartDoctypeDeclHandler = refuse


def local(name: str) -> str:
    """Return an element's name without its prefix, which every program may choose."""
    return name.rpartition(":")[2]


class _Collector(Listener):
    """Keeps the wanted elements."""

    __slots__ = ("found", "wanted")

    def __init__(self, wanted: frozenset[str]) -> None:
        super().__init__()
        self.wanted = wanted
        self.found: list[tuple[str, Attributes]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Keep an element that is wanted."""
        super().start(name, attributes)
        if (plain := local(name)) in self.wanted:
            known = {local(key): value for key, value in attributes.items()}
            if len(known) < len(attributes):
                raise ValueError("two attributes of one name, of which readers take different ones")
            self.found.append((plain, known))


def elements(archive: Archive, name: str, *wanted: str) -> list[tuple[str, Attributes]]:
    """Return the wanted elements of a small part in order, all names without their prefixes.

    Raises:
        InputError: As `parse`, or the part is larger than anything of its kind.
    """
    archive.check_small(name)
    collector = _Collector(frozenset(wanted))
    parse(archive, name, collector)
    return collector.found
