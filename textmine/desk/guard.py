"""What every request has to pass, and what every answer carries; pure ASGI, so that nothing gets past it.

Source:
    OWASP, "Cross-Site Request Forgery Prevention" and "HTTP Headers" cheat sheets; DNS rebinding is met by the
    check of `Host`.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_READING = ("GET", "HEAD")
LARGEST_BODY = 100_000_000
"""Bytes of a request: a workbook of a large consultation fits."""


class Guard:
    """Refuses requests for another host, from another page, or too large; adds the security headers.

    Args:
        app: What is guarded.
        hosts: The values of `Host` that are ours, such as `127.0.0.1:8765`.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            answering: ASGIApp = PlainTextResponse(refusal[1], refusal[0]) if refusal else self.app
            await answering(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return a status and the reason why a request is refused; None if it is not."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return 421, "This address is not the one that the review was opened at."
        if scope["method"] in _READING:
            return None
        if scope["method"] != "POST":
            return 405, "Nothing here can be done in this way."
        if headers.get("origin", "") not in self.origins:
            return 403, "This form did not come from a page of the review. Open the page again and send it from there."
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return 413, "That is too large to be read."
        return None


def _with_headers(send: Send) -> Send:
    """Add the headers to an answer, where it has not its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
