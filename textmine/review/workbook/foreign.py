"""Key points and quotes that are not in English, for somebody to translate into English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textmine.language import detect, script_of
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.review.replay import Reviewed
from textmine.review.state import or_none
from textmine.review.workbook.privacy import all_refused
from textmine.review.workbook.translations import ToTranslate
from textmine.schema import rows
from textmine.text import redact

_KINDS = ("quote", "key_point")


def foreign_texts(reviewed: Reviewed) -> tuple[list[ToTranslate], int]:
    """Return the sentences that need an English translation, and how many are left out: nobody agreed to be quoted.

    Args:
        reviewed: The analysis after review. Themes set aside have nothing to translate.
    """
    refused = _refused(reviewed)
    # A group publishes its title only.
    unpublished = set(reviewed.tables.themes["parent_id"].dropna()) | set(reviewed.set_aside)
    titles = dict(zip(reviewed.tables.themes["theme_id"], reviewed.tables.themes["title"], strict=True))
    answers = {(row.response_id, row.question_id): row for row in rows(reviewed.tables.responses)}
    found: list[ToTranslate] = []
    left_out = 0
    for draft in rows(reviewed.tables.drafts):
        if draft.kind not in _KINDS or draft.theme_id in unpublished:
            continue
        language = _language(draft, answers)
        if language in ("en", UNKNOWN, NO_WORDS):
            continue
        if all_refused(draft.evidence, refused):
            left_out += 1
            continue
        # A redacted sentence is published with placeholders, and that is what has a translation.
        text = redact(draft.text, language=language) if or_none(draft.redacted) else draft.text
        found.append(ToTranslate(text, language, "en", str(titles.get(draft.theme_id, "")), draft.kind))
    return found, left_out


def _refused(reviewed: Reviewed) -> frozenset[str]:
    """Return the people who may not be quoted; where the export does not say, an officer's decision counts."""
    own = reviewed.tables.respondents
    known = own["consent_publish"].astype("object").where(own["consent_publish"].notna(), None)
    unknown_too = reviewed.quotes == "refuse"
    pairs = zip(own["response_id"], known, strict=True)
    return frozenset(person for person, agreed in pairs if agreed is False or (agreed is None and unknown_too))


def _language(draft: Any, answers: Mapping[tuple[str, str], Any]) -> str:  # noqa: ANN401 - a named tuple of `drafts`
    """Return the language a sentence is in: that of the answer it is taken from; of a mixed one, its own."""
    behind = [answers.get((person, draft.question_id)) for person in draft.evidence]
    home = next(
        (row for row in behind if row is not None and isinstance(row.text, str) and draft.text in row.text), None
    )
    if home is not None and len(home.languages) == 1:
        return str(home.language)
    if home is None and script_of(draft.text) == "Latn":
        # Sentences are reworded in English only; everything else is what somebody wrote.
        return "en"
    told = str(detect([draft.text])["language"].iloc[0])
    return str(home.language) if told in (UNKNOWN, NO_WORDS) and home is not None else told
