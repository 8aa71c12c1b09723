"""A small consultation in five languages, reviewed and ready to publish; tests spoil it one thing at a time."""

from __future__ import annotations

import json
from dataclasses import replace as changed
from typing import Any

import numpy as np
import pandas as pd

from textmine.config import Config, parse_config
from textmine.model import Decision, Outcome
from textmine.review import Reviewed
from textmine.schema import frame_of
from textmine.tables import Tables, replace

BENGALI = "পার্কের ভিতরে রাতে অনেক অন্ধকার, আমরা ভয় পাই।"
SOMALI = "Waxaan u baahannahay nalal badan oo habeenkii shidan."
ROMANISED = "park e raat e onek andhokar, aro alo dorkar bhai"
ARABIC = "الممر مظلم جدا في الليل ونحتاج إلى إنارة أفضل."
EMOJI = "It is pitch black by five o'clock 😱 and nobody sees you."
CONFIG: dict[str, Any] = {
    "consultation": {
        "title": "Safer, greener streets and parks",
        "organisation": "Eastmere Council",
        "asked": "We asked what you think of our plan for new lights in parks, park wardens and quieter side streets.",
    }
}
OPTIONS = ["Strongly agree"] * 20 + ["Agree"] * 9 + ["Disagree"] * 6 + ["Strongly disagree"] * 3 + [None] * 2
LIGHT, PARKING, BINS = "t-light", "t-parking", "t-bins"
OWN = {
    5: "Park paths are too dark to use after work. I want lights on until the last train home.",
    20: "I worry about bats, number 20 agrees.",
    25: "Traders need somewhere to unload.",
    34: "Bins overflow at weekends.",
}
"""Answers that the key points rest on."""
ALL = "of the 38 people who answered this question"


def _answers() -> list[dict[str, Any]]:
    special = {0: (EMOJI, "en"), 1: (BENGALI, "bn"), 2: (SOMALI, "so"), 3: (ROMANISED, "bn-Latn"), 4: (ARABIC, "ar")}
    rows = []
    for number in range(40):
        text, language = special.get(number, (f"We need more lights in the park, number {number} agrees.", "en"))
        status = "themed"
        if number == 37:
            text, status = "Bring back the old ferry!", "needs_person"
        if number == 38:
            text, status = "N/A", "no_content"
        if number == 39:
            text, status = None, "blank"
        text = OWN.get(number, text)
        tag = "zxx" if status in ("no_content", "blank") else language
        rows.append(
            {
                "response_id": f"R{number:04}",
                "question_id": "why",
                "text": text,
                "language": tag,
                "languages": [tag],
                "language_confidence": 0.9,
                "status": status,
                "source_row": number + 2,
            }
        )
    return rows


def _people() -> list[dict[str, Any]]:
    return [
        {
            "response_id": f"R{number:04}",
            "consent_publish": True,
            "kind": "organisation" if number >= 34 else "individual",
            "source_row": number + 2,
            "plan": OPTIONS[number],
            "ethnicity": "Bangladeshi" if number == 1 else "White British",
        }
        for number in range(40)
    ]


def sentence(
    theme: str, ordinal: int, kind: str, text: str, who: list[int], figures: dict[str, float] | None = None
) -> dict[str, Any]:
    return {
        "question_id": "why",
        "theme_id": theme,
        "ordinal": ordinal,
        "text": text,
        "kind": kind,
        "evidence": [f"R{number:04}" for number in who],
        "figures": json.dumps(figures or {}),
        "source": "extractive",
    }


