"""A small analysis made by hand: two questions, English, Bengali, Somali, Arabic and mixed answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from textmine.draft import draft_themes
from textmine.schema import frame_of
from textmine.tables import Tables, replace
from textmine.themes.counts import with_counts

TEXTS = {
    ("r1", "q1"): ("en", "We need more parking for residents. The street lights are broken."),
    ("r2", "q1"): ("bn", "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"),
    ("r3", "q1"): ("so", "Baabuurta meel la dhigto ma jirto. Geedo badan ayaan u baahanahay."),
    ("r4", "q1"): ("bn-Latn", "Amader elakay parking khub kom 🚗."),
    ("r5", "q1"): ("bn", "রাতে রাস্তার আলো জ্বলে না।"),
    ("r6", "q1"): ("en", "The lights on our street do not work at night."),
    ("r7", "q1"): ("ar", "نحتاج إلى المزيد من الأشجار في الحي."),
    ("r8", "q1"): ("en", "N/A"),
    ("r9", "q1"): ("zxx", None),
    ("r10", "q1"): ("en", "My neighbour keeps thirteen cats."),
    ("r1", "q2"): ("en", "The buses never come on time."),
    ("r2", "q2"): ("bn", "বাস সময়মতো আসে না।"),
    ("r3", "q2"): ("so", "Kirada guryuhu aad bay u sarraysaa."),
    ("r4", "q2"): ("en", "Rents are far too high."),
    **{(f"r{number}", "q2"): ("zxx", None) for number in range(5, 11)},
}

MEMBERS = {
    "q1.01": [("r1", "q1"), ("r2", "q1"), ("r3", "q1"), ("r4", "q1")],
    "q1.02": [("r1", "q1"), ("r5", "q1"), ("r6", "q1")],
    "q1.03": [("r3", "q1"), ("r7", "q1")],
    "q2.01": [("r1", "q2"), ("r2", "q2")],
    "q2.02": [("r3", "q2"), ("r4", "q2")],
}
TITLES = {
    "q1.00": "Streets",
    "q1.01": "Parking for residents",
    "q1.02": "রাস্তার আলো",
    "q1.03": "Geedo iyo beero",
    "q2.01": "Late buses",
    "q2.02": "High rents",
}
PARENTS = {"q1.01": "q1.00", "q1.02": "q1.00"}
STATUS = {
    ("r8", "q1"): ("no_content", "It says that there is nothing to say."),
    ("r10", "q1"): ("needs_person", "It fits no theme."),
}


def _point(answer: tuple[str, str], place: int) -> tuple[int, int]:
    """The stretch of an answer that its theme number `place` is about: one of its sentences."""
    text = TEXTS[answer][1]
    assert text is not None
    if ". " not in text:
        return 0, len(text)
    cut = text.index(". ") + 1
    return [(0, cut), (cut + 1, len(text))][place]


def sample(members: dict[str, list[tuple[str, str]]] | None = None, *, prefix: str = "") -> Tables:
    """The analysis; `members` and `prefix` make a re-run with other members or other theme ids."""
    members = MEMBERS if members is None else members

    def name(theme: str) -> str:
        return prefix + theme

    rows: list[dict[str, Any]] = []
    places: dict[tuple[str, str], int] = {}
    for theme, answers in members.items():
        for answer in answers:
            place = places.setdefault(answer, 0)
            places[answer] += 1
            start, end = _point(answer, min(place, 1))
            rows.append(
                {
                    "response_id": answer[0],
                    "question_id": answer[1],
                    "theme_id": name(theme),
                    "score": 0.9 - 0.2 * place,
                    "start": start,
                    "end": end,
                    "position": "against" if answer == ("r2", "q1") else "unknown",
                    "assigned_by": "machine",
                    "primary": place == 0,
                }
            )
    responses = [
        {
            "response_id": answer[0],
            "question_id": answer[1],
            "text": text,
            "language": language,
            "languages": [] if text is None else ["en", "so"] if answer == ("r6", "q1") else [language],
            "language_confidence": 0.0 if text is None else 0.9,
            "script": "Latn",
            "status": "themed" if answer in places else STATUS.get(answer, ("blank", ""))[0],
            "status_reason": None if answer in places else STATUS.get(answer, ("", "Left blank."))[1],
            "campaign_id": None,
            "source_file": "answers.csv",
            "source_row": 2,
        }
        for answer, (language, text) in TEXTS.items()
    ]
    groups = ["q1.00"] if "q1.01" in members else []
    themes = [
        {
            "question_id": theme[:2],
            "theme_id": name(theme),
            "parent_id": name(PARENTS[theme]) if theme in PARENTS and groups else None,
            "title": TITLES.get(theme, theme),
            "description": f"About {theme}.",
            "keywords": ["a", "b"],
            "n_people": 0,
            "share": 0.0,
            "position_counts": "{}",
        }
        for theme in [*groups, *members]
    ]
    points = frame_of(rows, "assignments")[["response_id", "question_id", "start", "end"]].drop_duplicates()
    array = np.random.default_rng(0).normal(size=(len(points), 8)).astype(np.float32)
    tables = Tables(
        responses=frame_of(responses, "responses"),
        respondents=frame_of(
            [
                {
                    "response_id": f"r{number}",
                    "consent_publish": None,
                    "kind": "individual",
                    "source_file": "answers.csv",
                    "source_row": number + 1,
                    "c1": "Strongly agree" if number == 10 else "",
                }
                for number in range(1, 11)
            ],
            "respondents",
        ),
        questions=frame_of(
            [
                {"question_id": "q1", "wording": "Streets?", "role": "open", "linked_question_id": "c1"},
                {"question_id": "c1", "wording": "Do you agree?", "role": "closed_single"},
                {"question_id": "q2", "wording": "Homes?", "role": "open"},
            ],
            "questions",
        ),
        themes=frame_of(themes, "themes"),
        assignments=frame_of(rows, "assignments"),
        drafts=frame_of([], "drafts"),
        vectors=points,
        vector_array=array / np.linalg.norm(array, axis=1, keepdims=True),
        manifest={"seed": 0},
    )
    tables = replace(tables, themes=with_counts(tables.themes, tables.assignments, tables.responses))
    return replace(tables, drafts=draft_themes(tables))


@dataclass
class CountingRedraft:
    """The real drafting, and a note of what it was asked for."""

    asked: list[set[str]] = field(default_factory=list)

    def __call__(self, tables: Tables, *, only: set[str] | None = None) -> pd.DataFrame:
        self.asked.append(set(only or ()))
        return draft_themes(tables, only=only)


def people(tables: Tables, theme: str) -> set[str]:
    """The response ids assigned to a leaf theme."""
    own = tables.assignments[tables.assignments["theme_id"] == theme]
    return set(own["response_id"])


def count_of(tables: Tables, theme: str) -> int:
    """The published number of people of a theme."""
    return int(tables.themes.set_index("theme_id").loc[theme, "n_people"])


def status_of(tables: Tables, response: str, question: str) -> tuple[str, str | None]:
    """Status and reason of an answer."""
    row = tables.responses[
        (tables.responses["response_id"] == response) & (tables.responses["question_id"] == question)
    ].iloc[0]
    return row["status"], None if pd.isna(row["status_reason"]) else row["status_reason"]


def breaches(tables: Tables) -> list[str]:
    """Breaches of the contract of the analysis folder (DESIGN, section 4)."""
    key = ["response_id", "question_id"]
    responses, themes, rows, drafts = tables.responses, tables.themes, tables.assignments, tables.drafts
    found = []
    joined = rows.merge(responses[[*key, "text", "status"]], on=key, how="left")
    lengths = joined["text"].str.len()
    if not ((joined["start"] >= 0) & (joined["start"] < joined["end"]) & (joined["end"] <= lengths)).all():
        found.append("offsets outside the text")
    if not joined["status"].eq("themed").all():
        found.append("an answer that is not themed has a theme")
    themed = set(map(tuple, responses.loc[responses["status"] == "themed", key].to_numpy()))
    primary = rows[rows["primary"]].groupby(key).size()
    if set(primary.index) != themed or (primary != 1).any():
        found.append("not exactly one primary row per themed answer")
    aside = responses[responses["status"] != "themed"]
    if aside["status_reason"].fillna("").eq("").any():
        found.append("an answer set aside has no reason")
    if rows.duplicated([*key, "theme_id", "start", "end"]).any():
        found.append("the same point stands twice in a theme")
    pairs = set(map(tuple, themes[["question_id", "theme_id"]].to_numpy()))
    if set(map(tuple, rows[["question_id", "theme_id"]].to_numpy())) - pairs:
        found.append("a theme that is not among the question's themes")
    if set(rows["theme_id"]) & set(themes["parent_id"].dropna()):
        found.append("a group is assigned")
    if themes["theme_id"].duplicated().any() or set(themes["parent_id"].dropna()) - set(themes["theme_id"]):
        found.append("theme ids repeat, or a parent is not there")
    return found + _wrong_counts(tables) + _wrong_drafts(drafts, _people(tables))


def _people(tables: Tables) -> dict[str, set[str]]:
    """People of each theme, counted the slow and obvious way."""
    themes = tables.themes
    found = {theme: people(tables, theme) for theme in themes["theme_id"]}
    for _ in range(len(themes)):
        for theme, parent in zip(themes["theme_id"], themes["parent_id"], strict=True):
            if not pd.isna(parent):
                found[parent] |= found[theme]
    return found


def _wrong_counts(tables: Tables) -> list[str]:
    content = tables.responses[tables.responses["status"].isin(["themed", "needs_person"])]
    base = content.groupby("question_id")["response_id"].nunique()
    found = []
    for row in tables.themes.itertuples():
        n = len(_people(tables)[str(row.theme_id)])
        if row.n_people != n or abs(float(row.share) - n / max(base.get(row.question_id, 0), 1)) > 1e-9:
            found.append(f"{row.theme_id}: wrong count or share")
    return found


def _wrong_drafts(drafts: pd.DataFrame, people_of: dict[str, set[str]]) -> list[str]:
    found = []
    for theme, evidence in zip(drafts["theme_id"], drafts["evidence"], strict=True):
        if not evidence or set(evidence) - people_of.get(theme, set()):
            found.append(f"a sentence of {theme} has evidence from elsewhere, or none")
    if {theme for theme, ids in people_of.items() if ids} - set(drafts["theme_id"]):
        found.append("a theme with people has no draft")
    return found
