"""What the `faithfulness` benchmark found, for a terminal and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed
from textmine.evaluate.faithfulness.argkp import CONDITIONS
from textmine.evaluate.faithfulness.drafts import Caught
from textmine.evaluate.faithfulness.support import ALARMS, Found
from textmine.evaluate.faithfulness.systems import SYSTEMS
from textmine.evaluate.plain import NONE, heading, table, with_interval, wrapped

_SOURCES = {"extractive": "us", "officer": "officer", "llm": "model"}
_LANGUAGES = ("en", "bn", "bn-Latn", "so")


@dataclass(frozen=True)
class FaithfulnessResult(Printed):
    """Every figure with its counts."""

    seed: int
    absent: tuple[str, ...]
    claims: dict[str, int]
    """How many claims of each part of ArgKP there are."""
    found: tuple[Found, ...]
    caught: tuple[Caught, ...]

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return found

    def to_text(self) -> str:
        """Return lines of at most 110 columns."""
        lines = ["Does the check see what answers do not say?", "==========================================="]
        lines += wrapped(f"Seed {self.seed}. Shares in per cent with their 95 % interval.")
        if self.absent:
            lines += wrapped(f"Absent: {', '.join(self.absent)}.")
        if self.found:
            lines += self._support()
        if self.caught:
            lines += self._drafts()
        return "\n".join(lines)

    def _support(self) -> list[str]:
        lines = heading("ArgKP: experts' key points over arguments of held-out topics")
        lines += wrapped(
            f"{self.claims['dev']} claims: a key point with up to ten arguments labelled with it (supported), of its "
            "side without the label (unsupported), of the other side (contradicted). Only the arguments differ. "
            f"Thresholds, where there are any, were drawn on {self.claims['train']} claims of other topics. Intervals "
            "are a bootstrap over key points."
        )
        names = list(dict.fromkeys(item.system for item in self.found))
        for name in names:
            lines += wrapped(f"{name}: {SYSTEMS[name].what}.")
        rows = [
            [name, *(with_interval(self._of(name, "ROC-AUC", bad)) for bad in ("unsupported", "contradicted"))]
            for name in names
        ]
        lines += ["", *table(["ROC-AUC", "unsupported", "contradicted"], rows), ""]
        measures = [item for item in dict.fromkeys(item.measure for item in self.found) if item != "ROC-AUC"]
        rows = [
            [f"{name}, {kind}", *(with_interval(self._of(name, kind, condition)) for condition in CONDITIONS)]
            for kind in measures
            for name in names
            if self._of(name, kind, "supported") is not None
        ]
        lines += table(["called out", "of supported", "of unsupported", "of contradicted"], rows)
        lines += wrapped(
            f"“threshold at {ALARMS:.0%}”: {ALARMS:.0%} of the supported claims of the training topics are called out."
        )
        return lines

    def _of(self, system: str, measure: str, against: str) -> Any:  # noqa: ANN401 - an Estimate or None
        keys = ((item.system, item.measure, item.against) for item in self.found)
        return dict(zip(keys, (item.estimate for item in self.found), strict=True)).get((system, measure, against))

    def _drafts(self) -> list[str]:
        lines = heading("The sample's drafts, as they are and spoilt on purpose")
        lines += wrapped(
            "A sentence is called out if any check fails, whoever wrote it: we, an officer or a language model. Quotes "
            "are checked as key points too. Most of the opposites are in its lists; none of those it “lacks” is."
        )
        for bad, title in ((False, "right, called out"), (True, "spoilt, called out")):
            own = [item for item in self.caught if item.bad == bad]
            keys = sorted(
                dict.fromkeys((item.what, item.source) for item in own),
                key=lambda key: [item.what for item in own].index(key[0]),
            )
            rows = [[what, _SOURCES[source], *self._row(what, source)] for what, source in keys]
            lines += ["", *table([title, "by", "all", *_LANGUAGES, "others"], rows, gap=1)]
        return lines

    def _row(self, what: str, source: str) -> Iterator[str]:
        """Yield the cells of one way to spoil a sentence: the share of all, and counts by language."""
        own = {item.language: item.estimate for item in self.caught if (item.what, item.source) == (what, source)}
        yield with_interval(own["all"])
        others = [one for tag, one in own.items() if tag not in ("all", *_LANGUAGES)]
        groups = [*([own[tag]] if tag in own else [] for tag in _LANGUAGES), others]
        for group in groups:
            n = sum(one.n for one in group)
            yield f"{sum(one.right for one in group)}/{n}" if n else NONE
