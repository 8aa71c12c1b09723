"""Expert key points beside arguments that say them, that do not, and that say the opposite (ArgKP)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

Condition = Literal["supported", "unsupported", "contradicted"]
CONDITIONS: tuple[Condition, ...] = ("supported", "unsupported", "contradicted")
SIZE = 10
"""So many arguments stand for a key point, fewer where there are fewer."""
DRAWS = 4
"""So often arguments are drawn anew for the same key point."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A key point and the arguments it is said to rest on."""

    key_point: str
    """Its id: intervals are drawn over these."""
    text: str
    topic: str
    evidence: tuple[str, ...]
    condition: Condition


@dataclass(frozen=True)
class Claims:
    """The claims of one part of the data, with all arguments of each topic."""

    part: str
    claims: tuple[Claim, ...]
    arguments: dict[str, tuple[str, ...]]


def files_of(folder: Path, part: str) -> list[Path]:
    """Return the three files of a part, `train` or `dev`."""
    return [folder / "argkp" / f"{name}_{part}.csv" for name in ("arguments", "key_points", "labels")]


def read_claims(folder: Path, part: str, seed: int) -> Claims | None:
    """Return the claims of a part; None where its files are not there.

    The same number of arguments stands for a key point in every condition, so that numbers tell nothing.

    Args:
        folder: Of the public data.
        part: `train` (what is tuned on) or `dev` (what is reported).
        seed: Of the drawing.
    """
    files = files_of(folder, part)
    if not all(file.is_file() for file in files):
        return None
    arguments, points, labels = (pd.read_csv(file, dtype=str, keep_default_na=False) for file in files)
    rng = np.random.default_rng(seed)
    said = {key: set(own["arg_id"]) for key, own in labels[labels["label"] == "1"].groupby("key_point_id")}
    found: list[Claim] = []
    for row in points.to_dict("records"):
        own = said.get(row["key_point_id"], set())
        pools = _pools(arguments[arguments["topic"] == row["topic"]], row["stance"], own)
        size = min(SIZE, *(len(pool) for pool in pools.values()))
        for _ in range(DRAWS if size else 0):
            for condition, pool in pools.items():
                drawn = tuple(str(pool[at]) for at in rng.choice(len(pool), size, replace=False))
                found.append(Claim(row["key_point_id"], row["key_point"], row["topic"], drawn, condition))
    topics = {str(topic): tuple(own["argument"]) for topic, own in arguments.groupby("topic")}
    return Claims(part, tuple(found), topics)


def _pools(arguments: pd.DataFrame, stance: str, own: set[str]) -> dict[Condition, list[str]]:
    """Return the arguments of a topic by what they are to a key point."""
    same = arguments["stance"] == stance
    labelled = arguments["arg_id"].isin(own)
    return {
        "supported": list(arguments.loc[labelled, "argument"]),
        "unsupported": list(arguments.loc[same & ~labelled, "argument"]),
        "contradicted": list(arguments.loc[~same, "argument"]),
    }
