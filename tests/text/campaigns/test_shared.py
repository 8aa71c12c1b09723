import pytest

from tests.text.campaigns.letters import LETTERS, OWN
from textmine.text.campaigns import shared

LETTER = LETTERS["en"]


@pytest.mark.parametrize("language", LETTERS)
def test_own_words_are_told_from_the_letter_in_every_script(language: str) -> None:
    letter, own = LETTERS[language], OWN[language]
    text = f"{letter}\n\n{own}"
    found = shared([letter, letter, text])
    words = " ".join(span.of(text) for span in found.own[2])
    assert found.own[:2] == ((), ())
    assert len(words) > 0.7 * len(own)
    assert words in own


def test_copies_changes_and_additions_are_counted_apart() -> None:
    texts = [LETTER, LETTER.upper(), LETTER.replace("plan", "paln"), f"{OWN['en']} {LETTER}"]
    found = shared(texts)
    assert (found.same, found.changed, found.added, found.example) == (2, 1, 1, 0)


def test_the_template_is_shown_without_what_its_sender_added() -> None:
    found = shared([f"{own} {LETTER}" for language, own in OWN.items() if language in ("en", "so", "bn")])
    assert found.template.lstrip("… .।") == LETTER


def test_one_answer_is_its_own_template() -> None:
    assert shared([LETTER]).template == LETTER
