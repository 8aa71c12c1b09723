"""Commands for other programs: `codebook`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.base import Folder, app, say


@app.command()
def codebook(
    folder: Folder,
    file: Annotated[
        Path,
        typer.Argument(help="The file to make: .qdc (the themes) or .qdpx (the answers with their themes, in-house)."),
    ],
) -> None:
    """Write the reviewed themes, or the coded answers, for NVivo, MAXQDA and ATLAS.ti (REFI-QDA)."""
    from textmine.analysis import open_analysis
    from textmine.errors import ConfigError, Problem
    from textmine.interchange import write_codebook, write_project
    from textmine.interchange.words import problem

    writers = {".qdc": write_codebook, ".qdpx": write_project}
    writer = writers.get(file.suffix.lower())
    if writer is None:
        raise ConfigError(Problem(problem("ending"), str(file)))
    say(writer(open_analysis(folder), file))
