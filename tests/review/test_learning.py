from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.analysis import Analysis, open_analysis
from textmine.errors import InputError, ReviewError
from textmine.model import Decision
from textmine.review import DecisionLog, Reviewed, decide, learning, replay
from textmine.review.batch import Batch
from textmine.review.replay import reviewed
from textmine.review.session import Session
from textmine.schema import frame_of
from textmine.tables import Tables, replace, write_tables
from textmine.themes.counts import with_counts

from ..conftest import textmine_here
from .sample import breaches, people, status_of

SAID = {
    "bins": {
        "en": "The bins are full every week.",
        "bn": "ময়লার বাক্স সব সময় ভরা থাকে।",
        "so": "Qashinka lama qaado toddobaad kasta.",
        "bn-Latn": "Moyla kokhono thikmoto neya hoy na.",
        "ar": "حاويات القمامة ممتلئة دائماً.",
        "en-x-emoji": "Bins 🗑️🗑️ overflow 😡",
    },
    "lights": {
        "en": "The street lights are broken.",
        "bn": "রাতে রাস্তার আলো জ্বলে না।",
        "so": "Nalalka waddadu ma shaqeeyaan.",
        "bn-Latn": "Rastar alo jole na raate.",
        "ar": "أضواء الشارع لا تعمل ليلاً.",
        "en-x-emoji": "Lights 💡 out again 🌃",
    },
    "buses": {
        "en": "The buses never come on time.",
        "bn": "বাস সময়মতো আসে না।",
        "so": "Basasku waqtigii kuma yimaadaan.",
        "bn-Latn": "Bus somoy moto ashe na.",
        "ar": "الحافلات لا تأتي في موعدها.",
        "en-x-emoji": "Bus 🚌 late 😤 again",
    },
}
TIMES = 4
RUBBISH, LIGHTS, BUSES = "q1.01", "q1.02", "q1.03"
Point = tuple[str, str]
"""(topic, text)."""


def planted(shift: Iterable[str] = (), prefix: str = "") -> Tables:
    """Answers on three topics in six ways of writing; the machine took nearly all of the lights for rubbish.

    Args:
        shift: Answers about lights that an embedding puts beside the bins.
        prefix: Of the theme ids, for a re-run.
    """
    answers: dict[str, tuple[str, list[Point]]] = {}
    for topic, wordings in SAID.items():
        for language, text in wordings.items():
            for number in range(TIMES):
                answers[f"{topic}-{language}-{number}"] = (language, [(topic, text)])
    for language in SAID["bins"]:
        two = [("buses", SAID["buses"][language]), ("lights", SAID["lights"][language])]
        answers[f"both-{language}"] = (language, two)
    random = np.random.default_rng(0)
    centres = dict(zip(SAID, np.eye(3, 24), strict=True))
    responses = [_answer("none", "en", "N/A", "no_content"), _answer("empty", "zxx", None, "blank")]
    rows: list[dict[str, Any]] = []
    vectors = []
    for response, (language, points) in answers.items():
        responses.append(_answer(response, language, " ".join(text for _, text in points), "themed"))
        start = 0
        for place, (topic, text) in enumerate(points):
            noise = random.normal(size=24) * 0.08
            vectors.append(centres["bins" if response in shift else topic] + noise)
            rows.append(
                {
                    "response_id": response,
                    "question_id": "q1",
                    "theme_id": prefix + _machine_theme(response, topic),
                    "score": 0.6,
                    "start": start,
                    "end": start + len(text),
                    "position": "unknown",
                    "assigned_by": "machine",
                    "primary": place == 0,
                }
            )
            start += len(text) + 1
    assignments = frame_of(rows, "assignments")
    array = np.array(vectors, dtype=np.float32)
    themes = [
        {"question_id": "q1", "theme_id": prefix + theme, "parent_id": None, "title": title, "description": title,
         "keywords": ["a"], "n_people": 0, "share": 0.0, "position_counts": "{}"}
        for theme, title in ((RUBBISH, "Bins"), (LIGHTS, "রাস্তার আলো"), (BUSES, "Basaska"))
    ]  # fmt: skip
    tables = Tables(
        responses=frame_of(responses, "responses"),
        respondents=frame_of(
            [
                {
                    "response_id": row["response_id"],
                    "consent_publish": None,
                    "kind": "individual",
                    "source_file": "answers.csv",
                    "source_row": 2,
                }
                for row in responses
            ],
            "respondents",
        ),
        questions=frame_of([{"question_id": "q1", "wording": "Streets?", "role": "open"}], "questions"),
        themes=frame_of(themes, "themes"),
        assignments=assignments,
        drafts=frame_of([], "drafts"),
        vectors=assignments[["response_id", "question_id", "start", "end"]],
        vector_array=array / np.linalg.norm(array, axis=1, keepdims=True),
        manifest={"seed": 0},
    )
    return replace(tables, themes=with_counts(tables.themes, tables.assignments, tables.responses))


