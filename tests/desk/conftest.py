"""Fixtures: the desk on an analysis folder, as a browser without scripts sees it, and in a real browser."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from textmine.desk import make_app
from textmine.desk.access import Doorkeeper
from textmine.desk.live import Live
from textmine.review import DecisionLog
from textmine.tables import Tables, write_tables

from ..review.sample import sample

HOST = "127.0.0.1:8765"


class _Forms(HTMLParser):
    """Reads the forms of a page as a browser would send them: the fields as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._select: tuple[str, str | None] | None = None
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": values.get("action", ""), "method": values.get("method", "get"), "fields": []})
        elif self.forms and tag == "input" and values.get("name"):
            kind = values.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in values:
                self.forms[-1]["fields"].append((values["name"], values.get("value", "")))
        elif tag == "select" and values.get("name"):
            self._select = (values["name"], None)
        elif tag == "option" and self._select:
            name, chosen = self._select
            if chosen is None or "selected" in values:
                self._select = (name, values.get("value", ""))
        elif tag == "textarea" and values.get("name"):
            self._area = (values["name"], [])

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select and self.forms:
            self.forms[-1]["fields"].append((self._select[0], self._select[1] or ""))
            self._select = None
        elif tag == "textarea" and self._area and self.forms:
            self.forms[-1]["fields"].append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None


class Desk:
    """A browser without scripts, at the desk of one folder."""

    def __init__(self, folder: Path, officer: str = "Amina Khatun") -> None:
        self.folder = folder
        self.doorkeeper = Doorkeeper()
        self.live = Live(folder)
        self.app = make_app(self.live, [HOST], self.doorkeeper, 8765)
        self.client = self.browser(officer)

    def browser(self, officer: str = "") -> TestClient:
        """Open the desk in another browser, under a name."""
        client = TestClient(
            self.app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"}, raise_server_exceptions=True
        )
        assert client.get("/open", params={"token": self.doorkeeper.new_link()}).status_code == 200
        if officer:
            page = client.get("/name")
            client.post("/name", data={"token": token_of(page.text), "back": "/", "name": officer})
        return client

    def get(self, path: str, **params: str | int | list[str]) -> str:
        """Return a page, which has to be there."""
        response = self.client.get(path, params=params or None)
        assert response.status_code == 200, (response.status_code, response.text)
        return response.text

    def send(
        self, page: str, action: str, *, nth: int = 0, client: TestClient | None = None, **values: str | list[str]
    ) -> Response:
        """Send the nth form of a page with that action, fields as they stand but for `values`; a list sends several.

        `page` is its HTML. Returns the response after redirects.
        """
        form = [form for form in forms_in(page) if form["action"] == action][nth]
        fields = [(name, value) for name, value in form["fields"] if name not in values]
        for name, value in values.items():
            fields += [(name, item) for item in (value if isinstance(value, list) else [value])]
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return (client or self.client).post(action, data=data)

    @property
    def log(self) -> list[dict[str, Any]]:
        """What was decided, as an officer would write it to decisions.jsonl."""
        return [decision.payload for decision in DecisionLog(self.folder / "decisions.sqlite").all()]


def forms_in(page: str) -> list[dict[str, Any]]:
    """Return the forms of a page: action, method, fields (name, value) as they stand."""
    reader = _Forms()
    reader.feed(page)
    return reader.forms


def token_of(page: str) -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return sample()


@pytest.fixture
def folder(tmp_path: Path, tables: Tables) -> Path:
    """A small analysis: see tests/review/sample.py."""
    write_tables(tables, tmp_path)
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Desk:
    """The desk of the small analysis."""
    return Desk(folder)


@pytest.fixture(scope="session")
def still(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of the small analysis, for tests in which nothing is recorded."""
    folder = tmp_path_factory.mktemp("still")
    write_tables(tables, folder)
    return Desk(folder)


@pytest.fixture(scope="session")
def sample_desk(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of the sample consultation, to look at: tests that decide something make their own copy."""
    folder = tmp_path_factory.mktemp("desk") / "sample"
    shutil.copytree(sample_run, folder)
    return Desk(folder)


@pytest.fixture
def own_sample_desk(sample_run: Path, tmp_path: Path) -> Desk:
    """The desk of a copy of the sample consultation, to decide on."""
    shutil.copytree(sample_run, tmp_path / "sample")
    return Desk(tmp_path / "sample")


@pytest.fixture
def served(own_sample_desk: Desk) -> Iterator[tuple[Desk, str]]:
    """The sample's desk served on a free port of this machine, and a link that opens it: for a real browser."""
    import uvicorn

    from textmine.desk.serve import _listen

    listening = _listen(0)
    port = listening.getsockname()[1]
    app = make_app(own_sample_desk.live, [f"127.0.0.1:{port}"], own_sample_desk.doorkeeper, port)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield own_sample_desk, f"http://127.0.0.1:{port}/open?token={own_sample_desk.doorkeeper.new_link()}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()
