from __future__ import annotations

from collections.abc import Callable

from textmine.tables import Tables

from .conftest import Decide
from .sample import breaches, count_of, people, status_of

Refusals = Callable[..., list[str]]
R1, R2, R8 = ["r1", "q1"], ["r2", "q1"], ["r8", "q1"]


def test_the_sample_keeps_the_contract(tables: Tables) -> None:
    assert breaches(tables) == []


def test_merging_counts_a_person_once_and_keeps_all_their_points(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.02"], "into": "q1.01"}).tables
    assert "q1.02" not in set(after.themes["theme_id"])
    assert count_of(after, "q1.01") == 6
    own = after.assignments[(after.assignments["theme_id"] == "q1.01") & (after.assignments["response_id"] == "r1")]
    assert len(own) == 2
    assert own["primary"].tolist() == [True, False]
    assert breaches(after) == []


def test_merging_collapses_the_same_point_into_one(take: Decide) -> None:
    after = take(
        {"do": "assign", "answer": ["r5", "q1"], "theme": "q1.01"},
        {"do": "merge", "themes": ["q1.02"], "into": "q1.01"},
    ).tables
    own = after.assignments[after.assignments["response_id"] == "r5"]
    assert own[["theme_id", "score", "assigned_by", "primary"]].to_numpy().tolist() == [["q1.01", 1.0, "officer", True]]


def test_merging_drafts_the_theme_anew_with_its_new_figure(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.02"], "into": "q1.01"}).tables
    figure = after.drafts[(after.drafts["theme_id"] == "q1.01") & (after.drafts["kind"] == "figure")]
    assert figure["text"].str.contains("6 of 8").tolist() == [True]


def test_merging_a_group_takes_all_below_it(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.00"], "into": "q1.03"}).tables
    assert after.themes.query("question_id == 'q1'")["theme_id"].tolist() == ["q1.03"]
    assert count_of(after, "q1.03") == 7
    assert breaches(after) == []


def test_merging_a_group_into_one_of_its_own_themes_leaves_that_theme_alone(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.00"], "into": "q1.02"}).tables
    theme = after.themes.set_index("theme_id").loc["q1.02"]
    assert theme["parent_id"] is None or theme["parent_id"] != theme["parent_id"]
    assert count_of(after, "q1.02") == 6
    assert breaches(after) == []


def test_all_themes_of_a_group_can_be_merged_into_the_group(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.01", "q1.02"], "into": "q1.00"}).tables
    assert people(after, "q1.00") == {"r1", "r2", "r3", "r4", "r5", "r6"}
    assert breaches(after) == []


def test_a_group_whose_last_theme_is_merged_away_goes(take: Decide) -> None:
    after = take({"do": "merge", "themes": ["q1.01", "q1.02"], "into": "q1.03"}).tables
    assert "q1.00" not in set(after.themes["theme_id"])
    assert breaches(after) == []


def test_a_merge_that_makes_no_sense_is_refused(refusals: Refusals) -> None:
    assert "itself" in refusals({"do": "merge", "themes": ["q1.01"], "into": "q1.01"})[0]
    assert "only themes of one question" in refusals({"do": "merge", "themes": ["q2.01"], "into": "q1.01"})[0]
    assert "is a group of themes" in refusals({"do": "merge", "themes": ["q1.03"], "into": "q1.00"})[0]


def test_a_merged_theme_is_gone_for_the_next_line_which_is_told_so(refusals: Refusals) -> None:
    messages = refusals(
        {"do": "merge", "themes": ["q1.02"], "into": "q1.01"},
        {"do": "rename", "theme": "q1.02", "title": "Lights"},
    )
    assert messages == ["there is no theme `q1.02` any more: it was merged into “Parking for residents”."]


def test_splitting_moves_the_named_answers_to_a_new_theme(take: Decide) -> None:
    after = take({"do": "split", "theme": "q1.01", "answers": [["r2", "q1"], ["r4", "q1"]], "title": "পার্কিং"}).tables
    assert people(after, "q1.n1") == {"r2", "r4"}
    assert people(after, "q1.01") == {"r1", "r3"}
    new = after.themes.set_index("theme_id").loc["q1.n1"]
    assert (new["title"], new["parent_id"]) == ("পার্কিং", "q1.00")
    assert breaches(after) == []


def test_splitting_refuses_answers_that_are_not_in_the_theme(refusals: Refusals) -> None:
    given = {"do": "split", "theme": "q1.01", "answers": [["r7", "q1"], ["r99", "q1"], R1], "title": "x"}
    not_in_it, not_there = refusals(given)
    assert "is not in the theme “Parking for residents”" in not_in_it
    assert "no answer of response `r99`" in not_there
    assert "is a group" in refusals({**given, "theme": "q1.00"})[0]


def test_a_created_theme_has_nobody_and_can_be_used_on_the_next_line(take: Decide) -> None:
    empty = take({"do": "create", "question": "q1", "title": "Bisadaha", "description": "Cats"}).tables
    assert count_of(empty, "q1.n1") == 0
    after = take(
        {"do": "create", "question": "q1", "title": "Cats", "description": ""},
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n2"},
    ).tables
    assert people(after, "q1.n2") == {"r10"}
    assert breaches(after) == []


def test_a_theme_is_created_for_an_open_question_only(refusals: Refusals) -> None:
    assert "no open question `c1`" in refusals({"do": "create", "question": "c1", "title": "x"})[0]


def test_assigning_adds_the_whole_answer_with_the_persons_position(take: Decide, tables: Tables) -> None:
    after = take({"do": "assign", "answer": R2, "theme": "q1.03"}).tables
    row = after.assignments[
        (after.assignments["response_id"] == "r2") & (after.assignments["theme_id"] == "q1.03")
    ].iloc[0]
    text = tables.responses.query("response_id == 'r2' and question_id == 'q1'")["text"].item()
    assert row[["start", "end", "score", "position", "assigned_by", "primary"]].tolist() == [
        0,
        len(text),
        1.0,
        "against",
        "officer",
        False,
    ]


def test_an_answer_without_points_gets_the_position_the_person_ticked(take: Decide) -> None:
    after = take({"do": "assign", "answer": ["r10", "q1"], "theme": "q1.03"}).tables
    assert after.assignments.query("response_id == 'r10'")["position"].tolist() == ["for"]


def test_assigning_an_answer_set_aside_makes_it_themed(take: Decide) -> None:
    after = take(
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.03"},
        {"do": "assign", "answer": R8, "theme": "q1.03"},
    ).tables
    assert status_of(after, "r10", "q1") == status_of(after, "r8", "q1") == ("themed", None)
    assert after.assignments.query("response_id == 'r8'")["primary"].tolist() == [True]
    assert breaches(after) == []


def test_a_changed_base_changes_the_figures_of_every_theme_of_the_question(take: Decide) -> None:
    after = take({"do": "assign", "answer": R8, "theme": "q1.03"}).tables
    figures = after.drafts[after.drafts["kind"] == "figure"].set_index("theme_id")["figures"]
    assert '"base": 9' in figures["q1.02"]
    assert '"base": 4' in figures["q2.01"]


def test_assigning_a_theme_an_answer_has_keeps_its_points(take: Decide) -> None:
    reviewed = take({"do": "assign", "answer": R1, "theme": "q1.02"})
    rows = reviewed.tables.assignments.query("response_id == 'r1' and theme_id == 'q1.02'")
    assert rows[["score", "assigned_by", "start"]].to_numpy().tolist() == [[1.0, "officer", 36]]
    assert ("r1", "q1", "q1.02") in reviewed.confirmed


def test_an_assignment_that_makes_no_sense_is_refused(refusals: Refusals) -> None:
    assert "blank" in refusals({"do": "assign", "answer": ["r9", "q1"], "theme": "q1.01"})[0]
    assert "is a group" in refusals({"do": "assign", "answer": R1, "theme": "q1.00"})[0]
    assert "question `q2`" in refusals({"do": "assign", "answer": R1, "theme": "q2.01"})[0]
    assert "no answer of response `r99`" in refusals({"do": "assign", "answer": ["r99", "q1"], "theme": "q1.01"})[0]


def test_unassigning_the_primary_theme_makes_the_best_other_one_primary(take: Decide) -> None:
    after = take({"do": "unassign", "answer": R1, "theme": "q1.01"}).tables
    assert after.assignments.query("response_id == 'r1' and question_id == 'q1'")["primary"].tolist() == [True]
    assert breaches(after) == []


def test_unassigning_the_last_theme_asks_for_a_person(take: Decide) -> None:
    after = take({"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"}).tables
    assert status_of(after, "r7", "q1") == ("needs_person", "An officer removed its last theme.")
    assert breaches(after) == []


def test_unassigning_a_theme_the_answer_has_not_is_refused(refusals: Refusals) -> None:
    assert "not in the theme" in refusals({"do": "unassign", "answer": R1, "theme": "q1.03"})[0]


def test_confirming_is_kept_and_follows_a_merge(take: Decide) -> None:
    reviewed = take({"do": "confirm", "answer": ["r5", "q1"], "theme": "q1.02"})
    assert reviewed.confirmed == {("r5", "q1", "q1.02")}
    assert set(reviewed.tables.assignments["assigned_by"]) == {"machine"}
    assert take({"do": "merge", "themes": ["q1.02"], "into": "q1.01"}).confirmed == {("r5", "q1", "q1.01")}


def test_confirming_what_is_not_so_is_refused(refusals: Refusals) -> None:
    assert "not in the theme" in refusals({"do": "confirm", "answer": R1, "theme": "q1.03"})[0]
