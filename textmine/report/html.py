"""`report.html`: one self-contained, accessible page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from textmine.report.standing import Obstacle
from textmine.report.taught import Taught
from textmine.report.view import report_view
from textmine.safe import write_text
from textmine.tables import Tables


def write_report(
    tables: Tables, path: Path, taught: Taught | None = None, obstacles: Sequence[Obstacle] | None = None
) -> None:
    """Write the officer's report of a run.

    Args:
        tables: The analysis, after review.
        path: The HTML file.
        taught: What the decisions have taught, and what to review first; neither is shown where not given.
        obstacles: What stands before publication; not shown where not given.
    """
    environment = Environment(
        loader=PackageLoader("textmine.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    view = report_view(tables, taught or Taught(), obstacles)
    write_text(path, environment.get_template("report.html.j2").render(report=view))
