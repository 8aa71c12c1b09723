from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.ingest.columns import TableColumn, make_columns
from textmine.ingest.grid import Record
from textmine.ingest.headings import tidy, unique_names
from textmine.ingest.layouts import Head


def _columns(names: Sequence[str], *rows: Sequence[str], heads: Sequence[Head] = ()) -> dict[str, TableColumn]:
    """Return the columns of a small table by name."""
    records = [Record(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    used = [any(row[at].strip() for row in rows) for at in range(len(names))]
    given_names, _ = unique_names(list(map(tidy, names)), used, "file")
    found = make_columns(heads or tuple(map(Head, names)), given_names, records)
    assert len({column.name for column in found}) == len(found)
    assert sorted(number for column in found for number in column.numbers) == [at + 1 for at in sorted(given_names)]
    return {column.name: column for column in found}


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Which do you use?", ("Which do you use? - Parks", "Which do you use? - Bins")),
        ("Which do you use?", ("Which do you use? – Parks", "Which do you use? – Bins")),
        ("Which do you use?", ("Which do you use?: Parks", "Which do you use?: Bins")),
        ("Which do you use?", ("Which do you use? [Parks]", "Which do you use? [Bins]")),
        ("Which do you use?", ("Which do you use? Parks", "Which do you use? Bins")),
        ("কোনটি ব্যবহার করেন?", ("কোনটি ব্যবহার করেন? - Parks", "কোনটি ব্যবহার করেন? - Bins")),
        ("Keebaad isticmaashaa?", ("Keebaad isticmaashaa? | Parks", "Keebaad isticmaashaa? | Bins")),
        ("أيها تستخدم؟", ("أيها تستخدم؟ [Parks]", "أيها تستخدم؟ [Bins]")),
        ("Q3", ("Q3 [Parks]", "Q3 [Bins]")),
        ("Parks - use", ("Parks - use - Parks", "Parks - use - Bins")),
    ],
)
@pytest.mark.parametrize("mark", ["Parks", "1", "x", "✓", "TRUE", "Yes"])
def test_headings_with_a_common_stem_and_ticks_below_are_one_question(
    question: str, options: tuple[str, str], mark: str
) -> None:
    on = {"Parks": ("Parks", "Bins")}.get(mark, (mark, mark))
    found = _columns(["ID", *options, "Why?"], ["1", *on, "a"], ["2", on[0], "", "b"], ["3", "", on[1], "c"])
    assert list(found) == ["ID", question, "Why?"]
    assert found[question].values == ["Parks; Bins", "Parks", "Bins"]
    assert found[question].options == ("Parks", "Bins")
    assert found[question].headings == options


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (("Which?", "Which?_1", "Which?_2"), "Which?"),
        (("Which?", "Which? 2", "Which? 3"), "Which?"),
        (("Which?", "Which?.1", "Which?.2"), "Which?"),
        (("Which?", "Which?", "Which?"), "Which?"),
        (("Which?", "", ""), "Which?"),
        (("Q3_1", "Q3_2", "Q3_10"), "Q3"),
        (("3.1", "3.2", "3.3"), "3"),
        (("কোনটি?", "কোনটি?_1", "কোনটি?_2"), "কোনটি?"),
    ],
)
def test_repeated_numbered_and_missing_headings_are_named_by_what_stands_below(
    names: tuple[str, ...], question: str
) -> None:
    found = _columns(names, ["Bus", "", "গাড়ি"], ["Bus", "Tram", ""], ["", "Tram", ""])
    assert list(found) == [question]
    assert found[question].values == ["Bus; গাড়ি", "Bus; Tram", "Tram"]
    assert found[question].options == ("Bus", "Tram", "গাড়ি")


def test_words_that_are_no_tick_stay_in_a_column_of_their_own() -> None:
    names = ["Use? - Parks", "Use? - Bins", "Use? - Other"]
    found = _columns(names, ["Parks", "Bins", ""], ["Parks", "", "skips, and 😀"], ["", "Bins", "?"])
    assert found["Use?"].options == ("Parks", "Bins")
    assert found["Use? - Other"].values == ["", "skips, and 😀", "?"]
    assert found["Use? - Other"].question == "Use?"
    assert found["Use? - Other"].hint is not None


@pytest.mark.parametrize("said", ["😀", "?", "-", "parks are best", "Yes, but", "2"])
def test_nothing_but_a_mark_of_a_box_or_the_option_is_a_tick(said: str) -> None:
    found = _columns(["Use? - Parks", "Use? - Bins", "Use? - Trees"], ["x", "x", "x"], ["x", "", said])
    assert found["Use? - Trees"].values == ["x", said]


