"""E-mails: the words their sender wrote, out of every shape that mail programs give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from textmine.config import Limits
from textmine.ingest.letters.decoding import text_said_to_be
from textmine.ingest.letters.flowed import unflowed
from textmine.ingest.letters.known import phrases
from textmine.ingest.letters.letter import Letter, Mark, UnreadableError
from textmine.ingest.letters.own_words import own_words
from textmine.ingest.letters.web_text import web_text
from textmine.ingest.letters.word_text import read_word

_DEEPEST = 20
"""Messages and parts inside one another."""
_MOST_LINES = 600_000
"""An e-mail of 40 MB has about 540,000."""
_LARGEST_HEAD = 200_000
"""Characters above a message or a part: Python's package takes the square of the time for what it has to parse."""
_LONGEST_VALUE = 2_000
_HEADS = ("from", "to", "cc", "subject", "date")
_HEADS_OF_PROGRAMS = ("received", "message-id", "mime-version", "content-type", "return-path")
_IGNORED = ("pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "vcard", "x-vcard", "calendar", "ics")
_SEALED = ("encrypted", "pkcs7-mime", "x-pkcs7-mime")


@dataclass(slots=True)
class _Found:
    """What the parts of a message hold, gathered part by part."""

    limits: Limits
    body: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    unread: int = 0
    marks: set[Mark] = field(default_factory=set)


def looks_like_mail(data: bytes, *, saved_as_mail: bool) -> bool:
    r"""Say whether a file begins with the head of an e-mail.

    Args:
        data: Its content.
        saved_as_mail: Its name says so. Else it has to bear what only programs write: what looks like a head at the
            start of a plain text may be the writer's own words.

    Example:
        >>> looks_like_mail(b"From: a@b\r\nSubject: Light\r\n\r\nYes", saved_as_mail=True)
        True
        >>> looks_like_mail(b"Subject: Light\nDate: today\nComments: more of it", saved_as_mail=False)
        False
    """
    head = data[:20_000].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    names = {line.split(b":", 1)[0].strip().lower().decode("latin-1") for line in head.split(b"\n") if b":" in line}
    if not head.split(b":", 1)[0].replace(b"-", b"").isalnum():
        return False
    return (
        len(names & {*_HEADS, *_HEADS_OF_PROGRAMS}) >= 2 if saved_as_mail else len(names & {*_HEADS_OF_PROGRAMS}) >= 2
    )


def read_mail(data: bytes, limits: Limits) -> Letter:
    """Return what the sender of an e-mail wrote.

    Args:
        data: The content of an `.eml` file.
        limits: What an attached document may hold when it is unpacked.

    Raises:
        UnreadableError: Nobody wrote it (an automatic reply), it is encrypted, or holds no text.
    """
    if data.count(b"\n") > _MOST_LINES:
        raise UnreadableError(f"has more than {_MOST_LINES:,} lines, which no e-mail has: save its text as .txt")
    # `compat32`, because the newer policies read the heads by a grammar, and stumble over real and hostile ones.
    try:
        message = message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError):
        raise UnreadableError("is an e-mail that cannot be read: open it and save its text as .txt") from None
    _check_head(message)
    if _is_automatic(message):
        raise UnreadableError("is an automatic reply or a notice of failure, which no person wrote")
    found = _Found(limits)
    _gather(message, found, 0)
    text = _words(message, found)
    if not text.strip():
        raise UnreadableError(_why_empty(found))
    if found.unread:
        found.marks.add("unread")
    return Letter(
        text,
        "e-mail",
        frozenset(found.marks),
        sender=parseaddr(_head(message, "from"))[1].casefold(),
        signed=any(message.get(name) for name in ("from", "to", "cc", "subject")),
        dated=bool(message.get("date")),
    )


def _check_head(part: Message) -> None:
    """Look whether the head of a message or a part is of a size that programs write.

    Raises:
        UnreadableError: It is larger.
    """
    if sum(len(name) + len(str(value)) for name, value in part.raw_items()) > _LARGEST_HEAD:
        raise UnreadableError("has a head larger than any e-mail: open it and save its text as .txt")


def _head(message: Message, name: str) -> str:
    """Return one line of a message's head, decoded as far as it goes."""
    value = str(message.get(name, ""))[:_LONGEST_VALUE]
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, ValueError, LookupError, TypeError):
        return str(value)


def _is_automatic(message: Message) -> bool:
    """Say whether a program sent the message, not a person."""
    if message.get_content_type() == "multipart/report":
        return True
    # "auto-generated" alone is what a form on a website sends, with a person's words in it.
    if str(message.get("auto-submitted", "")).strip().casefold().startswith("auto-replied"):
        return True
    if message.get("x-autoreply") or str(message.get("precedence", "")).strip().casefold() == "auto_reply":
        return True
    sender = parseaddr(_head(message, "from"))[1].casefold().split("@")[0]
    return sender in phrases("automatic", "senders") or _is_automatic_subject(_head(message, "subject"))


