"""Names of themes: titles that state a point, descriptions, key phrases, and the evidence behind each."""

from textmine.themes.naming.model import Document, Encode, Named
from textmine.themes.naming.names import name_themes

__all__ = ["Document", "Encode", "Named", "name_themes"]
