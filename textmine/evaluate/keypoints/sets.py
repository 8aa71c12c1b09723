"""Arguments with the key points experts wrote for them, and the draws that everything is measured on."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILES = ("argkp/arguments_dev", "argkp/key_points_dev", "argkp/labels_dev")
"""Topics that no parameter was fitted on."""
DRAWS = 20
"""Each figure is the mean of so many draws of the arguments."""
DRAWN = 0.8
"""Share of the arguments in a draw: one argument more or less turns a choice, so a single one says little."""


@dataclass(frozen=True)
class Side:
    """The arguments for or against one topic.

    Attributes:
        topic: What is argued about.
        stance: `for` or `against`.
        texts: n arguments.
        labels: For each, the key points that people found in it; often none.
        points: The key points that any argument makes.
    """

    topic: str
    stance: str
    texts: tuple[str, ...]
    labels: tuple[frozenset[str], ...]
    points: frozenset[str]

    @property
    def name(self) -> str:
        """The topic and the side."""
        return f"{self.topic}, {self.stance}"


def read_sides(data: Path | None, sample: int) -> tuple[list[Side], list[str]]:
    """Return the sides of every topic, and the files that are not there.

    Args:
        data: The folder of public data.
        sample: The most arguments of a side.
    """
    if data is None:
        return [], [f"{name}.csv" for name in FILES]
    absent = [f"{name}.csv" for name in FILES if not (data / f"{name}.csv").is_file()]
    if absent:
        return [], absent
    arguments, _, labels = (_rows(data / f"{name}.csv") for name in FILES)
    made: dict[str, set[str]] = {}
    for row in labels:
        if row["label"] == "1":
            made.setdefault(row["arg_id"], set()).add(row["key_point_id"])
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in arguments:
        groups.setdefault((row["topic"], row["stance"]), []).append(row)
    sides = [_side(*key, rows[:sample], made) for key, rows in groups.items()]
    return [side for side in sides if side.points], absent


def _side(topic: str, stance: str, rows: list[dict[str, str]], made: dict[str, set[str]]) -> Side:
    """Return one side of a topic."""
    labels = tuple(frozenset(made.get(row["arg_id"], ())) for row in rows)
    points = frozenset(point for own in labels for point in own)
    named = "for" if stance == "1" else "against"
    return Side(topic, named, tuple(row["argument"] for row in rows), labels, points)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def draws(n: int, seed: int) -> list[npt.NDArray[np.int64]]:
    """Return the places of the arguments in each draw, in order."""
    random = np.random.default_rng(seed)
    size = max(1, round(DRAWN * n))
    return [np.sort(random.choice(n, size, replace=False)) for _ in range(DRAWS)]
