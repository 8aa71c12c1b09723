from __future__ import annotations

from collections.abc import Callable

import pytest

from textmine.model import Outcome
from textmine.review import Reviewed
from textmine.tables import Tables

from .conftest import Decide

Refusals = Callable[..., list[str]]
MERGE = {"do": "merge", "themes": ["q1.02"], "into": "q1.01"}


def sentence(reviewed: Reviewed, theme: str, ordinal: int) -> tuple[str, str, str]:
    """Text, kind and source of one sentence of a draft."""
    drafts = reviewed.tables.drafts
    row = drafts[(drafts["theme_id"] == theme) & (drafts["ordinal"] == ordinal)].iloc[0]
    return row["text"], row["kind"], row["source"]


def ordinal_of(tables: Tables, theme: str, kind: str) -> int:
    """The first sentence of a kind in a theme's draft."""
    own = tables.drafts[(tables.drafts["theme_id"] == theme) & (tables.drafts["kind"] == kind)]
    return int(own["ordinal"].iloc[0])


def test_a_theme_is_renamed_and_described(take: Decide) -> None:
    after = take(
        {"do": "rename", "theme": "q1.02", "title": " রাতের আলো "},
        {"do": "describe", "theme": "q1.02", "description": "Nalka waddooyinka"},
    ).tables.themes.set_index("theme_id")
    assert after.loc["q1.02", ["title", "description"]].tolist() == ["রাতের আলো", "Nalka waddooyinka"]


def test_renaming_leaves_everything_else_as_it_was(take: Decide, tables: Tables) -> None:
    after = take({"do": "rename", "theme": "q1.02", "title": "Lights"}).tables
    for name in ("responses", "assignments", "respondents", "questions", "vectors"):
        assert getattr(after, name).equals(getattr(tables, name))
    assert after.drafts["text"].tolist() == tables.drafts["text"].tolist()
    assert after.manifest == tables.manifest


def test_a_language_is_corrected(take: Decide) -> None:
    after = take({"do": "language", "answer": ["r4", "q1"], "language": "BN-latn"}).tables.responses
    row = after[(after["response_id"] == "r4") & (after["question_id"] == "q1")].iloc[0]
    assert (row["language"], row["languages"], row["language_confidence"]) == ("bn-Latn", ["bn-Latn"], 1.0)


@pytest.mark.parametrize(("tag", "languages"), [("so", ["so", "en"]), ("bn", ["bn", "so"]), ("und", []), ("zxx", [])])
def test_the_languages_of_a_mixed_answer_follow(take: Decide, tag: str, languages: list[str]) -> None:
    after = take({"do": "language", "answer": ["r6", "q1"], "language": tag}).tables.responses
    row = after[(after["response_id"] == "r6") & (after["question_id"] == "q1")].iloc[0]
    assert (row["language"], row["languages"]) == (tag, languages)


def test_a_language_that_is_no_tag_is_refused(refusals: Refusals) -> None:
    assert "language tag" in refusals({"do": "language", "answer": ["r4", "q1"], "language": "Bengali"})[0]


def test_a_sentence_gets_the_officers_words(take: Decide, tables: Tables) -> None:
    place = ordinal_of(tables, "q1.01", "figure")
    reviewed = take({"do": "edit", "theme": "q1.01", "ordinal": place, "text": "Half of you want parking."})
    assert sentence(reviewed, "q1.01", place) == ("Half of you want parking.", "figure", "officer")


def test_a_quote_in_other_words_is_a_quote_no_more(take: Decide, tables: Tables) -> None:
    place = ordinal_of(tables, "q1.02", "quote")
    said = tables.drafts.query("theme_id == 'q1.02' and kind == 'quote'")["text"].iloc[0]
    shorter = said[:6]
    reviewed = take({"do": "edit", "theme": "q1.02", "ordinal": place, "text": shorter})
    assert sentence(reviewed, "q1.02", place) == (shorter, "quote", "officer")
    reviewed = take({"do": "edit", "theme": "q1.02", "ordinal": place, "text": "Nobody said this"})
    assert sentence(reviewed, "q1.02", place) == ("Nobody said this", "key_point", "officer")


def test_a_sentence_that_is_not_there_cannot_be_edited(refusals: Refusals) -> None:
    assert "no sentence 99" in refusals({"do": "edit", "theme": "q1.01", "ordinal": 99, "text": "x"})[0]


def test_an_edit_outlives_changes_elsewhere(take: Decide) -> None:
    take({"do": "edit", "theme": "q1.03", "ordinal": 0, "text": "Trees."})
    reviewed = take(MERGE)
    assert sentence(reviewed, "q1.03", 0)[0] == "Trees."
    assert reviewed.not_applied == []


