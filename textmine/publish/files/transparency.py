"""A pre-filled record by the Algorithmic Transparency Recording Standard; only the council can fill in the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textmine.insight import who_took_part
from textmine.language import language_name
from textmine.publish.files.markdown import inline
from textmine.publish.parity import themed_shares
from textmine.publish.people import shows_unthemed
from textmine.publish.wording import amount, joined, wording

if TYPE_CHECKING:
    from jinja2 import Environment

    from textmine.insight import WhoTookPart
    from textmine.publish.publication import Publication


class Markup(str):
    """Markdown of our own, which is not escaped."""

    __slots__ = ()


def _shown(value: object) -> str:
    """Escape a value for Markdown."""
    return str(value) if isinstance(value, Markup) else inline(f"{value:,}" if isinstance(value, int) else str(value))


def _oversight(publication: Publication) -> dict[str, Any]:
    """Return what officers did, from the decision log."""
    reviewed, page = publication.reviewed, publication.page
    verbs = Counter(decision.do.replace("_", " ") for decision in reviewed.decisions)
    # The reasons stay in the log: they may tell what is not to be published.
    lifted = Counter(check.replace("_", " ") for checks in reviewed.overrides.values() for check in checks)
    return {
        "decisions": len(reviewed.decisions),
        "deciders": len({decision.by for decision in reviewed.decisions}),
        "themes": len(page.themes),
        "approvers": joined(reviewed.approvers({theme.theme_id for theme in page.themes})),
        "verbs": ", ".join(f"{verb} {number}" for verb, number in verbs.most_common()),
        "overrides": ", ".join(f"{check} for {themes} of the themes" for check, themes in lifted.most_common()),
    }


def _ran(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ran, from the manifest of the run."""
    llm = manifest.get("llm")
    inputs = manifest.get("inputs", [])
    return {
        "python": manifest.get("python", ""),
        "embedding": manifest.get("embedding_model", ""),
        "packages": ", ".join(f"{name} {version}" for name, version in manifest.get("packages", {}).items()),
        "seed": str(manifest.get("seed", "")),
        "files": "; ".join(f"{item['file']} (SHA-256 {item['sha256'][:16]}…)" for item in inputs),
        "personal_columns": sum(item.get("personal_columns_dropped", 0) for item in inputs),
        "llm": " at ".join(filter(None, [llm.get("model"), llm.get("host")])) if isinstance(llm, Mapping) else "",
    }


def _data(publication: Publication) -> dict[str, Any]:
    """Return what was read, from the tables."""
    reviewed, minimum = publication.reviewed, publication.config.publish.minimum_count
    tables, ledger = reviewed.tables, reviewed.tables.manifest.get("ledger", {})
    who = who_took_part(tables)
    special = tables.questions[tables.questions["role"] == "equality"]["wording"]
    return {
        "responses": amount(who.responses, minimum),
        "petitions": who.petitions if sum(who.petitions) >= minimum else (),
        "open_questions": sum(not question.letters for question in publication.page.questions),
        "rows_read": ledger.get("rows_read", who.responses) if who.responses >= minimum else 0,
        "set_aside": len(ledger.get("set_aside", [])),
        "needs_person": sum(who.needs_person.values()),
        "answers": sum(who.answered.values()) if _is_stated(who, minimum) else 0,
        "languages": joined([language_name(tag) for tag in who.languages if tag != "und"]),
        "special": "; ".join(special),
        "minimum": minimum,
        "parity": _parity(tables.manifest.get("trust", {}), minimum),
    }


def _is_stated(who: WhoTookPart, minimum: int) -> bool:
    """Whether the sums over all questions give away nothing of a question that the page does not say."""
    small = (0 < number < minimum for numbers in (who.answered, who.needs_person) for number in numbers.values())
    found = (name for name, number in who.needs_person.items() if number)
    return not any(small) and all(shows_unthemed(who, name, minimum) for name in found)


def _parity(trust: Mapping[str, Any], minimum: int) -> str:
    """Say which share of the answers in each language has a theme, where enough people wrote in it."""
    shares = [f"{language_name(tag)} {share}%" for tag, share in themed_shares(trust, minimum).items()]
    return f"Answers with a theme in this run: {joined(shares)}." if shares else ""


def markdown_environment() -> Environment:
    """Return the environment of Markdown templates: each value is escaped, except our own `Markup`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("textmine.publish", "templates"),
        # Markdown: `finalize` escapes each value.
        autoescape=False,  # noqa: S701
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render_transparency(publication: Publication) -> str:
    """Return the record as Markdown."""
    about, manifest = publication.config.consultation, publication.reviewed.tables.manifest
    text: str = (
        markdown_environment()
        .get_template("transparency.md.j2")
        .render(
            title=publication.page.title.text,
            organisation=about.organisation,
            address=publication.config.publish.page_address,
            version=import_module("textmine").__version__,
            open=Markup(wording()["transparency"]["open"]),
            **_ran(manifest),
            **_data(publication),
            **_oversight(publication),
        )
    )
    return text.lstrip()
