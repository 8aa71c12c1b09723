"""The text of a web page, as e-mail programs send: no link is followed, no script is run."""

from __future__ import annotations

import regex
from lxml import etree

from textmine.ingest.letters.letter import UnreadableError
from textmine.safe import xml_text

_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "textarea"})
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"})
_LINES = _PARAGRAPHS | {"div", "li", "tr", "section", "article", "header", "footer", "dt", "dd", "center", "address"}
_UNSEEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", regex.IGNORECASE)
_SPACES = regex.compile(r"[ \t\r\n\f]+")
_MOST_TAGS = 500_000
_MANY_BREAKS = regex.compile(r"(?:[ \t]*\n){3,}")


class _Reader:
    """Takes what the parser finds, in order; keeps what is seen on the page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._silent: list[str] = []
        """The unseen element that is open, and those of its name inside it."""
        self._quoted = 0
        self._as_typed = 0
        self._break = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if self._silent:
            self._silent += [tag] if tag == self._silent[0] else []
        elif tag not in _EMPTY and (tag in _SILENT or _UNSEEN.search(attributes.get("style", ""))):
            self._silent = [tag]
        elif tag == "br":
            self._new_line(self._break + 1)
        elif tag == "li":
            self._new_line(1)
            self._say("- ")
        elif tag in ("td", "th"):
            self._say(" ")
        elif tag in _LINES:
            self._new_line(2 if tag in _PARAGRAPHS else 1)
            self._quoted += tag == "blockquote"
            self._as_typed += tag == "pre"

    def end(self, tag: str) -> None:
        """End an element."""
        if self._silent:
            if tag == self._silent[0]:
                self._silent.pop()
        elif tag in _LINES:
            self._new_line(2 if tag in _PARAGRAPHS else 1)
            self._quoted -= tag == "blockquote"
            self._as_typed -= tag == "pre"

    def data(self, text: str) -> None:
        """Take text between elements."""
        if self._silent:
            return
        if self._as_typed <= 0:
            self._say(_SPACES.sub(" ", text))
            return
        for number, line in enumerate(text.splitlines() or [""]):
            self._new_line(self._break + 1 if number else 0)
            self._say(line)
        self._new_line(1 if text.endswith("\n") else 0)

    def comment(self, text: str) -> None:
        """Leave out a comment."""

    def _new_line(self, breaks: int) -> None:
        """See to it that what follows begins on a new line."""
        self._break = max(self._break, breaks)

    def _say(self, text: str) -> None:
        """Add text; what is quoted is marked as in a plain e-mail."""
        if self._break or not self._parts:
            text = text.lstrip(" ")
            if not text:
                return
            self._parts.append("\n" * self._break + ("> " if self._quoted > 0 else ""))
            self._break = 0
        self._parts.append(text)

    def close(self) -> str:
        """Return the text."""
        lines = (line.rstrip(" ") for line in "".join(self._parts).replace("\u00a0", " ").split("\n"))
        return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")


def web_text(page: str) -> str:
    r"""Return the text of a web page: lines as they are seen, quoted parts with `>` before each.

    Args:
        page: HTML, however badly made.

    Raises:
        UnreadableError: It has more tags than any letter.

    Example:
        >>> web_text("<p>আলো &amp; গাছ</p><script>x()</script><blockquote>Old</blockquote>")
        'আলো & গাছ\n\n> Old'
    """
    if not page.strip():
        return ""
    if page.count("<") > _MOST_TAGS:
        raise UnreadableError("is a web page larger than any letter: save its text as .txt")
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, no_network=True, encoding="utf-8")
    parser.feed(xml_text(page).encode())
    text: str = parser.close()
    return text
