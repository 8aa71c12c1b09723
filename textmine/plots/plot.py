"""`Plot`: a figure, exactly the numbers that it shows, and the same in words."""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.plots.canvas import DPI, settled
from textmine.safe import atomic_path, xml_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")
_ROWS = 200
"""Of the data, in a notebook."""


@dataclass(frozen=True, eq=False)
class Plot:
    """A figure for notebooks and reports.

    Attributes:
        figure: A `matplotlib.figure.Figure`; it belongs to no window and may be changed. It has been laid out: after
            a change of size, `figure.set_layout_engine("constrained")` does so again.
        data: What is drawn, one row per bar, mark or cell.
        text: The same in plain English, for people who do not see the figure.
        title: What it shows.
    """

    figure: Figure
    data: pd.DataFrame
    text: str
    title: str

    def __repr__(self) -> str:
        """Name the figure; `text` tells it in words."""
        return f"<Plot: {self.title}, rows {len(self.data)}>"

    def save(self, path: Path | str) -> Path:
        """Write the figure, with its text alternative inside the file.

        Args:
            path: Ends in `.png`, `.svg` or `.pdf`.

        Returns:
            The path.

        Raises:
            InputError: It ends in something else.
            MissingExtraError: matplotlib is not installed.
        """
        out = Path(path)
        kind = out.suffix.removeprefix(".").lower()
        if kind not in FORMATS:
            raise InputError(
                f"`{out.name}` is no picture that can be written: the name has to end in .png, .svg or .pdf."
            )
        with atomic_path(out) as temporary:
            temporary.write_bytes(_drawn(self, kind))
        return out

    def _repr_png_(self) -> bytes:
        """Show the figure where a notebook shows pictures only."""
        return _drawn(self, "png")

    def _repr_html_(self) -> str:
        """Show the figure with its text alternative and its numbers in a notebook, escaped."""
        picture = base64.b64encode(self._repr_png_()).decode("ascii")
        rows = self.data.head(_ROWS)
        more = f"<p>{len(self.data) - _ROWS:,} more rows.</p>" if len(self.data) > _ROWS else ""
        return (
            f'<figure><img alt="{html.escape(self.text)}" src="data:image/png;base64,{picture}" style="max-width:100%">'
            f"<figcaption><details><summary>{html.escape(self.title)}: in words</summary>"
            f"<p>{html.escape(self.text)}</p></details>"
            f"<details><summary>The numbers</summary>{rows.to_html(index=False, escape=True)}{more}</details>"
            "</figcaption></figure>"
        )


def _drawn(plot: Plot, kind: str) -> bytes:
    """Return the figure as a file: the same bytes each time."""
    title, text = xml_text(plot.title), xml_text(plot.text)
    metadata = {
        "png": {"Title": title, "Description": text},
        "svg": {"Title": title, "Description": text, "Date": None},
        "pdf": {"Title": title, "Subject": text, "CreationDate": None},
    }[kind]
    out = io.BytesIO()
    with settled():
        plot.figure.savefig(out, format=kind, dpi=DPI, metadata=metadata)
    return _labelled(out.getvalue(), title, text) if kind == "svg" else out.getvalue()


def _labelled(svg: bytes, title: str, text: str) -> bytes:
    """Return an SVG that screen readers take as one picture with a name and a description."""
    from lxml import etree

    root = etree.fromstring(svg)
    root.set("role", "img")
    root.set("aria-label", f"{title}. {text}")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