def test_statements_keep_their_columns_and_know_their_question() -> None:
    found = _columns(["Agree? - A", "Agree? - B"], ["Agree", "Disagree"], ["Disagree", "Agree"])
    assert list(found) == ["Agree? - A", "Agree? - B"]
    assert {column.question for column in found.values()} == {"Agree?"}


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (("Page 1: Do you agree?", "Page 1: Do you drive?"), (("Yes", "No"), ("No", "Yes"))),
        (("About you - Home", "About you - Work"), (("Owned", "Nurse"), ("Rented", "Baker"))),
        (("বাড়ি - ভাড়া", "বাড়ি - কাজ"), (("হ্যাঁ, ভাড়া", "দোকান"), ("নিজের", "স্কুল"))),
    ],
)
def test_questions_that_only_begin_alike_are_no_statements(
    names: tuple[str, str], rows: Sequence[tuple[str, str]]
) -> None:
    found = _columns(names, *rows)
    assert list(found) == list(names)
    assert not any(column.question for column in found.values())


def test_statements_are_answered_with_options_whatever_their_question_sounds_like() -> None:
    names = ["Sidee u aragtaa? [Maktabadda]", "Sidee u aragtaa? [Barkadda]"]
    found = _columns(names, ["Fiican", "Xun"], ["Xun", "Dhexdhexaad"], ["Fiican", "Xun"])
    assert {column.hint.role for column in found.values() if column.hint} == {"closed_single"}
    assert {column.question for column in found.values()} == {"Sidee u aragtaa?"}


def test_lines_for_personal_details_are_personal_whatever_stands_above_them() -> None:
    names = ["Tell us your details - Name", "Tell us your details - ইমেইল", "Tell us your details - Idea"]
    found = _columns(names, ["Ann", "a@example.org", "trees"], ["Bo", "b@example.org", "আলো"])
    assert [column.hint.role if column.hint else None for column in found.values()] == ["personal", "personal", None]
    safe = _columns(["How safe? - Street", "How safe? - Home"], ["Safe", "Unsafe"], ["Unsafe", "Safe"])
    assert {column.hint.role for column in safe.values() if column.hint} == {"closed_single"}


@pytest.mark.parametrize(
    ("yes", "no", "all_that_apply"),
    [
        ("Yes", "No", "Tick all that apply"),
        ("হ্যাঁ", "না", "প্রযোজ্য সব বেছে নিন"),
        ("Haa", "Maya", "Dooro dhammaan inta khuseysa"),
        ("نعم", "لا", "اختر كل ما ينطبق"),
    ],
)
def test_yes_and_no_to_statements_are_no_ticks_but_boxes_of_all_that_apply_are(
    yes: str, no: str, all_that_apply: str
) -> None:
    rows = ([yes, no], [no, yes])
    assert len(_columns(["Want? - Shops", "Want? - Trees"], *rows)) == 2
    found = _columns([f"{all_that_apply} - Shops", f"{all_that_apply} - Trees"], *rows)
    assert found[all_that_apply].values == ["Shops", "Trees"]


def test_marks_out_of_five_are_no_ticks() -> None:
    found = _columns(["Rate - A", "Rate - B"], ["1", "1"], ["1", "4"])
    assert list(found) == ["Rate - A", "Rate - B"]


def test_places_of_a_ranking_are_no_ticks_even_for_one_person() -> None:
    assert len(_columns(["Rank - A", "Rank - B", "Rank - C"], ["1", "2", "3"])) == 3


def test_an_option_nobody_ticked_is_an_option_still() -> None:
    found = _columns(["Use? - Parks", "Use? - Bins"], ["1", ""], ["", ""])
    assert found["Use?"].values == ["Parks", ""]


def test_a_question_nobody_answered_is_not_joined() -> None:
    assert len(_columns(["Use? - Parks", "Use? - Bins"], ["", ""], ["", ""])) == 2


def test_numbered_questions_of_a_page_are_no_options() -> None:
    names = ["1.1 Do you agree?", "1.2 Do you live here?", "1.3 Why?"]
    found = _columns(names, ["Yes", "Yes", "because"], ["Yes", "", "no"])
    assert list(found) == names
    assert not any(column.question for column in found.values())


def test_comments_that_each_stand_once_are_no_options() -> None:
    names = ["Comment 1", "Comment 2", "Comment 3"]
    assert list(_columns(names, ["too dark", "", ""], ["", "bins", "trees"])) == names


