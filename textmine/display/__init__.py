"""How results look in a notebook: small escaped pieces of HTML that stand in dark and light pages alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **data: object) -> str:
    """Return a piece of HTML; everything in `data` is escaped.

    Args:
        template: Its name, such as `analysis`.
        data: What it shows.
    """
    return _environment().get_template(f"{template}.html.j2").render(**data)


def as_printed(text: str) -> str:
    """Return text that was laid out for a terminal, in a notebook.

    Example:
        >>> as_printed("<b> & so on")
        '<pre>&lt;b&gt; &amp; so on</pre>'
    """
    return render("printed", text=text)


class Printed:
    """Shows in a notebook what `to_text` says on a terminal."""

    __slots__ = ()

    def to_text(self) -> str:
        """Return lines as a terminal shows them."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """Return these lines, escaped."""
        return as_printed(self.to_text())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("textmine.display"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
