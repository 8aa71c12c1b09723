"""Search answers by words and by meaning, across languages; what is found can become a theme.

- `show.py`: the page.
- `gather.py`: what is found goes into a theme.
"""

from textmine.desk.pages.search import gather, show

ROUTES = [*show.ROUTES, *gather.ROUTES]
