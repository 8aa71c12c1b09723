from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

import textmine as tm
from tests.conftest import textmine
from textmine.errors import ConfigError, InputError
from textmine.exchange import Audience, export_workbook, read_workbook, record_workbook
from textmine.model import Outcome, Translation
from textmine.review import decide
from textmine.tables import Tables, replace, write_tables

from .conftest import column_of, header_of, text_row, theme_row

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
    """Fill a workbook in as a service lead and two translators would."""
    book = load_workbook(file)
    theme_row(book, "Late buses", outcome="We did", what_we="More buses. আরও বাস। 🚌", owner="Transport")
    text_row(book, BENGALI, translation="Too little parking.", translator="Rahima Begum")
    text_row(book, "High rents", translation="Kirada sare", translator="Ayaan Nuur")
    book.save(file)
    return file


def decided(office: Path) -> tuple[dict[str, Outcome], dict[tuple[str, str], Translation]]:
    """What the analysis says after the workbook."""
    reviewed = tm.open(office / "analysis").reviewed
    return reviewed.outcomes, reviewed.translations


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
    rehearsed = textmine(*command, "--dry-run")
    assert (rehearsed.returncode, rehearsed.stderr) == (0, "")
    assert "Outcome: (empty) → “We did”" in rehearsed.stdout
    assert decided(office) == ({}, {})
    recorded = textmine(*command)
    assert (recorded.returncode, recorded.stderr) == (0, "")
    assert recorded.stdout.endswith("3 decisions recorded (numbers 1 to 3).\n")
    assert decided(office) == (OUTCOMES, TRANSLATIONS)
    assert (office / "analysis" / "review.xlsx").exists()
    again = textmine(*command)
    assert (again.returncode, "Nothing to do" in again.stdout) == (0, True)


def test_wrong_cells_are_all_told_and_nothing_is_recorded(office: Path) -> None:
    file = filled_in(office)
    book = load_workbook(file)
    theme_row(book, "High rents", outcome="We could not", what_we="No.", why_not="It would cost too much")
    theme_row(book, "রাস্তার আলো", outcome="perhaps")
    book.save(file)
    result = textmine("workbook", "apply", office / "analysis", file, "--by", "Amina")
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2
    assert "sheet `Outcomes`, column `J: Reason in one sentence`, row 9: “We could not” needs" in result.stderr
    assert decided(office) == ({}, {})


def test_a_name_is_needed(office: Path) -> None:
    with pytest.raises(InputError, match="the name is empty"):
        read_workbook(office / "analysis", filled_in(office), " ")


@pytest.mark.parametrize(
    ("audience", "sheets"),
    [("lead", ["Outcomes"]), ("translators", ["Translations", "Page headings"])],
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


@pytest.mark.slow
@pytest.mark.parametrize("formats", [["xlsx"], ["ods", "xlsx"]], ids="-".join)
def test_a_workbook_that_libreoffice_saved_is_read(office: Path, formats: list[str]) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine")
    file = filled_in(office)
    for number, name in enumerate(formats):
        out = office / f"saved-{number}"
        profile = f"-env:UserInstallation=file://{office}/profile"
        command = [program, profile, "--headless", "--convert-to", name, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        file = out / f"book.{name}"
    record_workbook(office / "analysis", read_workbook(office / "analysis", file, "Amina"), "Amina")
    assert decided(office) == (OUTCOMES, TRANSLATIONS)
