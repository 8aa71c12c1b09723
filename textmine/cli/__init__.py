"""The command line: every command is a library call.

Only results go to stdout. Exit status: 0 done; 2 the input or the settings are wrong; 3 publishing is
blocked; 130 interrupted (the same command resumes).
"""

# Each of these adds its commands to the program, in the order in which help lists them.
from textmine.cli import analysing, reviewing, publishing, archiving, comparing, sharing, measuring  # noqa: I001
from textmine.cli.base import app
from textmine.cli.program import main

__all__ = ["analysing", "app", "archiving", "comparing", "main", "measuring", "publishing", "reviewing", "sharing"]
