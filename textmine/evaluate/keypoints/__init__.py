"""The `keypoints` benchmark: do a few clauses cover what experts say people argue, and how often it is argued?"""

from textmine.evaluate.keypoints.benchmark import benchmark

__all__ = ["benchmark"]