def _drafts() -> list[dict[str, Any]]:
    figures = {"n": 25, "base": 38, "share": round(25 / 38, 4)}
    parking = {"n": 9, "base": 38, "share": round(9 / 38, 4)}
    few = {"n": 3, "base": 38, "share": round(3 / 38, 4)}
    everyone = list(range(25))
    return [
        sentence(LIGHT, 0, "figure", f"25 {ALL} (66%) raised this.", everyone, figures),
        sentence(LIGHT, 1, "key_point", "Park paths are too dark to use after work.", everyone),
        sentence(LIGHT, 2, "key_point", "You want lights on until the last train home.", everyone),
        sentence(LIGHT, 3, "key_point", "You worry about bats.", [20]),
        *(
            sentence(LIGHT, 4 + place, "quote", text, [place])
            for place, text in enumerate((EMOJI, BENGALI, SOMALI, ROMANISED, ARABIC))
        ),
        sentence(PARKING, 0, "figure", f"9 {ALL} (24%) raised this.", [25], parking),
        sentence(PARKING, 1, "key_point", "Traders need somewhere to unload.", [25]),
        sentence(BINS, 0, "figure", f"Fewer than five {ALL} raised this.", [34], few),
        sentence(BINS, 1, "key_point", "Bins overflow at weekends.", [34]),
    ]


def _assignments() -> list[dict[str, Any]]:
    members = [(LIGHT, range(25)), (PARKING, range(25, 34)), (BINS, range(34, 37))]
    return [
        {
            "response_id": f"R{number:04}",
            "question_id": "why",
            "theme_id": theme,
            "score": 0.8,
            "start": 0,
            "end": 10,
            "position": "for",
            "assigned_by": "machine",
            "primary": True,
        }
        for theme, numbers in members
        for number in numbers
    ]


def _themes() -> list[dict[str, Any]]:
    titles = [
        (LIGHT, "Better lighting in parks", "Dark paths, broken lamps and walking home at night.", 25),
        (PARKING, "Keep the parking bays", "", 9),
        (BINS, "Overflowing bins", "", 3),
    ]
    return [
        {
            "question_id": "why",
            "theme_id": theme,
            "parent_id": None,
            "title": title,
            "description": description,
            "keywords": [],
            "n_people": people,
            "share": people / 38,
            "position_counts": "{}",
        }
        for theme, title, description, people in titles
    ]


def tables() -> Tables:
    questions = [
        {"question_id": "plan", "wording": "How far do you agree with our plan?", "role": "closed_single"},
        {"question_id": "why", "wording": "Please tell us the reasons for your answer.", "role": "open"},
        {"question_id": "ethnicity", "wording": "What is your ethnic group?", "role": "equality"},
    ]
    return Tables(
        responses=frame_of(_answers(), "responses"),
        respondents=frame_of(_people(), "respondents"),
        questions=frame_of(questions, "questions"),
        themes=frame_of(_themes(), "themes"),
        assignments=frame_of(_assignments(), "assignments"),
        drafts=frame_of(_drafts(), "drafts"),
        vectors=frame_of([], "vectors"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
        manifest={"config": CONFIG},
    )


def reviewed() -> Reviewed:
    """Return the consultation with nothing in the way of publication."""
    return Reviewed(
        tables=tables(),
        outcomes={
            LIGHT: Outcome(
                "we_did", "We put 40 new lights on the paths of Limebank Park.", "", "Parks team", "2026-05-04"
            ),
            PARKING: Outcome(
                "could_not",
                "We cannot keep all 30 bays. Ten loading bays stay open until 10 am.",
                "The planters need the space, and the car park at Old Dock is half empty.",
                "Highways",
            ),
            BINS: Outcome("still_deciding", "We are looking at larger bins for Orchard Street.", "", "", "2026-09-01"),
        },
        approved_by=dict.fromkeys((LIGHT, PARKING, BINS), ("Asha Rahman",)),
        open_data="allow",
        decisions=[Decision(1, "2026-05-10T09:00:00+00:00", "Asha Rahman", "approve", {"do": "approve", "all": True})],
    )


def settings(**publish: Any) -> Config:  # noqa: ANN401 - any setting
    return parse_config({**CONFIG, "publish": publish})


def with_cell(given: Reviewed, table: str, where: dict[str, Any], column: str, value: object) -> Reviewed:
    """Return the analysis with one column of the matching rows changed."""
    frame: pd.DataFrame = getattr(given.tables, table).copy()
    chosen = pd.Series(True, index=frame.index)
    for name, wanted in where.items():
        chosen &= frame[name] == wanted
    assert chosen.any(), where
    frame[column] = [value if hit else old for hit, old in zip(chosen, frame[column], strict=True)]
    return changed(given, tables=replace(given.tables, **{table: frame}))
