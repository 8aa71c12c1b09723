"""Past consultations in one file: what people told us, what was decided, and what has become of it."""

from textmine.archive.archive import Archive, default_path
from textmine.archive.export import Export
from textmine.archive.results import Match, Result, Results
from textmine.archive.similar import Similar
from textmine.archive.tracker import Tracker
from textmine.archive.write import Added

__all__ = ["Added", "Archive", "Export", "Match", "Result", "Results", "Similar", "Tracker", "default_path"]
