"""Publishing: the gate, then "You said, we did" in every format and language."""

from textmine.publish.formats import FORMATS
from textmine.publish.gate.checks import CHECKS, OVERRIDABLE
from textmine.publish.gate.keeper import Gatekeeper, blockers, obstacles
from textmine.publish.needed import texts_to_translate
from textmine.publish.notes import publication_notes
from textmine.publish.publish import publish

__all__ = [
    "CHECKS",
    "FORMATS",
    "OVERRIDABLE",
    "Gatekeeper",
    "blockers",
    "obstacles",
    "publication_notes",
    "publish",
    "texts_to_translate",
]
