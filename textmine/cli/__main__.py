"""`python -m textmine.cli`."""

from textmine.cli.program import main

main()
