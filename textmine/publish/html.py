"""The page as one self-contained, accessible HTML file: no scripts, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.publish.content import PAGE_LANGUAGE
from textmine.publish.wording import wording

if TYPE_CHECKING:
    from textmine.publish.page import Page


def render_html(page: Page) -> str:
    """Return the page as HTML; every text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("textmine.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = wording()
    html = environment.get_template("index.html.j2").render(
        page=page, language=PAGE_LANGUAGE, headings=words["headings"], tables=words["tables"]
    )
    return html.lstrip()
