"""Double coding: a blind sample for two people, their codes read back, and how far they and the machine agree."""

from textmine.evaluate.coding.agreement import Agreement, agreement
from textmine.evaluate.coding.alpha import Alpha, masi, nominal
from textmine.evaluate.coding.codes import Coded, Codes
from textmine.evaluate.coding.draw import draw_sample
from textmine.evaluate.coding.key import KEY, read_key
from textmine.evaluate.coding.reading import read_codes
from textmine.evaluate.coding.sample import Sample
from textmine.evaluate.coding.sheets import write_sheets

__all__ = [
    "KEY",
    "Agreement",
    "Alpha",
    "Coded",
    "Codes",
    "Sample",
    "agreement",
    "draw_sample",
    "masi",
    "nominal",
    "read_codes",
    "read_key",
    "write_sheets",
]
