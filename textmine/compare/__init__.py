"""Two consultations side by side: which themes grew, faded, or are new."""

from textmine.compare.build import compare
from textmine.compare.change import Change, Count, change_of
from textmine.compare.comparison import Comparison
from textmine.compare.files import comparison_csv, write_comparison
from textmine.compare.page import render_page
from textmine.compare.text import as_text

__all__ = [
    "Change",
    "Comparison",
    "Count",
    "as_text",
    "change_of",
    "compare",
    "comparison_csv",
    "render_page",
    "write_comparison",
]
