"""The themes: a list per question, and everything that changes which themes there are.

- `listing.py`, `rows.py`: the list, and what it says of each theme.
- `ticked.py`, `members.py`: the themes that were ticked, and who is in them.
- `merging.py`, `grouping.py`, `making.py`: merge, put in groups, make and set aside; each says first what it will do.
- `splitting.py`, `parts.py`: split, by sub-themes that are worked out beside the page.
"""

from starlette.routing import Route

from textmine.desk.pages.themes import grouping, listing, making, merging, splitting
from textmine.desk.web import posted

ROUTES = [
    Route("/themes", listing.show),
    Route("/themes/merge", merging.show),
    Route("/themes/merge", posted(merging.merge), methods=["POST"]),
    Route("/themes/group", grouping.show),
    Route("/themes/group", posted(grouping.group), methods=["POST"]),
    Route("/themes/aside", making.show_aside),
    Route("/themes/aside", posted(making.set_aside), methods=["POST"]),
    Route("/themes/new", posted(making.create), methods=["POST"]),
    Route("/split", splitting.show),
    Route("/split", posted(splitting.split), methods=["POST"]),
]
