"""HTTP connections to servers that are not trusted: no redirects, and an end to every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2

MOST_BYTES = 2_000_000
"""An answer larger than this is not read to its end."""


class TooLargeError(Exception):
    """An answer has more bytes than anybody needs."""


class TooSlowError(Exception):
    """An answer began and does not end in time."""


class _Limited(httpx2.SyncByteStream):
    """The body of an answer, as far as it is wanted."""

    def __init__(self, stream: httpx2.SyncByteStream, seconds: float) -> None:
        self._stream = stream
        self._end = time.monotonic() + seconds

    def __iter__(self) -> Iterator[bytes]:
        """Yield chunks until there are too many bytes or too much time has passed."""
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLargeError
            if time.monotonic() > self._end:
                raise TooSlowError
            yield chunk

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()


def client_options(seconds: float) -> dict[str, Any]:
    """Return the options of an HTTP client whose answers end, errors included. Proxies are taken from the environment.

    Args:
        seconds: How long the body of an answer may take.
    """

    def limit(response: httpx2.Response) -> None:
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Limited(response.stream, seconds)

    hooks: dict[str, list[Callable[..., Any]]] = {"response": [limit]}
    # A compressed answer could be far larger than what is counted.
    return {"follow_redirects": False, "event_hooks": hooks, "headers": {"Accept-Encoding": "identity"}}
