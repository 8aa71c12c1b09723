"""Write the reviewed themes as a REFI-QDA codebook (.qdc)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textmine import __version__
from textmine.analysis import Analysis
from textmine.errors import InputError, Problem
from textmine.interchange.codes import Code, codes_of
from textmine.interchange.words import problem, words
from textmine.safe import atomic_path

CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = f"textmine {__version__}"


def write_codebook(analysis: Analysis, path: Path | str) -> str:
    """Write the reviewed themes as a codebook that NVivo, MAXQDA and ATLAS.ti open.

    Questions are codes that only hold others, as are groups of themes. Descriptions have placeholders for the personal
    data that is found in them.

    Args:
        analysis: The analysis.
        path: The .qdc file to make.

    Returns:
        What was written, in a sentence or two.

    Raises:
        InputError: The file exists, or there are no themes.

    Source:
        REFI-QDA standard 1.5 (qdasoftware.org), section 5.2: XML Schema for codebook exchange.
    """
    from lxml import etree

    file = new_file(path)
    codes = codes_of(analysis)
    book = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    add_codes(book, codes, CODEBOOK)
    with atomic_path(file) as temporary:
        temporary.write_bytes(document(book))
    themes = [code for top in codes for code in top.all() if code.is_codable]
    own = words()["said"]
    questions = own["question"][len(codes) > 1].format(n=len(codes))
    said = str(own["codebook"]).format(path=file, themes=len(themes), questions=questions)
    return f"{said} {own['described']}" if any(code.description for code in themes) else said


def document(root: Any) -> bytes:  # noqa: ANN401 - an element of lxml
    """Return a document as every program reads it: UTF-8, and said so in double quotes."""
    from lxml import etree

    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(
        etree.tostring(root, encoding="utf-8", pretty_print=True)
    )


def new_file(path: Path | str) -> Path:
    """Return a path that nothing is at yet.

    Raises:
        InputError: There is something.
    """
    file = Path(path)
    if file.exists():
        raise InputError(Problem(problem("exists"), str(file)))
    return file


def add_codes(parent: Any, codes: Iterable[Code], namespace: str) -> None:  # noqa: ANN401 - an element of lxml
    """Add codes, and those below them, to an element."""
    from lxml import etree

    holder = etree.SubElement(parent, f"{{{namespace}}}Codes")
    for code in codes:
        _add(holder, code, namespace)


def _add(parent: Any, code: Code, namespace: str) -> None:  # noqa: ANN401 - an element of lxml
    from lxml import etree

    own = etree.SubElement(
        parent,
        f"{{{namespace}}}Code",
        guid=code.guid,
        name=code.name,
        isCodable="true" if code.is_codable else "false",
        color=code.colour,
    )
    if code.description:
        etree.SubElement(own, f"{{{namespace}}}Description").text = code.description
    for below in code.below:
        _add(own, below, namespace)
