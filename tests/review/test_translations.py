from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from textmine.model import Translation
from textmine.review import decide, replay
from textmine.tables import Tables

from .conftest import Decide
from .sample import sample

Refusals = Callable[..., list[str]]
BENGALI = "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"
ENGLISH = "There is far too little parking in our area."


def translate(text: str = BENGALI, **changes: str) -> dict[str, str]:
    """A translation to record."""
    given = {"language": "bn", "into": "en", "translation": ENGLISH, "translator": "Rahima Begum"}
    return {"do": "translate", "text": text, **given, **changes}


@pytest.mark.parametrize(
    ("text", "language", "into"),
    [
        (BENGALI, "bn", "en"),
        ("Baabuurta meel la dhigto ma jirto.", "so", "en"),
        ("Amader elakay parking khub kom 🚗.", "bn-latn", "en"),
        ("نحتاج إلى المزيد من الأشجار في الحي.", "ar", "en"),
        ("Parking for residents", "en", "so"),
    ],
)
def test_a_translation_is_known_by_the_exact_words(take: Decide, text: str, language: str, into: str) -> None:
    reviewed = take(translate(text, language=language, into=into), by="Amina")
    assert reviewed.translations == {(text, into): Translation(ENGLISH, "Rahima Begum", "Amina")}


def test_one_text_has_a_translation_for_each_language(take: Decide) -> None:
    reviewed = take(translate(), translate(into="so", translation="Meel baabuur la dhigto ma jirto."))
    assert {into for _, into in reviewed.translations} == {"en", "so"}


def test_the_last_translation_counts_and_the_log_keeps_the_one_before(take: Decide) -> None:
    reviewed = take(translate(), translate(translation=" There is not enough parking. "))
    assert reviewed.translations[BENGALI, "en"].text == "There is not enough parking."
    assert reviewed.decisions[1].before["translation"] == ENGLISH


def test_undoing_a_translation_brings_back_the_one_before(take: Decide) -> None:
    take(translate(), translate(translation="There is not enough parking."))
    assert take({"do": "undo", "decision": 2}).translations[BENGALI, "en"].text == ENGLISH
    assert take({"do": "undo", "decision": 1}).translations == {}


def test_a_translation_survives_a_run_with_other_themes(folder: Path) -> None:
    log, _ = decide(folder, "Amina", [translate()])
    after = replay(sample(prefix="new."), log)
    assert after.translations == {(BENGALI, "en"): Translation(ENGLISH, "Rahima Begum", "Amina")}
    assert after.not_applied == []


def test_a_translation_leaves_the_tables_alone(take: Decide, tables: Tables) -> None:
    reviewed = take(translate())
    assert reviewed.tables.drafts["text"].tolist() == tables.drafts["text"].tolist()


def test_a_translation_leaves_approvals_standing(take: Decide) -> None:
    assert take({"do": "approve", "theme": "q1.01"}, translate()).approvals == {"q1.01": "Amina"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"translation": " \u200b"}, "text that is not empty"),
        ({"translator": ""}, "text that is not empty"),
        ({"text": ""}, "text that is not empty"),
        ({"into": "English"}, "language tag"),
        ({"language": "EN"}, "are the same"),
    ],
)
def test_a_translation_that_says_too_little_is_refused(
    refusals: Refusals, changes: dict[str, str], message: str
) -> None:
    [said] = refusals(translate(**changes))
    assert message in said


def test_a_translation_needs_its_translator(refusals: Refusals) -> None:
    given = translate()
    del given["translator"]
    assert "needs the key `translator`" in refusals(given)[0]
