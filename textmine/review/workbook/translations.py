"""The sheet for translators: a text, where it is used, and what it is in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from textmine.language import language_name
from textmine.review.replay import Reviewed
from textmine.review.workbook.privacy import kinds_of
from textmine.review.workbook.sheet import FOR_ALL, Row, Sheet, Verdict, columns_of
from textmine.review.workbook.words import words

KEY = "translations"
_NAME = regex.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """One text that a page needs in another language.

    Attributes:
        text: The exact words.
        language: The language they are in.
        into: The language they are needed in.
        where: Where they are used, such as the title of the theme.
        kind: What they are: `quote`, `key_point`, `title` and others of `workbook.toml`.
    """

    text: str
    language: str
    into: str
    where: str = ""
    kind: str = "page"


Suggestions = Mapping[tuple[str, str], str]
"""(text, language it is needed in) → what a machine suggests."""


def allowed(texts: Iterable[ToTranslate]) -> tuple[list[ToTranslate], int]:
    """Return each text once, and how many quotes are left out because they may hold personal data."""
    given = list(texts)
    left_out = {item.text for item in given if item.kind == "quote" and kinds_of(item.text)}
    kept: dict[tuple[str, str], ToTranslate] = {}
    for item in given:
        if item.text not in left_out:
            kept.setdefault((item.text, item.into), item)
    return list(kept.values()), len(left_out)


def translations_sheet(reviewed: Reviewed, texts: Sequence[ToTranslate], suggestions: Suggestions) -> Sheet:
    """Return one row for each text.

    Args:
        reviewed: The analysis after review: translations it has are filled in.
        texts: What is needed, each once (`allowed`).
        suggestions: What a machine suggests; without any there is no such column.
    """
    own = words()[KEY]
    columns = columns_of(KEY, {"translation": "text", "translator": "text"}, {})
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(texts), directions=_directions(texts)),
        columns=tuple(column for column in columns if column.key != "machine" or suggestions),
        rows=tuple(_row(item, reviewed, suggestions) for item in texts),
        decide=_decide,
        lost="note",
        for_all=own["for_all"],
        any_run=True,
    )


def _directions(texts: Sequence[ToTranslate]) -> str:
    into = dict.fromkeys(item.into for item in texts)
    return ", ".join(f"into {language_name(tag)}: {sum(item.into == tag for item in texts)}" for tag in into)


def _row(item: ToTranslate, reviewed: Reviewed, suggestions: Suggestions) -> Row:
    known = reviewed.translations.get((item.text, item.into))
    cells: dict[str, Any] = {
        "from": language_name(item.language),
        "into": language_name(item.into),
        "where": item.where,
        "what": words()[KEY]["kinds"].get(item.kind, item.kind.replace("_", " ")),
        "personal": kinds_of(item.text),
        "text": item.text,
        "machine": suggestions.get((item.text, item.into), ""),
        "translation": known.text if known else "",
        "so_far": known.translator if known else "",
    }
    languages = {"text": item.language, "translation": item.into, "machine": item.into}
    return Row(f"{item.into} {item.text}", item.text, cells, languages, item)


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return the translation that a row records, or what is missing in it."""
    item: ToTranslate = row.subject
    translation = given["translation"]
    translator = given["translator"] or given.get(FOR_ALL, "")
    if not translation:
        return _bad("translation", "no_translation")
    if not translator:
        return _bad("translator", "no_translator")
    if names := [name for name in _NAME.findall(item.text) if name not in translation]:
        return _bad("translation", "braces", names=", ".join(names))
    if translation == row.cells["translation"] and translator == row.cells["so_far"]:
        return Verdict()
    decision = {"do": "translate", "text": item.text, "language": item.language, "into": item.into}
    return Verdict(({**decision, "translation": translation, "translator": translator},))


def _bad(column: str, name: str, **values: str) -> Verdict:
    return Verdict(problems=((column, str(words()[KEY]["problems"][name]).format(**values)),))
