"""Needs a person: the answers whose review teaches most, ten at a time, decided on in one form.

- `show.py`: the next answers, each with the themes it can be in.
- `rulings.py`: what was decided about them.
"""

from textmine.desk.pages.queue import rulings, show

ROUTES = [*show.ROUTES, *rulings.ROUTES]
