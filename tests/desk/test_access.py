"""Who gets in: a link that works once, a session that comes of it, and nothing for anybody else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from textmine.desk.access import Doorkeeper, Visit

from ..review.sample import TEXTS, TITLES
from .conftest import HOST, Desk, token_of
from .test_guard import GETS, POSTS


def stranger(desk: Desk) -> TestClient:
    """A browser that did not come through a link."""
    return TestClient(desk.app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"})


def test_a_link_opens_the_desk_once(still: Desk) -> None:
    token = still.doorkeeper.new_link()
    assert stranger(still).get("/open", params={"token": token}).status_code == 200
    second = stranger(still).get("/open", params={"token": token})
    assert second.status_code == 403
    assert "each link works once" in second.text


@pytest.mark.parametrize("token", ["", "x", "ক", "x" * 10_000, "\udcff"])
def test_no_other_token_opens_it(still: Desk, token: str) -> None:
    still.doorkeeper.new_link()
    assert stranger(still).get("/open", params={"token": token.encode("utf-8", "replace")}).status_code == 403


def test_links_and_sessions_cannot_be_guessed() -> None:
    doorkeeper = Doorkeeper()
    links = {doorkeeper.new_link() for _ in range(100)}
    sessions = {doorkeeper.open(link) for link in links}
    assert len(links | sessions) == 200
    assert min(map(len, [session or "" for session in sessions])) >= 43


@pytest.mark.parametrize("path", [*GETS, "/nowhere", "/open/", "//open", "/static"])
def test_nothing_is_shown_to_somebody_without_a_session(still: Desk, path: str) -> None:
    for client in (stranger(still), stranger(still)):
        client.cookies.set("textmine_desk_8765", "x" * 43)
        response = client.get(f"http://{HOST}{path}", follow_redirects=False)
        assert response.status_code == 403
        for text in (*TITLES.values(), *(words for _, words in TEXTS.values() if words), still.folder.name, "nav"):
            assert text not in response.text


@pytest.mark.parametrize("path", POSTS)
def test_nothing_can_be_sent_without_a_session(still: Desk, path: str) -> None:
    token = token_of(still.get("/name"))
    assert stranger(still).post(path, data={"token": token, "decision": "1"}).status_code == 403
    assert still.log == []


def test_what_is_typed_after_the_address_is_not_shown_to_a_stranger(still: Desk) -> None:
    assert "somebody's words" not in stranger(still).get("/search", params={"text": "somebody's words"}).text


def test_the_cookie_is_for_the_browser_alone_and_for_this_site_alone(still: Desk) -> None:
    opened = stranger(still).get("/open", params={"token": still.doorkeeper.new_link()}, follow_redirects=False)
    name, *attributes = opened.headers["set-cookie"].split("; ")
    assert name.startswith("textmine_desk_8765=")
    assert {item.casefold() for item in attributes} == {"httponly", "path=/", "samesite=strict"}
    assert opened.headers["location"] == "/"


def test_a_session_that_somebody_chose_is_none(still: Desk) -> None:
    client = stranger(still)
    client.cookies.set("textmine_desk_8765", "chosen")
    client.get("/open", params={"token": still.doorkeeper.new_link()})
    assert still.doorkeeper.visit("chosen") is None
    assert still.doorkeeper.visit("") is None
    assert still.doorkeeper.visit(None) is None


def test_a_name_is_asked_for_before_anything_is_shown(still: Desk) -> None:
    nameless = still.browser()
    for path in GETS:
        if path != "/name":
            response = nameless.get(path, follow_redirects=False)
            assert (response.status_code, response.headers["location"][:5]) == (303, "/name")
    response = nameless.post("/undo", data={"decision": "1"}, follow_redirects=False)
    assert response.status_code == 303
    assert still.log == []


@pytest.mark.parametrize("name", ["", " ", "\u200b", "x" * 101])
def test_a_name_that_shows_nothing_or_never_ends_is_refused(still: Desk, name: str) -> None:
    nameless = still.browser()
    page = nameless.get("/name").text
    assert still.send(page, "/name", client=nameless, name=name).status_code == 422
    assert nameless.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", ["রহিমা খাতুন", "Cali Xasan", "أمينة", "Zoë O'Neill-Świątek", "Bo 🙂"])
def test_a_name_of_any_language_stands_in_the_log(desk: Desk, name: str) -> None:
    own = desk.browser(name)
    page = own.get("/languages", params={"list": "mixed"}).text
    desk.send(page, "/languages/tell", client=own, language="so")
    assert desk.live.now().reviewed.decisions[-1].by == name


def test_each_browser_decides_under_its_own_name(desk: Desk) -> None:
    link = desk.send(desk.get("/name"), "/link").text
    token = link.split("token=")[1].split("<")[0]
    second = stranger(desk)
    second.get("/open", params={"token": token})
    desk.send(second.get("/name").text, "/name", client=second, name="Bo Berg")
    assert "Bo Berg" in second.get("/").text
    assert "Amina Khatun" in desk.get("/")


def test_a_token_is_compared_whatever_was_sent() -> None:
    visit = Visit()
    assert visit.is_own(visit.token)
    assert not any(map(visit.is_own, (None, "", b"x", 3, visit.token + "x", "ক")))
