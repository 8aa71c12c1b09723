"""The sheet of draft sentences: other words for them, or placeholders for personal data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textmine.draft.marks import NOTE, blocking
from textmine.report.themes import SOURCE_WORDS
from textmine.review.replay import Reviewed
from textmine.review.workbook.choosing import Choosing
from textmine.review.workbook.privacy import kinds_of
from textmine.review.workbook.sheet import ColumnKind, Row, Sheet, Verdict, columns_of, settled
from textmine.review.workbook.words import words
from textmine.schema import rows
from textmine.text import identifying

KEY = "sentences"
_YES = "yes"


@dataclass(frozen=True, slots=True)
class SentenceNow:
    """A draft sentence as it stands."""

    theme: str
    ordinal: int
    redacted: bool


def sentences_sheet(reviewed: Reviewed, choosing: Choosing) -> Sheet:
    """Return one row for each sentence of the themes that are to be published; of a group only the title is.

    Args:
        reviewed: The analysis after review.
        choosing: The themes in their order, and how they are named.
    """
    own = words()[KEY]
    kinds: dict[str, ColumnKind] = {"theme": "id", "ordinal": "id", "people": "number"}
    kinds |= {"text": "text", "redact": "choice"}
    said: dict[str, list[Any]] = {}
    for row in rows(reviewed.tables.drafts):
        said.setdefault(row.theme_id, []).append(row)
    themes = [theme for theme in choosing.named if theme not in choosing.groups and theme not in reviewed.set_aside]
    made = tuple(_row(row, choosing) for theme in themes for row in said.get(theme, ()))
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(made), themes=len(themes)),
        columns=tuple(columns_of(KEY, kinds, {"redact": {_YES: words()["values"]["yes"]}})),
        rows=made,
        decide=_decide,
        prefilled=True,
        resting=("text", "redact"),
    )


def _row(draft: Any, choosing: Choosing) -> Row:  # noqa: ANN401 - a named tuple of `drafts`
    own = words()[KEY]
    kind = own["kinds"].get(draft.kind, draft.kind)
    source = SOURCE_WORDS.get(draft.source, "")
    now = SentenceNow(draft.theme_id, int(draft.ordinal), draft.redacted is True)
    return Row(
        key=f"sentence {draft.theme_id} {now.ordinal}",
        label=f"{choosing.named[draft.theme_id]}, {now.ordinal}",
        cells={
            "title": choosing.titles[draft.theme_id],
            "theme": draft.theme_id,
            "ordinal": now.ordinal,
            "kind": f"{kind}, {source}" if source else kind,
            "people": len(draft.evidence),
            "check": _check(draft, now),
            "text": draft.text,
        },
        subject=now,
        # Other words leave the people behind a sentence as they are; a sentence that was drafted anew has others.
        rests_on=hashlib.sha256(" ".join(draft.evidence).encode()).hexdigest()[:16],
    )


def _check(draft: Any, now: SentenceNow) -> str:  # noqa: ANN401 - a named tuple of `drafts`
    """Say what is wrong with a sentence, what to look at, and whether it may hold personal data."""
    own, marks = words()[KEY]["check"], list(draft.checks)
    found = [own["wrong"].format(reason=reason) for reason in blocking(marks)]
    found += [mark.partition(": ")[2] for mark in marks if mark.startswith(f"{NOTE}: ")]
    if draft.kind != "figure":
        found += identifying(draft.text)
        found += [own["personal"].format(kinds=kinds)] if (kinds := kinds_of(draft.text)) else []
    found += [own["redacted"]] if now.redacted else []
    return "\n".join(found)


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return the wording that a row records, and whether placeholders stand for personal data."""
    now: SentenceNow = row.subject
    place = {"theme": now.theme, "ordinal": now.ordinal}
    taken: dict[str, dict[str, Any]] = {}
    if given["text"] != settled(str(row.cells["text"])):
        taken["text"] = {"do": "edit", **place, "text": given["text"]}
    if given["redact"] and not now.redacted:
        taken["redact"] = {"do": "redact", **place}
    return Verdict(tuple(taken.values()), columns=tuple(taken))
