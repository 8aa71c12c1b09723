"""Styles and languages of the Word document; python-docx itself thinks of Latin script only."""

from __future__ import annotations

from typing import Any

from textmine.publish.content import PAGE_LANGUAGE
from textmine.publish.page import Text

FONT = "Arial"
SIZE = 12
INK, SOFT, BRAND = "16202B", "47525E", "0F3557"
QUOTE_NOTE = "Quote note"
"""Our own style, for the language of a quote."""
LIST = "List Bullet"
"""The style of points."""
TABLE = "Normal Table"
"""The style of tables, which has no looks: ours are given to each table."""
_INDIC = "Nirmala UI"
"""Comes with Windows and has Bengali, Gurmukhi and Devanagari; elsewhere readers put their own."""
_COMPLEX_FONTS = dict.fromkeys(("bn", "pa", "und-Deva", "hi", "gu", "ta", "te", "ne"), _INDIC)


def w(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - an lxml element
    """Make an element of WordprocessingML; `val="x"` becomes `w:val="x"`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _set_fonts(properties: Any, complex_script: str) -> None:  # noqa: ANN401 - a w:rPr
    """Set every font slot: python-docx sets the Latin one only, and fonts of the theme would win over it."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for name, value in w("x", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=complex_script).attrib.items():
        fonts.set(name, value)


def _style(document: Any, name: str, size: float, **look: Any) -> None:  # noqa: ANN401
    """Set font, size, weight and colour of a style, for complex scripts too."""
    from docx.shared import Pt, RGBColor

    style = document.styles[name]
    properties = style.element.get_or_add_rPr()
    for tag in ("szCs", "bCs", "iCs", "spacing", "kern"):
        for old in properties.findall(w(tag).tag):
            properties.remove(old)
    _set_fonts(properties, _INDIC)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(look.get("colour", INK))
    style.font.bold, style.font.italic = look.get("bold", False), False
    properties.find(w("sz").tag).addnext(w("szCs", val=str(int(size * 2))))
    properties.find(w("b").tag).addnext(w("bCs", val=str(int(look.get("bold", False)))))
    style.paragraph_format.space_before = Pt(look.get("before", 0))
    style.paragraph_format.space_after = Pt(look.get("after", 6))
    style.paragraph_format.keep_with_next = look.get("bold", False)


def _as_normal(document: Any, name: str, size: float) -> None:  # noqa: ANN401 - a docx Document
    """Let a style that was added to somebody's template have the font of their text, and its size and colour."""
    properties = document.styles[name].element.get_or_add_rPr()
    tags = ("rFonts", "sz", "szCs", "color") if size == SIZE else ("rFonts",)
    for tag in tags:
        for old in properties.findall(w(tag).tag):
            properties.remove(old)


_LOOKS: dict[str, tuple[float, dict[str, Any]]] = {
    "Normal": (SIZE, {"after": 8}),
    "Heading 1": (26, {"bold": True, "colour": BRAND, "after": 12}),
    "Heading 2": (18, {"bold": True, "colour": BRAND, "before": 22, "after": 8}),
    "Heading 3": (15, {"bold": True, "before": 20}),
    "Heading 4": (13, {"bold": True, "colour": BRAND, "before": 12, "after": 4}),
    "Heading 5": (12, {"bold": True, "before": 10, "after": 4}),
    "Heading 6": (12, {"bold": True, "colour": SOFT, "before": 10, "after": 4}),
    LIST: (SIZE, {"after": 4}),
    "Subtitle": (13, {"colour": SOFT, "after": 4}),
    "Caption": (SIZE, {"bold": True, "before": 10, "after": 4}),
    "Quote": (SIZE, {"before": 4, "after": 6}),
}
"""Style → size and looks. Headings, lists and quotes stay real styles."""


def _indent(document: Any, names: tuple[str, ...]) -> None:  # noqa: ANN401 - a docx Document
    """Move quotes and their notes in from the margin."""
    from docx.shared import Cm

    for name in names:
        document.styles[name].paragraph_format.left_indent = Cm(0.75)
    if "Quote" in names:
        document.styles["Quote"].paragraph_format.right_indent = Cm(0.75)


def _add_quote_note(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Add our own style for the language of a quote."""
    note = document.styles.add_style(QUOTE_NOTE, 1)
    note.base_style = document.styles["Normal"]
    _style(document, QUOTE_NOTE, 10.5, colour=SOFT, after=8)
    _indent(document, (QUOTE_NOTE,))


def set_styles(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Give a new document our looks."""
    from docx.shared import Cm

    for name, (size, look) in _LOOKS.items():
        _style(document, name, size, **look)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    _add_quote_note(document)
    _indent(document, ("Quote",))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)


def missing_styles(document: Any) -> list[str]:  # noqa: ANN401 - a docx Document
    """Return which of the styles we write with a document lacks."""
    return [name for name in (*_LOOKS, QUOTE_NOTE, TABLE) if name not in document.styles]


def _use_words_names(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Write names of Word's own styles as Word does: LibreOffice has "Heading 1" where Word has "heading 1"."""
    for style in document.styles:
        small = style.element.name_val.lower()
        if style.element.name_val in _LOOKS and (small.startswith("heading ") or small == "caption"):
            style.element.name_val = small


def add_missing_styles(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Give somebody's template the styles it lacks, with our looks; those it has stay as they are."""
    from copy import deepcopy

    from docx import Document

    from textmine.publish.word.lists import add_list_style

    _use_words_names(document)
    missing, ours = missing_styles(document), Document()
    for name in missing:
        if name == QUOTE_NOTE:
            _add_quote_note(document)
            _as_normal(document, name, 0)
            continue
        if name == LIST:
            add_list_style(document)
        else:
            document.styles.element.append(deepcopy(ours.styles[name].element))
        if name == TABLE:
            continue
        size, look = _LOOKS[name]
        _style(document, name, size, **look)
        _as_normal(document, name, size)
        _indent(document, ("Quote",) if name == "Quote" else ())


def set_language(document: Any) -> None:  # noqa: ANN401 - a docx Document
    """Make British English the language of the document."""
    document.core_properties.language = PAGE_LANGUAGE
    defaults = document.styles.element.find(f"{w('docDefaults').tag}/{w('rPrDefault').tag}/{w('rPr').tag}")
    if defaults is None:
        return
    for old in defaults.findall(w("lang").tag):
        defaults.remove(old)
    defaults.append(w("lang", val=PAGE_LANGUAGE, eastAsia="en-US", bidi="bn-BD"))


TONES = {
    "we_did": ("00663A", "E3F3EA"),
    "we_will": ("0B4F95", "E4EEF9"),
    "could_not": ("8A2A0F", "FBEBE4"),
    "still_deciding": ("56377A", "F0EAF7"),
}
"""Per outcome: the colour of its line, and of its ground."""


def rule_beside(paragraph: Any, *, right: bool = False, outcome: str = "") -> None:  # noqa: ANN401 - docx
    """Draw a line at the side where a quote begins, or beside what was done, in the outcome's colours."""
    colour, ground = TONES.get(outcome, ("C3CCD5", ""))
    after = ("w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
    borders = w("pBdr")
    borders.append(w("right" if right else "left", val="single", sz="24", space="8", color=colour))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", *after)
    if ground:
        properties.insert_element_before(w("shd", val="clear", color="auto", fill=ground), *after)


def set_table_looks(table: Any) -> None:  # noqa: ANN401 - a docx table
    """Give a table thin lines between its rows only, and room in its cells."""
    properties = table._tbl.tblPr
    borders = w("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(w(side, val="single", sz="4", space="0", color="8A96A3"))
    margins = w("tblCellMar")
    for side, size in (("top", "60"), ("left", "80"), ("bottom", "60"), ("right", "80")):
        margins.append(w(side, w=size, type="dxa"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def repeat_as_header(row: Any) -> None:  # noqa: ANN401 - a docx table row
    """Make a table's row its header, repeated on every page; no row breaks over pages."""
    properties = row._tr.get_or_add_trPr()
    properties.append(w("cantSplit"))
    properties.append(w("tblHeader"))


def _points(style: Any) -> float:  # noqa: ANN401 - a docx style
    """Return the size of a style in points, from the style it is based on where it has none."""
    while style is not None:
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return SIZE


def add_text(paragraph: Any, text: Text | str, *, bold: bool = False) -> Any:  # noqa: ANN401 - docx
    """Add text to a paragraph as one run, with the fonts, size and language its script needs."""
    piece = text if isinstance(text, Text) else Text(text)
    run = paragraph.add_run(piece.text)
    if bold:
        run.bold = True
    if not piece.lang:
        return paragraph
    properties = run._element.get_or_add_rPr()
    # The Latin font stays that of the style; only complex scripts need one of their own.
    for name, value in w("x", cs=_COMPLEX_FONTS.get(piece.lang.split("-Latn")[0], FONT)).attrib.items():
        properties.get_or_add_rFonts().set(name, value)
    if bold:
        properties.append(w("bCs"))
    # Appended in the order that the schema of Word wants.
    properties.append(w("szCs", val=str(int(2 * _points(paragraph.style)))))
    if piece.dir == "rtl":
        properties.append(w("rtl"))
        paragraph._p.get_or_add_pPr().insert_element_before(
            w("bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
    properties.append(w("lang", val=piece.lang, bidi=piece.lang))
    return paragraph
