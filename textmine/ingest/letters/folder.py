"""A folder of e-mails and letters as a table: a row for each file that can be read, and the others set aside."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from textmine.config import Config
from textmine.errors import InputError, Problem
from textmine.ingest.columns import TableColumn
from textmine.ingest.consent import kind_of_name
from textmine.ingest.layouts import Hint
from textmine.ingest.letters.known import is_table, known
from textmine.ingest.letters.letter import Letter, UnreadableError
from textmine.ingest.letters.reading import read_letter
from textmine.ingest.letters.walk import Folder, Found, content, look_into
from textmine.ingest.table import Table
from textmine.model import Role, SetAside

TEXT = 1
"""The position of the column with the text."""
LAYOUT = "folder of e-mails and letters"
QUESTION = "Letters and e-mails"
"""What the letters answer, where they belong to no question of a form."""
_MOST_NAMED = 10
_ROW = 1
"""Every file is one row."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One letter that was read, and where it lies."""

    name: str
    letter: Letter
    digest: bytes


def read_folder(path: Path, config: Config) -> Table:
    """Return the e-mails and letters in a folder as one table.

    Args:
        path: The folder; the folders in it are read too.
        config: Settings: `[letters]` and `[limits]`.

    Returns:
        A row for each file that can be read; every other file is set aside with a reason.

    Raises:
        InputError: No file in it can be read as a letter, or it holds more than the limits.
    """
    folder = look_into(path, config.limits)
    read, aside = _read_all(folder.found, config)
    if not read:
        raise InputError(_nothing_read(path, aside))
    name = str(path) if path.name else str(path.resolve())
    ids = file_ids([item.name for item in read])
    return Table(
        file=name,
        sheet=None,
        layout=LAYOUT,
        encoding=None,
        sha256=_digest(read),
        header_row=0,
        first_data_row=_ROW,
        below=_ROW,
        columns=_columns(read, ids, Path(name).name, config.letters.question or QUESTION),
        rows=(_ROW,) * len(read),
        set_aside=tuple(aside),
        notes=tuple(_notes(read, ids, aside, folder, Path(name).name)),
        origins=tuple(item.name for item in read),
    )


def _read_all(found: Sequence[Found], config: Config) -> tuple[list[_Read], list[SetAside]]:
    """Read every file; say of those that cannot be read why."""
    read: list[_Read] = []
    aside: list[SetAside] = []
    for item in found:
        reason = item.reason
        if not reason:
            try:
                data = content(item.path, config.limits)
                letter = read_letter(data, item.path.suffix, config.limits)
            except UnreadableError as error:
                reason = str(error)
            else:
                read.append(_Read(item.name, letter, hashlib.sha256(data).digest()))
        if reason:
            aside.append(SetAside(item.name, None, _ROW, reason))
    return read, aside


def _nothing_read(path: Path, aside: Sequence[SetAside]) -> list[Problem]:
    """Say of a folder without letters what it holds instead."""
    tables = [str(path / item.file) for item in aside if is_table(item.reason)]
    if tables:
        named = " ".join(tables[:_MOST_NAMED]) + (" …" if len(tables) > _MOST_NAMED else "")
        message = f"is a folder with tables, and without any e-mail or letter. Name the tables themselves: {named}"
        return [Problem(message, str(path))]
    message = "is a folder without any e-mail or letter that can be read. Put .eml, .docx or .txt files into it."
    return [
        Problem(message, str(path)),
        *(Problem(f"{item.reason}.", str(path / item.file)) for item in aside[:_MOST_NAMED]),
    ]


def file_ids(names: Sequence[str]) -> list[str]:
    """Return an id for each file: its name without the ending, and as much of its path as makes it differ.

    Args:
        names: Paths below the folder, all different.

    Example:
        >>> file_ids(["L1.eml", "ward/L2.txt", "paper/L2.txt", "L3.txt", "L3.docx"])
        ['L1', 'ward/L2', 'paper/L2', 'L3.txt', 'L3.docx']
    """
    paths = [PurePosixPath(name) for name in names]
    forms: list[tuple[str, ...]] = [(path.stem, str(path.with_suffix("")), str(path)) for path in paths]
    for level in range(len(forms[0]) if forms else 0):
        counts = Counter(form[level] for form in forms)
        forms = [(form[level],) * len(form) if counts[form[level]] == 1 else form for form in forms]
    # Names that only differ in what cannot be shown.
    seen: Counter[str] = Counter()
    ids = []
    for form in forms:
        seen[form[-1]] += 1
        ids.append(form[-1] if seen[form[-1]] == 1 else f"{form[-1]}-{seen[form[-1]]}")
    return ids


