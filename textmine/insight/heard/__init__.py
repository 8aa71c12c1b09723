"""Who was heard: themes and positions by groups of people, under disclosure control."""

from textmine.insight.heard.frames import Heard, heard

__all__ = ["Heard", "heard"]
