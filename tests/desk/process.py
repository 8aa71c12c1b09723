"""`textmine review` in a process of its own, and browsers without scripts that speak plain HTTP with it."""

from __future__ import annotations

import contextlib
import html
import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

COMMAND = (str(Path(sys.executable).with_name("textmine")),)
_ADDRESS = re.compile(r"http://\S+")
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


@dataclass(frozen=True)
class Reply:
    """What the desk answered."""

    status: int
    headers: http.client.HTTPMessage
    text: str


class Browser:
    """One officer's browser: it keeps its cookie, and follows nothing by itself.

    Args:
        address: The link that opens the desk.
    """

    def __init__(self, address: str, officer: str) -> None:
        parts = urlsplit(address)
        self.host = parts.netloc
        self.cookie = ""
        opened = self.send("GET", f"{parts.path}?{parts.query}")
        assert opened.status == 303, opened.text
        self.cookie = str(opened.headers["set-cookie"]).split(";")[0]
        self.token = _hidden("token", self.get("/name").text)
        self.post("/name", name=officer, back="/")

    def get(self, path: str) -> Reply:
        """Ask for a page."""
        return self.send("GET", path)

    def post(self, path: str, **fields: str | int | list[str]) -> Reply:
        """Send a form, with the token and the last decision that this browser has seen: all, if not given."""
        given = {"token": self.token, "seen": 999_999, "back": "/", **fields}
        return self.send("POST", path, urlencode(given, doseq=True))

    def send(self, method: str, path: str, body: str | bytes = "", **headers: str) -> Reply:
        """Send one request as it is: addresses are not tidied up."""
        own = {"Origin": f"http://{self.host}"} if method == "POST" else {}
        own |= {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        connection = http.client.HTTPConnection(self.host, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, body or None, {"Cookie": self.cookie, **own, **headers})
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read().decode("utf-8", "replace"))

    def link(self) -> str:
        """Ask for a link for another browser."""
        found = _ADDRESS.search(html.unescape(re.sub(r"</?code>", " ", self.post("/link").text)))
        assert found
        return found[0]


class Process:
    """A desk that is open until it is stopped or killed.

    Args:
        folder: The analysis folder.
        command: What to run instead of `textmine`; `review` and its arguments follow.
        first: Called in the process before it starts.

    Attributes:
        address: The link that it printed.
    """

    def __init__(
        self, folder: Path, command: tuple[str, ...] = COMMAND, first: Callable[[], None] | None = None
    ) -> None:
        self.said: list[str] = []
        self._pipes = subprocess.Popen(
            [*command, "review", str(folder), "--port", "0", "--no-browser"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"}, preexec_fn=first,
        )  # fmt: skip
        assert self._pipes.stdout
        self.pid = self._pipes.pid
        self._lines = self._pipes.stdout
        self.address = self._first_address()
        self.port = int(urlsplit(self.address).port or 0)
        self._reading = threading.Thread(target=lambda: self.said.extend(self._lines), daemon=True)
        self._reading.start()

    def _first_address(self) -> str:
        for line in self._lines:
            self.said.append(line)
            if found := _ADDRESS.search(line):
                return found[0]
        raise AssertionError(f"The review did not open: {''.join(self.said)}")

    def signal(self, number: int) -> int:
        """Send a signal, wait for the end, and return the exit status."""
        self._pipes.send_signal(number)
        status = self._pipes.wait(timeout=60)
        self._reading.join(timeout=10)
        self._lines.close()
        return status

    @property
    def output(self) -> str:
        """Everything that it wrote to stdout and stderr."""
        return "".join(self.said)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pipes.poll() is None:
            self.signal(9)


def crawl(get: Callable[[str], str], start: str = "/", each: int = 2) -> Iterator[tuple[str, str]]:
    """Yield (address, page) of every page that can be reached by links: `each` of those that differ in values only.

    Args:
        get: Returns a page; an empty text where there is none to look at.
    """
    waiting, done, kinds = [start], {start}, dict[tuple[str, ...], int]()
    while waiting:
        address = waiting.pop(0)
        page = get(address)
        yield address, page
        for found in _LINK.findall(page):
            link = html.unescape(found).split("#")[0]
            parts = urlsplit(link)
            kind = (parts.path, *sorted(item.split("=")[0] for item in parts.query.split("&")))
            if link.startswith("/") and link not in done and kinds.get(kind, 0) < each:
                kinds[kind] = kinds.get(kind, 0) + 1
                done.add(link)
                waiting.append(link)


def _hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])
