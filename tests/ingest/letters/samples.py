"""E-mails and Word documents in the shapes that programs give them, made in the tests' own folder."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from docx import Document

LETTERS = {
    "en": "I use the path by the canal every evening and there is no light at all.\nPlease put lamps there.",
    "bn": "আমি প্রতিদিন সন্ধ্যায় খালের পাশের পথটি ব্যবহার করি, সেখানে কোনো আলো নেই।\nদয়া করে সেখানে বাতি দিন।",
    "so": "Waxaan isticmaalaa wadada kanaalka agteeda fiid kasta, iftiin kuma jiro.\nFadlan laydhadhka geli.",
    "bn-Latn": "Ami protidin khaler pasher poth diye jai, kono alo nei.\nDoya kore bati din.",
    "ar": "أستخدم الطريق بجانب القناة كل مساء ولا يوجد ضوء.\nمن فضلكم ضعوا المصابيح.",
    "mixed": "Please keep the park open 🌳 কারণ আমার নাতি সেখানে খেলে।\u200f شكرا",
}


def email(body: str, *, subject: str = "The canal", sender: str = "jo@example.org", **heads: str) -> EmailMessage:
    """Return a plain e-mail."""
    message = EmailMessage()
    message["From"] = f"Jo Bloggs <{sender}>"
    message["To"] = "consultation@council.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Mar 2026 10:30:00 +0000"
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def word(*paragraphs: str) -> bytes:
    """Return a Word document."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    """Return a document of python-docx as bytes."""
    into = io.BytesIO()
    document.save(into)  # type: ignore[attr-defined]
    return into.getvalue()


def with_part(data: bytes, name: str, change: object) -> bytes:
    """Return a zip archive with one part changed by a function."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)  # type: ignore[operator]
    return into.getvalue()


def with_body(xml: str) -> bytes:
    """Return a Word document with this XML as its body."""

    def change(old: bytes) -> bytes:
        start, end = old.index(b"<w:body>") + len(b"<w:body>"), old.index(b"</w:body>")
        return old[:start] + xml.encode() + old[end:]

    return with_part(word("x"), "word/document.xml", change)
