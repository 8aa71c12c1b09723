"""The program: it runs a command, and turns a user's mistake into a plain message."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from textmine.cli.base import app
from textmine.errors import ProblemsError, PublishBlockedError, TextmineError

INTERRUPTED = 130


def main() -> None:
    """Run the command line; a user's mistake gives a plain message and exit status 2 or 3."""
    try:
        status = typer.main.get_command(app).main(standalone_mode=False)
    except PublishBlockedError as error:
        _fail([f"Not published: {problem}" for problem in error.problems], 3)
    except ProblemsError as error:
        _fail(list(map(str, error.problems)), 2)
    except TextmineError as error:
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
