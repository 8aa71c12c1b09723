"""What the commands share: the program, its arguments, and how results are said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine import __version__

app = typer.Typer(
    name="textmine",
    help='From a consultation\'s free-text answers, in any language, to a reviewed "You said, we did".',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Files = Annotated[
    list[Path],
    typer.Argument(help="Exports (CSV, XLSX) and folders of e-mails and letters; together they are one consultation."),
]
Folder = Annotated[Path, typer.Argument(help="An analysis folder, as `textmine run` makes it.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="consultation.toml with your settings.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on stderr.")]


def say(text: str) -> None:
    """Print a result."""
    typer.echo(text)


def listed(text: str) -> list[str]:
    """Return the items of a comma-separated option."""
    return [item.strip() for item in text.split(",") if item.strip()]


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Hold the options of the program itself."""
    if version:
        say(__version__)
        raise typer.Exit
