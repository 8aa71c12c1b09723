"""What people chose, answer by answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from textmine.errors import InputError
from textmine.evaluate.coding.sample import Sample


@dataclass(frozen=True, slots=True)
class Coded:
    """What one person chose for one answer.

    Attributes:
        themes: Theme ids; empty for “None of these”; None for “Cannot tell”.
        position: for, against, mixed or neutral; empty where nothing was chosen.
    """

    themes: frozenset[str] | None
    position: str = ""


@dataclass(frozen=True)
class Codes:
    """Coder → sampled answer → what was chosen; an answer that somebody left empty is not in theirs.

    Attributes:
        sample_id: The sample that they are about.
    """

    sample_id: str
    by: Mapping[str, Mapping[str, Coded]]

    @classmethod
    def of(cls, sample: Sample, chosen: Mapping[str, Mapping[str, Collection[str] | None]]) -> Codes:
        """Return codes that are at hand already, such as those of another program.

        Args:
            sample: The sample.
            chosen: Coder → `item_id` of the sample → theme ids (none of these: empty; cannot tell: None).

        Raises:
            InputError: There is no such answer in the sample, or no such theme in its codebook.
        """
        items, themes = {item.item_id for item in sample.items}, set(sample.by_id)
        named = {theme for own in chosen.values() for given in own.values() for theme in given or ()}
        coded = {name for own in chosen.values() for name in own}
        wrong = [f"There is no answer `{name}` in the sample." for name in coded - items]
        wrong += [f"There is no theme `{name}` in the codebook of the sample." for name in named - themes]
        if wrong:
            raise InputError(sorted(set(wrong)))
        return cls(
            sample.sample_id,
            {
                coder: {name: Coded(None if given is None else frozenset(given)) for name, given in own.items()}
                for coder, own in chosen.items()
            },
        )

    @property
    def frame(self) -> pd.DataFrame:
        """One row per coder and answer: `coder, item_id, themes` (a list, or None for “Cannot tell”)`, position`."""
        rows = [
            (coder, name, None if coded.themes is None else sorted(coded.themes), coded.position)
            for coder, own in self.by.items()
            for name, coded in own.items()
        ]
        return pd.DataFrame(rows, columns=["coder", "item_id", "themes", "position"])

    def _repr_html_(self) -> str:
        """Show in a notebook what was chosen, escaped."""
        return str(self.frame.to_html(index=False, escape=True, max_rows=20))
