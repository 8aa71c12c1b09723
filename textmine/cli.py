"""The command line: every command is a library call.

Only results go to stdout. Exit status: 0 done; 2 the input or the settings are wrong; 3 publishing is
blocked; 130 interrupted (the same command resumes).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from textmine import __version__
from textmine.errors import MissingExtraError, ProblemsError, PublishBlockedError

INTERRUPTED = 130

app = typer.Typer(
    name="textmine",
    help='From a consultation\'s free-text answers, in any language, to a reviewed "You said, we did".',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

models = typer.Typer(help="The models textmine works with.", no_args_is_help=True)
app.add_typer(models, name="models")
workbook = typer.Typer(
    help="Workbooks for officers, the service lead and the translators to fill in.", no_args_is_help=True
)
app.add_typer(workbook, name="workbook")

Files = Annotated[
    list[Path],
    typer.Argument(help="Exports (CSV, XLSX) and folders of e-mails and letters; together they are one consultation."),
]
Folder = Annotated[Path, typer.Argument(help="An analysis folder, as `textmine run` makes it.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="consultation.toml with your settings.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on stderr.")]


def _say(text: str) -> None:
    typer.echo(text)


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Hold the options of the program itself."""
    if version:
        _say(__version__)
        raise typer.Exit


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
        _say(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
    else:
        _say("\n\n".join([*(item.to_text() for item in found), *([together.to_text()] if len(found) > 1 else [])]))


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
    engine: Annotated[Literal["local"], typer.Option(help="Where the stages run.")] = "local",
    quiet: Quiet = False,
) -> None:
    """Analyse a closed consultation: languages, themes, drafts, report."""
    from textmine.config import load_config
    from textmine.progress import Progress
    from textmine.runner import run as run_files
    from textmine.summary import run_summary

    del engine  # one engine so far; the option is part of the contract
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
        progress=Progress(quiet),
    )
    _say(run_summary(analysis.reviewed, out))


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

    _say(write_languages(file, column, out, Progress(quiet)))


@app.command()
def decide(
    folder: Folder,
    by: Annotated[str, typer.Option(help="Your name: it stands in the log.")],
    file: Annotated[Path, typer.Option(help="decisions.jsonl, one decision a line; - for standard input.")],
) -> None:
    """Record an officer's decisions, all of them or none."""
    from textmine.errors import InputError, Problem
    from textmine.review import decide as record, parse_decisions  # isort: skip
    from textmine.analysis import Analysis, write_views
    from textmine.occupied import in_use
    from textmine.review.learning import learning_lines
    from textmine.summary import decide_summary
    from textmine.tables import read_tables

    name = "standard input" if str(file) == "-" else str(file)
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem(f"cannot be read as UTF-8 text ({type(error).__name__}).", name)) from None
    with in_use(folder):
        taken, reviewed = record(folder, by, parse_decisions(text, name))
        analysis = Analysis(read_tables(folder), reviewed)
        write_views(analysis, folder)
    _say(decide_summary(taken, reviewed))
    for line in learning_lines(taken, analysis.agreement, analysis.suggestions):
        _say(line)


@app.command()
def review(
    folder: Folder,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Where to listen on this machine; 0: any free port.")] = (
        8765
    ),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the officer's desk: themes, answers, drafts, approval, in the browser on this machine."""
    from textmine.desk import serve

    serve(folder, port, open_browser=browser, say=_say)


@app.command()
def publish(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    formats: Annotated[
        str,
        typer.Option("--format", help="Comma-separated: html, docx, md, newsletter, social, letters, digest, report."),
    ] = "html",
    languages: Annotated[
        str | None, typer.Option("--language", help="Languages of the pages, such as en,bn; none: those you set.")
    ] = None,
) -> None:
    """Write "You said, we did", if everything in it is approved and safe."""
    from textmine.analysis import open_analysis
    from textmine.analysis import publish as publish_analysis
    from textmine.publish import publication_notes

    wanted, pages = _listed(formats), _listed(languages) if languages is not None else None
    analysis = open_analysis(folder)
    written = publish_analysis(analysis, out, wanted, languages=pages)
    _say("\n".join(map(str, written)))
    for note in publication_notes(analysis.reviewed, wanted):
        typer.echo(f"Note: {note}", err=True)