def _machine_theme(response: str, topic: str) -> str:
    """The lights are in the theme of rubbish, but for one person's in each way of writing."""
    if topic == "lights":
        return LIGHTS if response.endswith("-0") else RUBBISH
    return {"bins": RUBBISH, "buses": BUSES}[topic]


def _answer(response: str, language: str, text: str | None, status: str) -> dict[str, Any]:
    return {
        "response_id": response,
        "question_id": "q1",
        "text": text,
        "language": language,
        "languages": [] if text is None else [language],
        "language_confidence": 0.9,
        "script": "Latn",
        "status": status,
        "status_reason": None if status == "themed" else "Nothing to theme.",
        "campaign_id": None,
        "source_file": "answers.csv",
        "source_row": 2,
    }


TABLES = planted()
LANGUAGES = list(SAID["bins"])
LEARN = {"do": "learn"}
MOVED = [f"lights-{language}-1" for language in LANGUAGES]
STILL_WRONG = {f"lights-{language}-{number}" for language in LANGUAGES for number in (2, 3)}
BOTH = {f"both-{language}" for language in LANGUAGES}


def no_drafts(tables: Tables, *, only: set[str] | None = None) -> pd.DataFrame:
    """Drafting is no part of what is tested here."""
    del tables, only
    return frame_of([], "drafts")


def moves(responses: Iterable[str]) -> list[dict[str, Any]]:
    """An officer takes answers out of the theme of rubbish and puts them under lights."""
    return [
        {"do": do, "answer": [response, "q1"], "theme": theme}
        for response in responses
        for do, theme in (("assign", LIGHTS), ("unassign", RUBBISH))
    ]


def confirms(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"do": "confirm", "answer": [response, "q1"], "theme": theme} for response, theme in pairs]


