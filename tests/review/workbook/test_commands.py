from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace as with_changes
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import textmine as tm
from tests.conftest import textmine, textmine_here
from textmine.errors import ConfigError, InputError, ReviewError
from textmine.exchange import Audience, export_workbook, read_workbook, record_workbook
from textmine.model import Decision, Outcome, Translation
from textmine.review import decide
from textmine.tables import Tables, replace, write_tables

from .conftest import column_of, fill, header_of, row_of, text_row, theme_row, write

BENGALI = "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"
ARABIC = "نحتاج إلى المزيد من الأشجار في الحي."


@pytest.fixture
def office(tables: Tables, tmp_path: Path) -> Path:
    """A folder with an analysis in it, published in English and Somali."""
    config = {"config": {"consultation": {"title": "Streets"}, "publish": {"languages": ["en", "so"]}}}
    write_tables(replace(tables, manifest={**tables.manifest, **config}), tmp_path / "analysis")
    return tmp_path


def filled_in(office: Path) -> Path:
    """A workbook that was exported and filled in."""
    file = office / "book.xlsx"
    export_workbook(office / "analysis", file)
    return filled(file)


def filled(file: Path) -> Path:
    """Fill a workbook in as an officer, a service lead and two translators would."""
    book = load_workbook(file)
    write(book, "Themes", "q1.03", {"Title": "গাছ 🌳", "Group": "Streets (q1.00)"})
    write(book, "Themes", "q2.01", {"Approve": "yes"})
    write(book, "Answers", "r2 q1", {"Right as it stands": "yes"})
    write(book, "Answers", "r4 q1", {"Language": "বাংলা"})
    write(book, "Answers", "r10 q1", {"Move to": "Geedo iyo beero (q1.03)"})
    write(book, "Sentences", "q2.02 11", {"Sentence": "Kiro!\nنحتاج", "Leave out personal data": "yes"})
    fill(book["Decisions for all"], header_of(book["Decisions for all"]) + 1, decision="refuse")
    theme_row(book, "Late buses", outcome="We did", what_we="More buses. আরও বাস। 🚌", owner="Transport")
    text_row(book, BENGALI, translation="Too little parking.", translator="Rahima Begum")
    text_row(book, "High rents", translation="Kirada sare", translator="Ayaan Nuur")
    book.save(file)
    return file


def decided(office: Path) -> tuple[dict[str, Outcome], dict[tuple[str, str], Translation]]:
    """What the analysis says after the workbook."""
    reviewed = tm.open(office / "analysis").reviewed
    return reviewed.outcomes, reviewed.translations


