"""Commands on textmine itself: `evaluate`, `models`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.base import Quiet, app, say

models = typer.Typer(help="The models textmine works with.", no_args_is_help=True)
app.add_typer(models, name="models")


@app.command()
def evaluate(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Benchmarks; none: all.")] = None,
    data: Annotated[Path | None, typer.Option(help="A folder of public data sets to measure on as well.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write every figure and count to this file.")] = None,
    system: Annotated[list[str] | None, typer.Option(help="A system to compare; none: all.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="The most texts per set, language and length.")] = 400,
    mistakes: Annotated[int, typer.Option(min=0, help="How many of textmine's worst mistakes to show.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that is random.")] = 0,
    quiet: Quiet = False,
) -> None:
    """Measure textmine and its peers on texts whose right answer is known."""
    from textmine.evaluate import Options, as_json, as_text
    from textmine.evaluate import evaluate as measure
    from textmine.progress import Progress
    from textmine.safe import write_text

    options = Options(data=data, seed=seed, sample=sample, systems=tuple(system or ()), mistakes=mistakes)
    results = measure(names or (), options, Progress(quiet))
    if json_file is not None:
        write_text(json_file, json.dumps(as_json(results), ensure_ascii=False, indent=1) + "\n")
    say(as_text(results))


@models.command("list")
def list_models() -> None:
    """List every model file: size, checksum, card, and what makes it."""
    from textmine.embed.inventory import list_text, model_files

    say(list_text(model_files()))


@models.command("verify")
def verify_models() -> None:
    """Check every model file against its checksum; exit status 1 if one is wrong."""
    from textmine.embed.inventory import model_files, verify_text

    files = model_files()
    say(verify_text(files))
    if any(file.wrong for file in files):
        raise typer.Exit(1)
