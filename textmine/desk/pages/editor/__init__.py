"""You said, we did: every theme's draft, the editor of one, and what it looks like when it is published.

- `standing.py`: which themes are to be published, how far each is, and what comes next.
- `alone.py`: one theme by itself: what blocks it, and the page with it alone.
- `typed.py`: what an officer typed into the editor, and the decisions that it makes.
- `checks.py`: what is to be said of each sentence and of the outcome, as they stand or as they were typed.
- `listing.py`, `drafting.py`, `deciding.py`, `preview.py`: the pages.
"""

from textmine.desk.pages.editor import deciding, drafting, listing, preview

ROUTES = [*listing.ROUTES, *drafting.ROUTES, *deciding.ROUTES, *preview.ROUTES]
"""The pages of this package."""
