"""Workbooks: taken away, brought back, shown, and recorded exactly as they were shown."""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx2 import Response
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from textmine.desk.pages.workbooks import bring
from textmine.desk.pages.workbooks.take import WORKBOOKS
from textmine.exchange import export_workbook, read_workbook, record_workbook
from textmine.review import DecisionLog, decide, open_reviewed, parse_decisions
from textmine.tables import write_tables

from ..review.sample import sample
from ..review.workbook.conftest import fill, row_of
from .conftest import Desk, token_of

Filling = Callable[[Workbook], object]


def taken(desk: Desk, who: str = "all", filling: Filling = lambda book: None) -> bytes:
    """A workbook of the desk as somebody filled it in."""
    response = desk.client.get("/workbooks/file", params={"who": who})
    assert response.status_code == 200, response.text
    return filled(response.content, filling)


def filled(content: bytes, filling: Filling) -> bytes:
    book = load_workbook(io.BytesIO(content))
    filling(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def renamed(title: str) -> Filling:
    """Give the theme about parking another title."""

    def filling(book: Workbook) -> None:
        page = book["Themes"]
        fill(page, row_of(page, "Id", "q1.01"), Title=title)

    return filling


def brought(desk: Desk, content: bytes, name: str = "book.xlsx", **fields: str) -> Response:
    """Bring a workbook back; the response is the page that shows what it would change."""
    sent = {"token": token_of(desk.get("/workbooks")), "seen": "0", "back": "/workbooks", **fields}
    return desk.client.post("/workbooks/upload", data=sent, files={"workbook": (name, content)})


@pytest.mark.parametrize("who", [name for name, *_ in WORKBOOKS])
def test_each_workbook_can_be_taken_away_and_leaves_nothing_behind(
    still: Desk, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    response = still.client.get("/workbooks/file", params={"who": who})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/vnd.openxmlformats")
    assert len(load_workbook(io.BytesIO(response.content)).sheetnames) >= 3
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("who", ["", "nobody", "../../etc/passwd"])
def test_there_is_no_other_workbook(still: Desk, who: str) -> None:
    assert still.client.get("/workbooks/file", params={"who": who}).status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Safer, greener streets", "safer-greener-streets-lead.xlsx"),
        ('"\r\nSet-Cookie: x=1; ../..\\CON', "set-cookie-x-1-con-lead.xlsx"),
        ("রাস্তা ও পার্ক", "consultation-lead.xlsx"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0-lead.xlsx"),
    ],
)
def test_the_name_of_a_file_holds_nothing_that_a_title_brings_in(desk: Desk, title: str, name: str) -> None:
    manifest = json.loads((desk.folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["config"] = {"consultation": {"title": title}}
    (desk.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    response = Desk(desk.folder).client.get("/workbooks/file", params={"who": "lead"})
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("title", ["Parking", "গাড়ি রাখার জায়গা", "Baabuurta", "<b>مواقف</b>", "🚗"])
def test_what_a_workbook_would_change_is_shown_and_then_recorded_as_shown(desk: Desk, title: str) -> None:
    page = brought(desk, taken(desk, filling=renamed(title))).text
    assert desk.log == []
    assert "Nothing is recorded yet." in page
    assert title.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "Parking for residents" in page
    after = desk.send(page, "/workbooks/record")
    assert desk.log == [{"do": "rename", "theme": "q1.01", "title": title}]
    assert "Recorded from “book.xlsx”: 1 decision." in after.text
    desk.send(after.text, "/undo")
    assert desk.live.now().themes["q1.01"].title == "Parking for residents"


def test_the_same_workbook_gives_the_same_log_from_the_command_line(desk: Desk, tmp_path: Path) -> None:
    def filling(book: Workbook) -> None:
        renamed("Parking & lights")(book)
        page = book["Answers"]
        fill(page, row_of(page, "Response", "r10"), Move_to="Geedo iyo beero (q1.03)")

    other, file = tmp_path / "other", tmp_path / "book.xlsx"
    write_tables(sample(), other)
    export_workbook(other, file)
    file.write_bytes(filled(file.read_bytes(), filling))
    record_workbook(other, read_workbook(other, file, "Amina Khatun"), "Amina Khatun")

    desk.send(brought(desk, taken(desk, filling=filling)).text, "/workbooks/record")
    assert desk.log
    assert desk.log == [decision.payload for decision in DecisionLog(other / "decisions.sqlite").all()]


def test_everything_wrong_is_listed_with_its_cell_and_nothing_is_kept(desk: Desk) -> None:
    def filling(book: Workbook) -> None:
        page = book["Themes"]
        fill(page, row_of(page, "Id", "q1.01"), Merge_into="<script>no such theme</script>")
        fill(page, row_of(page, "Id", "q1.03"), Id="q9.99")
        book["Answers"].delete_rows(12)

    response = brought(desk, taken(desk, filling=filling))
    assert response.status_code == 422
    assert re.findall(r"<strong>([A-Z]+)\d+ \(([^)]+)\)</strong>", response.text) == [("K", "Merge into"), ("C", "Id")]
    assert "3 things are wrong" in response.text
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", response.text) == ["Themes", "Answers"]
    assert "<script>no" not in response.text
    assert desk.log == []
    assert not any(visit.uploads for visit in desk.doorkeeper._visits.values())


def test_a_newer_decision_on_the_same_shows_the_workbook_anew_and_then_it_counts(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine"))).text
    desk.live.record("Bo Berg", [{"do": "rename", "theme": "q1.01", "title": "Theirs"}])
    response = desk.send(page, "/workbooks/record")
    assert response.status_code == 409
    assert "please look once more" in response.text
    assert "Bo Berg" in response.text
    assert "“Theirs”" in response.text
    assert len(desk.log) == 1
    assert desk.send(response.text, "/workbooks/record").status_code == 200
    assert desk.log[-1] == {"do": "rename", "theme": "q1.01", "title": "Mine"}


def test_a_newer_decision_on_something_else_does_not_matter(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine"))).text
    desk.live.record("Bo Berg", [{"do": "rename", "theme": "q2.02", "title": "Theirs"}])
    assert desk.send(page, "/workbooks/record").status_code == 200
    assert [payload["title"] for payload in desk.log] == ["Theirs", "Mine"]


def test_a_page_that_shows_an_older_reading_does_not_record_a_newer_one(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine")))
    desk.live.record("Bo Berg", [{"do": "rename", "theme": "q1.01", "title": "Theirs"}])
    assert "“Theirs”" in desk.client.get(page.url).text
    assert desk.send(page.text, "/workbooks/record").status_code == 409
    assert len(desk.log) == 1


def test_a_run_in_between_reads_the_workbook_again(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine"))).text
    write_tables(sample(prefix="x"), desk.folder)
    response = desk.send(page, "/workbooks/record")
    assert response.status_code == 422
    assert desk.log == []


def test_somebody_else_at_the_same_browser_sees_it_first(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine"))).text
    desk.send(desk.get("/name"), "/name", name="Bo Berg")
    response = desk.send(page, "/workbooks/record")
    assert response.status_code == 409
    desk.send(response.text, "/workbooks/record")
    assert desk.live.now().reviewed.decisions[-1].by == "Bo Berg"


def test_a_workbook_counts_once(desk: Desk) -> None:
    page = brought(desk, taken(desk, filling=renamed("Mine"))).text
    desk.send(page, "/workbooks/record")
    assert desk.send(page, "/workbooks/record").status_code == 404
    assert len(desk.log) == 1


def test_a_workbook_that_waits_is_there_for_its_own_browser_alone(desk: Desk) -> None:
    shown = brought(desk, taken(desk, filling=renamed("Mine")))
    bo = desk.browser("Bo Berg")
    assert bo.get(shown.url).status_code == 404
    token = token_of(bo.get("/workbooks").text)
    key = str(shown.url).split("file=")[1]
    assert bo.post("/workbooks/record", data={"token": token, "seen": "0", "file": key}).status_code == 404
    assert desk.log == []


def test_a_workbook_can_be_discarded(desk: Desk) -> None:
    shown = brought(desk, taken(desk, filling=renamed("Mine")))
    assert desk.send(shown.text, "/workbooks/discard").status_code == 200
    assert desk.client.get(shown.url).status_code == 404


def test_few_workbooks_wait_at_a_time(desk: Desk) -> None:
    content = taken(desk, filling=renamed("Mine"))
    shown = [brought(desk, content) for _ in range(bring.MOST + 1)]
    assert [desk.client.get(page.url).status_code for page in shown] == [404] + [200] * bring.MOST


def test_a_workbook_without_changes_says_so(desk: Desk) -> None:
    page = brought(desk, taken(desk)).text
    assert "It holds nothing that is not recorded already." in page
    assert "/workbooks/record" not in page


def test_part_of_a_workbook_is_taken_where_that_is_said(desk: Desk) -> None:
    def filling(book: Workbook) -> None:
        renamed("Mine")(book)
        del book["Answers"]

    content = taken(desk, filling=filling)
    assert brought(desk, content).status_code == 422
    page = brought(desk, content, partial="yes")
    assert page.status_code == 200
    desk.send(page.text, "/workbooks/record")
    assert len(desk.log) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("book.xls", b"x", "is no workbook"),
        ("book.xlsx.exe", b"x", "is no workbook"),
        ("<img src=x onerror=alert(1)>.csv", b"x", "&lt;img src=x"),
        ("book.xlsx", b"Notes of a meeting", "book.xlsx"),
        ("book.xlsx", b"", "book.xlsx"),
        ("book.xlsx", b"PK\x03\x04" + b"\x00" * 100, "book.xlsx"),
        ("C:\\Users\\Ann\\book.xlsx", b"x", "book.xlsx"),
    ],
)
def test_what_is_no_workbook_is_refused_plainly(still: Desk, name: str, content: bytes, words: str) -> None:
    response = brought(still, content, name)
    assert response.status_code == 422
    assert words in response.text
    assert "Users" not in response.text
    assert still.log == []


def test_too_large_a_file_is_refused(still: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring, "LARGEST", 1_000)
    response = brought(still, b"x" * 1_001)
    assert response.status_code == 422
    assert "is too large" in response.text


def test_without_a_file_nothing_happens(still: Desk) -> None:
    sent = {"token": token_of(still.get("/workbooks")), "seen": "0", "back": "/workbooks"}
    for files in ({}, {"workbook": ("", b"")}):
        response = still.client.post("/workbooks/upload", data=sent, files=files or None)
        assert response.status_code == 422
        assert "Choose the workbook first." in response.text


def test_the_decisions_come_as_a_file_that_can_be_taken_again(desk: Desk, tmp_path: Path) -> None:
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.01", "title": "গাড়ি"}])
    desk.live.record("Amina", [{"do": "create", "question": "q1", "title": "Bisado 🐈"}])
    desk.live.record("Amina", [{"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n2"}])
    desk.live.record("Amina", [{"do": "undo", "decision": 1}])
    response = desk.client.get("/workbooks/decisions")
    assert response.headers["content-disposition"].endswith('-decisions.jsonl"')
    assert "Bisado 🐈" in response.text
    other = tmp_path / "other"
    write_tables(sample(), other)
    decide(other, "Bo", parse_decisions(response.text))
    again = open_reviewed(other).tables
    assert again.responses.equals(desk.live.now().tables.responses)
    assert again.themes["title"].tolist() == desk.live.now().tables.themes["title"].tolist()


def test_what_cannot_be_in_the_file_is_said_first(desk: Desk) -> None:
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.01", "title": "New"}])
    desk.live.record("Amina", [{"do": "approve", "theme": "q1.01"}])
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.03", "title": "Trees"}])
    desk.live.record("Amina", [{"do": "undo", "decision": 1}])
    response = desk.client.get("/workbooks/decisions")
    assert "What was approved is not what the theme says." in response.text
    rest = desk.get("/workbooks/decisions", anyway="yes")
    assert [json.loads(line)["title"] for line in rest.splitlines()] == ["Trees"]
