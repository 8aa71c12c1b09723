"""Commands on how good textmine is: `evaluate` with its benchmarks and double coding, `models`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from textmine.cli.base import Folder, Quiet, app, listed, say


class BenchmarksUnlessNamed(TyperGroup):
    """`evaluate`: where no command of it is named, what follows are names and options of its benchmarks."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the class of a context is private
        """Put the command in front that may be left out."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["benchmarks", *args])


evaluate = typer.Typer(
    cls=BenchmarksUnlessNamed,
    help="Measure textmine: on texts whose right answer is known, or on a sample that people code by hand.",
)
app.add_typer(evaluate, name="evaluate")
models = typer.Typer(help="The models textmine works with.", no_args_is_help=True)
app.add_typer(models, name="models")


@evaluate.command("benchmarks")
def evaluate_benchmarks(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Benchmarks; none: all.")] = None,
    data: Annotated[Path | None, typer.Option(help="A folder of public data sets to measure on as well.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write every figure and count to this file.")] = None,
    system: Annotated[list[str] | None, typer.Option(help="A system to compare; none: all.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="The most texts per set, language and length.")] = 400,
    mistakes: Annotated[int, typer.Option(min=0, help="How many of textmine's worst mistakes to show.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that is random.")] = 0,
    quiet: Quiet = False,
) -> None:
    """Measure textmine and its peers on texts whose right answer is known; the word `benchmarks` may be left out."""
    from textmine.evaluate import Options, as_json, as_text
    from textmine.evaluate import evaluate as measure
    from textmine.progress import Progress
    from textmine.safe import write_text

    options = Options(data=data, seed=seed, sample=sample, systems=tuple(system or ()), mistakes=mistakes)
    results = measure(names or (), options, Progress(quiet))
    if json_file is not None:
        write_text(json_file, json.dumps(as_json(results), ensure_ascii=False, indent=1) + "\n")
    say(as_text(results))


@evaluate.command("sample")
def evaluate_sample(
    folder: Folder,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Draw a sample: write a workbook for each coder, and the key.")
    ] = None,
    size: Annotated[int, typer.Option(min=1, help="How many answers to draw.")] = 100,
    question: Annotated[list[str] | None, typer.Option(help="An open question to draw from; none: all.")] = None,
    coders: Annotated[str, typer.Option(help='Who codes, such as "Ada,Bo".')] = "Coder 1,Coder 2",
    redact: Annotated[bool, typer.Option("--redact", help="Put placeholders in place of personal data.")] = False,
    codes: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A workbook that came back; one for each coder.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The key of the sample; none: beside the workbooks.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write every figure and count to this file.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that is random.")] = 0,
) -> None:
    """Have people code a blind sample; then say how far they agree, and the machine with them."""
    from textmine.analysis import open_analysis
    from textmine.errors import ConfigError
    from textmine.evaluate.coding import agreement, draw_sample, read_codes, read_key, write_sheets
    from textmine.evaluate.coding.text import drawn_text
    from textmine.evaluate.coding.words import problem
    from textmine.safe import write_text

    if (out is None) == (not codes):
        raise ConfigError(problem("out_or_codes"))
    analysis = open_analysis(folder)
    if out is not None:
        sample = draw_sample(analysis, size, questions=question, coders=listed(coders), seed=seed)
        paths = write_sheets(sample, analysis, out, personal_data=not redact)
        say(drawn_text(sample, out, paths, redacted=redact))
        return
    files = codes or []
    sample = read_key(key or files[0].parent)
    result = agreement(sample, read_codes(sample, files), analysis, seed=seed)
    if json_file is not None:
        write_text(json_file, json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n")
    say(result.to_text())


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
