"""`datapackage.json`: what the files of the open data are, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textmine.publish.opendata.spec import licence_of, spec

if TYPE_CHECKING:
    from textmine.publish.publication import Publication


def package_json(publication: Publication) -> str:
    """Return the description of the data package.

    Source:
        Data Package 2.0, Table Schema and Table Dialect: https://datapackage.org/standard/data-package/.
    """
    page, words = publication.page, spec()
    package = {
        "$schema": words["schema"],
        "name": "consultation-open-data",
        "title": page.title.text or words["untitled"],
        "description": " ".join(part.text for part in page.asked),
        "version": words["version"],
        "licenses": [licence_of(publication.config.open_data.licence)],
        "contributors": [{"title": page.organisation, "roles": ["publisher"]}] if page.organisation else [],
        "generator": f"textmine {import_module('textmine').__version__}",
        "resources": [_resource(file) for file in words["file"]],
    }
    return json.dumps({key: value for key, value in package.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _resource(file: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description of one file."""
    fields = [{key: value for key, value in column.items() if key != "of"} for column in file["columns"]]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": file["key"]}
    keys = [_foreign(column) for column in file["columns"] if "of" in column]
    return {
        "name": file["name"],
        "path": f"{file['name']}.csv",
        "type": "table",
        "title": file["title"],
        "description": file["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _foreign(column: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the values of a column are explained."""
    resource, field = column["of"]
    return {"fields": [column["name"]], "reference": {"resource": resource, "fields": [field]}}