def _is_automatic_subject(subject: str) -> bool:
    """Say whether a subject is what programs write: a known phrase, and nothing or a sign behind it."""
    folded = " ".join(subject.split()).casefold()
    rests = (
        folded.removeprefix(phrase).lstrip() for phrase in phrases("automatic", "subjects") if folded.startswith(phrase)
    )
    return any(not rest or rest.startswith((":", "(", "-", "–", "!")) for rest in rests)


def _gather(part: Message, found: _Found, depth: int) -> None:
    """Gather the text of a part and of what is inside it.

    Raises:
        UnreadableError: It is encrypted, or nested too deep.
    """
    if depth > _DEEPEST:
        raise UnreadableError("holds messages nested too deep: open it and save its text as .txt")
    _check_head(part)
    if part.get_content_subtype() in _SEALED:
        raise UnreadableError("is encrypted or sealed: open it in the e-mail program and save its text as .txt")
    if part.get_content_type() == "message/rfc822":
        _gather_message(part, found, depth)
    elif part.is_multipart():
        for child in _children(part):
            _gather(child, found, depth + 1)
    elif part.get_content_maintype() in ("text", "multipart") and not _is_attached(part):
        # A "multipart" without parts was cut or badly made: what there is, is read as text.
        if part.get_content_subtype() not in _IGNORED:
            found.body.append(_part_text(part, found))
    else:
        _gather_attachment(part, found)


def _gather_message(part: Message, found: _Found, depth: int) -> None:
    """Gather the text of a message that is attached to another."""
    for message in _parts_of(part):
        inner = _Found(found.limits)
        _gather(message, inner, depth + 1)
        found.forwarded.append(_words(message, inner))
        found.unread += inner.unread
        found.marks |= inner.marks


def _parts_of(part: Message) -> list[Message]:
    """Return the parts of a part, as they stand."""
    payload = part.get_payload()
    return [item for item in payload if isinstance(item, Message)] if isinstance(payload, list) else []


def _children(part: Message) -> Iterator[Message]:
    """Yield the parts to read: of several forms of one text the plain one, or the one that says something."""
    parts = _parts_of(part)
    if part.get_content_subtype() != "alternative":
        yield from parts
        return
    plain = [item for item in parts if item.get_content_type() == "text/plain" and _has_words(item)]
    readable = plain or [item for item in parts if item.get_content_maintype() in ("text", "multipart")]
    yield from readable[:1] if plain else readable[-1:]


def _has_words(part: Message) -> bool:
    """Say whether a part holds more than white space."""
    return bool(_bytes_of(part).strip())


def _bytes_of(part: Message) -> bytes:
    """Return the content of a part, unpacked."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_attached(part: Message) -> bool:
    """Say whether a part is a file of its own, not the text of the message."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _part_text(part: Message, found: _Found) -> str:
    """Return the text of a part, a web page as its text."""
    text, guessed = text_said_to_be(_bytes_of(part), str(part.get_content_charset() or ""))
    text = text.replace("\r\n", "\n")
    if guessed:
        found.marks.add("guessed")
    if part.get_content_subtype() == "html":
        found.marks.add("web")
        return web_text(text)
    if str(part.get_param("format", "")).casefold() == "flowed":
        return unflowed(text, delete_space=str(part.get_param("delsp", "")).casefold() == "yes")
    return text


def _gather_attachment(part: Message, found: _Found) -> None:
    """Read an attached text or Word document; count any other file that is not part of the page."""
    if part.get_content_subtype() in _IGNORED or (part.get_content_maintype() == "image" and part.get("content-id")):
        return
    data = _bytes_of(part)
    name = str(part.get_filename() or "").casefold()
    try:
        if data.startswith(b"PK") and (
            name.endswith((".docx", ".docm")) or "wordprocessingml" in part.get_content_type()
        ):
            letter = read_word(data, found.limits)
            found.marks |= letter.marks
            found.attached.append(letter.text)
            return
        if part.get_content_type() == "text/plain" and not name.endswith((".csv", ".tsv")):
            found.attached.append(_part_text(part, found))
            return
    except UnreadableError:
        pass
    found.unread += 1


def _words(message: Message, found: _Found) -> str:
    """Return the sender's own words, then what was forwarded, then what was attached."""
    is_forward = _head(message, "subject").strip().casefold().startswith(phrases("forward", "subjects"))
    own = own_words("\n".join(found.body), is_mail=True, is_forward=is_forward)
    beside = [text.strip("\n") for text in (*found.forwarded, *found.attached) if text.strip()]
    marks = own.marks
    text = own.text
    if beside and "only_quotes" in marks:
        # Somebody's answer to a message may be nothing but a document: then that is the answer.
        text, marks = "", frozenset[Mark]({"quoted"})
    found.marks |= marks
    found.marks |= {"forwarded"} if any(map(str.strip, found.forwarded)) else set()
    found.marks |= {"attached"} if any(map(str.strip, found.attached)) else set()
    return "\n\n".join(filter(None, [text, *beside]))


def _why_empty(found: _Found) -> str:
    """Say why nothing can be read in an e-mail."""
    if not found.unread:
        return "is an e-mail without any text"
    what = "an attachment" if found.unread == 1 else f"{found.unread} attachments"
    return (
        f"is an e-mail that holds nothing but {what} that cannot be read, such as a PDF or a picture: put the text "
        "into a .docx or .txt file"
    )
