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


@pytest.mark.parametrize(
    "courtesy",
    [
        "Yours faithfully, Sheila Bannister (Mrs)",
        "Derek Pennifold, 118 Chapel Road",
        "ধন্যবাদান্তে\nমোঃ রফিকুল ইসলাম, ২২ চ্যাপেল রোড",
        "Mahadsanid,\nAxmed Cali",
        "Binito,\nRahima Begum",
        "مع خالص التحية،\nأحمد علي",
    ],
)
@pytest.mark.parametrize("language", LETTERS)
def test_a_signature_is_a_small_change_and_no_words_of_ones_own(language: str, courtesy: str) -> None:
    letter = LETTERS[language]
    found = shared([letter, letter, f"{letter}\n\n{courtesy}", f"{letter} {OWN[language]}"])
    assert (found.same, found.changed, found.added) == (2, 1, 1)
    assert found.own[2] == ()


@pytest.mark.parametrize("language", LETTERS)
def test_own_words_end_before_the_sign_off(language: str) -> None:
    letter = LETTERS[language]
    text = f"{letter}\n\n{OWN[language]}\n\nKind regards,\nTom Ashworth"
    own = shared([letter, letter, text]).own[2]
    assert own
    assert "Ashworth" not in "".join(span.of(text) for span in own)


def test_the_template_is_shown_without_the_name_and_address_of_its_sender() -> None:
    senders = ["Sheila Bannister, 4 Mill Lane", "Derek Pennifold, 118 Chapel Road", "Tom Ashworth, 9 Tanner Street"]
    found = shared([f"{LETTER}\nYours faithfully, {sender}" for sender in senders])
    assert found.template.startswith(LETTER)
    assert not any(word in found.template for sender in senders for word in sender.split()[:2])
