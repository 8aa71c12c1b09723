"""Commands after review: `publish`, `purge`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.base import Folder, app, listed, say


@app.command()
def publish(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="Comma-separated: html, docx, md, newsletter, social, letters, digest, report, equality, open-data.",
        ),
    ] = "html",
    languages: Annotated[
        str | None, typer.Option("--language", help="Languages of the pages, such as en,bn; none: those you set.")
    ] = None,
) -> None:
    """Write "You said, we did", if everything in it is approved and safe."""
    from textmine.analysis import open_analysis
    from textmine.analysis import publish as publish_analysis
    from textmine.publish import publication_notes

    wanted, pages = listed(formats), listed(languages) if languages is not None else None
    analysis = open_analysis(folder)
    written = publish_analysis(analysis, out, wanted, languages=pages)
    say("\n".join(map(str, written)))
    for note in publication_notes(analysis.reviewed, wanted):
        typer.echo(f"Note: {note}", err=True)


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
        say(purge_summary(look(folder, by), folder, dry_run=True))
        return
    until = to_be_kept_until(folder)
    if until and not yes and sys.stdin is not None and sys.stdin.isatty():
        yes = typer.confirm(f"People's words are to be kept until {in_words(until)}. Remove them now?")
        if not yes:
            say("Nothing was removed.")
            return
    say(purge_summary(remove_words(folder, by, early=yes), folder))
