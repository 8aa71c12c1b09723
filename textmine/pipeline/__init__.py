"""The stages of an analysis, in order, and where they are computed."""

from textmine.pipeline.answers import BLANK, make_points, read_answers
from textmine.pipeline.stages import analyse
from textmine.pipeline.workplace import Workplace

__all__ = ["BLANK", "Workplace", "analyse", "make_points", "read_answers"]
