"""Evaluate: how well textmine does, and how its peers do, on public texts with known answers."""

from textmine.evaluate.benchmarks import BENCHMARKS, as_json, as_text, evaluate
from textmine.evaluate.contract import Options, Result

__all__ = ["BENCHMARKS", "Options", "Result", "as_json", "as_text", "evaluate"]
