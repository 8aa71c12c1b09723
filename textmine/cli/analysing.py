"""Commands from the export to the analysis: `inspect`, `run`, `languages`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from textmine.cli.base import ConfigFile, Files, Quiet, app, say


@app.command()
def inspect(
    files: Files,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object per file.")] = False,
    write: Annotated[Path | None, typer.Option(help="Write a consultation.toml to correct.")] = None,
    config: ConfigFile = None,
) -> None:
    """Say what a file is: layout, header, what each column is for, problems."""
    from textmine.config import load_config
    from textmine.errors import ConfigError, Problem
    from textmine.ingest import config_text, inspect_all
    from textmine.safe import write_text

    settings = load_config(config) if config else None
    found, together = inspect_all(files, settings)
    if write is not None:
        if write.exists():
            raise ConfigError(Problem("exists already, and is left alone. Name another file.", str(write)))
        write_text(write, config_text(found[0] if len(found) == 1 else together))
    if as_json:
        results = [item.as_json() for item in found]
        say(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
    else:
        say("\n\n".join([*(item.to_text() for item in found), *([together.to_text()] if len(found) > 1 else [])]))


@app.command()
def run(
    files: Files,
    out: Annotated[Path, typer.Option(help="The analysis folder to make.")],
    config: ConfigFile = None,
    id_column: Annotated[str | None, typer.Option("--id", help="Heading of the response id.")] = None,
    question: Annotated[list[str] | None, typer.Option(help="Heading of an open question.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="Heading of a further group column.")] = None,
    themes: Annotated[
        str | None,
        typer.Option(
            metavar="fewer|usual|more|N",
            help="Fewer and broader themes, or more and narrower ones, or exactly so many per question. "
            "It counts, whatever the config says.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of everything that is random.")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Compute everything again. Decisions are kept.")] = False,
    engine: Annotated[
        Literal["local", "dask"],
        typer.Option(help="Where the heavy stages run: here, or on a Dask cluster."),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler that runs already; none: a cluster on this machine."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Analyse a closed consultation: languages, themes, drafts, report."""
    from textmine.config import load_config
    from textmine.progress import Progress
    from textmine.runner import run as run_files
    from textmine.summary import run_summary

    analysis = run_files(
        files,
        out,
        config=load_config(config) if config else None,
        id_column=id_column,
        questions=question or (),
        groups=group or (),
        themes=themes,
        seed=seed,
        fresh=fresh,
        engine=engine,
        scheduler=scheduler,
        progress=Progress(quiet),
    )
    say(run_summary(analysis.reviewed, out))


@app.command()
def languages(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    column: Annotated[str, typer.Option(help="Heading of the column to look at.")],
    out: Annotated[Path, typer.Option(help="The CSV to write: one line per row, same order.")],
    quiet: Quiet = False,
) -> None:
    """Tell the language of every text in a column."""
    from textmine.language.batch import write_languages
    from textmine.progress import Progress

    say(write_languages(file, column, out, Progress(quiet)))
