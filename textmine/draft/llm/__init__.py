"""An optional language model that may rephrase key points, and machine translation. Off by default."""

from textmine.draft.llm.client import make_model
from textmine.draft.llm.record import Record
from textmine.draft.llm.rephrase import Check, rephrase_drafts
from textmine.draft.llm.translate import make_translator

__all__ = ["Check", "Record", "make_model", "make_translator", "rephrase_drafts"]