RIGHT = confirms(("bins-en-0", RUBBISH), ("bins-ar-1", RUBBISH), ("buses-so-0", BUSES), ("buses-bn-2", BUSES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tables(TABLES, tmp_path)
    return tmp_path


def take(folder: Path, decisions: Sequence[dict[str, Any]]) -> tuple[list[Decision], Reviewed]:
    return decide(folder, "আমিনা", decisions, redraft=no_drafts)


def analysis_of(folder: Path, decisions: Sequence[dict[str, Any]]) -> Analysis:
    return Analysis(TABLES, take(folder, decisions)[1])


def suggested(analysis: Analysis) -> set[tuple[str, str, str]]:
    frame = analysis.suggestions
    return set(zip(frame["response_id"], frame["theme_id"], frame["action"], strict=True))


def same(one: Tables, other: Tables) -> bool:
    return all(getattr(one, name).equals(getattr(other, name)) for name in ("responses", "themes", "assignments"))


def without_drafts(tables: Tables) -> list[str]:
    return [breach for breach in breaches(tables) if "draft" not in breach]


def test_a_few_corrections_suggest_the_same_for_answers_alike_in_every_language(folder: Path) -> None:
    found = suggested(analysis_of(folder, [*moves(MOVED), *RIGHT]))
    assert found == {
        (response, theme, action)
        for response in STILL_WRONG
        for theme, action in ((LIGHTS, "assign"), (RUBBISH, "unassign"))
    }


def test_suggestions_name_their_columns_and_are_empty_with_few_confirmed_answers(folder: Path) -> None:
    analysis = analysis_of(folder, moves(MOVED[:4]))
    assert list(analysis.suggestions.columns) == ["question_id", "response_id", "theme_id", "action", "score"]
    assert len(analysis.suggestions) == 0
    assert len(analysis_of(folder, moves(MOVED[4:5])).suggestions) > 0


def test_learning_assigns_again_only_what_changed_and_nothing_that_was_confirmed(folder: Path) -> None:
    before = take(folder, [*moves(MOVED), *RIGHT])[1].tables
    [decision], after = take(folder, [LEARN])
    assert people(after.tables, LIGHTS) - people(before, LIGHTS) == STILL_WRONG
    assert people(before, RUBBISH) - people(after.tables, RUBBISH) == STILL_WRONG
    assert people(after.tables, BUSES) == people(before, BUSES)
    assert decision.after["answers"] == len(STILL_WRONG)
    assert learning.learning_lines([decision], {}, Analysis(TABLES, after).suggestions) == [
        "Decision 17 (learn): 12 answers assigned again."
    ]
    assert after.judged == {(response, "q1") for response in [*MOVED, *(item["answer"][0] for item in RIGHT)]}
    assert (without_drafts(after.tables), after.not_applied) == ([], [])
    assert len(Analysis(TABLES, after).suggestions) == 0


def test_what_learning_assigns_is_the_machines_and_names_the_point(folder: Path) -> None:
    split = {"do": "split", "theme": RUBBISH, "answers": [[name, "q1"] for name in MOVED], "title": "Nalal 💡"}
    rows = take(folder, [split, *RIGHT, LEARN])[1].tables.assignments
    for language in LANGUAGES:
        own = rows[(rows["response_id"] == f"both-{language}") & (rows["theme_id"] == "q1.n1")].iloc[0]
        text = f"{SAID['buses'][language]} {SAID['lights'][language]}"
        assert text[own["start"] : own["end"]] == SAID["lights"][language]
        assert own["assigned_by"] == "machine"
        assert 0 < own["score"] <= 1


def test_what_an_officer_confirmed_stays_even_if_all_answers_like_it_went_elsewhere(folder: Path) -> None:
    kept = "lights-so-2"
    split = {"do": "split", "theme": RUBBISH, "answers": [[name, "q1"] for name in MOVED], "title": "Nalal"}
    decisions = [split, *confirms((kept, RUBBISH)), *RIGHT]
    assert kept not in set(analysis_of(folder, decisions).suggestions["response_id"])
    after = take(folder, [LEARN])[1].tables
    assert kept in people(after, RUBBISH) - people(after, "q1.n1")
    assert people(after, "q1.n1") >= STILL_WRONG - {kept}


def test_an_answer_that_moves_keeps_its_position(folder: Path) -> None:
    write_tables(replace(TABLES, assignments=TABLES.assignments.assign(position="against")), folder)
    after = take(folder, [*moves(MOVED), *RIGHT, LEARN])[1].tables
    own = after.assignments[after.assignments["response_id"].isin(STILL_WRONG)]
    assert list(own["theme_id"]) == [LIGHTS] * len(STILL_WRONG)
    assert set(own["position"]) == {"against"}


def test_an_answer_does_not_find_itself_in_its_theme() -> None:
    own = "lights-bn-0"
    without = replace(TABLES, assignments=TABLES.assignments[TABLES.assignments["response_id"] != own])
    only = replace(TABLES, assignments=TABLES.assignments.query("theme_id != @LIGHTS or response_id == @own"))
    place = learning.learn_from(TABLES, set(), set())["q1"].responses.index(own)
    near = [learning.learn_from(tables, set(), set())["q1"].near[place] for tables in (TABLES, without, only)]
    assert near[0] == pytest.approx(near[1], abs=1e-5)
    assert near[0][1] > 0.5
    assert near[2][1] == 0


def test_an_answer_that_fits_nothing_else_needs_a_person_and_says_why(folder: Path) -> None:
    none_of_these = [
        {"do": "unassign", "answer": [f"buses-{language}-{number}", "q1"], "theme": BUSES}
        for language in LANGUAGES
        for number in (0, 1)
    ]
    after = take(folder, [*none_of_these, *RIGHT[:2], LEARN])[1].tables
    status, reason = status_of(after, "buses-so-3", "q1")
    assert (status, reason) == (
        "needs_person",
        "What officers confirmed of answers like it speaks against its last theme.",
    )
    assert without_drafts(after) == []
    assert status_of(after, "bins-ar-3", "q1")[0] == "themed"


def test_a_theme_that_an_officer_made_is_learned(folder: Path) -> None:
    made = [{"do": "create", "question": "q1", "title": "আলো নেই 💡"}]
    for response in MOVED:
        made += [{"do": "assign", "answer": [response, "q1"], "theme": "q1.n1"}]
        made += [{"do": "unassign", "answer": [response, "q1"], "theme": RUBBISH}]
    after = take(folder, [*made, *RIGHT, LEARN])[1].tables
    assert people(after, "q1.n1") >= STILL_WRONG | BOTH | set(MOVED)
    assert not STILL_WRONG & people(after, RUBBISH)


def test_a_theme_split_off_is_learned_and_merged_ones_count_as_one(folder: Path) -> None:
    split = {"do": "split", "theme": RUBBISH, "answers": [[name, "q1"] for name in MOVED], "title": "Nalal"}
    merge = {"do": "merge", "themes": [LIGHTS], "into": "q1.n1"}
    after = take(folder, [split, merge, *RIGHT, LEARN])[1].tables
    assert people(after, "q1.n1") == {f"lights-{name}-{i}" for name in LANGUAGES for i in range(TIMES)} | BOTH


def test_undoing_learning_restores_what_was(folder: Path) -> None:
    before = take(folder, [*moves(MOVED), *RIGHT])[1].tables
    [decision], learned = take(folder, [LEARN])
    restored = take(folder, [{"do": "undo", "decision": decision.number}])[1]
    assert not same(learned.tables, before)
    assert same(restored.tables, before)


def test_replay_gives_the_same_with_and_without_what_the_log_recorded(folder: Path) -> None:
    log, now = take(folder, [*moves(MOVED), *RIGHT, LEARN])
    bare = [Decision(**{**_fields(item), "after": {}}) if item.do == "learn" else item for item in log]
    assert same(replay(TABLES, log, redraft=no_drafts).tables, now.tables)
    assert same(replay(TABLES, bare, redraft=no_drafts).tables, now.tables)
    read = DecisionLog(folder / "decisions.sqlite").all()
    assert same(replay(TABLES, read, redraft=no_drafts).tables, now.tables)


def _fields(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in Decision.__slots__}


def test_replay_does_not_compute_again_what_it_can_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, now = take(folder, [*moves(MOVED), *RIGHT, LEARN])
    monkeypatch.setattr(learning, "learn_from", None)
    assert same(replay(TABLES, log, redraft=no_drafts).tables, now.tables)


POOL: list[dict[str, Any]] = [
    *moves(MOVED),
    *RIGHT,
    *confirms(("lights-ar-0", LIGHTS), ("both-so", BUSES)),
    {"do": "assign", "answer": ["none", "q1"], "theme": BUSES},
    {"do": "unassign", "answer": ["buses-bn-Latn-1", "q1"], "theme": BUSES},
    {"do": "split", "theme": RUBBISH, "answers": [["lights-so-2", "q1"], ["lights-en-3", "q1"]], "title": "আলো"},
    {"do": "merge", "themes": [LIGHTS], "into": BUSES},
    {"do": "language", "answer": ["lights-bn-3", "q1"], "language": "so"},
    *({"do": "undo", "decision": number} for number in range(5, 25, 4)),
]


@settings(deadline=None, max_examples=20)
@given(st.permutations(POOL), st.sets(st.integers(0, len(POOL)), max_size=3), st.data())
def test_the_tables_keep_the_contract_wherever_learning_stands(
    order: list[dict[str, Any]], places: set[int], data: st.DataObject
) -> None:
    for place in sorted(places, reverse=True):
        order.insert(place, LEARN)
    log: list[Decision] = []
    for item in [*order, LEARN]:
        batch = Batch("Amina", partial(Session, TABLES, no_drafts))
        try:
            log += batch.plan(log, [item])
        except ReviewError:
            continue
    after = replay(TABLES, log, redraft=no_drafts)
    assert without_drafts(after.tables) == []
    assert same(reviewed(batch.session, batch.log).tables, after.tables)
    target = data.draw(st.integers(1, log[-1].number))
    last = [{"do": "undo", "decision": target}]
    try:
        log += Batch("Amina", partial(Session, TABLES, no_drafts)).plan(log, last)
    except ReviewError:
        return
    assert without_drafts(replay(TABLES, log, redraft=no_drafts).tables) == []


def test_learning_follows_what_stands_before_it_in_the_log(folder: Path) -> None:
    take(folder, [*moves(MOVED[:5]), LEARN])
    undone = take(folder, [{"do": "undo", "decision": 1}, {"do": "undo", "decision": 2}])[1]
    assert people(undone.tables, LIGHTS) & STILL_WRONG == set()
    assert undone.not_applied == []


def test_a_rerun_with_other_points_is_learned_anew(folder: Path) -> None:
    log, _ = take(folder, [*moves(MOVED), *RIGHT, LEARN])
    elsewhere = {"lights-so-3", "lights-ar-2"}
    after = replay(planted(elsewhere, prefix="z"), log, redraft=no_drafts)
    assert people(after.tables, "z" + LIGHTS) & STILL_WRONG == STILL_WRONG - elsewhere
    assert (after.not_applied, without_drafts(after.tables)) == ([], [])


def test_agreement_is_estimated_from_twenty_confirmed_answers_on(folder: Path) -> None:
    bins = [(f"bins-{language}-{number}", RUBBISH) for language in LANGUAGES for number in range(2)]
    few = analysis_of(folder, [*moves(MOVED), *confirms(*bins), *confirms(("buses-so-1", BUSES))])
    assert few.agreement == {"q1": None}
    found = analysis_of(folder, confirms(("buses-bn-1", BUSES))).agreement["q1"]
    assert found is not None
    assert found.n == 20
    assert 0.8 < found.low <= found.f1 <= found.high <= 1


def test_agreement_is_low_where_confirmations_follow_nothing(folder: Path) -> None:
    random = np.random.default_rng(1)
    given = []
    for place, response in enumerate(TABLES.responses["response_id"][2:62]):
        now = TABLES.assignments.loc[TABLES.assignments["response_id"] == response, "theme_id"].iloc[0]
        theme = (RUBBISH, LIGHTS, BUSES)[random.integers(3)] if place else BUSES
        given.append({"do": "assign", "answer": [response, "q1"], "theme": theme})
        given += [] if now == theme else [{"do": "unassign", "answer": [response, "q1"], "theme": now}]
    found = analysis_of(folder, given).agreement["q1"]
    assert found is not None
    assert found.f1 < 0.7


def test_the_answers_to_review_first_differ_from_each_other(folder: Path) -> None:
    order = analysis_of(folder, []).review_order()
    topics = [response.split("-")[0] for response in order["response_id"]]
    assert {"bins", "lights", "buses"} <= set(topics[:4])
    by_doubt = order.sort_values("doubt", ascending=False)["response_id"]
    assert {response.split("-")[0] for response in by_doubt.head(4)} == {"bins"}
    assert len(order) == len(TABLES.responses) - 2
    assert order["text"].notna().all()


def test_review_order_leaves_out_what_is_confirmed_and_doubts_what_needs_a_person(folder: Path) -> None:
    bare = {"do": "unassign", "answer": ["bins-bn-3", "q1"], "theme": RUBBISH}
    statuses = TABLES.responses["status"].where(TABLES.responses["response_id"] != "buses-ar-3", "needs_person")
    rows = TABLES.assignments[TABLES.assignments["response_id"] != "buses-ar-3"]
    tables = replace(TABLES, responses=TABLES.responses.assign(status=statuses), assignments=rows)
    write_tables(tables, folder)
    order = analysis_of(folder, [bare, *RIGHT]).review_order("q1").set_index("response_id")
    assert not {"bins-bn-3", "bins-en-0", "buses-bn-2", "none", "empty"} & set(order.index)
    assert order.loc["buses-ar-3", "doubt"] == 1
    assert (order["doubt"].drop("buses-ar-3") < 1).all()
    assert order["doubt"].between(0, 1).all()


def test_an_unknown_question_is_a_plain_error(folder: Path) -> None:
    with pytest.raises(InputError, match=r"^There is no open question `q7`\. Open questions: `q1`\.$"):
        analysis_of(folder, []).review_order("q7")
    with pytest.raises(ReviewError, match=r"there is no open question `q7`\. Open questions: `q1`\.$"):
        take(folder, [{"do": "learn", "question": "q7"}])
    with pytest.raises(ReviewError, match=r"`learn` has no key `questoin`\. Did you mean `question`\?"):
        take(folder, [{"do": "learn", "questoin": "q1"}])


def test_learning_with_too_few_confirmed_answers_changes_nothing_and_says_how_many_it_needs(folder: Path) -> None:
    [decision], after = take(folder, [{"do": "learn", "question": "q1"}])
    assert same(after.tables, TABLES)
    assert learning.learning_lines([decision], {}, Analysis(TABLES, after).suggestions) == [
        "Decision 1 (learn): 0 answers assigned again. A question needs 5 confirmed answers to learn from: q1 has 0."
    ]


def test_what_decide_says_counts_answers_and_not_changes(folder: Path) -> None:
    analysis = analysis_of(folder, [*moves(MOVED), *RIGHT])
    assert learning.learning_lines([], analysis.agreement, analysis.suggestions) == [
        '12 answers would now go elsewhere; record {"do": "learn"} to assign them again.'
    ]


def test_answers_without_vectors_are_skipped(folder: Path) -> None:
    kept = (~TABLES.vectors["response_id"].isin([*MOVED[:2], "lights-so-3"])).to_numpy()
    tables = replace(TABLES, vectors=TABLES.vectors[kept], vector_array=TABLES.vector_array[kept])
    write_tables(tables, folder)
    analysis = Analysis(tables, take(folder, [*moves(MOVED), *RIGHT])[1])
    assert set(analysis.suggestions["response_id"]) == STILL_WRONG - {"lights-so-3"}
    assert "lights-so-3" in set(analysis.review_order()["response_id"])


def test_no_themes_and_no_vectors_at_all_are_no_error() -> None:
    none = replace(
        TABLES,
        themes=TABLES.themes.head(0),
        assignments=TABLES.assignments.head(0),
        vectors=TABLES.vectors.head(0),
        vector_array=TABLES.vector_array[:0],
        responses=TABLES.responses.assign(status="needs_person"),
    )
    analysis = Analysis(none, replay(none, [], redraft=no_drafts))
    assert (len(analysis.suggestions), analysis.agreement) == (0, {"q1": None})
    assert len(analysis.review_order()) == len(none.responses)


def test_the_command_learns_from_the_sample_consultation(sample_copy: Path, tmp_path: Path) -> None:
    rows = open_analysis(sample_copy).assignments
    question = rows["question_id"].iloc[0]
    primary = rows[rows["primary"] & (rows["question_id"] == question)].head(60)
    lines = [
        {"do": "confirm", "answer": [row.response_id, row.question_id], "theme": row.theme_id}
        for row in primary.itertuples()
    ]
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(map(json.dumps, [*lines, LEARN])), encoding="utf-8")
    done = textmine_here("decide", sample_copy, "--by", "আমিনা", "--file", file)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert any(line.startswith("Decision 61 (learn): ") for line in said)
    estimate = f"{question}: On 60 confirmed answers the machine agrees with you"
    assert sum(line.startswith(estimate) for line in said) == 1
    after = open_analysis(sample_copy)
    counts = after.responses["status"].value_counts()
    ledger = after.manifest["ledger"]
    assert counts.sum() == ledger["responses"] * ledger["open_questions"]
    assert counts["themed"] + counts["needs_person"] == ledger["themed"] + ledger["needs_person"]
    assert breaches(after.reviewed.tables) == []
