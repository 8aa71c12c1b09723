from __future__ import annotations

from pathlib import Path

import pytest

from textmine.model import Decision
from textmine.review import Reviewed, decide, replay
from textmine.tables import Tables, replace, write_tables

from .sample import MEMBERS, breaches, people, sample

RENUMBERED = {
    "q1.01": MEMBERS["q1.02"],
    "q1.02": MEMBERS["q1.03"],
    "q1.03": MEMBERS["q1.01"],
    "q2.01": MEMBERS["q2.02"],
    "q2.02": MEMBERS["q2.01"],
}


@pytest.fixture(scope="module")
def rerun() -> Tables:
    """The same themes under other numbers, and in no group."""
    return ungrouped(sample(RENUMBERED))


def ungrouped(tables: Tables) -> Tables:
    themes = tables.themes[tables.themes["theme_id"] != "q1.00"].assign(parent_id=None)
    return replace(tables, themes=themes, drafts=tables.drafts[tables.drafts["theme_id"] != "q1.00"])


def over(folder: Path, rerun: Tables, *decisions: dict[str, object]) -> tuple[list[Decision], Reviewed]:
    """Take decisions on the first run and replay them over another."""
    log, _ = decide(folder, "Amina", decisions)
    return log, replay(rerun, log)


def title(reviewed: Reviewed, theme: str) -> str:
    return str(reviewed.tables.themes.set_index("theme_id").loc[theme, "title"])


def test_decisions_follow_their_theme_to_its_new_number(folder: Path, rerun: Tables) -> None:
    _, after = over(
        folder,
        rerun,
        {"do": "rename", "theme": "q1.01", "title": "পার্কিং"},
        {"do": "outcome", "theme": "q1.02", "outcome": "we_did", "text": "New lamps."},
        {"do": "set_aside", "theme": "q2.01", "reason": "Not ours."},
        {"do": "override", "theme": "q1.03", "check": "minimum_count", "reason": "Public already."},
    )
    assert title(after, "q1.03") == "পার্কিং"
    assert set(after.outcomes) == {"q1.01"}
    assert set(after.set_aside) == {"q2.02"}
    assert set(after.overrides) == {"q1.02"}
    assert after.not_applied == []


def test_structure_is_made_again_over_a_rerun(folder: Path, rerun: Tables) -> None:
    _, after = over(
        folder,
        rerun,
        {"do": "merge", "themes": ["q1.02"], "into": "q1.01"},
        {"do": "rename", "theme": "q1.01", "title": "Streets at night"},
        {"do": "split", "theme": "q1.01", "answers": [["r4", "q1"], ["r5", "q1"]], "title": "Bisad"},
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n3"},
    )
    assert people(after.tables, "q1.03") == {"r1", "r2", "r3", "r6"}
    assert people(after.tables, "q1.n3") == {"r4", "r5", "r10"}
    assert title(after, "q1.03") == "Streets at night"
    assert (after.not_applied, breaches(after.tables)) == ([], [])


def test_a_theme_that_kept_half_of_its_answers_is_the_same_theme(folder: Path) -> None:
    grown = {**RENUMBERED, "q1.03": [("r1", "q1"), ("r2", "q1")]}
    _, after = over(folder, ungrouped(sample(grown)), {"do": "rename", "theme": "q1.01", "title": "Cars"})
    assert title(after, "q1.03") == "Cars"


def test_a_theme_that_fell_apart_has_no_successor_and_says_so(folder: Path) -> None:
    scattered = {**RENUMBERED, "q1.03": [("r1", "q1")], "q1.02": [("r2", "q1"), ("r7", "q1")]}
    _, after = over(folder, ungrouped(sample(scattered)), {"do": "rename", "theme": "q1.01", "title": "Cars"})
    assert [why for _, why in after.not_applied] == [
        "The theme it was about (“Parking for residents”) has no successor in the new run."
    ]


def test_a_merge_of_which_one_theme_is_lost_is_applied_in_part(folder: Path) -> None:
    lost = {key: RENUMBERED[key] for key in ("q1.01", "q1.03", "q2.01", "q2.02")}
    _, after = over(folder, ungrouped(sample(lost)), {"do": "merge", "themes": ["q1.02", "q1.03"], "into": "q1.01"})
    assert people(after.tables, "q1.03") == {"r1", "r2", "r3", "r4", "r5", "r6"}
    assert "“Geedo iyo beero”" in after.not_applied[0][1]


def test_a_merge_that_the_machine_now_makes_itself_is_simply_so(folder: Path) -> None:
    together = {"q1.05": [*MEMBERS["q1.01"], ("r5", "q1"), ("r6", "q1")]}
    log, _ = decide(folder, "Amina", [{"do": "merge", "themes": ["q1.01"], "into": "q1.02"}])
    after = replay(sample(together), [log[0]])
    assert people(after.tables, "q1.05") == {"r1", "r2", "r3", "r4", "r5", "r6"}


def test_an_answer_that_is_no_longer_there_is_listed(folder: Path, rerun: Tables) -> None:
    fewer = replace(
        rerun,
        responses=rerun.responses[rerun.responses["response_id"] != "r10"],
    )
    _, after = over(folder, fewer, {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.01"})
    assert [why for _, why in after.not_applied] == ["There is no answer of response `r10` to question `q1`."]


def test_an_approval_holds_over_a_rerun_only_for_the_same_content(folder: Path, rerun: Tables) -> None:
    titles = dict(zip(sample().themes["theme_id"], sample().themes["title"], strict=True))
    old = {new: next(o for o in MEMBERS if MEMBERS[o] == RENUMBERED[new]) for new in RENUMBERED}
    same = rerun.themes.assign(
        title=[titles[old[theme]] for theme in rerun.themes["theme_id"]],
        description=[f"About {old[theme]}." for theme in rerun.themes["theme_id"]],
    )
    same.loc[same["theme_id"] == "q2.01", "title"] = "Something else"
    log, _ = decide(folder, "Amina", [{"do": "approve", "theme": "q2.01"}, {"do": "approve", "theme": "q2.02"}])
    after = replay(replace(rerun, themes=same), log)
    assert (after.approvals, after.lapsed) == ({"q2.02": "Amina"}, {"q2.01": "Amina"})


def test_an_edit_holds_over_a_rerun_if_the_sentence_is_the_same(folder: Path, rerun: Tables) -> None:
    _, after = over(folder, rerun, {"do": "edit", "theme": "q2.01", "ordinal": 0, "text": "Two of you."})
    own = after.tables.drafts.query("theme_id == 'q2.02' and ordinal == 0")
    assert own[["text", "source"]].to_numpy().tolist() == [["Two of you.", "officer"]]


def test_a_group_is_followed_to_a_group(folder: Path) -> None:
    log, _ = decide(folder, "Amina", [{"do": "rename", "theme": "q1.00", "title": "Roads"}])
    after = replay(sample(MEMBERS, prefix="z"), log)
    assert title(after, "zq1.00") == "Roads"


def test_the_log_is_kept_by_a_rerun_into_the_same_folder(folder: Path, rerun: Tables) -> None:
    decide(folder, "Amina", [{"do": "rename", "theme": "q1.01", "title": "Cars"}])
    write_tables(rerun, folder)
    _, after = decide(folder, "Badri", [{"do": "rename", "theme": "q1.01", "title": "Lamps"}])
    assert (title(after, "q1.03"), title(after, "q1.01")) == ("Cars", "Lamps")
