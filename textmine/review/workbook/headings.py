"""The sheet of page headings that wait for somebody's approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textmine.language import headings, is_draft, language_name
from textmine.review.replay import Reviewed
from textmine.review.workbook.sheet import Row, Sheet, Verdict, columns_of
from textmine.review.workbook.words import words

KEY = "headings"
_YES = "yes"


def headings_sheet(reviewed: Reviewed, languages: Sequence[str]) -> Sheet:
    """Return one row for each heading of the languages that have drafts, approved by now or not.

    Args:
        reviewed: The analysis after review.
        languages: Languages that pages are to be published in.
    """
    own = words()[KEY]
    wanted = [tag for tag in languages if tag != "en" and headings(tag) and is_draft(tag)]
    made = tuple(row for tag in wanted for row in _rows(reviewed, tag))
    yes = {_YES: words()["values"]["yes"]}
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(made), languages=", ".join(map(language_name, wanted))),
        columns=tuple(columns_of(KEY, {"approve": "choice", "text": "text"}, {"approve": yes})),
        rows=made,
        decide=_decide,
        lost="note",
        any_run=True,
    )


def _rows(reviewed: Reviewed, language: str) -> list[Row]:
    approved, english = reviewed.headings.get(language, {}), headings("en")
    return [
        Row(
            key=f"heading {language} {entry}",
            label=f"{language_name(language)}: {english.get(entry, entry)}",
            cells={
                "language": language_name(language),
                "english": english.get(entry, entry),
                "draft": approved[entry].text if entry in approved else text,
                "approve": _YES if entry in approved else "",
            },
            languages={"draft": language, "text": language},
            subject=(language, entry),
        )
        for entry, text in headings(language).items()
    ]


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return the approval that a row gives; a heading in other words needs no `yes` beside it."""
    language, entry = row.subject
    decision = {"do": "heading", "language": language, "entry": entry}
    if text := given["text"]:
        if given["approve"] and not row.cells["approve"] and text != row.cells["draft"]:
            return Verdict(problems=(("text", str(words()[KEY]["problems"]["both"])),))
        return Verdict(({**decision, "text": text},)) if _differs(row, text) else Verdict()
    return Verdict((decision,)) if given["approve"] and not row.cells["approve"] else Verdict()


def _differs(row: Row, text: str) -> bool:
    """Tell whether a wording is not what was approved already."""
    return text != row.cells["draft"] or not row.cells["approve"]
