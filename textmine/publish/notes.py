"""What an officer should know about a publication; nothing here blocks it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from textmine.publish.files.letters import contact_is_known
from textmine.publish.formats import OPEN_DATA
from textmine.publish.opendata.gate import open_data_notes
from textmine.publish.outcomes import missing_parts
from textmine.publish.selection import chosen_themes
from textmine.publish.texts import named
from textmine.publish.wording import one_line, wording
from textmine.text import identifying

if TYPE_CHECKING:
    from textmine.review import Reviewed


def publication_notes(reviewed: Reviewed, formats: Collection[str] = ()) -> list[str]:
    """Return what is still open in the outcomes, and what has to be done with the files.

    Args:
        reviewed: The analysis with the officers' decisions.
        formats: The formats written.
    """
    letters = _letters(reviewed) if "letters" in formats else ()
    data = open_data_notes(reviewed) if OPEN_DATA in formats else ()
    return [*_open_outcomes(reviewed), *_telling(reviewed), *_untranslated(reviewed), *letters, *data]


def _open_outcomes(reviewed: Reviewed) -> Iterator[str]:
    words = wording()["notes"]
    for theme in chosen_themes(reviewed):
        outcome = reviewed.outcomes.get(theme.theme_id)
        for part in missing_parts(outcome) if outcome and not theme.is_group else ():
            yield words[part].format(theme=one_line(theme.theme_id), title=one_line(theme.title))


def _telling(reviewed: Reviewed) -> Iterator[str]:
    words = wording()["notes"]
    for theme in chosen_themes(reviewed):
        for line in theme.sentences:
            for reason in identifying(line.text) if line.kind != "figure" else ():
                yield words["identifying"].format(theme=one_line(theme.theme_id), number=line.ordinal, reason=reason)


def _untranslated(reviewed: Reviewed) -> Iterator[str]:
    words = wording()["notes"]
    lines = [line for theme in chosen_themes(reviewed) for line in theme.sentences]
    foreign = [line.text for line in lines if named(line.language) and line.language != "en"]
    number = sum((text, "en") not in reviewed.translations for text in foreign)
    if number:
        yield words["translation_one"] if number == 1 else words["translation"].format(n=number)


def _letters(reviewed: Reviewed) -> Iterator[str]:
    yield wording()["notes"]["letters"]
    if not contact_is_known(reviewed.tables.respondents):
        yield wording()["notes"]["letters_unknown"]
