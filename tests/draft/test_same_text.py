"""The figure sentence of a theme in which several people used the same text, and its checks."""

import json
from dataclasses import replace as changed
from pathlib import Path

import pytest

from textmine.config import parse_config
from textmine.draft import draft_themes
from textmine.draft.check import check_drafts
from textmine.draft.check.evidence import Case
from textmine.draft.check.numbers import figure_failures
from textmine.draft.sentences import figure_row
from textmine.insight import theme_release
from textmine.report.themes import QuestionThemes
from textmine.tables import Tables, read_tables, replace

LETTER = "Please keep the library on Mill Lane open, because our children need a quiet place for their homework."
PEOPLE = [f"r{at}" for at in range(40)]


def _case(texts: list[int]) -> Case:
    row = figure_row(PEOPLE, 200, 5, texts)
    return Case(row["text"], "figure", "extractive", (), 0, 40, 200, json.loads(row["figures"]), 5, sum(texts))


def test_the_sentence_says_how_many_used_the_same_text_and_keeps_the_number() -> None:
    row = figure_row(PEOPLE, 200, 5, [12])
    assert row["text"].endswith("40 of 200 (20%). Of these, 12 used the same text.")
    assert json.loads(row["figures"])["same_text"] == 12


def test_of_several_texts_it_says_how_many_people_used_any() -> None:
    assert figure_row(PEOPLE, 200, 5, [12, 6])["text"].endswith("Of these, 18 used a text that others sent too.")


@pytest.mark.parametrize("texts", [[4], [37], [40], []])
def test_it_says_nothing_where_either_side_is_too_small(texts: list[int]) -> None:
    row = figure_row(PEOPLE, 200, 5, texts)
    assert row["text"].endswith("40 of 200 (20%).")
    assert "same_text" not in json.loads(row["figures"])


def test_the_right_number_passes_the_check() -> None:
    assert not list(figure_failures(_case([12])))


def test_a_number_that_the_tables_do_not_have_fails_the_check() -> None:
    case = _case([12])
    assert list(figure_failures(changed(case, text=case.text.replace("12 used", "13 used"))))
    assert list(figure_failures(changed(case, same_text=11)))


def _with_letter(folder: Path, senders: int, *, own_words: bool = False) -> tuple[Tables, str]:
    """Return the sample with a campaign of so many people in its largest theme, for its text or for what they added."""
    tables = read_tables(folder)
    leaves = tables.themes[~tables.themes["theme_id"].isin(tables.themes["parent_id"].dropna())]
    largest = leaves.sort_values("n_people").iloc[-1]
    inside = tables.assignments[tables.assignments["theme_id"] == largest["theme_id"]]["response_id"].unique()
    own = (tables.responses["question_id"] == largest["question_id"]) & tables.responses["response_id"].isin(
        inside[:senders]
    )
    responses = tables.responses.assign(campaign_id=None)
    responses.loc[own, "campaign_id"] = "made"
    responses.loc[own, "text"] = [f"{LETTER} {text}" for text in responses.loc[own, "text"]]
    theirs = tables.assignments["response_id"].isin(inside[:senders]) & (
        tables.assignments["question_id"] == largest["question_id"]
    )
    assignments = tables.assignments.copy()
    assignments.loc[theirs, ["start", "end"]] = (0, len(LETTER))
    if own_words:
        ends = responses[own].set_index("response_id")["text"].str.len()
        assignments.loc[theirs, "start"] = len(LETTER) + 1
        assignments.loc[theirs, "end"] = assignments.loc[theirs, "response_id"].map(ends)
    return replace(tables, responses=responses, assignments=assignments), str(largest["theme_id"])


def test_the_release_shows_the_number_that_the_draft_states(sample_run: Path) -> None:
    tables, theme = _with_letter(sample_run, 8)
    release = theme_release(tables, parse_config({}).publish)
    assert release.shows(("theme", theme, "same text"))


def test_a_draft_of_before_that_does_not_say_it_stands(sample_run: Path) -> None:
    tables, theme = _with_letter(sample_run, 8)
    assert not [key for key in check_drafts(tables, only=[theme]) if key[1] == 0]


@pytest.mark.parametrize("own_words", [False, True])
def test_draft_check_release_and_report_agree_on_who_used_the_same_text(sample_run: Path, *, own_words: bool) -> None:
    tables, theme = _with_letter(sample_run, 8, own_words=own_words)
    drafts = draft_themes(tables, only=[theme])
    figure = drafts[drafts["kind"] == "figure"].iloc[0]
    question = str(figure["question_id"])
    shown = QuestionThemes(tables, question).view(theme).same_text
    assert ("Of these, 8 used the same text." in figure["text"]) is not own_words
    assert ("of whom 8 used the same text." in shown) is not own_words
    assert theme_release(tables, parse_config({}).publish).shows(("theme", theme, "same text")) is not own_words
    assert not [key for key in check_drafts(replace(tables, drafts=drafts)) if key[1] == 0]


def test_a_draft_that_counts_what_people_added_as_the_same_text_fails_the_check(sample_run: Path) -> None:
    said, theme = _with_letter(sample_run, 8)
    added, _ = _with_letter(sample_run, 8, own_words=True)
    drafts = draft_themes(said, only=[theme])
    assert (theme, 0) in check_drafts(replace(added, drafts=drafts))
