from __future__ import annotations

import subprocess
import sys

import pytest

from textmine.draft.lexicon import settings
from textmine.draft.plain import expanded, plain_english, reading

BENGALI = "পার্কে আরও আলো দরকার কারণ রাতে পথ অন্ধকার থাকে। "
SOMALI = "Waxaan rabnaa iftiin badan oo habeenkii ah si aan u soconno. "


def kinds(text: str, language: str | None = None) -> list[str]:
    return [issue.kind for issue in plain_english(text, language=language)]


def test_a_sentence_of_26_words_is_too_long_and_one_of_25_is_not() -> None:
    assert kinds("Light " * 25 + ".") == []
    assert kinds("Light " * 26 + ".") == ["long_sentence"]


def test_long_sentences_are_found_in_every_script() -> None:
    for text in (BENGALI.replace("।", ",") * 4, SOMALI.replace(".", ",") * 4, "نريد المزيد من الضوء في الحديقة " * 6):
        assert kinds(text) == ["long_sentence"], text
    assert kinds(BENGALI * 4) == []
    assert kinds(SOMALI * 4) == []


def test_jargon_comes_with_plain_words() -> None:
    (issue,) = plain_english("We commenced work.")
    assert "start" in issue.message
    assert "We commenced work."[issue.start : issue.end] == "commenced"


def test_there_are_at_least_150_jargon_words() -> None:
    assert len(settings("jargon")["words"]) >= 150


def test_jargon_is_whole_words_of_english_only() -> None:
    assert kinds("The ceaseless rain on the park.") == ["jargon"]
    assert kinds("A reprise of the song in the park.") == []
    assert kinds("স্টেকহোল্ডার utilise করা দরকার, পার্কে আরও আলো চাই।") == []


def test_an_acronym_is_explained_once() -> None:
    assert kinds("The LTN is unpopular, and the LTN is closed.") == ["acronym"]
    assert kinds("The low-traffic neighbourhood (LTN) is unpopular.") == []
    assert kinds("The NHS and CCTV need no words.") == []
    assert kinds("WE NEED MORE LIGHTS NOW") == []


def test_an_acronym_is_expanded_over_small_words_too() -> None:
    assert expanded("TFL", "Transport for London (TFL)")
    assert not expanded("RNIB", "The blind people of the borough")


@pytest.mark.parametrize("text", ["Residents want more lights.", "Local people strongly oppose this."])
def test_residents_are_not_said_to_think(text: str) -> None:
    assert kinds(text) == ["speaker"]


def test_people_who_answered_may_think() -> None:
    assert kinds("About half of the people who answered want more lights.") == []


def test_reading_counts_sentences_of_all_languages() -> None:
    found = reading(["The path is dark. " + "Light " * 27, BENGALI, SOMALI])
    assert (found.sentences, found.longest, found.over) == (4, 27, 1)
    assert not found.plain


def test_harder_words_give_a_higher_grade() -> None:
    easy = reading(["The path is dark at night. You want more lights."])
    hard = reading(["Infrastructural considerations necessitate comprehensive interdepartmental collaboration."])
    assert easy.grade is not None
    assert hard.grade is not None
    assert easy.grade < hard.grade
    assert easy.plain


def test_nothing_has_no_grade() -> None:
    assert reading([]).grade is None
    assert reading([BENGALI]).grade is None


def test_looking_at_english_loads_nothing_heavy() -> None:
    code = (
        "import sys; from textmine.draft.plain import plain_english; plain_english('We utilise the park.'); "
        "print([name for name in ('torch', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
