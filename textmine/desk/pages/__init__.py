"""The pages of the desk, one module or package each."""

from textmine.desk.pages import (
    editor,
    history,
    languages,
    learn,
    name,
    overview,
    publish,
    queue,
    search,
    theme,
    themes,
    translating,
    workbooks,
)

ROUTES = [
    *overview.ROUTES,
    *history.ROUTES,
    *name.ROUTES,
    *editor.ROUTES,
    *languages.ROUTES,
    *translating.ROUTES,
    *publish.ROUTES,
    *learn.ROUTES,
    *queue.ROUTES,
    *search.ROUTES,
    *theme.ROUTES,
    *themes.ROUTES,
    *workbooks.ROUTES,
]
"""Every page."""
