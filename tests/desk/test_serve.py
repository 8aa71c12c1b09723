"""`textmine review` as a real process: where it listens, what it says, how it ends."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmine.desk import serve
from textmine.errors import InputError
from textmine.tables import Tables, write_tables

from ..conftest import textmine
from ..review.sample import TEXTS
from .process import Browser, Process, crawl

FAILING = (
    sys.executable, "-c",
    "import textmine.desk.pages.history as page\n"
    "def fail(*given, **more):\n"
    "    raise ValueError('Words of an answer: ' + repr(given))\n"
    "page.story = fail\n"
    "from textmine.cli import main\n"
    "main()",
)  # fmt: skip
"""`textmine` with a mistake in one page."""


@pytest.fixture(scope="module")
def served(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("served")
    write_tables(tables, folder)
    with Process(folder, FAILING) as process:
        yield process


@pytest.fixture(scope="module")
def browser(served: Process) -> Browser:
    return Browser(served.address, "Amina Khatun")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells who listens where")
def test_it_listens_on_this_machine_alone(served: Process) -> None:
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    listening = [line[1] for line in lines if line[1].endswith(f":{served.port:04X}") and line[3] == "0A"]
    assert listening == [f"0100007F:{served.port:04X}"]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_both_names_of_this_machine_are_ours(served: Process, browser: Browser, name: str) -> None:
    assert browser.send("GET", "/", Host=f"{name}:{served.port}").status == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost:1", "0.0.0.0"])  # noqa: S104 - a name, not an address
def test_no_other_name_is(browser: Browser, host: str) -> None:
    assert browser.send("GET", "/", Host=host).status == 421


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fcli.py",
        "/static/....//app.py",
        "/static/\\..\\a",
    ],
)
def test_no_path_leads_out_of_the_static_files(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_other_methods_are_refused(browser: Browser, method: str) -> None:
    assert browser.send(method, "/").status == 405


def test_a_body_that_says_to_be_huge_is_refused_at_once(browser: Browser) -> None:
    with socket.create_connection(("127.0.0.1", int(browser.host.split(":")[1])), timeout=10) as connection:
        connection.sendall(
            f"POST /undo HTTP/1.1\r\nHost: {browser.host}\r\nOrigin: http://{browser.host}\r\n"
            f"Content-Length: {10**12}\r\n\r\n".encode()
        )
        assert connection.recv(100).split(b" ")[1] == b"413"


def test_it_tells_nobody_what_runs_it(browser: Browser) -> None:
    assert "server" not in {name.lower() for name in browser.get("/").headers}


def test_neither_answers_nor_what_is_searched_for_reach_the_terminal(served: Process, browser: Browser) -> None:
    browser.post("/languages/tell", answer='["r1","q1"]', other="so")
    texts = [words for _, words in TEXTS.values() if words and words != "N/A"]
    seen = dict(crawl(lambda path: browser.get(path).text))
    assert any(texts[0] in page for page in seen.values())
    assert browser.get("/search?text=a+rare+word").status in (200, 404)
    assert browser.get("/search?text=%FF%00&page=x").status in (200, 404)
    failed = browser.get("/history")
    assert (failed.status, failed.headers["content-security-policy"][:20]) == (500, "default-src 'none'; ")
    assert "Words of an answer" not in failed.text
    assert "ValueError in " in served.output
    said = served.output.casefold()
    for words in (*texts, "Words of an answer", "rare", "Amina", "r1"):
        assert words.casefold() not in said.split("token=")[0] + said.split("token=")[1][43:]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_in_order_and_writes_the_report_anew(folder: Path, number: int) -> None:
    with Process(folder) as process:
        browser = Browser(process.address, "Amina Khatun")
        assert browser.post("/languages/tell", answer='["r7","q1"]', other="ur").status == 303
        status = process.signal(number)
    assert status in (0, -number, 128 + number, 130)
    assert "Traceback" not in process.output
    assert "Urdu" in (folder / "report.html").read_text(encoding="utf-8")
    assert not list(folder.glob("decisions.sqlite-*"))


def test_a_port_that_is_taken_is_said_plainly(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InputError, match=r"is in use.*`--port`"):
            serve(folder, other.getsockname()[1], open_browser=False)


def test_a_folder_that_is_no_analysis_is_said_plainly_and_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        serve(tmp_path, 0, open_browser=False)
    assert os.listdir(tmp_path) == []


def test_the_command_ends_without_a_traceback_where_there_is_nothing_to_review(tmp_path: Path) -> None:
    result = textmine("review", tmp_path, "--port", "0", "--no-browser")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
