"""The application: every page behind the guard, every mistake in plain words."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from textmine.desk.access import COOKIE, Doorkeeper
from textmine.desk.guard import Guard
from textmine.desk.live import Live
from textmine.desk.pages import ROUTES
from textmine.desk.pages.themes.parts import Parts
from textmine.desk.web import link, render
from textmine.errors import ProblemsError, TextmineError

OPEN, NAME, STATIC = "/open", "/name", "/static"
_LOST = (
    "This page opens with the link that `textmine review` printed, and each link works once. "
    "Press Enter in that window for a new link, or start `textmine review` again."
)
_KEPT = "Nothing that was recorded is lost."


class Doors:
    """Lets only those in who came through a link, and asks for a name before anything else.

    Args:
        app: What is behind the doors.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the session of one request."""
        path = scope["path"] if scope["type"] == "http" else OPEN
        if path == OPEN or path.startswith(f"{STATIC}/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        visit = request.app.state.doorkeeper.visit(request.cookies.get(cookie_of(request)))
        if visit is None:
            await failure(request, [_LOST], 403)(scope, receive, send)
            return
        request.state.visit = visit
        if not visit.officer and path != NAME:
            going = path if not request.url.query else f"{path}?{request.url.query}"
            await RedirectResponse(link(NAME, back=going), 303)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def cookie_of(request: Request) -> str:
    """Return the name of the cookie: browsers share cookies between the ports of a host."""
    return f"{COOKIE}_{request.app.state.port}"


def enter(request: Request) -> Response:
    """Open a session for whoever has a link."""
    session = request.app.state.doorkeeper.open(request.query_params.get("token", ""))
    if session is None:
        return failure(request, [_LOST], 403)
    response = RedirectResponse("/", 303)
    response.set_cookie(cookie_of(request), session, httponly=True, samesite="strict", path="/")
    return response


def failure(request: Request, messages: list[str], status: int) -> HTMLResponse:
    """Return a page that says what is wrong."""
    return render(request, "failure.html.j2", {"messages": messages}, status)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = error.detail if isinstance(error, HTTPException) else ""
    plain = said if said and said != HTTPStatus(status).phrase else "There is no such page in this review."
    return failure(request, [plain], status)


def _own(request: Request, error: Exception) -> Response:
    messages = [str(problem) for problem in error.problems] if isinstance(error, ProblemsError) else [str(error)]
    return failure(request, messages, 503)


def _system(request: Request, error: Exception) -> Response:
    what = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return failure(request, [f"{what}. Check the folder, your rights and the space on the disk. {_KEPT}"], 503)


def _unexpected(request: Request, error: Exception) -> Response:
    """Say where it went wrong, and never with which values: they can hold what people wrote."""
    places = traceback.extract_tb(error.__traceback__)
    place = f"{places[-1].filename}, line {places[-1].lineno}" if places else "an unknown place"
    print(f"textmine review: {type(error).__name__} in {place}", file=sys.stderr)  # noqa: T201 - for who started it
    return failure(request, [f"Something went wrong in textmine itself. {_KEPT}"], 500)


def make_app(live: Live, hosts: Collection[str], doorkeeper: Doorkeeper, port: int = 0) -> Guard:
    """Return the application.

    Args:
        live: The analysis under review.
        hosts: The values of `Host` that are ours.
        doorkeeper: Gives out the links that open it.
        port: Tells its cookie from that of another review on this machine.
    """
    app = Starlette(
        routes=[
            Route(OPEN, enter),
            Mount(STATIC, StaticFiles(packages=[("textmine.desk", "static")])),
            *ROUTES,
        ],
        middleware=[Middleware(Doors)],
        exception_handlers={HTTPException: _http, TextmineError: _own, OSError: _system, Exception: _unexpected},
    )
    app.state.live = live
    app.state.doorkeeper = doorkeeper
    app.state.port = port
    app.state.parts = Parts()
    config = live.now().config
    app.state.title = config.consultation.title or live.folder.resolve().name
    # Around everything, so that the page about a mistake of ours carries its headers too.
    return Guard(app, hosts)
