"""The `languages` benchmark: which language a text is in, against other detectors, on short and long texts."""

from textmine.evaluate.languages.benchmark import benchmark

__all__ = ["benchmark"]
