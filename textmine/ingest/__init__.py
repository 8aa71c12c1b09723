"""Reading: from a consultation export (CSV or Excel) to questions, answers and respondents."""

from textmine.ingest.column import column_texts
from textmine.ingest.inspection import Inspection, inspect
from textmine.ingest.reader import read
from textmine.ingest.template import config_text

__all__ = ["Inspection", "column_texts", "config_text", "inspect", "read"]
