"""What a theme, or everything, looks like when it is published: made by the same functions, written nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from textmine.desk.pages.editor.alone import alone
from textmine.desk.pages.editor.standing import approval_of, the_theme
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import link, live_of, page, snapshot_of, visit_of
from textmine.language import direction
from textmine.publish.files.html import render_html
from textmine.publish.files.letters import LETTERS, letter_rows
from textmine.publish.files.newsletter import LEAST, MOST, Item, item_of
from textmine.publish.files.social import MOST as LONGEST_POST
from textmine.publish.files.social import OVERALL, POSTS, post_rows
from textmine.publish.page import Page
from textmine.publish.publication import MAIN, Publication
from textmine.publish.speech import own_name

FORMS = {"page": "Web page", "newsletter": "Newsletter", "social": "Social media", "letter": "Letter"}
"""What can be shown, in words."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""Of the page itself: its own styles, nothing else, and in no frame but ours."""
_WAITING = POLICY.replace("'unsafe-inline'", "'self'")
_MARK = "Preview, not approved: "
_WAIT = 0.2
"""Seconds; what is not ready by then is asked for again."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post for social media."""

    title: str
    language: str
    direction: str
    text: str
    characters: int
    alt: str


def show(request: Request) -> Response:
    """Show how a theme, or everything, would be published."""
    now, theme = snapshot_of(request), request.query_params.get("id", "")
    kind, language = request.query_params.get("form", "page"), request.query_params.get("language", MAIN)
    kind = kind if kind in FORMS else "page"
    if theme:
        the_theme(now, theme)
    made = _publication(request, now, theme)
    shown = _page_of(made, language) if made is not None else None
    approval = approval_of(now, theme, visit_of(request).officer) if theme else None
    return page(
        request,
        "preview.html.j2",
        here="/drafts",
        theme=now.themes[theme] if theme else None,
        theme_language=now.title_languages.get(theme, ""),
        is_group=theme in now.groups,
        aside=theme in now.reviewed.set_aside,
        undecided=bool(theme) and theme not in now.groups and theme not in now.reviewed.outcomes,
        approved=approval.in_words if approval and approval.is_done else "",
        forms=[(name, words) for name, words in FORMS.items() if theme or name != "letter"],
        kind=kind,
        made=made is not None,
        languages=[(tag, own_name(tag)) for tag in made.pages] if made is not None else [],
        language=language,
        page_language=shown.language if shown is not None else "",
        address=link("/preview/page", id=theme, language=language if language != MAIN else ""),
        items=_items(made) if made is not None and kind == "newsletter" else [],
        posts=list(_posts(made, now, theme)) if made is not None and kind == "social" else [],
        letter=_letter(made) if made is not None and kind == "letter" else None,
        limits=(LEAST, MOST, LONGEST_POST),
    )


def show_page(request: Request) -> Response:
    """Return the web page as it would be published; its title alone says that it is a preview."""
    now, theme = snapshot_of(request), request.query_params.get("id", "")
    if theme:
        the_theme(now, theme)
    made = _publication(request, now, theme)
    if made is None:
        response: Response = page(request, "preview_wait.html.j2")
        response.status_code = 503
    else:
        shown = _page_of(made, request.query_params.get("language", MAIN))
        links = tuple(
            replace(other, file=link("/preview/page", id=theme, language=other.language)) for other in shown.alternates
        )
        html = render_html(replace(shown, alternates=links))
        response = HTMLResponse(html.replace("<title>", f"<title>{_MARK}", 1))
    response.headers["content-security-policy"] = POLICY if made is not None else _WAITING
    response.headers["x-frame-options"] = "SAMEORIGIN"
    return response


def _publication(request: Request, now: Snapshot, theme: str) -> Publication | None:
    """Return what would be published; None while everything is still being put together.

    Raises:
        ConfigError: A page is wanted in a language without headings.
    """
    if theme:
        return alone(now, theme).publication
    made = live_of(request).publication.get(now, _WAIT)
    return made.value if made.is_current else None


def _page_of(made: Publication, language: str) -> Page:
    if language not in made.pages:
        raise HTTPException(404, "There is no page in this language.")
    return made.pages[language]


def _items(made: Publication) -> list[Item]:
    address = made.config.publish.page_address
    return [item_of(theme, made.page, address) for theme in made.page.themes]


def _posts(made: Publication, now: Snapshot, theme: str) -> Iterator[Post]:
    """Yield the posts, of one theme without the one on everything."""
    for row in post_rows(made):
        values: dict[str, Any] = dict(zip(POSTS, row, strict=True))
        name, tag = values["theme_id"], values["language"]
        if name == OVERALL and theme:
            continue
        title = "The whole consultation" if name == OVERALL else now.themes[name].title
        yield Post(title, tag, direction(tag), values["text"], values["characters"], values["alt_text"])


def _letter(made: Publication) -> dict[str, Any] | None:
    """Return the letter to the first of those who raised the theme: it says the same to each; None if to nobody."""
    row = next(letter_rows(made), None)
    return None if row is None else dict(zip(LETTERS, row, strict=True))


ROUTES = [Route("/preview", show), Route("/preview/page", show_page)]
