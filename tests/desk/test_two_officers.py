"""Two officers, and other programs, at the same analysis: nobody's decision is lost or silently overwritten."""

from __future__ import annotations

import html
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from textmine.review import DecisionLog, decide, parse_decisions
from textmine.tables import write_tables

from ..review.sample import MEMBERS, sample
from .conftest import Desk, forms_in, token_of


def renames(desk: Desk) -> list[str]:
    return [payload["title"] for payload in desk.log if payload["do"] == "rename"]


def fields(desk: Desk, page: str, **values: str) -> dict[str, str]:
    """What a form of a page sends beside its own fields."""
    form = forms_in(page)[0]
    common = {name: value for name, value in form["fields"] if name in ("token", "seen", "run", "back")}
    return {**common, **values}


def test_a_form_from_before_a_newer_decision_on_the_same_is_refused_and_shows_it(desk: Desk) -> None:
    bo = desk.browser("Bo Berg")
    amina_sees, bo_sees = desk.get("/languages", list="mixed"), bo.get("/languages", params={"list": "mixed"}).text
    desk.send(bo_sees, "/languages/tell", client=bo, language="so")
    response = desk.send(amina_sees, "/languages/tell", language="bn")
    assert response.status_code == 409
    assert "Bo Berg" in response.text
    assert "Nothing of yours was recorded." in response.text
    assert len(desk.log) == 1
    assert desk.live.now().answers["r6", "q1"].language == "so"


def test_what_was_typed_is_not_lost_and_can_be_recorded_all_the_same(desk: Desk) -> None:
    bo = desk.browser("Bo Berg")
    sent = fields(desk, desk.get("/languages", list="mixed"), theme="q1.01", title="গাড়ি রাখার জায়গা & more")
    bo.post("/theme/rename", data={**sent, "token": token_of(bo.get("/name").text), "title": "Bo's"})
    response = desk.client.post("/theme/rename", data=sent)
    assert response.status_code == 409
    assert html.escape("গাড়ি রাখার জায়গা & more") in response.text
    assert "Bo&#39;s" in response.text
    again = desk.send(response.text, "/theme/rename")
    assert again.status_code == 200
    assert renames(desk) == ["Bo's", "গাড়ি রাখার জায়গা & more"]


def test_recording_all_the_same_is_refused_too_if_somebody_was_faster_again(desk: Desk) -> None:
    sent = fields(desk, desk.get("/languages", list="mixed"), theme="q1.01", title="First")
    desk.live.record("Bo", [{"do": "rename", "theme": "q1.01", "title": "Second"}])
    stale = desk.client.post("/theme/rename", data=sent).text
    desk.live.record("Bo", [{"do": "rename", "theme": "q1.01", "title": "Third"}])
    assert desk.send(stale, "/theme/rename").status_code == 409
    assert renames(desk) == ["Second", "Third"]


def test_confirming_different_answers_does_not_collide(desk: Desk) -> None:
    bo = desk.browser("Bo Berg")
    page = desk.get("/languages", list="mixed")
    mine = fields(desk, page, do="confirm", theme="q1.01", answer='["r1","q1"]')
    theirs = {**mine, "token": token_of(bo.get("/name").text), "answer": '["r2","q1"]'}
    assert bo.post("/answers", data=theirs, follow_redirects=False).status_code == 303
    assert desk.client.post("/answers", data=mine, follow_redirects=False).status_code == 303
    assert {tuple(payload["answer"]) for payload in desk.log} == {("r1", "q1"), ("r2", "q1")}


def test_what_another_process_decides_is_seen_at_once_and_guards_against_old_forms(desk: Desk) -> None:
    sent = fields(desk, desk.get("/languages", list="mixed"), theme="q1.01", title="Mine")
    code = (
        "import sys; from pathlib import Path; from textmine.review import decide\n"
        "decide(Path(sys.argv[1]), 'Cyd', [{'do': 'rename', 'theme': 'q1.01', 'title': 'From elsewhere'}])"
    )
    subprocess.run([sys.executable, "-c", code, str(desk.folder)], check=True)
    assert "From elsewhere" in desk.get("/history")
    assert desk.client.post("/theme/rename", data=sent).status_code == 409
    assert renames(desk) == ["From elsewhere"]


