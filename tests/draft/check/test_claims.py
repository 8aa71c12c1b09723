from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from tests.draft.build import Said
from tests.draft.check.build import checks, failures, over, sentence
from textmine.draft.check import CHECKS, check_drafts

DARK = "I don't feel safe walking my kids through Limebank Park after 5pm because the lamps are broken."
BN = Said("স্কুলের সামনের রাস্তা সকালে গাড়ির জন্য বন্ধ থাকলে বাচ্চারা নিরাপদে ঢুকতে পারবে।", language="bn")
SO = Said("Waddada iskuulka haddii gawaarida laga xiro subaxdii, carruurtu nabad bay ku gelayaan.", language="so")
BN_LATN = Said("park e rate alo nei, tai amra bhoy pai, aro alo dorkar.", language="bn-Latn")
AR = Said("الحديقة مظلمة جداً في الشتاء ولا نأخذ الأطفال إليها بعد المدرسة.", language="ar")
MIXED = Said("পার্কে lights নেই 😅 please council কিছু করুন।", language="bn")
EVERY = [Said(DARK), BN, SO, BN_LATN, AR, MIXED]


@pytest.mark.parametrize("at", range(len(EVERY)))
@pytest.mark.parametrize("source", ["extractive", "llm", "officer"])
def test_peoples_own_words_pass_in_every_language(at: int, source: str) -> None:
    assert failures(EVERY, sentence(str(EVERY[at].text), [at], source=source)) == ()


@pytest.mark.parametrize("at", range(len(EVERY)))
def test_a_quote_passes_and_one_letter_more_does_not(at: int) -> None:
    text = str(EVERY[at].text)
    assert checks(EVERY, sentence(text[:-1], [at], kind="quote")) == []
    assert checks(EVERY, sentence(text[:9] + text[8:], [at], kind="quote")) == ["quote"]


def test_words_shifted_to_the_second_person_are_peoples_own() -> None:
    text = "You don't feel safe walking your kids through Limebank Park after 5pm."
    assert failures([DARK], sentence(text, source="extractive")) == ()


def test_a_clause_cut_off_its_not_fails() -> None:
    said = ["I don't think that lamps are needed in the park.", "No, lamps are needed in the park."]
    assert checks(said, sentence("Lamps are needed in the park.")) == ["polarity"]
    assert checks(said, sentence("Lamps are needed in the park.", [0, 1])) == []


def test_a_bengali_clause_cut_off_its_not_fails() -> None:
    said = Said("পার্কে আরও ক্যামেরা আমরা চাই না, আলো চাই।", language="bn")
    assert checks([said], sentence("পার্কে আরও ক্যামেরা আমরা চাই।", source="officer")) == ["polarity"]
    assert checks([said], sentence("পার্কে আরও ক্যামেরা আমরা চাই না।", source="officer")) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The consultation was not available in Easy Read.", "The consultation was available in Easy Read."),
        ("Parents should be asked before it is closed.", "Parents should not be asked before it is closed."),
        ("We want more trees and fewer cars here.", "You want fewer trees and fewer cars here."),
        ("The road should be closed in the morning.", "The road should be opened in the morning."),
        ("Please keep the parking bays for visitors.", "Please scrap the parking bays for visitors."),
    ],
)
def test_the_opposite_of_an_answer_fails(said: str, text: str) -> None:
    assert checks([said], sentence(text, source="officer")) == ["polarity"]


def test_the_opposite_fails_in_bengali_too() -> None:
    said = Said("পার্কে রাতে আলো দরকার, পথ নিরাপদ হবে।", language="bn")
    assert checks([said], sentence("পার্কে রাতে আলো দরকার না, পথ নিরাপদ হবে।", source="officer")) == ["polarity"]
    assert checks([said], sentence("পার্কে রাতে আলো দরকার, পথ বিপজ্জনক হবে।", source="officer")) == ["polarity"]


def test_not_and_an_opposite_say_the_same() -> None:
    assert checks(["The path is not safe at night."], sentence("The path is unsafe at night.")) == []
    assert (
        checks(
            ["Do not close the road to the school."], sentence("Keep open the road to the school.", source="officer")
        )
        == []
    )


def test_a_name_that_nobody_wrote_fails() -> None:
    assert checks([DARK], sentence("You don't feel safe walking your kids through Victoria Park after 5pm.")) == [
        "names"
    ]
    assert checks(
        [DARK], sentence("You told the RSPB you don't feel safe walking your kids through Limebank Park.")
    ) == ["names"]


def test_a_name_of_the_question_may_be_used() -> None:
    row = sentence("You don't feel safe walking your kids through Limebank Park near Orchard Street after 5pm.")
    assert checks([DARK], row, wording="What do you think of Orchard Street?") == []


def test_an_acronym_may_stand_for_words_of_an_answer() -> None:
    said = ["The low traffic neighbourhood makes Dock Road worse."]
    assert checks(said, sentence("The LTN makes Dock Road worse.", source="officer")) == []


def test_a_place_put_into_bengali_fails_for_a_model_and_is_shown_to_an_officer() -> None:
    text = "ম্যানচেস্টারে স্কুলের সামনের রাস্তা সকালে গাড়ির জন্য বন্ধ থাকলে বাচ্চারা নিরাপদে ঢুকতে পারবে।"
    assert checks([BN], sentence(text)) == ["names"]
    (note,) = failures([BN], sentence(text, source="officer"))
    assert note.note


