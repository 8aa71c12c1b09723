"""Write the coded answers as a REFI-QDA project (.qdpx): codes, answers, and which passage has which code."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textmine.analysis import Analysis
from textmine.interchange.codebook import ORIGIN, add_codes, document, new_file
from textmine.interchange.codes import Code, codes_of, guid_of, title_of
from textmine.interchange.words import one_line, words
from textmine.safe import atomic_path, xml_text
from textmine.schema import rows

PROJECT = "urn:QDA-XML:project:1.0"
_SOURCES = "sources/"
_MACHINE, _OFFICER = "machine", "officer"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an answer in a theme, in characters of its source."""

    start: int
    end: int
    theme_id: str
    by: str


@dataclass(frozen=True, slots=True)
class Source:
    """An answer as a text of its own."""

    guid: str
    name: str
    text: str
    language: str
    passages: tuple[Passage, ...]


def write_project(analysis: Analysis, path: Path | str) -> str:
    """Write answers and their codes as a project that NVivo, MAXQDA and ATLAS.ti open.

    It holds people's own words, and no column about them but the language: it stays in-house. Places are counted in
    Unicode code points; line ends are one.

    Args:
        analysis: The analysis.
        path: The .qdpx file to make.

    Returns:
        What was written, in two sentences.

    Raises:
        InputError: The file exists, there are no themes, or the analysis was purged.

    Source:
        REFI-QDA standard 1.5 (qdasoftware.org), sections 5.3, 7 and 9.2.
    """
    analysis.refuse_purged()
    file = new_file(path)
    codes = codes_of(analysis)
    sources = list(_sources(analysis))
    with atomic_path(file) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        _store(archive, "project.qde", _project(title_of(analysis), codes, sources))
        for source in sources:
            _store(archive, f"{_SOURCES}{source.guid}.txt", source.text.encode())
    own = words()["said"]
    said = own["project"].format(
        path=file,
        answers=len(sources),
        codings=sum(len(source.passages) for source in sources),
        themes=sum(code.is_codable for top in codes for code in top.all()),
    )
    return f"{said}\n{own['in_house']}"


def _store(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file without the time, so that the same analysis gives the same project."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _sources(analysis: Analysis) -> Iterator[Source]:
    """Yield the answers that hold anything, with the passages that are in themes."""
    held: dict[tuple[str, str], list[Any]] = {}
    for row in rows(analysis.assignments):
        held.setdefault((row.response_id, row.question_id), []).append(row)
    for answer in rows(analysis.responses):
        if not isinstance(answer.text, str) or not answer.text:
            continue
        # Each character that XML cannot hold becomes one that it can, so that places stay the same.
        text = xml_text(answer.text)
        own = held.get((answer.response_id, answer.question_id), [])
        yield Source(
            guid=guid_of("answer", answer.response_id, answer.question_id),
            name=one_line(f"{answer.response_id} ({answer.question_id})"),
            text=_one_line_end(text),
            language=str(answer.language),
            passages=tuple(
                Passage(_place(text, row.start), _place(text, row.end), row.theme_id, row.assigned_by) for row in own
            ),
        )


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, place: int) -> int:
    """Return where a place of a text is once its line ends are one character."""
    return place - text.count("\r\n", 0, place)


def _project(title: str, codes: Sequence[Code], sources: Sequence[Source]) -> bytes:
    """Return `project.qde`."""
    from lxml import etree

    own = words()
    users = {who: guid_of("user", own[who]) for who in (_MACHINE, _OFFICER)}
    guids = {code.theme_id: code.guid for top in codes for code in top.all()}
    project = etree.Element(_tag("Project"), nsmap={None: PROJECT}, name=title or ORIGIN, origin=ORIGIN)
    people = etree.SubElement(project, _tag("Users"))
    for who, guid in users.items():
        etree.SubElement(people, _tag("User"), guid=guid, name=own[who])
    add_codes(etree.SubElement(project, _tag("CodeBook")), codes, PROJECT)
    variable = guid_of("variable", "language")
    etree.SubElement(
        etree.SubElement(project, _tag("Variables")),
        _tag("Variable"), guid=variable, name=own["language"], typeOfVariable="Text",
    )  # fmt: skip
    if sources:
        holder = etree.SubElement(project, _tag("Sources"))
        for source in sources:
            _add_source(holder, source, guids, users, variable)
    return document(project)


def _add_source(
    holder: Any,  # noqa: ANN401 - an element of lxml
    source: Source,
    guids: dict[str, str],
    users: dict[str, str],
    variable: str,
) -> None:
    """Add an answer: its passages, each with all its codes, and its language."""
    from lxml import etree

    own = etree.SubElement(
        holder,
        _tag("TextSource"),
        guid=source.guid,
        name=source.name,
        plainTextPath=f"internal://{source.guid}.txt",
        creatingUser=users[_MACHINE],
    )
    by_place: dict[tuple[int, int], dict[str, str]] = {}
    for passage in source.passages:
        by_place.setdefault((passage.start, passage.end), {}).setdefault(passage.theme_id, passage.by)
    for (start, end), themes in sorted(by_place.items()):
        place = (source.guid, str(start), str(end))
        selection = etree.SubElement(
            own,
            _tag("PlainTextSelection"),
            guid=guid_of("selection", *place),
            name=one_line(source.text[start:end])[:_LONGEST_NAME],
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=users[_MACHINE],
        )
        for theme, by in themes.items():
            coding = etree.SubElement(
                selection,
                _tag("Coding"),
                guid=guid_of("coding", *place, guids[theme]),
                creatingUser=users[_OFFICER if by == _OFFICER else _MACHINE],
            )
            etree.SubElement(coding, _tag("CodeRef"), targetGUID=guids[theme])
    value = etree.SubElement(own, _tag("VariableValue"))
    etree.SubElement(value, _tag("VariableRef"), targetGUID=variable)
    etree.SubElement(value, _tag("TextValue")).text = source.language


def _tag(name: str) -> str:
    return f"{{{PROJECT}}}{name}"
