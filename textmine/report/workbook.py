"""`review.xlsx`: the tables to read and sort in a spreadsheet, every cell defused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from textmine.language import language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.report.campaigns import own_words
from textmine.report.languages import BANDS, how_sure, language_counts, other_languages
from textmine.report.left_out import kept_answers, left_out, named
from textmine.report.limits import limits_of
from textmine.report.taught import Taught
from textmine.report.themes import QuestionThemes, ThemeView
from textmine.safe import atomic_path, defuse_cell
from textmine.schema import rows
from textmine.tables import Tables

READ_ME = (
    ("This workbook shows an analysis of a consultation, to read, filter and sort.",),
    ("Changes made here are not read back. A workbook to fill in comes from `textmine workbook export`.",),
    ("Themes: one row per theme. Answers: one row per answer. Drafts: the sentences proposed for publication.",),
    ("Review order: the answers that nobody has confirmed; reviewing number 1 teaches the software most. Sort by it.",),
    ("Themes below a group follow it, and name it under Group. Disagreement: many are for and many against.",),
    ("How steady: whether the software finds a theme again when a tenth of the people is left out.",),
    ("Languages: people who used each language, answers mainly in it, and how sure that is (sure: 0.9 or more,",),
    ("fairly sure: 0.7 or more). Share is of the people who wrote something; who used two is counted under both.",),
    ("Same text: answers with the same name there are one text that several people sent. Own words: what each added.",),
    ("Set aside: rows of the export that were not read as a response, and why.",),
    ("An apostrophe before = + - @ keeps the spreadsheet from running an answer as a formula.",),
)
THEME_COLUMNS = (
    "Question",
    "Group",
    "Theme",
    "Level",
    "Title",
    "Description",
    "People",
    "Share",
    "Minority view",
    "Keywords",
    "Positions",
    "Disagreement",
    "How steady",
    "About the title",
)
ANSWER_COLUMNS = (
    "Response",
    "Question",
    "Status",
    "Why",
    "Review order",
    "Language",
    "How sure",
    "Other languages",
    "Themes",
    "Same text",
    "Own words",
    "Text",
)
WIDE_COLUMNS = {
    "About the title",
    "About this workbook",
    "Description",
    "Disagreement",
    "Group",
    "Own words",
    "Reason",
    "Sentence",
    "Text",
    "Themes",
    "Title",
}
WIDE = 60
NARROW = 16


def write_workbook(tables: Tables, path: Path, taught: Taught | None = None) -> None:
    """Write the workbook.

    Args:
        tables: The analysis, after review.
        path: The XLSX file.
        taught: What the decisions have taught: it knows in which order answers are best reviewed.
    """
    from openpyxl import Workbook

    taught, limits = taught or Taught(), limits_of(tables)
    kept = kept_answers(tables.responses, taught.order, limits.rows)
    book = Workbook(write_only=True)
    _sheet(book, "Read me", ["About this workbook"], READ_ME)
    if limits.rows is not None:
        _sheet(
            book,
            "Left out",
            ["Question", "Status", "Answers", "In this workbook", "Left out", "Where they are"],
            left_out(tables.responses, kept, limits),
        )
    _sheet(book, "Themes", THEME_COLUMNS, _themes(tables))
    _sheet(
        book,
        "Answers",
        ANSWER_COLUMNS,
        _answers(tables, kept, taught),
    )
    _sheet(
        book,
        "Languages",
        ["Language", "People", "Share", "Answers", *map(str.capitalize, BANDS), "Mixed"],
        _languages(tables),
    )
    _sheet(
        book,
        "Drafts",
        ["Theme", "Number", "Kind", "Sentence", "People behind it", "Responses"],
        ([d.theme_id, d.ordinal, d.kind, d.text, len(d.evidence), named(d.evidence)] for d in rows(tables.drafts)),
    )
    _sheet(
        book,
        "Set aside",
        ["File", "Sheet", "Row", "Reason"],
        (
            [i["file"], i["sheet"], i["row"], i["reason"]]
            for i in tables.manifest.get("ledger", {}).get("set_aside", [])[: limits.rows]
        ),
    )
    with atomic_path(path) as temporary:
        book.save(temporary)


def _themes(tables: Tables) -> Iterable[list[Any]]:
    """Yield the themes in the order of the report: each group, then the themes below it."""
    for question in rows(tables.open_questions):
        for theme in QuestionThemes(tables, question.question_id).views():
            yield from _theme(theme, question.question_id)


def _theme(theme: ThemeView, question: str, group: str = "") -> Iterable[list[Any]]:
    """Yield a theme, and those below it."""
    yield [
        question,
        group,
        theme.theme_id,
        "group" if theme.below else "theme",
        theme.title,
        theme.description,
        theme.n_people,
        theme.share,
        theme.minority,
        ", ".join(word for word, _ in theme.keywords),
        ", ".join(f"{n} {words}" for _, words, n, _, _ in theme.positions),
        theme.disagreement,
        theme.steadiness,
        " ".join(theme.notes),
    ]
    for below in theme.below:
        yield from _theme(below, question, f"{theme.theme_id} {theme.title}")


def _languages(tables: Tables) -> Iterable[list[Any]]:
    """Yield the languages, the answers without one included; how sure is empty for those."""
    counts, people = language_counts(tables.responses)
    for count in counts:
        named = count.tag not in (UNKNOWN, NO_WORDS)
        bands = [count.bands[name] if named else None for name in BANDS]
        share = round(count.people / people, 4)
        yield [language_name(count.tag), count.people, share, count.answers, *bands, count.mixed]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _answers(tables: Tables, kept: pd.DataFrame, taught: Taught) -> Iterable[list[Any]]:
    """Yield the answers kept; those that somebody confirmed have no place in the review order."""
    order = {answer: number for number, answer in enumerate(taught.order, start=1)}
    titles = dict(zip(tables.themes["theme_id"], tables.themes["title"], strict=True))
    of_answer: dict[tuple[str, str], list[str]] = {}
    ordered = tables.assignments[tables.assignments["response_id"].isin(set(kept["response_id"]))]
    ordered = ordered.sort_values("primary", ascending=False, kind="stable")
    for response, question, theme in ordered[["response_id", "question_id", "theme_id"]].to_numpy().tolist():
        found = of_answer.setdefault((response, question), [])
        name = f"{theme} {titles.get(theme, '')}"
        if name not in found:
            found.append(name)
    own = own_words(tables.responses, set(kept["campaign_id"].dropna()))
    for row in rows(kept):
        themes = "; ".join(of_answer.get((row.response_id, row.question_id), []))
        yield [
            row.response_id,
            row.question_id,
            row.status,
            _text(row.status_reason),
            order.get((row.response_id, row.question_id)),
            language_name(str(row.language)),
            how_sure(row),
            ", ".join(map(language_name, other_languages(row))),
            themes,
            _text(row.campaign_id),
            own.get((row.response_id, row.question_id), ""),
            _text(row.text),
        ]


def _sheet(book: Any, title: str, header: Sequence[str], records: Iterable[Sequence[Any]]) -> None:  # noqa: ANN401
    """Add a sheet with a bold, frozen header."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    for number, name in enumerate(header, start=1):
        wide = name in WIDE_COLUMNS
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if wide else NARROW
    sheet.freeze_panes = "A2"
    cells = [WriteOnlyCell(sheet, name) for name in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    wrap = Alignment(wrap_text=True, vertical="top")
    for row in records:
        made = []
        for value in row:
            missing = value is None or (not isinstance(value, str) and pd.isna(value))
            cell = WriteOnlyCell(sheet, None if missing else defuse_cell(value))
            cell.alignment = wrap
            made.append(cell)
        sheet.append(made)
