"""What every request has to pass, and what every answer carries, on every route that there is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from textmine.desk.app import OPEN
from textmine.desk.guard import HEADERS, LARGEST_BODY, POLICY
from textmine.desk.pages import ROUTES

from .conftest import HOST, Desk, token_of
from .hostile import STARTS, decisions, hostile, nasty
from .process import crawl

POSTS = sorted({route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())})
GETS = sorted({route.path for route in ROUTES if isinstance(route, Route) and "GET" in (route.methods or ())})


def test_every_page_is_one_of_those_checked_here() -> None:
    assert len(ROUTES) == sum(isinstance(route, Route) for route in ROUTES)
    assert "/undo" in POSTS
    assert "/" in GETS


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:9999", "[::1]:8765", f"{HOST}.evil.example", ""],
)
def test_another_host_is_refused_so_that_no_name_can_be_bound_to_this_machine(still: Desk, host: str) -> None:
    for path in (OPEN, "/", "/static/desk.css"):
        assert still.client.get(path, headers={"host": host}).status_code == 421
    assert still.client.post("/undo", headers={"host": host, "origin": f"http://{host}"}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://evil.example", f"https://{HOST}", HOST, "http://127.0.0.1", f"http://{HOST}.evil.example"],
)
@pytest.mark.parametrize("path", POSTS)
def test_a_form_of_another_page_is_refused(still: Desk, path: str, origin: str) -> None:
    token = token_of(still.get("/name"))
    response = still.client.post(path, data={"token": token, "decision": "1"}, headers={"origin": origin})
    assert response.status_code == 403
    assert still.log == []


@pytest.mark.parametrize("path", POSTS)
def test_a_form_that_does_not_say_where_it_comes_from_is_refused(still: Desk, path: str) -> None:
    token = token_of(still.get("/name"))
    client = TestClient(still.app, base_url=f"http://{HOST}", cookies=still.client.cookies)
    assert client.get("/").status_code == 200
    assert client.post(path, data={"token": token}).status_code == 403


@pytest.mark.parametrize("token", [None, "", "x" * 43, "ক"])
@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_the_token_of_the_session_records_nothing(still: Desk, path: str, token: str | None) -> None:
    fields = {"seen": "0", "back": "/", "theme": "q1.01", "title": "New", "name": "Mallory", "answer": '["r1","q1"]'}
    data = fields if token is None else {**fields, "token": token}
    for sent in ({"data": data}, {"data": data, "files": {"workbook": ("a.xlsx", b"x")}}):
        assert still.client.post(path, **sent).status_code == 403
    assert still.log == []
    assert "Mallory" not in still.get("/")


@pytest.mark.parametrize("path", POSTS)
def test_the_token_of_another_session_does_not_do(still: Desk, path: str) -> None:
    other = still.browser("Bo Berg")
    response = still.client.post(path, data={"token": token_of(other.get("/name").text)})
    assert response.status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT"])
@pytest.mark.parametrize("path", ["/", OPEN, "/undo", "/static/desk.css"])
def test_other_methods_are_refused(still: Desk, method: str, path: str) -> None:
    assert still.client.request(method, path).status_code == 405


@pytest.mark.parametrize("path", POSTS)
def test_too_large_a_form_is_refused_before_it_is_read(still: Desk, path: str) -> None:
    for length in (str(LARGEST_BODY + 1), "9" * 30, "many", "-1"):
        response = still.client.post(path, content=b"token=x", headers={"content-length": length})
        assert response.status_code == 413
    response = still.client.post(path, content=iter([b"token=x"]))
    assert response.status_code == 413


def test_one_field_cannot_be_as_large_as_a_file(still: Desk) -> None:
    sent = {"token": token_of(still.get("/name")), "name": "x" * 2_000_000}
    response = still.client.post("/name", data=sent, files={"file": ("a", b"")})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/",
        "/static/no",
    ],
)
def test_nothing_but_own_files_is_under_static(still: Desk, path: str) -> None:
    assert still.client.get(path).status_code == 404


@pytest.mark.parametrize("path", [*GETS, OPEN, "/static/desk.css", "/static/none", "/nowhere"])
def test_every_answer_carries_the_security_headers(still: Desk, path: str) -> None:
    for client in (still.client, still.browser()):
        found = client.get(path, follow_redirects=False).headers
        missing = {name for name, value in HEADERS.items() if found.get(name) != value}
        # The preview is a page that is published: it brings its own styles, and still no script.
        assert missing <= {"content-security-policy", "x-frame-options"}
        assert "content-security-policy" not in missing or "preview" in path


def test_nothing_may_run_or_be_loaded_but_own_files() -> None:
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert not re.search(r"\*|https?:|data:", POLICY)


def test_refusals_carry_the_headers_too(still: Desk) -> None:
    refused = [
        still.client.get("/", headers={"host": "evil.example"}),
        still.client.post("/undo", headers={"origin": "null"}),
        still.client.post("/undo", data={"token": "wrong"}),
        still.client.put("/"),
        still.client.get("/undo"),
    ]
    assert [response.status_code for response in refused] == [421, 403, 403, 405, 405]
    for response in refused:
        assert response.headers["content-security-policy"] == POLICY
        assert response.headers["cache-control"] == "no-store"


def test_a_mistake_of_ours_is_told_in_plain_words_with_the_headers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(nasty("What somebody wrote"))

    monkeypatch.setattr("textmine.desk.pages.history.story", fail)
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.01", "title": "New"}])
    careless = desk.browser("Bo")
    careless._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    response = careless.get("/history")
    assert response.status_code == 500
    assert response.headers["content-security-policy"] == POLICY
    assert "Something went wrong in textmine itself." in response.text
    assert "What somebody wrote" not in response.text + "".join(capfd.readouterr())


def test_a_disk_that_gives_up_is_told_in_plain_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/secret/place")

    monkeypatch.setattr("textmine.desk.pages.history.paging_of", fail)
    response = desk.client.get("/history")
    assert response.status_code == 503
    assert "No space left on device. Check the folder" in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "javascript:alert(1)", "\\\\evil",
     "/\n/evil.example", "//[", "evil", "", "http:evil.example", "/\t\\evil.example"],
)  # fmt: skip
def test_no_form_leads_to_another_site(still: Desk, back: str) -> None:
    token = token_of(still.get("/name"))
    sent = {"token": token, "back": back, "name": "Amina", "seen": "0"}
    assert still.client.post("/name", data=sent, follow_redirects=False).headers["location"] == "/"
    refused = still.client.post("/undo", data={**sent, "decision": "1"})
    assert "evil" not in refused.text
    assert "javascript:" not in refused.text


class _Checker(HTMLParser):
    """Finds whatever in a page would run, or be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("style", "object", "embed", "base", "applet") or (tag == "script" and not values.get("src")):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in values if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ("src", "href", "action", "formaction", "data"):
            value = values.get(name)
            if value and not re.match(r"/(?!/)|#", value):
                self.found.append(f"{tag} {name}={value}")


