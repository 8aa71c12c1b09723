"""The `themes` benchmark: discovery, mapping, stability and parity, against its first version and its peers."""

from textmine.evaluate.themes.benchmark import benchmark

__all__ = ["benchmark"]
