"""The Word file that a publication is written into: an officer edits its letterhead and styles in Word.

The file is an ordinary document. Its header, footer, styles, margins and cover text are the officer's; a few names in
double braces are filled in, and where `{{ feedback }}` stands in a paragraph of its own, the text goes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from textmine.errors import ConfigError, Problem
from textmine.safe import xml_text

PLACE = "feedback"
"""The name of the place where the text goes."""
FIELDS = ("title", "organisation", "kicker", PLACE)
"""What a template may fill in."""
SETTING = "publish.word_template"
_MARK = "\N{REPLACEMENT CHARACTER}textmine-feedback\N{REPLACEMENT CHARACTER}"
_MACROS = (".docm", ".dotm", ".dotx", ".doc")


def our_template() -> Any:  # noqa: ANN401 - a Traversable
    """Return the template that comes with textmine."""
    return files("textmine.publish").joinpath("templates/feedback.docx")


def _content(path: str) -> bytes:
    """Read a template.

    Raises:
        ConfigError: It is missing, or no Word document.
    """
    if not path:
        content: bytes = our_template().read_bytes()
        return content
    known = "Save it in Word as a document (.docx)."
    if path.lower().endswith(_MACROS):
        raise ConfigError(Problem(f"`{SETTING}` is not a .docx file. {known}", path))
    try:
        content = Path(path).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if "word/document.xml" not in parts.namelist():
                raise KeyError
    except OSError as error:
        raise ConfigError(Problem(f"`{SETTING}` cannot be read: {error.strerror}.", path)) from None
    except (zipfile.BadZipFile, KeyError):
        raise ConfigError(Problem(f"`{SETTING}` is not a Word document. {known}", path)) from None
    return content


def _environment() -> Any:  # noqa: ANN401 - jinja2 is imported when it is needed
    """Return a Jinja that cannot reach beyond the names it is given; what it fills in is escaped."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    # Names are all a letterhead needs. Without functions, no template can count to a billion.
    environment.globals.clear()
    return environment


def _filled(content: bytes, values: Mapping[str, str], path: str) -> Any:  # noqa: ANN401 - a docx Document
    """Fill in the names of a template.

    Raises:
        ConfigError: Something in double braces is not understood.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    given = {name: xml_text(values.get(name, "")) for name in FIELDS} | {PLACE: _MARK}
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(given, jinja_env=_environment(), autoescape=True)
    except TemplateError as error:
        names = ", ".join(f"`{{{{ {name} }}}}`" for name in FIELDS)
        message = f"`{SETTING}`: what stands in braces is not understood ({error.message}). Known: {names}."
        raise ConfigError(Problem(message, path or "textmine")) from None
    except Exception as error:
        # Whatever a damaged document does inside the libraries that read it.
        message = f"`{SETTING}` cannot be used as a Word document ({type(error).__name__}). Save it in Word again."
        raise ConfigError(Problem(message, path or "textmine")) from None
    return template.docx


def place_of(docx: Any, path: str = "") -> Any:  # noqa: ANN401 - docx
    """Return the paragraph where the text goes.

    Raises:
        ConfigError: It is missing, there twice, or stands inside a table, a header or other text.
    """
    places = [block for block in docx.paragraphs if block.text.strip() == _MARK]
    if len(places) != 1 or docx.element.body.xml.count(_MARK) != 1:
        message = f"`{SETTING}` needs `{{{{ {PLACE} }}}}` once, in a paragraph of its own and outside tables."
        raise ConfigError(Problem(message, path or "textmine"))
    return places[0]


def open_template(path: str, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - a docx Document
    """Return a Word document from a template, with its names filled in and the place of the text still marked.

    Args:
        path: The council's template; empty: ours.
        values: `title`, `organisation` and `kicker`; missing ones are empty.

    Raises:
        ConfigError: The template is missing, is no Word document, has no place for the text, or has something
            in braces that is not understood.
    """
    docx = _filled(_content(path), values, path)
    place_of(docx, path)
    return docx


def check_template(path: str) -> None:
    """Try a template before anything is written.

    Raises:
        ConfigError: As `open_template`.
    """
    open_template(path, {})
