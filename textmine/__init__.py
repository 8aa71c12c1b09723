"""textmine: from a consultation's free-text answers, in any language, to a reviewed "You said, we did"."""

__version__ = "0.1.0"
