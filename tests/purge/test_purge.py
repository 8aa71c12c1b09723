from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import regex

import textmine as tm
from tests.review.sample import TEXTS
from textmine.errors import InputError
from textmine.purge import look, purge
from textmine.purge.files import KEPT, WORDS
from textmine.review import DecisionLog, decide
from textmine.review.verbs import VERBS
from textmine.tables import WORK, read_tables, replace, write_tables

from .conftest import EVERY_VERB, INPUT, LEDGER
from .search import found_in

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]{5,}")
# What people wrote and the council or textmine says, too: titles that stand, a question, a trigger of the log.
ALSO_OURS = {"parking", "residents", "street", "buses", "never"}
ANSWER_WORDS = {
    word for _, text in TEXTS.values() if text for word in WORD.findall(text) if word.casefold() not in ALSO_OURS
}


def test_words_are_searched_for_in_every_language_and_are_there_before() -> None:
    for word in ("thirteen", "পার্কিংয়ের", "Baabuurta", "elakay", "الأشجار"):
        assert word in ANSWER_WORDS


def test_every_word_is_found_before_a_purge_and_none_after(folder: Path) -> None:
    before = {word for _, word in found_in(folder, ANSWER_WORDS)}
    purge(folder, "Ada")
    assert before == ANSWER_WORDS
    assert found_in(folder, ANSWER_WORDS) == set()


def test_what_officers_wrote_and_took_back_is_gone_and_what_stands_is_kept(folder: Path) -> None:
    gone = ["parkng", "Kirada guryuhu", "As she said", "R. Begum"]
    stands = ["More places to park", "What residents need.", "Not this year.", "There is no money.", "A trial in May."]
    purge(folder, "Ada")
    assert found_in(folder, gone) == set()
    assert {word for _, word in found_in(folder, stands)} == set(stands)


def test_no_response_id_and_no_answer_of_a_person_to_a_closed_question_is_left(folder: Path) -> None:
    purge(folder, "Ada")
    assert not {name for name, _ in found_in(folder, ['"r10"', ",r10,", "Strongly agree"])}


def test_the_folder_holds_what_is_kept_and_nothing_else(folder: Path) -> None:
    purge(folder, "Ada")
    assert {path.name for path in folder.iterdir()} == {*KEPT, WORK}
    assert [path.name for path in (folder / WORK).iterdir()] == ["in-use.lock"]


def test_every_verb_is_in_the_log_that_is_purged() -> None:
    assert {decision["do"] for decision in EVERY_VERB} == set(VERBS)


def test_who_decided_what_and_when_stays(folder: Path) -> None:
    before = DecisionLog(folder / "decisions.sqlite").all()
    purge(folder, "Ada")
    after = DecisionLog(folder / "decisions.sqlite").all()
    assert [(d.number, d.at, d.by, d.do) for d in after] == [(d.number, d.at, d.by, d.do) for d in before]
    assert all(not d.members and not d.before for d in after)
    assert after[6].payload == {"do": "split", "theme": "q1.02", "title": "Mending", "n_answers": 1}
    assert after[23].after == {"themes": ["q2.01"]}


def test_a_purged_folder_opens_with_counts_outcomes_and_decisions(folder: Path) -> None:
    before = tm.open(folder)
    purge(folder, "Ada")
    after = tm.open(folder)
    counts = ["theme_id", "question_id", "parent_id", "n_people", "share", "position_counts"]
    assert after.themes[counts].equals(before.themes[counts])
    old, new = before.reviewed, after.reviewed
    for part in ("outcomes", "approved_by", "lapsed", "overrides", "set_aside", "quotes", "quotes_by"):
        assert getattr(new, part) == getattr(old, part)
    assert len(new.decisions) == len(EVERY_VERB)
    assert len(after.responses) == len(after.assignments) == len(after.vectors) == 0
    assert "was purged on" in after._repr_html_()


def test_titles_stay_where_an_officer_gave_or_approved_them(folder: Path) -> None:
    purge(folder, "Ada")
    titles = dict(tm.open(folder).themes[["theme_id", "title"]].itertuples(index=False))
    assert titles["q1.01"] == "More places to park"
    assert titles["q2.01"] == "Late buses"
    assert titles["q1.02"] == "Theme q1.02"


def test_the_sentences_that_give_numbers_stay_and_say_the_same(folder: Path) -> None:
    before = tm.open(folder).drafts.query("kind == 'figure'")
    purge(folder, "Ada")
    after = tm.open(folder).drafts
    assert list(after["kind"].unique()) == ["figure"]
    assert list(after["text"]) == list(before["text"])
    assert not any(after["evidence"].map(len))


