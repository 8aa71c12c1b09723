from __future__ import annotations

import pytest

from textmine.draft.clauses.tidy import as_sentence, without_ending, without_opening


@pytest.mark.parametrize(
    ("said", "cleaned"),
    [
        ("Yes, I think that the park is dark", "the park is dark"),
        ("In my opinion, and I think the park is dark", "the park is dark"),
        ("Also, more bins", "more bins"),
        ("Hello. The park is dark", "The park is dark"),
        ("No, the park is dark", "the park is dark"),
        ("• - 1) more bins", "more bins"),
        ("  more \n\n bins_x000D_ now ", "more bins now"),
        ("Please ban them", "ban them"),
        ("I am writing to object to the plan", "I object to the plan"),
        ("I also want more bins", "I want more bins"),
        ("Yet I cannot support it", "I cannot support it"),
    ],
)
def test_greetings_and_fillers_in_front_are_cut(said: str, cleaned: str) -> None:
    assert without_opening(said, english=True) == cleaned


@pytest.mark.parametrize(
    "said",
    [
        "No parking on the kerb",
        "No. 5 bus is late",
        "I don't think the park is dark",
        "So many cars",
        "I think about my kids",
        "Yes to more bins",
        "Well-lit paths",
        "£35 for a mattress",
        "(left turn) lane",
    ],
)
def test_words_that_carry_the_point_stay(said: str) -> None:
    assert without_opening(said, english=True) == said


@pytest.mark.parametrize(
    ("said", "language", "sentence"),
    [
        ("the park is dark", "en", "The park is dark."),
        ("the park is dark!!! 🙏", "en", "The park is dark."),
        ("why is it dark??", "en", "Why is it dark?"),
        ("পার্কের আলো নেই", "bn", "পার্কের আলো নেই।"),
        ("পার্কের আলো নেই।", "bn", "পার্কের আলো নেই।"),
        ("park e alo nai", "bn-Latn", "Park e alo nai."),
        ("nalalka ayaa jaban", "so", "Nalalka ayaa jaban."),
        ("الأضواء معطلة", "ar", "الأضواء معطلة."),
        ("پارک میں روشنی نہیں", "ur", "پارک میں روشنی نہیں۔"),
        ("公园很暗", "zh", "公园很暗。"),
        ("…", "en", ""),
        ("🙏🙏", "en", ""),
    ],
)
def test_a_clause_ends_as_its_script_ends_sentences(said: str, language: str, sentence: str) -> None:
    assert as_sentence(said, language) == sentence


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("bigger bins at the canal please", "bigger bins at the canal"),
        ("a toilet that is open lol", "a toilet that is open"),
        ("More lamps, thank you!", "More lamps"),
        ("Cameras at the gate, also please", "Cameras at the gate"),
        ("I should keep my yard as I please", "I should keep my yard as I please"),
        ("Cameras? no thanks", "Cameras? no thanks"),
        ("It is far too dark too", "It is far too dark too"),
        ("please", "please"),
    ],
)
def test_thanks_and_fillers_at_the_end_are_cut(said: str, left: str) -> None:
    assert without_ending(said) == left


def test_spaces_before_a_comma_go_in_every_language() -> None:
    assert without_opening("affordable , healthy food", english=True) == "affordable, healthy food"
    assert without_opening("আলো , বিন আর গাছ", english=False) == "আলো, বিন আর গাছ"
    assert without_opening("£ .50 a day", english=True) == "£ .50 a day"
