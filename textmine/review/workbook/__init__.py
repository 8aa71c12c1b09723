"""Workbooks that leave the house and come back as decisions: one mechanism, one small module a sheet."""

from textmine.review.workbook.answers import answers_sheet
from textmine.review.workbook.changes import change_lines
from textmine.review.workbook.choosing import Choosing
from textmine.review.workbook.effects import effect_problems
from textmine.review.workbook.for_all import decisions_sheet
from textmine.review.workbook.headings import headings_sheet
from textmine.review.workbook.lead import lead_sheet
from textmine.review.workbook.mark import run_of
from textmine.review.workbook.order import PlacedDecision, decision_lines
from textmine.review.workbook.read import read_file
from textmine.review.workbook.reader import Reading, fingerprint_of
from textmine.review.workbook.sentences import sentences_sheet
from textmine.review.workbook.sheet import Column, Row, Sheet, Verdict
from textmine.review.workbook.themes import themes_sheet
from textmine.review.workbook.translations import ToTranslate, allowed, translations_sheet
from textmine.review.workbook.write import write_file

__all__ = [
    "Choosing",
    "Column",
    "PlacedDecision",
    "Reading",
    "Row",
    "Sheet",
    "ToTranslate",
    "Verdict",
    "allowed",
    "answers_sheet",
    "change_lines",
    "decision_lines",
    "decisions_sheet",
    "effect_problems",
    "fingerprint_of",
    "headings_sheet",
    "lead_sheet",
    "read_file",
    "run_of",
    "sentences_sheet",
    "themes_sheet",
    "translations_sheet",
    "write_file",
]