def test_markup_in_answers_titles_names_and_decisions_is_only_ever_shown(tmp_path: Path) -> None:
    desk = Desk(hostile(tmp_path), nasty("Amina")[:99])
    for decision in decisions():
        desk.live.record(nasty("Bo"), [decision])

    def get(path: str) -> str:
        response = desk.client.get(path)
        is_page = response.headers["content-type"].startswith("text/html") and "preview" not in path
        return response.text if is_page else ""

    seen = dict(crawl(get))
    assert {"/", "/history", "/languages"} <= set(seen)
    shown = "".join(seen.values())
    assert "alert(1)" in shown
    assert "49" not in re.findall(r"\{\{7\*7\}\}|\b49\b", shown)
    for path, page in seen.items():
        assert not [start for start in STARTS if start in page.lower()], path
        checker = _Checker()
        checker.feed(page)
        assert not checker.found, path


def test_no_page_of_the_sample_holds_scripts_or_styles_of_its_own(sample_desk: Desk) -> None:
    def get(path: str) -> str:
        response = sample_desk.client.get(path)
        is_page = response.headers["content-type"].startswith("text/html") and "preview" not in path
        return response.text if is_page else ""

    for path, page in crawl(get, each=1):
        checker = _Checker()
        checker.feed(page)
        assert not checker.found, path
