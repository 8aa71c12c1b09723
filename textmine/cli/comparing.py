"""Commands across consultations: `compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.base import app, say


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The analysis folder of the older consultation.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The analysis folder of the newer consultation.")],
    out: Annotated[
        Path | None, typer.Option(help="A folder for comparison.html and comparison.csv, as they may be passed on.")
    ] = None,
    question: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="Ids of two open questions that are the same.")
    ] = None,
) -> None:
    """Say which themes of two consultations came back, grew, faded, or are new."""
    from textmine.analysis import open_analysis
    from textmine.compare import as_text, write_comparison
    from textmine.compare import compare as compare_analyses
    from textmine.compare.questions import parse_told

    told = parse_told(question or ())
    found = compare_analyses(open_analysis(old), open_analysis(new), told)
    say(as_text(found))
    if out is not None:
        say("\n".join(["", *map(str, write_comparison(found, out))]))