PAYLOADS = [
    {"do": "rename", "theme": "q1.03", "title": "গাছ 🌳"},
    {"do": "edit", "theme": "q2.02", "ordinal": 11, "text": "Kiro!\nنحتاج"},
    {"do": "redact", "theme": "q2.02", "ordinal": 11},
    {"do": "language", "answer": ["r4", "q1"], "language": "bn"},
    {"do": "confirm", "answer": ["r2", "q1"], "theme": "q1.01"},
    {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.03"},
    {"do": "group", "theme": "q1.03", "parent": "q1.00"},
    {"do": "consent", "quotes": "refuse"},
    {"do": "outcome", "theme": "q2.01", "outcome": "we_did", "text": "More buses. আরও বাস। 🚌", "owner": "Transport"},
    {"do": "translate", "text": BENGALI, "language": "bn", "into": "en", "translation": "Too little parking.",
     "translator": "Rahima Begum"},
    {"do": "translate", "text": "High rents", "language": "en", "into": "so", "translation": "Kirada sare",
     "translator": "Ayaan Nuur"},
    {"do": "approve", "theme": "q2.01"},
]  # fmt: skip
"""What the workbook says, as `textmine decide` has it."""
OUTCOMES = {"q2.01": Outcome("we_did", "More buses. আরও বাস। 🚌", owner="Transport")}
TRANSLATIONS = {
    (BENGALI, "en"): Translation("Too little parking.", "Rahima Begum", "Amina"),
    ("High rents", "so"): Translation("Kirada sare", "Ayaan Nuur", "Amina"),
}


def test_a_workbook_goes_out_comes_back_and_counts_once(office: Path) -> None:
    file = office / "book.xlsx"
    exported = textmine("workbook", "export", office / "analysis", file)
    assert (exported.returncode, exported.stderr) == (0, "")
    command = ("workbook", "apply", office / "analysis", filled(file), "--by", "Amina")
    rehearsed = textmine_here(*command, "--dry-run")
    assert (rehearsed.returncode, rehearsed.stderr) == (0, "")
    assert "Outcome: (empty) → “We did”" in rehearsed.stdout
    assert decided(office) == ({}, {})
    recorded = textmine_here(*command)
    assert (recorded.returncode, recorded.stderr) == (0, "")
    assert recorded.stdout.endswith("12 decisions recorded (numbers 1 to 12).\n")
    assert decided(office) == (OUTCOMES, TRANSLATIONS)
    assert (office / "analysis" / "review.xlsx").exists()
    again = textmine_here(*command)
    assert (again.returncode, "Nothing to do" in again.stdout) == (0, True)


def test_wrong_cells_are_all_told_and_nothing_is_recorded(office: Path) -> None:
    file = filled_in(office)
    book = load_workbook(file)
    theme_row(book, "High rents", outcome="We could not", what_we="No.", why_not="It would cost too much")
    theme_row(book, "রাস্তার আলো", outcome="perhaps")
    book.save(file)
    result = textmine_here("workbook", "apply", office / "analysis", file, "--by", "Amina")
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2
    assert "sheet `Outcomes`, column `J: Reason in one sentence`, row 9: “We could not” needs" in result.stderr
    assert decided(office) == ({}, {})


def test_a_name_is_needed(office: Path) -> None:
    with pytest.raises(InputError, match="the name is empty"):
        read_workbook(office / "analysis", filled_in(office), " ")


@pytest.mark.parametrize(
    ("audience", "sheets"),
    [
        ("officer", ["Themes", "Answers", "Sentences", "Decisions for all"]),
        ("lead", ["Outcomes"]),
        ("translators", ["Translations", "Page headings"]),
    ],
)
def test_a_workbook_can_be_for_one_of_them(office: Path, audience: Audience, sheets: list[str]) -> None:
    file = office / "one.xlsx"
    export_workbook(office / "analysis", file, audience)
    assert load_workbook(file).sheetnames == ["Read me", *sheets, "textmine"]


def test_an_export_does_not_replace_a_file(office: Path) -> None:
    file = filled_in(office)
    before = file.read_bytes()
    with pytest.raises(InputError, match="left alone"):
        export_workbook(office / "analysis", file)
    assert file.read_bytes() == before


def test_suggestions_need_a_translator(office: Path) -> None:
    with pytest.raises(ConfigError, match="no translator is set"):
        export_workbook(office / "analysis", office / "m.xlsx", machine=True)
    assert not (office / "m.xlsx").exists()


class Interpreter:
    """A translator that runs in the test: it spells backwards, which shows who said what."""

    by = "machine (test)"
    host = ""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        self.asked += texts
        return [None if text == ARABIC else f"{source}>{target} {text[::-1]}" for text in texts]


def test_suggestions_stand_beside_and_are_no_decisions(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Interpreter()
    monkeypatch.setattr("textmine.draft.llm.translate.make_translator", lambda config: made)
    decide(office / "analysis", "A", [
        {"do": "rename", "theme": "q2.01", "title": "Ring 020 7946 0958"},
        {"do": "translate", "text": "High rents", "language": "en", "into": "so", "translation": "Kirada",
         "translator": "Ayaan"},
    ])  # fmt: skip
    export_workbook(office / "analysis", office / "m.xlsx", machine=True)
    page = load_workbook(office / "m.xlsx")["Translations"]
    shown = {
        page.cell(row, column_of(page, "Text")).value: page.cell(row, column_of(page, "Suggested by machine")).value
        for row in range(header_of(page) + 1, page.max_row + 1)
    }
    assert shown[BENGALI] == f"bn>en {BENGALI[::-1]}"
    assert (shown[ARABIC], shown["High rents"], shown["Ring 020 7946 0958"]) == (None, None, None)
    assert not {"High rents", "Ring 020 7946 0958"} & set(made.asked)
    assert read_workbook(office / "analysis", office / "m.xlsx", "Amina").reading.filled == []


def in_the_log(office: Path) -> list[dict[str, Any]]:
    """The decisions as they were given."""
    return [decision.payload for decision in tm.open(office / "analysis").reviewed.decisions]


def test_a_workbook_and_a_file_of_decisions_leave_the_same_log(office: Path, tables: Tables) -> None:
    read = read_workbook(office / "analysis", filled_in(office), "Amina")
    assert list(map(dict, read.decisions)) == PAYLOADS
    record_workbook(office / "analysis", read, "Amina")
    write_tables(tables, office / "other")
    taken, _ = decide(office / "other", "Amina", PAYLOADS)
    log = tm.open(office / "analysis").reviewed.decisions
    assert [replace_time(decision) for decision in log] == [replace_time(decision) for decision in taken]


def replace_time(decision: Decision) -> Decision:
    """A decision without the moment it was taken."""
    return with_changes(decision, at="")


def test_rows_may_be_left_out_if_that_is_said(office: Path) -> None:
    file = filled_in(office)
    book = load_workbook(file)
    page = book["Outcomes"]
    page.delete_rows(row_of(page, "Theme", "High rents"))
    del book["Page headings"]
    book.save(file)
    with pytest.raises(InputError) as caught:
        read_workbook(office / "analysis", file, "Amina")
    rows, sheet = map(str, caught.value.problems)
    assert rows.startswith(f"{file}, sheet `Outcomes`: 1 row is missing: “High rents”.")
    assert sheet.startswith(f"{file}, sheet `Page headings`: the sheet is missing.")
    command = ("workbook", "apply", office / "analysis", file, "--by", "Amina", "--dry-run")
    accepted = textmine_here(*command, "--partial")
    assert (accepted.returncode, accepted.stderr) == (0, "")
    assert "1 row of the export is not in the workbook; it stays as it is." in accepted.stdout


def test_words_for_a_sentence_that_other_rows_draft_anew_are_refused(office: Path) -> None:
    file = filled_in(office)
    book = load_workbook(file)
    write(book, "Answers", "r4 q2", {"Move to": "Late buses (q2.01)"})
    book.save(file)
    with pytest.raises(InputError) as caught:
        read_workbook(office / "analysis", file, "Amina")
    told = [str(problem).removeprefix(f"{file}, ") for problem in caught.value.problems]
    assert [message.split(", row")[0] for message in told] == [
        "sheet `Sentences`, column `H: Sentence`",
        "sheet `Sentences`, column `I: Leave out personal data`",
    ]
    assert "drafted anew and the words would be lost. Record those rows first" in told[0]
    assert in_the_log(office) == []


def test_sentences_that_other_rows_draft_anew_are_not_approved_unread(office: Path) -> None:
    file = office / "book.xlsx"
    export_workbook(office / "analysis", file, "officer")
    book = load_workbook(file)
    write(book, "Themes", "q2.02", {"Merge into": "Late buses (q2.01)"})
    row = write(book, "Themes", "q2.01", {"Approve": "yes"})
    book.save(file)
    with pytest.raises(InputError) as caught:
        read_workbook(office / "analysis", file, "Amina")
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{file}, sheet `Themes`, column `N: Approve`, row {row}: other rows of this")
    assert "of its sentences are drafted anew" in problem.message


def test_a_newer_decision_about_the_same_is_not_overwritten_unseen(office: Path) -> None:
    read = read_workbook(office / "analysis", filled_in(office), "Amina")
    decide(office / "analysis", "Badri", [{"do": "rename", "theme": "q1.03", "title": "Trees"}])
    with pytest.raises(ReviewError, match="Badri decided since you looked: Renamed “Geedo iyo beero” to “Trees”"):
        record_workbook(office / "analysis", read, "Amina", seen=read.seen)
    assert len(in_the_log(office)) == 1


def test_a_newer_decision_about_something_else_does_not_stand_in_the_way(office: Path) -> None:
    read = read_workbook(office / "analysis", filled_in(office), "Amina")
    decide(office / "analysis", "Badri", [{"do": "rename", "theme": "q1.01", "title": "Bays"}])
    record_workbook(office / "analysis", read, "Amina", seen=read.seen)
    assert in_the_log(office)[1:] == PAYLOADS


def test_the_content_of_a_file_that_was_sent_in_is_enough(office: Path) -> None:
    content = filled_in(office).read_bytes()
    read = read_workbook(office / "analysis", content, "Amina", name="back.xlsx")
    assert list(map(dict, read.decisions)) == PAYLOADS
    assert read.lines[0].startswith("Themes, row ")
    with pytest.raises(InputError, match=r"back\.xlsx: looks like a workbook but is damaged"):
        read_workbook(office / "analysis", content[: len(content) // 2], "Amina", name="back.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("formats", [["xlsx"], ["ods", "xlsx"]], ids="-".join)
def test_a_workbook_that_libreoffice_saved_says_exactly_what_it_said(office: Path, formats: list[str]) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine")
    files = [office / "untouched.xlsx", filled_in(office)]
    export_workbook(office / "analysis", files[0])
    for number, name in enumerate(formats):
        out = office / f"saved-{number}"
        profile = f"-env:UserInstallation=file://{office}/profile"
        command = [program, profile, "--headless", "--convert-to", name, "--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        files = [out / f"{file.stem}.{name}" for file in files]
    untouched, filled = (read_workbook(office / "analysis", file, "Amina").decisions for file in files)
    assert (untouched, list(map(dict, filled))) == ([], PAYLOADS)