def _listed(text: str) -> list[str]:
    """Return the items of a comma-separated option."""
    return [item.strip() for item in text.split(",") if item.strip()]


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
    _say(as_text(results))


@models.command("list")
def list_models() -> None:
    """List every model file: size, checksum, card, and what makes it."""
    from textmine.embed.inventory import list_text, model_files

    _say(list_text(model_files()))


@models.command("verify")
def verify_models() -> None:
    """Check every model file against its checksum; exit status 1 if one is wrong."""
    from textmine.embed.inventory import model_files, verify_text

    files = model_files()
    _say(verify_text(files))
    if any(file.wrong for file in files):
        raise typer.Exit(1)


@workbook.command("export")
def export_workbook(
    folder: Folder,
    file: Annotated[Path, typer.Argument(help="The XLSX file to make.")],
    audience: Annotated[
        Literal["officer", "lead", "translators"] | None,
        typer.Option(
            "--for",
            help="Who fills it in: `officer` (the whole review), `lead` (what the council does) or `translators`; "
            "none: all of it.",
        ),
    ] = None,
    machine: Annotated[
        bool, typer.Option("--machine", help="Let the translator of your settings suggest translations.")
    ] = False,
) -> None:
    """Write a workbook for somebody to fill in."""
    from textmine.exchange import export_workbook as export
    from textmine.summary import export_summary

    _say(export_summary(export(folder, file, audience, machine=machine), folder, file))


@workbook.command("apply")
def apply_workbook(
    folder: Folder,
    file: Annotated[Path, typer.Argument(help="The workbook that came back.")],
    by: Annotated[str, typer.Option(help="Your name: it stands in the log.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Rows and sheets may be missing, as where a lead sends back only her own.")
    ] = False,
) -> None:
    """Record what was filled in, all of it or nothing."""
    from textmine.exchange import read_workbook, record_workbook
    from textmine.summary import apply_summary, decide_summary

    waiting = read_workbook(folder, file, by, partial=partial)
    _say(apply_summary(waiting, dry_run=dry_run))
    if waiting.reading.filled and not dry_run:
        _say(decide_summary(*record_workbook(folder, waiting, by)))


@app.command()
def purge(
    folder: Folder,
    by: Annotated[str, typer.Option(help="Your name: it stands in the record; none: that of your login.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Purge before the day until which words are kept.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove people's words after retention; outcomes, counts and the ledger stay."""
    from textmine.purge import look, to_be_kept_until
    from textmine.purge import purge as remove_words
    from textmine.retention import in_words
    from textmine.summary import purge_summary

    if dry_run:
        _say(purge_summary(look(folder, by), folder, dry_run=True))
        return
    until = to_be_kept_until(folder)
    if until and not yes and sys.stdin is not None and sys.stdin.isatty():
        yes = typer.confirm(f"People's words are to be kept until {in_words(until)}. Remove them now?")
        if not yes:
            _say("Nothing was removed.")
            return
    _say(purge_summary(remove_words(folder, by, early=yes), folder))


def main() -> None:
    """Run the command line; a user's mistake gives a plain message and exit status 2 or 3."""
    try:
        status = typer.main.get_command(app).main(standalone_mode=False)
    except PublishBlockedError as error:
        _fail([f"Not published: {problem}" for problem in error.problems], 3)
    except ProblemsError as error:
        _fail(list(map(str, error.problems)), 2)
    except MissingExtraError as error:
        _fail([str(error)], 2)
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        what = error.strerror or type(error).__name__
        _fail([f"{place}{what}. Check the path, your rights and the space on the disk."], 2)
    except Exception as error:
        # A wrong option: typer's own exceptions know how to show themselves.
        if not (hasattr(error, "show") and hasattr(error, "exit_code")):
            raise
        error.show()
        raise SystemExit(error.exit_code) from None
    if status == INTERRUPTED:
        typer.echo("Stopped. The same command goes on where this one was.", err=True)
        sys.stdout.flush()
        # An import may be under way in another thread, and would fail noisily while Python shuts down.
        os._exit(INTERRUPTED)
    raise SystemExit(status if isinstance(status, int) else 0)


def _fail(lines: list[str], status: int) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise SystemExit(status)


if __name__ == "__main__":
    main()
