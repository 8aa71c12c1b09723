from textmine.text import duplicate_groups

LETTER = "I object to the plan to remove the parking bays on Chapel Road."


def test_copies_that_differ_in_case_space_and_punctuation_are_one_campaign() -> None:
    copies = [LETTER, LETTER.upper(), "  " + LETTER.replace(" ", "\n") + "!! 👍", "More bins", None]
    assert duplicate_groups(copies) == ["campaign-1"] * 3 + [None, None]


def test_campaigns_are_numbered_by_first_appearance() -> None:
    bengali = "আমি চ্যাপেল রোডের পার্কিং তুলে দেওয়ার পরিকল্পনার বিরোধিতা করছি এখন।"
    assert duplicate_groups([bengali, LETTER] * 3) == ["campaign-1", "campaign-2"] * 3


def test_two_copies_and_short_answers_are_no_campaign() -> None:
    assert duplicate_groups([LETTER] * 2 + ["More bins"] * 5) == [None] * 7


def test_no_texts_give_no_groups() -> None:
    assert duplicate_groups([]) == []