def test_many_decisions_at_once_from_the_desk_and_from_files_are_all_kept(desk: Desk) -> None:
    browsers = [desk.client, desk.browser("Bo Berg")]
    tokens = [token_of(browser.get("/name").text) for browser in browsers]
    failures: list[object] = []

    def click(place: int) -> None:
        for number in range(5):
            tag = f"so-{place}000{number}"
            sent = {"token": tokens[place], "seen": "9999", "back": "/", "answer": f'["r{place + 1}","q1"]'}
            response = browsers[place].post("/languages/tell", data={**sent, "other": tag}, follow_redirects=False)
            failures.extend([response.text] if response.status_code != 303 else [])

    def write() -> None:
        for number in range(5):
            decide(desk.folder, "Cyd", [{"do": "language", "answer": ["r3", "q1"], "language": f"bn-2000{number}"}])

    threads = [threading.Thread(target=work) for work in (lambda: click(0), lambda: click(1), write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert len({payload["language"] for payload in desk.log}) == 15
    now = desk.live.now()
    assert [now.answers[f"r{number}", "q1"].language[-5:] for number in (1, 2, 3)] == ["00004", "10004", "20004"]


def test_a_run_under_the_open_desk_is_noticed_and_the_decisions_go_along(desk: Desk) -> None:
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.01", "title": "Parking places"}])
    desk.live.record("Amina", [{"do": "rename", "theme": "q2.02", "title": "Dear homes"}])
    assert "do not apply" not in desk.get("/history")
    # The same answers under other ids, and nobody speaks of rents any more.
    members = {name: own for name, own in MEMBERS.items() if name != "q2.02"}
    write_tables(sample(members, prefix="x"), desk.folder)

    now = desk.live.now()
    assert now.themes["xq1.01"].title == "Parking places"
    history = desk.get("/history")
    assert "The analysis was made anew, or replaced, while you were here. 1 of the decisions do not apply" in history
    assert "Decisions that do not apply any more (1)" in history
    assert "Decision 2 of Amina (rename)" in history
    assert "made anew" not in desk.get("/history")
    # Somebody who comes later has nothing to be told.
    assert "made anew" not in desk.browser("Bo Berg").get("/").text


def test_a_form_of_the_analysis_before_is_refused_because_its_themes_can_be_others(desk: Desk) -> None:
    sent = {**fields(desk, desk.get("/languages", list="mixed")), "theme": "q1.01", "title": "আমার শিরোনাম"}
    # `q1.01` is now what was `q1.02`.
    write_tables(sample({"q1.01": MEMBERS["q1.02"], "q1.02": MEMBERS["q1.01"]}), desk.folder)
    response = desk.client.post("/theme/rename", data=sent)
    assert response.status_code == 409
    assert "The analysis was made anew meanwhile" in response.text
    assert "আমার শিরোনাম" in response.text
    assert desk.log == []
    sent |= fields(desk, desk.get("/languages", list="mixed"))
    assert desk.client.post("/theme/rename", data=sent).status_code == 200
    assert renames(desk) == ["আমার শিরোনাম"]


def test_a_page_asked_for_while_a_run_is_writing_says_so_and_comes_back(desk: Desk) -> None:
    manifest = (desk.folder / "manifest.json").read_bytes()
    (desk.folder / "manifest.json").unlink()
    response = desk.client.get("/")
    assert response.status_code == 503
    assert "Run `textmine run` again" in response.text
    assert "decisions already taken are kept" in response.text
    assert desk.client.get("/name").status_code == 503
    (desk.folder / "manifest.json").write_bytes(manifest)
    assert desk.client.get("/").status_code == 200


def test_a_file_and_the_desk_write_the_same_log(desk: Desk, tmp_path: Path) -> None:
    desk.send(desk.get("/languages", list="mixed"), "/languages/tell", language="so")
    other = tmp_path / "other"
    write_tables(sample(), other)
    decide(other, "Amina Khatun", parse_decisions('{"do": "language", "answer": ["r6", "q1"], "language": "so"}'))
    own, same = (DecisionLog(folder / "decisions.sqlite").all() for folder in (desk.folder, other))
    assert [replace(decision, at="") for decision in own] == [replace(decision, at="") for decision in same]


@pytest.mark.parametrize("seen", ["-1", "x", "", "9" * 40, "1.5"])
def test_a_form_without_a_right_number_is_taken_as_an_old_one_or_a_new_one_and_never_fails(
    desk: Desk, seen: str
) -> None:
    sent = {**fields(desk, desk.get("/languages", list="mixed")), "seen": seen}
    response = desk.client.post("/languages/tell", data={**sent, "answer": '["r1","q1"]', "language": "so"})
    assert response.status_code == 200
    assert len(desk.log) == 1
