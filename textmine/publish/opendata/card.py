"""`DATACARD.md`: what the open data are, how they came about, what was removed, and what they are good for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from textmine.insight import who_took_part
from textmine.language import language_name
from textmine.publish.files.transparency import Markup, markdown_environment
from textmine.publish.opendata.spec import licence_of, spec
from textmine.publish.wording import amount, joined, wording

if TYPE_CHECKING:
    from textmine.publish.opendata.tables import OpenData
    from textmine.publish.publication import Publication

COARSE = 10
"""What was left out is counted to the next multiple of this: exact numbers would help to work out hidden ones."""


def coarse(number: int) -> str:
    """Return a number that is told roughly on purpose.

    Example:
        >>> coarse(0), coarse(3), coarse(10), coarse(14)
        ('no more than 10', 'no more than 10', 'no more than 10', 'no more than 20')
    """
    return f"no more than {max(-(-number // COARSE), 1) * COARSE:,}"


def card_text(publication: Publication, data: OpenData) -> str:
    """Return the data card as Markdown.

    Source:
        Pushkarna, Zaldivar and Kjartansson 2022, "Data Cards: Purposeful and Transparent Dataset Documentation for
        Responsible AI", FAccT. Gebru and others 2021, "Datasheets for Datasets", Communications of the ACM 64.
    """
    template = markdown_environment().get_template("datacard.md.j2")
    text: str = template.render(**_about(publication, data), **_removed(publication, data))
    return text.lstrip()


def _about(publication: Publication, data: OpenData) -> dict[str, Any]:
    """Return what is said about the consultation."""
    page, config, reviewed = publication.page, publication.config, publication.reviewed
    who = who_took_part(reviewed.tables)
    return {
        "title": page.title.text,
        "organisation": page.organisation,
        "asked": [part.text for part in page.asked],
        "files": [
            {"name": Markup(file["name"]), "description": file["description"], "rows": len(data.files[file["name"]])}
            for file in spec()["file"]
        ],
        "questions": len(data.files["questions"]),
        "responses": amount(who.responses, config.publish.minimum_count),
        "languages": joined([language_name(tag) for tag in who.languages if tag != "und"]),
        "approvers": joined(reviewed.approvers({theme.theme_id for theme in page.themes})),
        "version": import_module("textmine").__version__,
        "minimum": config.publish.minimum_count,
        "breakdown_minimum": config.publish.breakdown_minimum,
        "rounding": config.publish.rounding,
        "licence": {"path": "", **licence_of(config.open_data.licence)},
        "contact": config.open_data.contact,
        "open": Markup(wording()["transparency"]["open"]),
    }


def _removed(publication: Publication, data: OpenData) -> dict[str, Any]:
    """Return what is said about that which was left out, in rough numbers."""
    gathered = data.gathered
    return {
        "left": {
            **{reason: coarse(gathered.left_out[reason]) for reason in ("consent", "officer", "personal")},
            "disclosure": coarse(data.protected.left_out),
        },
        "replaced": coarse(sum(answer.replaced > 0 for answer in gathered.answers)),
        "allowed_unknown": publication.reviewed.quotes == "allow",
        "coarse": COARSE,
    }
