"""Language: which language, or languages, and which script each answer is written in."""

from textmine.language.catalogue import direction, language_name
from textmine.language.detect import detect
from textmine.language.explain import UNDETERMINED_WORDS, undetermined_reason
from textmine.language.headings import heading_languages, headings, is_draft
from textmine.language.scripts import script_of, script_shares

__all__ = [
    "UNDETERMINED_WORDS",
    "detect",
    "direction",
    "heading_languages",
    "headings",
    "is_draft",
    "language_name",
    "script_of",
    "script_shares",
    "undetermined_reason",
]
