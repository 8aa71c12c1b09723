"""Publishing: the gate, then "You said, we did" as a web page, a Word document and Markdown."""

from textmine.publish.gate import CHECKS, OVERRIDABLE, blockers
from textmine.publish.publish import FORMATS, publish

__all__ = ["CHECKS", "FORMATS", "OVERRIDABLE", "blockers", "publish"]