def test_a_german_noun_is_no_name() -> None:
    said = [
        Said("Die Stadt soll mehr Bäume an der Straße pflanzen, damit Kinder im Sommer Schatten haben.", language="de"),
        Said("Die Lampen im Park brauchen eine Reparatur.", language="de"),
    ]
    text = "Die Stadt soll mehr Bäume im Park pflanzen, damit Kinder im Sommer Schatten haben."
    assert checks(said, sentence(text, [0], source="officer")) == []
    assert checks(said, sentence(text.replace("Park", "Prater"), [0])) == ["names"]


@pytest.mark.parametrize(
    "text",
    [
        "You don't feel safe walking your kids after 7pm because the lamps are broken.",
        "You don't feel safe walking your kids after 5pm because 40 lamps are broken.",
        "You don't feel safe walking your kids after 5pm because the lamps cost £5.",
        "You don't feel safe walking your kids on Tuesdays after 5pm because the lamps are broken.",
    ],
)
def test_a_number_price_or_day_that_nobody_wrote_fails(text: str) -> None:
    assert "numbers" in checks([DARK], sentence(text, source="officer"))


def test_a_number_may_change_its_script_or_be_a_word() -> None:
    said = Said("রাস্তা বন্ধ থাকায় ১৮ মিনিট লেগেছে।", language="bn")
    assert "numbers" not in checks([said], sentence("It took 18 minutes because the road was closed."))
    said_in_words = ["It takes fifteen minutes to walk to the station."]
    assert checks(said_in_words, sentence("It takes 15 minutes to walk to the station.")) == []


def test_a_claim_of_other_answers_fails() -> None:
    said = [DARK, "Please empty the bins on our street more often than once a week.", "The buses are late."]
    assert checks(said, sentence("Bins on your street should be emptied more often.", [0])) == ["support"]
    assert checks(said, sentence("Bins on your street should be emptied more often.", [1])) == []


def test_a_model_may_not_bring_in_what_nobody_spoke_of() -> None:
    text = "You don't feel safe walking your kids through Limebank Park because the lamps are vandalised."
    assert checks([DARK], sentence(text)) == ["support"]
    assert checks([DARK], sentence(text, source="officer")) == []


def test_evidence_from_outside_the_theme_fails() -> None:
    said = [DARK, Said("The buses are late.", themes=("b",))]
    assert "support" in checks(said, sentence("The buses are late.", [1]))
    assert "support" in checks(said, sentence(DARK, []))


def test_words_in_quotation_marks_have_to_be_somebodys() -> None:
    assert checks([DARK], sentence("You said “the lamps are broken”.", source="officer")) == []
    assert "quote" in checks([DARK], sentence("You said “the lamps are smashed”.", source="officer"))


def test_an_officers_sentence_in_another_language_is_a_note_and_a_models_fails() -> None:
    text = "Closing the road at the school would let children get in safely."
    (note,) = failures([BN], sentence(text, source="officer"))
    assert (note.check, note.note) == ("support", True)
    assert checks([BN], sentence(text)) == ["support"]


def test_vectors_speak_across_languages() -> None:
    text = "Closing the road at the school would let children get in safely."
    tables = over([BN], sentence(text))

    def near(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.stack([tables.vector_array[0] for _ in texts])

    def far(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return -near(texts)

    assert check_drafts(tables, encode=near) == {}
    assert [failure.check for failure in check_drafts(tables, encode=far)["a", 0]] == ["support"]


def test_nothing_is_encoded_for_peoples_own_words() -> None:
    def never(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        raise AssertionError(texts)

    rows = [sentence(str(one.text), [at], source="extractive") for at, one in enumerate(EVERY)]
    assert check_drafts(over(EVERY, *rows), encode=never) == {}


def test_only_some_themes_are_checked_if_asked() -> None:
    tables = over([DARK, Said("The buses are late.", themes=("b",))], sentence("Wrong about Hackney."))
    assert check_drafts(tables, only=["b"]) == {}
    assert check_drafts(tables, only=["a"])


def test_every_failure_is_of_a_known_check() -> None:
    found = failures(
        [DARK], sentence("Everyone agrees that Hackney needs 40 more “proper lamps now”.", source="officer")
    )
    assert {failure.check for failure in found} <= set(CHECKS)
    assert len(found) >= 4


def test_an_emptied_sentence_has_nothing_to_check() -> None:
    assert failures([DARK], sentence("  ", source="officer")) == ()


def test_a_thousand_sentences_take_little_time() -> None:
    said = [f"{DARK} Answer {number} says the bins at number {number} are full." for number in range(60)]
    text = "You told us the lamps in Limebank Park are broken, and {} bins are full."
    rows = [sentence(text.format(at % 50), range(20), source="officer") for at in range(1000)]
    tables = over(said, *rows)
    start = time.perf_counter()
    check_drafts(tables)
    assert time.perf_counter() - start < 6  # under 2 s on a free machine


def test_checking_peoples_own_words_loads_nothing_heavy() -> None:
    code = (
        "import sys; from tests.draft.check.test_claims import EVERY, over, sentence; "
        "from textmine.draft.check import check_drafts; "
        "rows = [sentence(str(one.text), [at], source='extractive') for at, one in enumerate(EVERY)]; "
        "before = set(sys.modules); check_drafts(over(EVERY[:1], *rows[:1])); "
        "print([name for name in ('torch', 'spacy', 'sklearn') if name in sys.modules and name not in before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
