"""E-mails and letters: a folder of `.eml`, `.docx` and text files, each one response."""

from textmine.ingest.letters.folder import read_folder
from textmine.ingest.letters.question import check_question, is_letters, placed, with_letters

__all__ = ["check_question", "is_letters", "placed", "read_folder", "with_letters"]