def test_short_answers_in_own_words_are_no_options_though_they_recur() -> None:
    names = ["Any comments?", "Any comments?", "মন্তব্য", ""]
    assert len(_columns(names, ["No", "None", "নেই", "না"], ["No", "None", "নেই", "না"])) == 4


def test_a_repeated_option_begins_another_question() -> None:
    names = ["Use? - Parks", "Use? - Bins", "Use? - Parks", "Use? - Bins"]
    found = _columns(names, ["1", "", "", "1"], ["1", "1", "", ""])
    assert [column.values for column in found.values()] == [["Parks", "Parks; Bins"], ["Bins", ""]]


def test_one_answer_out_of_a_scale_is_no_question_with_several_answers() -> None:
    found = _columns(["Agree? - Agree", "Agree? - Disagree"], ["1", ""], ["", "1"])
    assert (found["Agree?"].values, found["Agree?"].options) == (["Agree", "Disagree"], ())


def test_a_question_called_like_another_column_gets_a_name_of_its_own() -> None:
    found = _columns(["Use?", "ID", "Use? - Parks", "Use? - Bins"], ["words", "1", "x", "x"], ["more", "2", "x", ""])
    assert list(found) == ["Use?", "ID", "Use? (2)"]


def test_options_beside_the_question_with_the_same_answers_are_one_question() -> None:
    names = ["Which?", "Which?/Library", "Which?/Park"]
    found = _columns(names, ["Park Library", "1", "1"], ["Park", "0", "1"], ["", "0", "0"])
    assert list(found) == ["Which?"]
    assert found["Which?"].values == ["Library; Park", "Park", ""]
    assert found["Which?"].headings == ("Which?", "Which?/Library", "Which?/Park")


def test_a_question_with_an_answer_that_no_option_tells_keeps_it() -> None:
    found = _columns(["Which?", "Which? - Library", "Which? - Park"], ["Skips", "1", "1"], ["Park", "0", "1"])
    assert [column.values for column in found.values()] == [["Library; Park", "Park"], ["Skips", "Park"]]


def test_words_beside_one_answer_know_their_question() -> None:
    names = ["কোন পার্ক?", "কোন পার্ক? - অন্যান্য (উল্লেখ করুন)"]
    found = _columns(names, ["ভিক্টোরিয়া", ""], ["অন্যান্য", "মসজিদের মাঠ"])
    assert found[names[1]].question == names[0]


def test_options_whose_question_stands_nowhere_are_one_question() -> None:
    names = ["#", "Cinema", "Live music, comedy", "খাবার", "What would you change?"]
    found = _columns(names, ["a", "", names[2], "", "x"], ["b", "Cinema", names[2], "খাবার", "y"])
    assert list(found) == ["#", "Cinema / Live music, comedy / খাবার", "What would you change?"]
    assert found["Cinema / Live music, comedy / খাবার"].values == [names[2], "Cinema; Live music, comedy; খাবার"]


def test_a_permission_is_not_lost_among_options() -> None:
    names = ["Tick - Send me the newsletter", "Tick - You may publish my comments", "Tick - I cycle", "Tick - I walk"]
    found = _columns(names, ["x", "x", "x", ""], ["", "x", "", "x"])
    assert list(found) == ["Tick", names[0], names[1]]
    assert found["Tick"].options == ("I cycle", "I walk")


OWN = "own words, my own"
CELL = st.sampled_from(["", " ", "x", "1", "0", "yes", "No", "Parks", "পার্ক", "3", "2", OWN, "✓", "-99"])
OTHER = "Use? - Other (please specify)"
NAME = st.sampled_from(["", "Q3_1", "Q3_2", "Use? - Parks", "Use? - পার্ক", OTHER, "Use?", "3.1", "3.2.a", "Why [x]"])


@settings(deadline=None, max_examples=150)
@given(st.data(), st.integers(1, 6), st.integers(1, 5))
def test_no_answer_in_words_is_ever_lost(data: st.DataObject, width: int, height: int) -> None:
    names = data.draw(st.lists(NAME, min_size=width, max_size=width))
    rows = [data.draw(st.lists(CELL, min_size=width, max_size=width)) for _ in range(height)]
    found = _columns(names, *rows)
    for at, row in enumerate(rows):
        kept = " ".join(column.values[at] for column in found.values())
        for place, cell in enumerate(row):
            if cell in (OWN, "পার্ক", "Parks"):
                assert cell in kept, (names, place)