def test_an_edit_of_a_sentence_drafted_anew_is_listed_not_applied(take: Decide) -> None:
    take({"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "Half of you want parking."})
    reviewed = take(MERGE)
    assert sentence(reviewed, "q1.01", 0)[0].startswith("Most of the people")
    [(decision, reason)] = reviewed.not_applied
    assert decision.number == 1
    assert "drafted anew" in reason


def test_a_theme_changed_on_one_line_is_edited_on_the_next(take: Decide) -> None:
    reviewed = take(MERGE, {"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "Many of you."})
    assert sentence(reviewed, "q1.01", 0) == ("Many of you.", "figure", "officer")
    assert reviewed.decisions[1].before["text"].startswith("Most of the people")


def test_the_last_of_two_edits_holds_even_if_the_first_is_undone(take: Decide) -> None:
    take({"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "First."})
    take({"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "Second."})
    reviewed = take({"do": "undo", "decision": 1})
    assert sentence(reviewed, "q1.01", 0)[0] == "Second."


def test_a_new_title_leaves_the_sentences_of_a_changed_theme_alone(take: Decide) -> None:
    before = take(MERGE, {"do": "approve", "theme": "q1.03"}).tables.drafts
    after = take({"do": "rename", "theme": "q1.01", "title": "Lights at night"}).tables.drafts
    assert after.equals(before)


def test_consent_remembers_who_decided(take: Decide) -> None:
    reviewed = take({"do": "consent", "quotes": "refuse"}, by="রহিমা")
    assert (reviewed.quotes, reviewed.quotes_by) == ("refuse", "রহিমা")


def test_an_outcome_is_kept_whole(take: Decide) -> None:
    reviewed = take(
        {"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Twelve bays.", "owner": "Parking team",
         "date": "2027-03-31", "reason": None}
    )  # fmt: skip
    assert reviewed.outcomes == {"q1.01": Outcome("we_will", "Twelve bays.", "", "Parking team", "2027-03-31")}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"outcome": "could_not", "text": "No."}, "needs `reason`"),
        ({"outcome": "could_not", "text": "No.", "reason": " \u200b"}, "needs `reason`"),
        ({"outcome": "we_will", "text": "Yes.", "owner": "Team", "date": "31/03/2027"}, "must be a date"),
        ({"outcome": "we_will", "text": "Yes.", "owner": "Team", "date": "2027-02-30"}, "must be a date"),
        ({"outcome": "we_did", "text": " "}, "must be text that is not empty"),
        ({"outcome": "we_might", "text": "Yes."}, "must be one of"),
    ],
)
def test_an_outcome_that_says_too_little_is_refused(refusals: Refusals, given: dict[str, str], message: str) -> None:
    messages = refusals({"do": "outcome", "theme": "q1.01", **given})
    assert len(messages) == 1
    assert message in messages[0]


def test_a_theme_set_aside_keeps_its_people(take: Decide, tables: Tables) -> None:
    reviewed = take({"do": "set_aside", "theme": "q1.03", "reason": "Too few to tell."})
    assert reviewed.set_aside == {"q1.03": "Too few to tell."}
    assert reviewed.tables.themes.equals(tables.themes)


def test_setting_a_group_aside_sets_aside_what_is_below_it(take: Decide) -> None:
    reviewed = take({"do": "set_aside", "theme": "q1.00", "reason": "Not ours."})
    assert set(reviewed.set_aside) == {"q1.00", "q1.01", "q1.02"}


def test_an_override_keeps_who_and_why(take: Decide) -> None:
    reviewed = take({"do": "override", "theme": "q1.03", "check": "minimum_count", "reason": "They agreed."})
    assert reviewed.overrides == {"q1.03": {"minimum_count": ("Amina", "They agreed.")}}


def test_an_approval_names_who_approved_what_it_says_now(take: Decide) -> None:
    reviewed = take({"do": "approve", "theme": "q1.01"}, by="Amina")
    assert (reviewed.approvals, reviewed.lapsed) == ({"q1.01": "Amina"}, {})


@pytest.mark.parametrize(
    "change",
    [
        {"do": "rename", "theme": "q1.01", "title": "Cars"},
        {"do": "describe", "theme": "q1.01", "description": "Cars"},
        {"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "Cars."},
        {"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "Cars."},
        {"do": "unassign", "answer": ["r1", "q1"], "theme": "q1.01"},
        {"do": "assign", "answer": ["r8", "q1"], "theme": "q1.03"},
    ],
)
def test_an_approval_lapses_when_what_was_approved_changes(take: Decide, change: dict[str, str]) -> None:
    take({"do": "approve", "theme": "q1.01"})
    reviewed = take(change)
    assert (reviewed.approvals, reviewed.lapsed) == ({}, {"q1.01": "Amina"})
    reviewed = take({"do": "approve", "theme": "q1.01"}, by="Badri")
    assert (reviewed.approvals, reviewed.lapsed) == ({"q1.01": "Badri"}, {})


def test_undoing_the_change_brings_the_approval_back(take: Decide) -> None:
    take({"do": "approve", "theme": "q1.01"}, {"do": "rename", "theme": "q1.01", "title": "Cars"})
    assert take({"do": "undo", "decision": 2}).approvals == {"q1.01": "Amina"}


def test_a_change_within_the_same_file_lapses_an_approval_too(take: Decide) -> None:
    reviewed = take({"do": "approve", "theme": "q1.01"}, MERGE)
    assert reviewed.lapsed == {"q1.01": "Amina"}


def test_approving_all_leaves_out_what_is_set_aside(take: Decide) -> None:
    reviewed = take({"do": "set_aside", "theme": "q2.02", "reason": "Not ours."}, {"do": "approve", "all": True})
    assert set(reviewed.approvals) == {"q1.00", "q1.01", "q1.02", "q1.03", "q2.01"}


@pytest.mark.parametrize("given", [{}, {"theme": "q1.01", "all": True}, {"all": False}])
def test_approve_needs_one_theme_or_all(refusals: Refusals, given: dict[str, object]) -> None:
    assert len(refusals({"do": "approve", **given})) == 1
