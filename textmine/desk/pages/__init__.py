"""The pages of the desk, one module or package each."""

from textmine.desk.pages import history, name, overview

ROUTES = [*overview.ROUTES, *history.ROUTES, *name.ROUTES]
"""Every page."""
