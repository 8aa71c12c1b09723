"""The `faithfulness` benchmark: what the check of draft sentences catches, and what it wrongly calls out."""

from textmine.evaluate.faithfulness.benchmark import benchmark

__all__ = ["benchmark"]
