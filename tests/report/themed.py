"""Analyses with themes in several languages and scripts, to look at what the report says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.report.build import Said, tables_of
from textmine.report import write_report
from textmine.schema import frame_of
from textmine.tables import Tables, replace
from textmine.themes.counts import with_counts

INJECTION = '<img src=x onerror="alert(1)"><script>alert(2)</script> বিন & "bins"'


@dataclass(frozen=True)
class Made:
    """One theme and the people in it, by position."""

    theme_id: str
    title: str
    people: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    stability: float = float("nan")
    description: str = ""
    keywords: Sequence[str] = ()
    evidence: str | None = None


def sheet(title: str, language: str = "en", **others: Any) -> str:  # noqa: ANN401 - any JSON
    """Return an evidence sheet as the column holds it."""
    winner = {"text": title, "kind": "clause", "score": 0.8, "parts": {}, "document": 0}
    found = {
        "title": title,
        "language": language,
        "reason": "It won because it states a point.",
        "people": 2,
        "weak": False,
        "n_people": 3,
        "candidates": [winner, {"text": "Another", "kind": "phrase", "score": 0.41, "parts": {}, "document": 1}],
        "winner": winner,
        "central": [],
        "atypical": [],
    }
    return json.dumps(found | others, ensure_ascii=False)


def everyone(start: int, count: int, position: str = "unknown") -> dict[str, str]:
    """Return so many people who hold one position."""
    return {f"P{number:03d}": position for number in range(start, start + count)}


def themed(
    themes: Sequence[Made], said: Sequence[Said] = (), trust: Mapping[str, Any] | None = None, others: int = 0
) -> Tables:
    """Build tables: those who are in a theme and not in `said` wrote in English; `others` are in no theme."""
    spoken = {one.person: one for one in said}
    inside = {person for theme in themes for person in theme.people}
    more = [Said(f"X{number}", "Something else", ("en",)) for number in range(others)]
    answers = [
        Said(person, one.text, one.languages, one.sure, "themed" if person in inside else one.status)
        for person in sorted(inside | set(spoken))
        for one in [spoken.get(person, Said(person, f"Answer of {person}", ("en",)))]
    ]
    tables = tables_of([*answers, *more])
    assignments = [
        {
            "response_id": person,
            "question_id": "q1",
            "theme_id": theme.theme_id,
            "score": 0.8,
            "start": 0,
            "end": 4,
            "position": position,
            "assigned_by": "machine",
            "primary": True,
        }
        for theme in themes
        for person, position in theme.people.items()
    ]
    table = [
        {
            "question_id": "q1",
            "theme_id": theme.theme_id,
            "parent_id": theme.parent,
            "title": theme.title,
            "description": theme.description,
            "keywords": list(theme.keywords),
            "n_people": 0,
            "share": 0.0,
            "position_counts": "{}",
            "stability": theme.stability,
            "evidence": theme.evidence,
        }
        for theme in themes
    ]
    frame, assigned = frame_of(table, "themes"), frame_of(assignments, "assignments")
    counted = with_counts(frame, assigned, tables.responses)
    manifest = {} if trust is None else {"trust": {"q1": dict(trust)}}
    return replace(tables, themes=counted, assignments=assigned, manifest=manifest)


def page_of(tables: Tables, folder: Path) -> str:
    """Return the report as HTML, white space evened out."""
    write_report(tables, folder / "report.html")
    return " ".join((folder / "report.html").read_text(encoding="utf-8").split())


def article(page: str, theme_id: str) -> str:
    """Return the part of a page that is about one theme."""
    return page.split(f'<article id="t-{theme_id}"')[1].split("</article>")[0]
