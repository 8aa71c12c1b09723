"""What every request has to pass, and what every answer carries, on every route that there is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from httpx2 import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from textmine.desk.app import OPEN
from textmine.desk.guard import HEADERS, LARGEST_BODY, POLICY
from textmine.desk.pages import ROUTES

from .conftest import HOST, Desk, token_of
from .hostile import STARTS, decisions, hostile, nasty
from .process import crawl

OWN_STYLES = "style-src 'unsafe-inline'"
POSTS = sorted({route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())})
GETS = sorted({route.path for route in ROUTES if isinstance(route, Route) and "GET" in (route.methods or ())})


@pytest.fixture(scope="module")
def token(still: Desk) -> str:
    """What the forms of the session carry."""
    return token_of(still.get("/name"))


@pytest.fixture(scope="module")
def others_token(still: Desk) -> str:
    """What the forms of another session carry."""
    return token_of(still.browser("Bo Berg").get("/name").text)


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
def test_a_form_of_another_page_is_refused(still: Desk, token: str, origin: str) -> None:
    response = still.client.post("/undo", data={"token": token, "decision": "1"}, headers={"origin": origin})
    assert response.status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_that_did_not_come_from_our_own_page(still: Desk, token: str, path: str) -> None:
    silent = TestClient(still.app, base_url=f"http://{HOST}", cookies=still.client.cookies)
    assert silent.post(path, data={"token": token}).status_code == 403
    for origin in ("null", "http://evil.example"):
        sent = {"token": token, "decision": "1", "theme": "q1.01", "title": "New", "answer": '["r1","q1"]'}
        assert still.client.post(path, data=sent, headers={"origin": origin}).status_code == 403
    assert still.log == []


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_the_token_of_the_session_records_nothing(still: Desk, others_token: str, path: str) -> None:
    fields = {"seen": "0", "back": "/", "theme": "q1.01", "title": "New", "name": "Mallory", "answer": '["r1","q1"]'}
    for data in (fields, {**fields, "token": ""}, {**fields, "token": others_token}):
        assert still.client.post(path, data=data).status_code == 403
    files = {"workbook": ("a.xlsx", b"x")}
    assert still.client.post(path, data={**fields, "token": "ক" * 43}, files=files).status_code == 403
    assert still.log == []
    assert still.doorkeeper.visit(still.client.cookies["textmine_desk_8765"]).officer == "Amina Khatun"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT"])
@pytest.mark.parametrize("path", ["/", OPEN, "/undo", "/static/desk.css"])
def test_other_methods_are_refused(still: Desk, method: str, path: str) -> None:
    assert still.client.request(method, path).status_code == 405


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "9" * 30, "many", "-1", ""])
def test_too_large_a_form_is_refused_before_it_is_read(still: Desk, length: str) -> None:
    response = still.client.post("/undo", content=b"token=x", headers={"content-length": length})
    assert response.status_code == 413


@pytest.mark.parametrize("path", POSTS)
def test_no_form_may_be_too_large_or_of_unknown_size(still: Desk, path: str) -> None:
    sent = {"content-length": str(LARGEST_BODY + 1)}
    assert still.client.post(path, content=b"token=x", headers=sent).status_code == 413
    assert still.client.post(path, content=iter([b"token=x"])).status_code == 413


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


def shown(response: Response) -> str:
    """What a browser would show of an answer; a file that is only saved shows nothing."""
    if response.headers["content-type"].startswith("text/html"):
        return response.text
    is_saved = "attachment" in response.headers.get("content-disposition", "")
    assert is_saved or response.headers["content-type"].startswith("application/json")
    return ""


def pages_of(desk: Desk, each: int = 2) -> dict[str, str]:
    """Every page that links lead to, with what it may do checked on the way."""

    def get(path: str) -> str:
        response = desk.client.get(path)
        policy = response.headers["content-security-policy"]
        # A page that is published brings its own styles; still nothing runs.
        is_strict = policy == POLICY or ("preview" in path and "unsafe" not in policy.replace(OWN_STYLES, ""))
        assert is_strict, path
        assert policy.startswith("default-src 'none'; "), path
        return shown(response)

    return dict(crawl(get, each=each))


def wrong_in(path: str, page: str) -> list[str]:
    """What in a page would run, or be styled by other than own files."""
    checker = _Checker()
    checker.feed(page)
    found = [item for item in checker.found if "preview" not in path or "style" not in item]
    return found + [start for start in STARTS if start in page.lower()]


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of an analysis in which everything is hostile, the officer's name too."""
    desk = Desk(hostile(tmp_path_factory.mktemp("hostile")), nasty("Amina")[:99])
    for decision in decisions():
        desk.live.record(nasty("Bo"), [decision])
    return desk


def test_markup_in_answers_titles_names_and_decisions_is_only_ever_shown(hostile_desk: Desk) -> None:
    seen = pages_of(hostile_desk)
    assert {"/", "/history", "/languages", "/themes", "/drafts", "/workbooks"} <= set(seen)
    assert "alert(1)" in "".join(seen.values())
    assert "{{7*7}}" in "".join(seen.values())
    for path, page in seen.items():
        assert wrong_in(path, page) == [], path


@pytest.mark.parametrize("name", ["id", "theme", "question", "text", "by", "answer"])
@pytest.mark.parametrize("path", GETS)
def test_markup_in_an_address_is_only_ever_shown(hostile_desk: Desk, path: str, name: str) -> None:
    response = hostile_desk.client.get(path, params={name: nasty('["a","b"]'), "back": nasty("/")})
    assert response.status_code < 500
    assert wrong_in(path, shown(response)) == []


def test_markup_in_a_form_is_only_ever_shown_when_it_is_refused(hostile_desk: Desk) -> None:
    token = token_of(hostile_desk.get("/name"))
    sent = {"token": token, "seen": "0", "back": nasty("/themes"), "theme": "q1.03", "answer": nasty("x")}
    for values in ({"title": nasty("New")}, {"title": ""}, {"theme": nasty("q9")}):
        response = hostile_desk.client.post("/theme/rename", data={"title": nasty("t"), **sent, **values})
        assert response.status_code in (409, 422)
        assert wrong_in("", response.text) == []


def test_no_page_of_the_sample_holds_scripts_or_styles_of_its_own(sample_desk: Desk) -> None:
    for path, page in pages_of(sample_desk, each=1).items():
        assert wrong_in(path, page) == [], path
