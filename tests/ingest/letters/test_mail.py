from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.letters.samples import LETTERS, email, word
from textmine.config import Limits
from textmine.ingest.letters.letter import Letter, UnreadableError
from textmine.ingest.letters.reading import read_letter


def read(message: EmailMessage | bytes) -> Letter:
    return read_letter(message if isinstance(message, bytes) else bytes(message), ".eml", Limits())


def raw(head: str, body: bytes) -> bytes:
    return f"From: a@example.org\r\nSubject: x\r\n{head}\r\n\r\n".encode() + body


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_a_plain_e_mail_is_read_as_it_was_typed(text: str, cte: str) -> None:
    message = email("")
    message.set_content(text, cte=cte)
    assert read(message).text == text


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_the_plain_form_is_preferred_and_the_page_read_where_there_is_no_other(text: str) -> None:
    both = email(text)
    both.add_alternative("<p>Something else</p>", subtype="html")
    page = email("")
    page.set_content("<p>" + text.replace("\n", "<br>") + "</p>", subtype="html")
    blank = email(" \n")
    blank.add_alternative("<p>" + text.replace("\n", "<br>") + "</p>", subtype="html")
    assert [read(message).text for message in (both, page, blank)] == [text] * 3


def test_scripts_styles_and_hidden_words_of_a_page_are_left_out() -> None:
    page = email("")
    page.set_content(
        "<style>p{color:red}</style><script>alert('x')</script><p style='display: none'>preview</p>"
        "<p>Fish &amp; chips &#2438;&nbsp;<img src='http://example.org/x.png'></p>",
        subtype="html",
    )
    assert read(page).text == "Fish & chips আ"


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("iso-8859-1", "£5 is “too much”".encode("cp1252"), "£5 is “too much”"),
        ("iso-8859-1", "আলো নেই".encode(), "আলো নেই"),
        ("us-ascii", "café".encode(), "café"),
        ("no-such-charset", "আলো".encode(), "আলো"),
        ("windows-1256", "الضوء".encode("cp1256"), "الضوء"),
        ("utf-16", "আলো".encode("utf-16"), "আলো"),
        ("iso-2022-jp", "明かり".encode("iso-2022-jp"), "明かり"),
        ("punycode", "light-\u00e9".encode(), "light-é"),
    ],
)
def test_encodings_are_read_even_where_they_are_named_wrongly(charset: str, body: bytes, text: str) -> None:
    assert read(raw(f"Content-Type: text/plain; charset={charset}", body)).text == text


def test_lines_that_a_program_broke_are_put_together() -> None:
    body = b"There is no light \r\non the path.\r\n> Is there?\r\nAnd no bin."
    found = read(raw("Content-Type: text/plain; charset=utf-8; format=flowed", body))
    assert found.text == "There is no light on the path.\nAnd no bin."


def test_a_document_that_is_attached_is_read_with_the_e_mail() -> None:
    message = email("Please find attached our response.")
    message.add_attachment(word("আমরা আলো চাই।", "Our group wants light."), maintype="application", subtype=DOCX)
    found = read(message)
    assert found.text == "Please find attached our response.\n\nআমরা আলো চাই।\nOur group wants light."
    assert "attached" in found.marks


def test_an_attachment_that_cannot_be_read_is_noted() -> None:
    message = email("See attached.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="r.pdf")
    assert read(message).marks == {"unread"}


def test_an_e_mail_with_nothing_but_such_an_attachment_is_set_aside() -> None:
    message = email("")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="r.pdf")
    with pytest.raises(UnreadableError, match="nothing but an attachment that cannot be read"):
        read(message)


def test_a_picture_in_the_page_is_no_attachment() -> None:
    message = email("I agree.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    assert read(message).marks == frozenset()


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_a_message_attached_to_another_is_kept_below_it(text: str) -> None:
    message = email("For the log.")
    message.add_attachment(email(text))
    found = read(message)
    assert (found.text, found.marks) == (f"For the log.\n\n{text}", {"forwarded"})


@pytest.mark.parametrize(
    "message",
    [
        email("I am away.", subject="Automatic reply: Your views"),
        email("I am away.", subject="Out of office"),
        email("I am away.", Auto_Submitted="auto-replied"),
        email("Not delivered.", sender="MAILER-DAEMON@example.org"),
        email("Not delivered.", subject="Undelivered Mail Returned to Sender"),
    ],
)
def test_mail_that_no_person_wrote_is_set_aside(message: EmailMessage) -> None:
    with pytest.raises(UnreadableError, match="no person wrote"):
        read(message)


@pytest.mark.parametrize(
    "message",
    [
        email("I want light.", subject="Undeliverable promises of the council"),
        email("I want light.", subject="Re: Automatic reply: Your views"),
        email("I want light.", Auto_Submitted="auto-generated"),
    ],
)
def test_mail_that_a_person_wrote_is_kept(message: EmailMessage) -> None:
    assert read(message).text == "I want light."


@pytest.mark.parametrize(
    "kind", ["multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data"]
)
def test_an_encrypted_e_mail_says_so(kind: str) -> None:
    with pytest.raises(UnreadableError, match="encrypted"):
        read(raw(f"Content-Type: {kind}", b"--b\r\n\r\nx\r\n--b--"))


def test_a_multipart_that_was_cut_is_read_as_far_as_it_goes() -> None:
    body = b"--b\r\nContent-Type: text/plain\r\n\r\nI want light.\r\n"
    assert read(raw("Content-Type: multipart/mixed; boundary=b", body)).text == "I want light."
    assert "I want light." in read(raw("Content-Type: multipart/mixed", b"I want light.")).text


def test_parts_nested_without_end_are_set_aside_at_once() -> None:
    body = b""
    for depth in range(300):
        body += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    with pytest.raises(UnreadableError):
        read(b"From: a@b\r\nSubject: x\r\n" + body)


def test_the_senders_address_is_never_shown() -> None:
    found = read(email("I want light.", sender="Jo@Example.org"))
    assert found.sender == "jo@example.org"
    assert "jo@example.org" not in repr(found).casefold()


@pytest.mark.parametrize("subject", ["=?utf-8?b?4KaG4KaG4?=", "=?no-such?q?x?=", "=?utf-8?q?", "\xe0"])
def test_a_subject_that_cannot_be_read_is_no_matter(subject: str) -> None:
    assert read(f"From: a@example.org\r\nSubject: {subject}\r\n\r\nLight".encode()).text == "Light"


def test_an_e_mail_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="without any text"):
        read(email(""))


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_an_e_mail_it_is_read_or_set_aside(body: bytes) -> None:
    for head in ("Content-Type: text/html", "Content-Type: multipart/alternative; boundary=b", f"X: {body[:20]!r}"):
        try:
            found = read(raw(head, base64.b64encode(body) if len(body) % 2 else body))
        except UnreadableError:
            continue
        assert found.text.strip()


DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"From: a@b\r\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n\r\nLight", "head larger"),
        (b"From: a@b\r\nContent-Type: text/plain" + b"; a=b" * 50_000 + b"\r\n\r\nLight", "head larger"),
        (b"From: a@b\r\nSubject: x\r\n\r\n" + b"> a\n" * 600_001, "lines"),
        (b"From: a@b\r\nContent-Type: text/html\r\n\r\n" + b"<b>" * 500_001, "web page larger"),
        (b"From: a@b\r\nSubject: x\r\n\r\n" + b"a " * 600_000, "1,000,000 characters"),
    ],
    ids=["subject", "parameters", "lines", "tags", "length"],
)
def test_what_would_take_hours_to_read_is_set_aside_at_once(message: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(message)
