"""The `campaigns` benchmark: which letters of campaigns are found, and which answers are wrongly put together."""

from textmine.evaluate.campaigns.benchmark import benchmark

__all__ = ["benchmark"]
