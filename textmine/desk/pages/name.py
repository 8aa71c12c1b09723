"""Who is deciding: the name that stands in the log."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from textmine.desk.web import Form, page, posted, snapshot_of, visit_of
from textmine.review.verbs import is_visible

_LONGEST = 100


def show(request: Request) -> Response:
    """Ask for the name."""
    return _page(request, request.query_params.get("back", "/"), "")


def take(request: Request, form: Form) -> Response:
    """Remember the name for this browser's session."""
    name = " ".join(form.text("name").split())
    if not is_visible(name) or len(name) > _LONGEST:
        return _page(request, form.back, "Give your name: it stands beside everything you decide.", 422)
    visit_of(request).officer = name
    return RedirectResponse(form.back, 303)


def new_link(request: Request, form: Form) -> Response:
    """Make a link for a second person, or another browser, on this machine."""
    token = request.app.state.doorkeeper.new_link()
    return page(request, "link.html.j2", address=f"{request.url.scheme}://{request.headers['host']}/open?token={token}")


def _page(request: Request, going: str, wrong: str, status: int = 200) -> Response:
    known = dict.fromkeys(decision.by for decision in reversed(snapshot_of(request).reviewed.decisions))
    response = page(request, "name.html.j2", going=going, known=list(known)[:20], wrong=wrong)
    response.status_code = status
    return response


ROUTES = [
    Route("/name", show),
    Route("/name", posted(take), methods=["POST"]),
    Route("/link", posted(new_link), methods=["POST"]),
]
