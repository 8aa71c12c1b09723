"""A theme: what it says, the evidence of each sentence, its answers, and why each of them is here.

- `show.py`: the page of a theme.
- `evidence.py`: the answers that one sentence rests on; `pointing.py` finds the point in each.
- `why.py`: why one answer is in a theme.
- `listing.py`: answers with what can be done about each.
- `acts.py`: what an officer does with them.
"""

from textmine.desk.pages.theme import acts, evidence, show, why

ROUTES = [*show.ROUTES, *evidence.ROUTES, *why.ROUTES, *acts.ROUTES]