def test_outcomes_can_be_read_in_a_spreadsheet(folder: Path) -> None:
    purge(folder, "Ada")
    with (folder / "outcomes.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {line["theme_id"]: line for line in csv.DictReader(file)}
    assert set(lines) == set(tm.open(folder).themes["theme_id"])
    told = lines["q1.01"]
    assert (told["outcome"], told["reason"], told["owner"], told["date"]) == (
        "could_not", "There is no money.", "Transport", "2027-03-31",
    )  # fmt: skip
    assert lines["q2.01"]["approved_by"] == "Amina"
    assert lines["q1.02"]["not_published"] == "Not a matter for us."


def test_the_ledger_stays_row_for_row(folder: Path) -> None:
    before = (folder / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()
    purge(folder, "Ada")
    after = (folder / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(after) == len(before) == 12
    assert "answers.csv,,12,set aside,is a row of totals,,," in after
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["ledger"]["rows_read"] == 11


def test_letters_are_numbered_where_their_files_may_carry_a_name(folder: Path) -> None:
    tables = read_tables(folder)
    people = tables.respondents.assign(source_file=[f"letters/Mrs Aden {n}.eml" for n in range(10)], source_row=1)
    aside = [{"file": "letters/Mr Miah.txt", "sheet": None, "row": 1, "reason": "is empty"}]
    manifest = {
        **tables.manifest,
        "inputs": [INPUT | {"file": "letters"}],
        "ledger": LEDGER | {"set_aside": aside},
    }
    write_tables(replace(tables, respondents=people, manifest=manifest), folder)
    purge(folder, "Ada")
    assert found_in(folder, ["Mrs Aden", "Miah"]) == set()
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["file"] for line in csv.DictReader(file)} == {f"letters/{n}" for n in range(1, 12)}


def test_few_people_are_not_kept_as_a_number(folder: Path) -> None:
    purge(folder, "Ada")
    record = json.loads((folder / "purged.json").read_text(encoding="utf-8"))
    assert record["responses"] == 10
    assert set(record["languages"].values()) == {None}


def test_a_second_purge_changes_nothing_and_says_when_the_first_was(folder: Path) -> None:
    first = purge(folder, "Ada")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    second = purge(folder, "Berta")
    assert (second.earlier, second.by, second.at, second.removed) == (True, "Ada", first.at, ())
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_report_put_back_into_a_purged_folder_goes_with_the_next(folder: Path, made_once: Path) -> None:
    purge(folder, "Ada")
    shutil.copy(made_once / "report.html", folder)
    assert purge(folder, "Ada").removed == ("report.html",)
    assert found_in(folder, ANSWER_WORDS) == set()


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = look(folder, "Ada")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert set(WORDS) - {"ledger.csv"} <= set(told.removed)


@pytest.mark.parametrize("steps", range(0, 26, 4))
def test_a_purge_that_is_killed_is_finished_by_the_next(
    folder: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after any number of files were removed: nothing was changed, or what stays is all there."""
    left = steps
    own = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        nonlocal left
        if path.is_relative_to(folder) and ".purge" not in path.as_posix():
            if not left:
                raise KeyboardInterrupt
            left -= 1
        own(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        try:
            purge(folder, "Ada")
            was_killed = False
        except KeyboardInterrupt:
            was_killed = True
    if was_killed:
        with pytest.raises(InputError, match="stopped half-way"):
            tm.open(folder)
    done = purge(folder, "Berta")
    assert done.by == "Ada"
    assert found_in(folder, ANSWER_WORDS) == set()
    assert len(tm.open(folder).reviewed.decisions) == len(EVERY_VERB)
    assert {path.name for path in folder.iterdir()} == {*KEPT, WORK}


def test_what_stays_cannot_be_written_and_nothing_was_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("textmine.purge.folder.write_ledger", full)
        with pytest.raises(OSError, match="No space"):
            purge(folder, "Ada")
    now = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "in-use.lock"}
    assert now == before


def test_the_content_of_a_file_is_overwritten_before_it_goes(folder: Path) -> None:
    path = folder / "responses.parquet"
    with path.open("rb") as still_open:
        purge(folder, "Ada")
        assert not any(still_open.read())


def test_pages_of_the_old_log_are_overwritten(folder: Path) -> None:
    with (folder / "decisions.sqlite").open("rb") as still_open:
        purge(folder, "Ada")
        assert not any(still_open.read())


def test_a_file_with_a_second_name_elsewhere_keeps_its_content_there(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "copy.parquet"
    os.link(folder / "responses.parquet", elsewhere)
    before = elsewhere.read_bytes()
    purge(folder, "Ada")
    assert elsewhere.read_bytes() == before
    assert not (folder / "responses.parquet").exists()


def test_links_are_removed_and_what_they_lead_to_is_left_and_named(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("report.html", "themes.parquet", WORK):
        (folder / name).rename(outside / name)
        (folder / name).symlink_to(outside / name)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file() and path.name != "in-use.lock"}
    with pytest.raises(InputError, match="link"):
        purge(folder, "Ada")
    (folder / WORK).unlink()
    done = purge(folder, "Ada")
    assert dict(done.links) == {name: str(outside / name) for name in ("report.html", "themes.parquet")}
    now = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file() and path.name != "in-use.lock"}
    assert now == before
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_a_folder_that_is_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    with pytest.raises(InputError, match="is a link to"):
        purge(link, "Ada")


def test_what_is_not_textmines_is_left_and_named(folder: Path) -> None:
    (folder / "officer.xlsx").write_bytes(b"hers")
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text("published", encoding="utf-8")
    done = purge(folder, "Ada")
    assert done.left == ("officer.xlsx", "page")
    assert (folder / "officer.xlsx").read_bytes() == b"hers"
    assert (folder / "page" / "index.html").exists()


def test_files_that_a_killed_process_was_writing_go_too(folder: Path) -> None:
    for name in (
        ".responses-x1y2_z.parquet",
        "decisions.sqlite-journal",
        "decisions.sqlite.0a1b2c3d.new",
        ".report-q.html",
    ):
        (folder / name).write_bytes(b"")
    purge(folder, "Ada")
    assert {path.name for path in folder.iterdir()} == {*KEPT, WORK}


def test_decisions_that_wait_in_the_side_file_of_the_log_are_kept_and_its_words_are_gone(
    folder: Path, tmp_path: Path
) -> None:
    """As after a crash: the last decision stands in the write-ahead log alone."""
    import sqlite3

    reader = sqlite3.connect(folder / "decisions.sqlite")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM decisions").fetchone()
    decide(folder, "Amina", [{"do": "rename", "theme": "q2.01", "title": "Thirteenth bus"}])
    crashed = Path(shutil.copytree(folder, tmp_path / "crashed"))
    reader.close()
    assert (crashed / "decisions.sqlite-wal").stat().st_size
    purge(crashed, "Ada")
    assert len(tm.open(crashed).reviewed.decisions) == len(EVERY_VERB) + 1
    assert found_in(crashed, ANSWER_WORDS - {"thirteen"}) == set()


def test_an_analysis_without_any_decision_is_purged(folder: Path) -> None:
    (folder / "decisions.sqlite").unlink()
    purge(folder, "Ada")
    assert tm.open(folder).reviewed.decisions == []


def test_a_decision_that_textmine_did_not_write_is_purged_too(folder: Path) -> None:
    from textmine.model import Decision

    payload = {"title": ["thirteen"], "answers": 3, "note": "thirteen cats"}
    strange = Decision(0, "", "x", "nothing", payload, after={"fingerprints": 1})
    DecisionLog(folder / "decisions.sqlite").append([strange])
    purge(folder, "Ada")
    assert found_in(folder, ["thirteen"]) == set()


def test_an_unfinished_or_damaged_analysis_is_refused_with_what_to_do(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "themes.parquet").write_bytes(b"nonsense")
    with pytest.raises(InputError, match="delete the folder itself"):
        purge(folder, "Ada")
    assert (folder / "responses.parquet").exists()


def test_what_is_no_analysis_is_refused_and_nothing_is_put_into_it(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for path in (tmp_path / "other", tmp_path / "missing"):
        with pytest.raises(InputError, match="not an analysis folder"):
            purge(path, "Ada")
    assert list((tmp_path / "other").iterdir()) == []


def test_a_folder_that_can_only_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="can only be read"):
        purge(folder, "Ada")


def test_an_analysis_without_answers_is_purged(folder: Path) -> None:
    tables = read_tables(folder)
    emptied = ("responses", "respondents", "themes", "assignments", "drafts", "vectors")
    empty = {name: getattr(tables, name).head(0) for name in emptied}
    (folder / "decisions.sqlite").unlink()
    write_tables(replace(tables, **empty, vector_array=np.zeros((0, 8), np.float32)), folder)
    purge(folder, "Ada")
    assert len(tm.open(folder).themes) == 0
