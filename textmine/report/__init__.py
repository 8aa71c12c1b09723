"""The officer's report of a run: `report.html` and `review.xlsx`."""

from textmine.report.html import write_report
from textmine.report.notebook import analysis_html
from textmine.report.standing import Obstacle
from textmine.report.taught import Taught
from textmine.report.workbook import write_workbook

__all__ = ["Obstacle", "Taught", "analysis_html", "write_report", "write_workbook"]
