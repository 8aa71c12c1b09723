"""Workbooks that leave the house and come back as decisions: one mechanism, one small module a sheet."""

from textmine.review.workbook.changes import change_lines, decision_lines
from textmine.review.workbook.headings import headings_sheet
from textmine.review.workbook.lead import lead_sheet
from textmine.review.workbook.mark import run_of
from textmine.review.workbook.read import Reading, read_file
from textmine.review.workbook.sheet import Column, Row, Sheet, Verdict
from textmine.review.workbook.translations import ToTranslate, allowed, translations_sheet
from textmine.review.workbook.write import write_file

__all__ = [
    "Column",
    "Reading",
    "Row",
    "Sheet",
    "ToTranslate",
    "Verdict",
    "allowed",
    "change_lines",
    "decision_lines",
    "headings_sheet",
    "lead_sheet",
    "read_file",
    "run_of",
    "translations_sheet",
    "write_file",
]
