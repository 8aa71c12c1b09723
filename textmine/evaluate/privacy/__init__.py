"""The `privacy` benchmark: which personal data is found, and what is wrongly called personal."""

from textmine.evaluate.privacy.benchmark import benchmark

__all__ = ["benchmark"]
