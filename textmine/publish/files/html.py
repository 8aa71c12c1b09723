"""The page as self-contained, accessible HTML: no scripts, nothing fetched, every text escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from textmine.publish.files.digest import digest_of

if TYPE_CHECKING:
    from textmine.publish.page import Page


def _digits(number: object, page: Page) -> str:
    """Write a number with the digits of the page's language."""
    return str(number).translate(str.maketrans("0123456789", page.words["digits"]))


@cache
def _environment() -> Any:  # noqa: ANN401 - jinja2 is imported when it is needed
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("textmine.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["digits"] = _digits
    return environment


def _rendered(template: str, **values: object) -> str:
    """Fill a template; a page begins with its first mark."""
    html: str = _environment().get_template(template).render(**values)
    return html.lstrip()


def render_html(page: Page) -> str:
    """Return the page as one HTML file."""
    return _rendered("index.html.j2", page=page)


def render_fragment(page: Page) -> str:
    """Return the page as a piece of HTML to paste into another page: no styles, headings from the second level."""
    return _rendered("fragment.html.j2", page=page)


def render_digest(page: Page) -> str:
    """Return a digest of the page that prints on one side of A4."""
    digest = digest_of(page)
    return _rendered(
        "digest.html.j2",
        page=page,
        themes=digest.themes,
        short=digest.short,
        caption=digest.caption,
        notes=digest.notes,
        words=digest.words,
    )
