"""The officer's desk: a local web application on the decision log.

`serve` opens it; `make_app` is the application for tests. What a page shows comes from a `Snapshot` (the analysis
after every decision so far), and whatever an officer does is a decision of `textmine.review`, recorded by `Live`:
the same as from a workbook or `textmine decide`.

- `live.py`, `snapshot.py`, `keeper.py`: one analysis kept in memory; what takes long is worked out beside the pages.
- `guard.py`, `access.py`: who may ask: Host, Origin, one-time link, session, form token, security headers.
- `web.py`: what every page needs: render, read a form, record decisions, go back.
- `answers.py`, `filters.py`: an answer as shown, and which are shown; used by every page that lists answers.
- `pages/`: one module, or package, a page; each has `ROUTES`.
"""

from textmine.desk.app import make_app
from textmine.desk.serve import serve

__all__ = ["make_app", "serve"]