def _digest(read: Sequence[_Read]) -> str:
    """Return the SHA-256 of the names and contents of the letters."""
    whole = hashlib.sha256()
    for item in read:
        whole.update(item.name.encode() + b"\x00" + item.digest)
    return whole.hexdigest()


def _columns(read: Sequence[_Read], ids: Sequence[str], folder: str, question: str) -> tuple[TableColumn, ...]:
    """Return the columns: what is read of each letter, and what of its head is dropped."""
    letters = [item.letter for item in read]
    kinds = [_kind(folder, item.name) for item in read]
    found: list[tuple[str, Role, str, Sequence[str]]] = [
        ("File name", "id", "each file is a response, named by its file", ids),
        (question, "open", "the text of each e-mail or letter", [letter.text for letter in letters]),
    ]
    if any(kinds):
        found.append(("Kind by folder", "kind", "the name of the folder says who wrote", kinds))
    blank = [""] * len(read)
    if any(letter.dated for letter in letters):
        found.append(("Date of e-mail", "date", "when the e-mail was sent", blank))
    if any(letter.signed for letter in letters):
        why = "says who wrote to whom about what"
        found.append(("Sender of e-mail", "personal", why, [letter.sender for letter in letters]))
        found += [(name, "personal", why, blank) for name in ("Recipients of e-mail", "Subject of e-mail")]
    return tuple(
        TableColumn(name, (number,), (name,), values, hint=Hint(role, why, "letters" if role == "open" else ""))
        for number, (name, role, why, values) in enumerate(found, start=1)
    )


def _kind(folder: str, name: str) -> str:
    """Return the kind of respondent that the name of a folder stands for; empty where it stands for none.

    The folder nearest to the file decides.
    """
    folders = (folder, *PurePosixPath(name).parts[:-1])
    return next((kind for part in reversed(folders) if (kind := kind_of_name(part)) != "unknown"), "")


def _notes(
    read: Sequence[_Read], ids: Sequence[str], aside: Sequence[SetAside], folder: Folder, name: str
) -> Iterator[str]:
    """Say in plain sentences what was done with the letters of a folder."""
    tables = [item.file for item in aside if is_table(item.reason)]
    if tables:
        are = "1 file is a table" if len(tables) == 1 else f"{len(tables)} files are tables"
        yield f"In `{name}`, {are}, of which no row is read: {_named(tables)}. Name such files beside the folder."
    kinds = Counter(item.letter.kind for item in read)
    counted = ", ".join(f"{number} {kind if number == 1 else f'{kind}s'}" for kind, number in sorted(kinds.items()))
    yield f"`{name}` is read as a folder of e-mails and letters: {counted}. Each is one response, named by its file."
    yield "Where the name of a file tells who wrote, rename it before you share anything: it is the response's id."
    if others := len(aside) - len(tables):
        what = "1 file" if others == 1 else f"{others} files"
        yield f"{what} in `{name}` could not be read: set aside, each with the reason in the ledger."
    if folder.system:
        what = "1 file is" if folder.system == 1 else f"{folder.system} files are"
        yield f"In `{name}`, {what} made by a system or program for itself (such as .DS_Store or ~$…) and not counted."
    for left_out in folder.left_out:
        yield f"In `{name}`, the folder `{left_out}` is left out: a system or textmine made it."
    for mark, forms in known()["notes"].items():
        own = [response for response, item in zip(ids, read, strict=True) if mark in item.letter.marks]
        if own:
            yield forms[len(own) > 1].format(n=len(own), ids=_named(own))


def _named(ids: Sequence[str]) -> str:
    """Return the first names, each between back-ticks."""
    return ", ".join(f"`{name}`" for name in ids[:_MOST_NAMED]) + (" …" if len(ids) > _MOST_NAMED else "")
