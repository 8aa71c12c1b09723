"""`report.html`: one self-contained, accessible page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from textmine.report.view import report_view
from textmine.safe import write_text
from textmine.tables import Tables


def write_report(tables: Tables, path: Path) -> None:
    """Write the officer's report of a run.

    Args:
        tables: The analysis, after review.
        path: The HTML file.
    """
    environment = Environment(
        loader=PackageLoader("textmine.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    write_text(path, environment.get_template("report.html.j2").render(report=report_view(tables)))
