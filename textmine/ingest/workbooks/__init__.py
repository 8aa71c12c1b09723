"""Workbooks of every kind: looked through before they are read, one sheet read, nothing lost silently."""

from textmine.ingest.workbooks.read import read_workbook
from textmine.ingest.workbooks.xlsx import check_xlsx

__all__ = ["check_xlsx", "read_workbook"]
