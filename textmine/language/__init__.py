"""Language: which language, or languages, and which script each answer is written in."""

from textmine.language.catalogue import direction, language_name
from textmine.language.detect import detect
from textmine.language.scripts import script_of, script_shares

__all__ = ["detect", "direction", "language_name", "script_of", "script_shares"]
