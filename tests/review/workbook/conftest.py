"""Fixtures: a workbook of a small analysis, filled in as somebody would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from textmine.analysis import Analysis
from textmine.draft import Drafter
from textmine.review import Reviewed, decide, open_reviewed
from textmine.review.log import LOG, DecisionLog
from textmine.review.workbook import (
    Choosing,
    Reading,
    Sheet,
    allowed,
    answers_sheet,
    decision_lines,
    decisions_sheet,
    fingerprint_of,
    headings_sheet,
    lead_sheet,
    read_file,
    run_of,
    sentences_sheet,
    themes_sheet,
    translations_sheet,
    write_file,
)
from textmine.review.workbook.foreign import foreign_texts
from textmine.review.workbook.places import page_texts
from textmine.schema import frame_of
from textmine.tables import Tables, read_tables, replace, write_tables

from ..sample import sample

UNTOUCHED: dict[tuple[str, ...], list[Sheet]] = {}
WRITTEN: dict[tuple[str, ...], bytes] = {}
DRAFTER = Drafter()
SENTENCES = (
    ("q1.00", "figure", "Most of the people who answered this question raised this.", ["r1", "r2", "r3", "r4"]),
    ("q1.00", "quote", "রাতে রাস্তার আলো জ্বলে না।", ["r5"]),
    ("q1.01", "figure", "Fewer than five of the 8 people who answered this question raised this.", ["r1", "r2"]),
    ("q1.01", "key_point", "You need more parking for residents.", ["r1"]),
    ("q1.01", "key_point", "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।", ["r2"]),
    ("q1.01", "quote", "Amader elakay parking khub kom 🚗.", ["r4"]),
    ("q1.02", "key_point", "The street lights are broken.", ["r1", "r5"]),
    ("q1.03", "key_point", "نحتاج إلى المزيد من الأشجار في الحي.", ["r7"]),
    ("q1.03", "quote", "Geedo badan ayaan u baahanahay.", ["r3"]),
    ("q2.01", "key_point", "The buses never come on time.", ["r1"]),
    ("q2.02", "key_point", "Kirada guryuhu aad bay u sarraysaa.", ["r3"]),
    ("q2.02", "quote", "Rents are far too high.", ["r4"]),
)
"""Draft sentences: theme, kind, text, evidence. Fixed, because drafting is not what is tested here."""


def with_sentences(tables: Tables, sentences: Sequence[tuple[str, str, str, list[str]]] = SENTENCES) -> Tables:
    """An analysis with these draft sentences."""
    records = [
        {"question_id": theme[:2], "theme_id": theme, "ordinal": place, "text": text, "kind": kind,
         "evidence": evidence, "source": "extractive"}
        for place, (theme, kind, text, evidence) in enumerate(sentences)
    ]  # fmt: skip
    return replace(tables, drafts=frame_of(records, "drafts"))


@dataclass
class Desk:
    """The officer's desk: sends a workbook out and gets it back.

    Attributes:
        folder: The analysis folder.
        file: The workbook.
        run: The run of the analysis.
        suggestions: What a machine suggests.
        languages: Languages of the pages.
        rerun: Whether the folder holds another run than it did.
    """

    folder: Path
    file: Path
    run: str
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    rerun: bool = False

    @property
    def reviewed(self) -> Reviewed:
        return open_reviewed(self.folder, redraft=DRAFTER)

    def sheets(self) -> list[Sheet]:
        """The sheets as they are now; those of the untouched analysis are made once for all tests."""
        untouched = not ((self.folder / LOG).exists() or self.suggestions or self.rerun)
        if not untouched:
            return self._sheets()
        if self.languages not in UNTOUCHED:
            UNTOUCHED[self.languages] = self._sheets()
        return UNTOUCHED[self.languages]

    def run_again(self, tables: Tables) -> None:
        """Put another run into the folder."""
        write_tables(tables, self.folder)
        self.run, self.rerun = run_of(tables), True

    def _sheets(self) -> list[Sheet]:
        reviewed = self.reviewed
        foreign, _ = foreign_texts(reviewed)
        titles = reviewed.tables.themes["title"].tolist()
        texts, _ = allowed([*foreign, *page_texts(reviewed, [text for text in titles if text.isascii()], "so")])
        choosing = Choosing(reviewed, self.run)
        order = Analysis(read_tables(self.folder), reviewed).review_order()
        return [
            themes_sheet(reviewed, choosing, "Amina"),
            answers_sheet(reviewed, choosing, order),
            sentences_sheet(reviewed, choosing),
            decisions_sheet(reviewed),
            lead_sheet(reviewed, 5),
            translations_sheet(reviewed, texts, self.suggestions),
            headings_sheet(reviewed, self.languages),
        ]

    def send(self, sheets: Sequence[Sheet] | None = None) -> Workbook:
        """Write the workbook and open it as somebody would."""
        self.file.unlink(missing_ok=True)
        sheets = self.sheets() if sheets is None else sheets
        if sheets is not UNTOUCHED.get(self.languages):
            write_file(self.file, self.run, "Streets", sheets)
        elif self.languages in WRITTEN:
            self.file.write_bytes(WRITTEN[self.languages])
        else:
            write_file(self.file, self.run, "Streets", sheets)
            WRITTEN[self.languages] = self.file.read_bytes()
        return load_workbook(self.file)

    def read(self, *, partial: bool = False) -> Reading:
        """Read the workbook back."""
        log = DecisionLog(self.folder / LOG).all() if (self.folder / LOG).exists() else []
        recorded = [fingerprint_of(decision.payload) for decision in log]
        return read_file(self.file, self.run, self.sheets(), partial=partial, recorded=recorded)

    def apply(self) -> tuple[int, Reviewed]:
        """Record what it holds; return how many decisions that were."""
        reading = self.read()
        assert reading.problems == []
        lines = decision_lines(reading, "book.xlsx")
        taken, reviewed = decide(self.folder, "Amina", lines, redraft=DRAFTER)
        return len(taken), reviewed

    def decisions(self) -> list[dict[str, Any]]:
        """What it would record, in order."""
        reading = self.read()
        assert reading.problems == []
        return [dict(line) for line in decision_lines(reading, "book.xlsx")]

    def problems(self) -> list[str]:
        """What is wrong with the workbook, as the officer reads it."""
        reading = self.read()
        return [str(problem).removeprefix(f"{self.file}, ") for problem in reading.problems]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return with_sentences(sample())


@pytest.fixture
def desk(folder: Path, tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(folder, tmp_path_factory.mktemp("desk") / "book.xlsx", run_of(tables))


def header_of(page: Worksheet) -> int:
    """The row of the headings."""
    return next(row for row in range(1, 20) if page.cell(row, 1).value == "row id")


def column_of(page: Worksheet, title: str) -> int:
    """The column of a heading."""
    top = header_of(page)
    return next(column for column in range(2, 30) if page.cell(top, column).value == title)


def row_of(page: Worksheet, column: str, text: str) -> int:
    """The row in which a column holds a text."""
    place = column_of(page, column)
    return next(row for row in range(header_of(page) + 1, page.max_row + 1) if page.cell(row, place).value == text)


def fill(page: Worksheet, row: int, **values: object) -> int:
    """Fill in cells of a row by the beginning of their headings (`_` for a space); return the row."""
    top = header_of(page)
    for name, value in values.items():
        start = name.replace("_", " ").casefold()
        place = next(
            number
            for number in range(2, 30)
            if str(page.cell(top, number).value).casefold().startswith(start)
        )  # fmt: skip
        page.cell(row, place).value = value
    return row


def theme_row(book: Workbook, title: str, **values: object) -> int:
    """Fill in the row of a theme on the sheet for the service lead."""
    page = book["Outcomes"]
    return fill(page, row_of(page, "Theme", title), **values)


def text_row(book: Workbook, text: str, **values: object) -> int:
    """Fill in the row of a text on the sheet for translators."""
    page = book["Translations"]
    return fill(page, row_of(page, "Text", text), **values)


def write(book: Workbook, sheet: str, key: str, values: dict[str, object]) -> int:
    """Fill in cells by their headings in the row of a theme, an answer (`r1 q1`) or a sentence (`q1.01 3`)."""
    page = book[sheet]
    parts = key.split()
    first = {"Themes": "Id", "Sentences": "Id", "Answers": "Response"}[sheet]
    places = [column_of(page, first), *([column_of(page, first) + 1] if len(parts) > 1 else [])]
    row = next(
        row
        for row in range(header_of(page) + 1, page.max_row + 1)
        if [str(page.cell(row, place).value) for place in places] == parts
    )
    for title, value in values.items():
        page.cell(row, column_of(page, title)).value = value
    return row


def listed(book: Workbook, sheet: str, column: str, row: int) -> list[str]:
    """What the drop-down cell of a row offers."""
    page = book[sheet]
    cell = page.cell(row, column_of(page, column)).coordinate
    for rule in page.data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            return [line[0].value for line in book["textmine"][rule.formula1.split("!")[1].replace("$", "")]]
    return []
