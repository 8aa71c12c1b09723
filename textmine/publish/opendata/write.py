"""The folder of open data: tables, package description, data card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.publish.opendata.card import card_text
from textmine.publish.opendata.package import package_json
from textmine.publish.opendata.spec import columns_of, spec
from textmine.publish.opendata.tables import open_data
from textmine.safe import csv_text, write_text

if TYPE_CHECKING:
    from textmine.publish.publication import Publication

PACKAGE, CARD = "datapackage.json", "DATACARD.md"


def write_open_data(publication: Publication, folder: Path) -> None:
    """Write the open data into a folder of their own. The gate has to have been passed."""
    out = folder / str(spec()["folder"])
    data = open_data(publication)
    for name, rows in data.files.items():
        write_text(out / f"{name}.csv", csv_text(columns_of(name), rows))
    write_text(out / PACKAGE, package_json(publication))
    write_text(out / CARD, card_text(publication, data))


def is_open_data(folder: Path) -> bool:
    """Whether a folder holds open data that textmine wrote, and nothing else."""
    known = {PACKAGE, CARD, *(f"{file['name']}.csv" for file in spec()["file"])}
    try:
        found = list(folder.iterdir())
        if any(path.name not in known or path.is_symlink() or not path.is_file() for path in found):
            return False
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(package, dict) and str(package.get("generator", "")).startswith("textmine ")
