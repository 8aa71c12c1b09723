"""Opening one file of a folder of letters: what it is, by its content first, and what it says."""

from __future__ import annotations

from email.errors import MessageError

from textmine.config import Limits
from textmine.ingest.letters.decoding import text_of
from textmine.ingest.letters.known import compound_reason, foreign_ending, foreign_start
from textmine.ingest.letters.letter import Letter, UnreadableError, check_length
from textmine.ingest.letters.mail import looks_like_mail, read_mail
from textmine.ingest.letters.own_words import own_words
from textmine.ingest.letters.web_text import web_text
from textmine.ingest.letters.word_text import read_word
from textmine.safe import replace_surrogates

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAIL_ENDINGS = (".eml", ".emlx", ".mht", ".mhtml")
_PAGE_STARTS = ("<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<p>", "<table")


def read_letter(data: bytes, suffix: str, limits: Limits) -> Letter:
    """Return what a file says: an e-mail, a Word document, or plain text.

    Args:
        data: Its content.
        suffix: The ending of its name; it counts only where the content may be several things.
        limits: What it may hold.

    Raises:
        UnreadableError: It is something else, damaged, or without text.
    """
    letter = _read(data, suffix, limits)
    text = replace_surrogates(letter.text)
    if not text.strip():
        raise UnreadableError("holds no text")
    check_length(text)
    return letter if text == letter.text else Letter(text, letter.kind, letter.marks, letter.sender)


def _read(data: bytes, suffix: str, limits: Limits) -> Letter:
    """Read a file as what it is."""
    if data.startswith(_COMPOUND):
        raise UnreadableError(compound_reason(data))
    # By its ending, because a workbook or an OpenDocument text is a zip archive too, and a table is text.
    if reason := foreign_ending(suffix) or foreign_start(data):
        raise UnreadableError(reason)
    if data.startswith(_ZIP):
        return read_word(data, limits)
    if looks_like_mail(data, saved_as_mail=suffix.casefold() in _MAIL_ENDINGS):
        return _read_mail(data, limits)
    text, guessed = text_of(data)
    if text.lstrip().casefold().startswith(_PAGE_STARTS):
        own = own_words(web_text(text), is_mail=False)
        return Letter(own.text, "text file", own.marks | {"web"})
    own = own_words(text, is_mail=suffix.casefold() in _MAIL_ENDINGS)
    return Letter(own.text, "text file", own.marks | ({"guessed"} if guessed else set()))


def _read_mail(data: bytes, limits: Limits) -> Letter:
    """Read an e-mail, however badly made."""
    try:
        return read_mail(data, limits)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        # What Python's e-mail package meets in broken and hostile messages.
        raise UnreadableError("is an e-mail that cannot be read: open it and save its text as .txt") from None
