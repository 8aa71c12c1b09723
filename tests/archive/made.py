"""Analyses and entries made by hand: five languages, and every kind of outcome."""

from __future__ import annotations

from dataclasses import replace as changed

import numpy as np

from tests.publish.example import BINS, LIGHT, PARKING, reviewed
from textmine.analysis import Analysis
from textmine.archive.entry import About, Decided, Entry, Item, Question, Theme
from textmine.model import Outcome
from textmine.review import Reviewed
from textmine.tables import replace

FILE = {"file": "answers.csv", "sha256": "ab" * 32}
WILL = Outcome("we_will", "We will mend the lamps on Limebank Road.", "", "Parks team", "2026-09-01")


def analysis(given: Reviewed | None = None, sha256: str = "ab" * 32, **about: str) -> Analysis:
    """Return the example as an analysis that was read from a file."""
    given = given or reviewed()
    config = given.tables.manifest["config"]
    manifest = {
        "config": {**config, "consultation": {**config["consultation"], **about}},
        "inputs": [{**FILE, "sha256": sha256}],
        "ledger": {"responses": 40},
    }
    given = changed(given, tables=replace(given.tables, manifest=manifest))
    return Analysis(given.tables, given)


def promised() -> Analysis:
    """Return the example with a promise about lights."""
    given = reviewed()
    given.outcomes[LIGHT] = WILL
    return analysis(given)


def only_approved(*themes: str) -> Reviewed:
    """Return the example with some themes approved."""
    return changed(reviewed(), approved_by=dict.fromkeys(themes, ("Asha Rahman",)))


def entry(number: int = 1, themes: int = 3, *, people: int = 20, outcome: Outcome | None = WILL) -> Entry:
    """Return a consultation of which every part says its number, with vectors of four numbers."""
    ids = [f"t{place}" for place in range(themes)]
    made = tuple(
        Theme(name, "q1", None, f"Theme {name} of {number}", "", people, 100, people / 100, {"for": people},
              {"people": str(people), "base": "100"}, ("Ana",), Decided(outcome, "Ana") if outcome else None)
        for name in ids
    )  # fmt: skip
    items = tuple(
        Item(kind, "q1", name, text, "en")
        for name in ids
        for kind, text in (("theme", f"Theme {name} of {number}"), ("sentence", f"Said in {number} about {name}"))
    )
    about = About(f"Consultation {number}", "Eastmere", "", "2026-04", (f"file-{number}",), ("Ana",), True, 100, {}, 5)
    vectors = np.eye(4, dtype=np.float32)[np.arange(len(items)) % 4]
    return Entry(about, (Question("q1", f"What about {number}?"),), made, items, vectors, "toy/1", "toy")


__all__ = ["BINS", "LIGHT", "PARKING", "WILL", "analysis", "entry", "only_approved", "promised"]
