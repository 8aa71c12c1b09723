"""A real HTTP server on loopback that plays recorded responses of chat-completions servers, one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

RECORDED = Path(__file__).parent / "recorded"


@dataclass
class Played:
    """The server's address and what it was sent."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def sent(self) -> str:
        """Everything that was sent, as one text."""
        return json.dumps(self.requests, ensure_ascii=False)

    def material(self, request: int = 0) -> dict[str, Any]:
        """Return the material of one request, read back from between its fences."""
        user = self.requests[request]["messages"][1]["content"]
        fence, _, rest = user.partition("\n")
        body, _, last = rest.rpartition("\n")
        assert fence == last
        return json.loads(body)


@contextmanager
def playing(*names: str) -> Iterator[Played]:
    """Serve the recorded responses in turn, the last one again and again, until the block ends."""
    recorded = [json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    server = _Server(recorded)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.played
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """Plays `recorded` until `ended`."""

    daemon_threads = True

    def __init__(self, recorded: Sequence[dict[str, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.recorded = recorded
        self.ended = Event()
        self.played = Played(f"http://127.0.0.1:{self.server_address[1]}/v1")


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        """Keep the request and play the next response."""
        played, recorded = self.server.played, self.server.recorded
        body = self.rfile.read(int(self.headers["Content-Length"]))
        played.requests.append(json.loads(body))
        played.headers.append(dict(self.headers))
        played.paths.append(self.path)
        try:
            self._play(recorded[min(len(played.requests), len(recorded)) - 1])
        except OSError:
            # Whoever asked has left.
            self.close_connection = True

    def _play(self, response: dict[str, Any]) -> None:
        data = (response.get("text") or json.dumps(response.get("body"), ensure_ascii=False)).encode()
        self.server.ended.wait(response.get("wait", 0))
        if response.get("drip") == "headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self._repeat(b"x", 0.05)
        self.send_response(response.get("status", 200))
        for name, value in response.get("headers", {"Content-Type": "application/json"}).items():
            self.send_header(name, value)
        if not ({"drip", "endless"} & set(response)):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if "endless" in response:
            self._repeat(b" " * 65_536, 0)
        if "drip" in response:
            self._repeat(b" ", 0.05)
        self.wfile.write(data)
        self.close_connection = True

    def _repeat(self, data: bytes, pause: float) -> None:
        while not self.server.ended.wait(pause):
            self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""
