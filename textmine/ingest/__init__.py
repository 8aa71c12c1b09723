"""Reading: from a consultation export (CSV, Excel, OpenDocument, letters) to questions, answers and respondents."""

from textmine.ingest.column import column_texts
from textmine.ingest.inspection import Inspection, inspect
from textmine.ingest.reader import read
from textmine.ingest.several.together import Together, inspect_all
from textmine.ingest.template import config_text

__all__ = ["Inspection", "Together", "column_texts", "config_text", "inspect", "inspect_all", "read"]
