"""The sheet of what is decided once for the whole consultation: whether people may be quoted who were not asked."""

from __future__ import annotations

from collections.abc import Mapping

from textmine.review.replay import Reviewed
from textmine.review.workbook.sheet import Row, Sheet, Verdict, columns_of
from textmine.review.workbook.words import words

KEY = "decisions"


def decisions_sheet(reviewed: Reviewed) -> Sheet:
    """Return the one row about quotes, if anybody's consent is not known; otherwise none.

    Args:
        reviewed: The analysis after review.
    """
    own = words()[KEY]
    unknown = int(reviewed.tables.respondents["consent_publish"].isna().sum())
    row = Row(
        key="consent quotes",
        label=own["quotes"],
        cells={
            "what": own["quotes"],
            "about": own["people"].format(n=unknown, all=len(reviewed.tables.respondents)),
            "decision": reviewed.quotes or "",
            "by": reviewed.quotes_by or "",
        },
    )
    return Sheet(
        key=KEY,
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["sheet_about"],
        columns=tuple(columns_of(KEY, {"decision": "choice"}, {"decision": own["choices"]})),
        rows=(row,) if unknown else (),
        decide=_decide,
        prefilled=True,
        any_run=True,
    )


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return what is decided about quotes; an emptied cell leaves it as it is."""
    said = given["decision"]
    return Verdict() if said == row.cells["decision"] else Verdict(({"do": "consent", "quotes": said},))
