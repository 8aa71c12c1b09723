"""A list style for templates that have none: Word keeps its bullets in another part of the file."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from textmine.publish.word.styles import LIST, w


def _numbering_of(document: Any) -> Any:  # noqa: ANN401 - a docx Document
    """Return the lists of a document; a document that never had one gets an empty part for them."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, w("numbering"), document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element


def _free(elements: list[Any], attribute: str) -> str:
    """Return a number that none of the elements has."""
    return str(max((int(element.get(attribute)) for element in elements), default=0) + 1)


def add_list_style(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Give a document our list style, with its bullets."""
    from docx import Document
    from docx.oxml.ns import qn

    ours, theirs = Document(), _numbering_of(document)
    style = deepcopy(ours.styles[LIST].element)
    number = style.pPr.numPr.numId
    source = _numbering_of(ours)
    old = next(num for num in source.findall(qn("w:num")) if num.get(qn("w:numId")) == str(number.val))
    kind = old.find(qn("w:abstractNumId")).get(qn("w:val"))
    bullets = deepcopy(next(x for x in source.findall(qn("w:abstractNum")) if x.get(qn("w:abstractNumId")) == kind))
    kinds, numbers = theirs.findall(qn("w:abstractNum")), theirs.findall(qn("w:num"))
    bullets.set(qn("w:abstractNumId"), _free(kinds, qn("w:abstractNumId")))
    made = w("num", numId=_free(numbers, qn("w:numId")))
    made.append(w("abstractNumId", val=bullets.get(qn("w:abstractNumId"))))
    # Kinds of lists stand before the lists themselves.
    if numbers:
        numbers[0].addprevious(bullets)
    else:
        theirs.append(bullets)
    theirs.append(made)
    number.val = int(made.get(qn("w:numId")))
    document.styles.element.append(style)
