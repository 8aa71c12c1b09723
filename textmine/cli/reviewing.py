"""Commands of review: `review`, `decide`, `workbook`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from textmine.cli.base import Folder, app, say

workbook = typer.Typer(
    help="Workbooks for officers, the service lead and the translators to fill in.", no_args_is_help=True
)
app.add_typer(workbook, name="workbook")


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
    say(decide_summary(taken, reviewed))
    for line in learning_lines(taken, analysis.agreement, analysis.suggestions):
        say(line)


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

    serve(folder, port, open_browser=browser, say=say)


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

    say(export_summary(export(folder, file, audience, machine=machine), folder, file))


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
    say(apply_summary(waiting, dry_run=dry_run))
    if waiting.reading.filled and not dry_run:
        say(decide_summary(*record_workbook(folder, waiting, by)))
