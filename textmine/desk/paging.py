"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from starlette.requests import Request

from textmine.desk.web import link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown.

    Attributes:
        page: The page shown, from 1.
        pages: How many there are, at least 1.
        total: Things in the list.
        first: Place of the first thing shown, from 1; 0 of an empty list.
        last: Place of the last one.
        before: Address of the page before; empty on the first.
        after: Address of the page after; empty on the last.
    """

    page: int
    pages: int
    total: int
    first: int
    last: int
    before: str
    after: str

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Return the part of `items` that is shown."""
        return items[max(self.first - 1, 0) : self.last]


def paging_of(request: Request, total: int, a_page: int) -> Paging:
    """Return the page that the address asks for; one beyond the end is the last.

    Args:
        request: `page` in its address.
        total: Things in the list.
        a_page: How many on a page.
    """
    asked = request.query_params.get("page", "1")
    pages = max(1, ceil(total / a_page))
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 10 else 1
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]

    def at(other: int) -> str:
        grouped: dict[str, list[str]] = {}
        for name, value in query:
            grouped.setdefault(name, []).append(value)
        return link(request.url.path, **grouped, page=other) if 1 <= other <= pages else ""

    first = (number - 1) * a_page + 1 if total else 0
    return Paging(number, pages, total, first, min(number * a_page, total), at(number - 1), at(number + 1))
