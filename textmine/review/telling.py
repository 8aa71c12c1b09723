"""The words for one decision: what it did, by verb, with the titles that themes had then."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from string import Formatter
from typing import Any, NamedTuple

from textmine.language import language_name
from textmine.model import Decision
from textmine.review.session import undoes


class Part(NamedTuple):
    """A piece of a sentence. A title or a person's name may be in any script: it is set apart from the words around."""

    text: str
    is_name: bool = False


Value = str | tuple[Part, ...]
Told = tuple[str, dict[str, Value]]
"""The name of a sentence in the wording, and what is filled into it beside the usual."""


@cache
def wording() -> dict[str, Any]:
    """Return `story.toml`; do not change it."""
    return tomllib.loads(files("textmine.review").joinpath("data", "story.toml").read_text(encoding="utf-8"))


def filled(part: str, name: str, values: Mapping[str, Value]) -> list[Part]:
    """Fill the names in braces of one sentence."""
    found: list[Part] = []
    for words, key, _, _ in Formatter().parse(wording()[part][name]):
        value = values[key] if key else ""
        found += [Part(words), *([Part(value)] if isinstance(value, str) else value)]
    runs = groupby(found, key=lambda piece: piece.is_name)
    joined = (Part("".join(piece.text for piece in run), is_name) for is_name, run in runs)
    return [piece for piece in joined if piece.text]


def counted(name: str, number: int) -> str:
    """Return so many things, in the singular for one."""
    one, many = wording()["count"][name]
    return str(one if number == 1 else many.format(n=f"{number:,}"))


def listed_titles(titles: Sequence[str]) -> tuple[Part, ...]:
    """Return titles in quotation marks, joined as a person would."""
    said = wording()["said"]
    opening, closing = said["title"].split("{title}")
    found: list[Part] = []
    for place, title in enumerate(titles):
        between = "" if place == 0 else said["and"] if place == len(titles) - 1 else said["comma"]
        found += [Part(between + opening), Part(title, is_name=True), Part(closing)]
    return tuple(found)


def parts_of(decision: Decision, titles: Mapping[str, str], past: Sequence[Decision]) -> list[Part]:
    """Return what a decision did, in words."""
    try:
        if decision.do == "undo":
            return _undo(decision, titles, past)
        name, values = _TOLD[decision.do](decision) if decision.do in _TOLD else (decision.do, {})
        return filled("one", name, {**_usual(decision, titles), **values})
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        # A row that textmine did not write; the others still have their words.
        return filled("one", "other", {"number": str(decision.number)})


def _usual(decision: Decision, titles: Mapping[str, str]) -> dict[str, Value]:
    """Return what is filled in alike for every verb: themes by their titles, and the answer."""
    payload = decision.payload
    found: dict[str, Value] = {
        key: _name(title_of(decision, theme, titles))
        for key in ("theme", "into", "parent")
        if (theme := text_in(decision, key))
    }
    if title := text_in(decision, "title"):
        found["title"] = _name(title)
    if "answer" in payload:
        response, question = map(_line, payload["answer"])
        found["answer"] = wording()["said"]["answer"].format(response=response, question=question)
    if "themes" in payload:
        found["themes"] = listed_titles([title_of(decision, theme, titles) for theme in payload["themes"]])
    return found


def _undo(decision: Decision, titles: Mapping[str, str], past: Sequence[Decision]) -> list[Part]:
    """Return what was undone, or brought back by undoing an undo."""
    chain = undoes(decision.payload, past)
    if chain and chain[-1].do != "undo":
        first, *others = parts_of(chain[-1], titles, past)
        what = (Part(first.text[:1].lower() + first.text[1:]), *others)
        values: dict[str, Value] = {"number": str(chain[-1].number), "by": _name(chain[-1].by), "what": what}
        return filled("one", "undo" if len(chain) % 2 else "undo_undo", values)
    kinds = wording()["undone"]
    what_kind = kinds.get(decision.before["do"], kinds["other"])
    number = str(decision.payload["decision"])
    return filled("one", "undo", {"number": number, "by": _name(decision.before["by"]), "what": what_kind})


def _describe(decision: Decision) -> Told:
    return "describe" if decision.payload["description"].strip() else "describe_away", {}


def _split(decision: Decision) -> Told:
    return "split", {"answers": counted("answers", len(decision.before["answers"]))}


def _group(decision: Decision) -> Told:
    """A theme was put under a group, moved between groups, or taken out of one."""
    old, new = decision.before["parent"], decision.after["parent"]
    values: dict[str, Value] = {}
    if old is not None:
        values["old"] = _name(decision.before["titles"][old])
    if old == new:
        return "group_same", values
    names = {(False, True): "group", (True, True): "group_moved", (True, False): "group_top"}
    return names[old is not None, new is not None] + ("_gone" if decision.after["gone"] else ""), values


def _learn(decision: Decision) -> Told:
    number = decision.after["answers"]
    return ("learn", {"answers": counted("answers", number)}) if number else ("learn_nothing", {})


def _language(decision: Decision) -> Told:
    old, new = decision.before["language"], language_name(decision.after["language"])
    return ("language", {"old": language_name(old), "new": new}) if old else ("language_first", {"new": new})


def _sentence(decision: Decision) -> Told:
    return decision.do, {"ordinal": str(decision.payload["ordinal"])}


def _translate(decision: Decision) -> Told:
    payload = decision.payload
    names: dict[str, Value] = {key: language_name(payload[key]) for key in ("language", "into")}
    return "translate", {**names, "translator": _name(payload["translator"])}


def _heading(decision: Decision) -> Told:
    approved, name = decision.after["headings"], language_name(decision.payload["language"])
    if not decision.payload.get("entry"):
        return "heading_all", {"headings": counted("headings", len(approved)), "language": name}
    return "heading", {"text": _name(_short(approved[decision.payload["entry"]])), "language": name}


def _consent(decision: Decision) -> Told:
    return f"consent_{decision.payload['quotes']}", {}


def _open_data(decision: Decision) -> Told:
    about = "open_data_answer" if "answer" in decision.payload else "open_data"
    return f"{about}_{decision.payload['publish']}", {}


def _outcome(decision: Decision) -> Told:
    """An outcome by its kind; what was written is published, not told."""
    kinds, old = wording()["outcomes"], (decision.before["outcome"] or {}).get("outcome")
    values: dict[str, Value] = {"new": kinds[decision.payload["outcome"]]}
    if old is None:
        return "outcome", values
    same = old == decision.payload["outcome"]
    return "outcome_reworded" if same else "outcome_changed", {**values, "old": kinds[old]}


def _set_aside(decision: Decision) -> Told:
    below = len(decision.after["set_aside"]) - 1
    return ("set_aside_below", {"themes": counted("themes", below)}) if below else ("set_aside", {})


def _approve(decision: Decision) -> Told:
    if not decision.payload.get("all"):
        return "approve", {}
    return "approve_all", {"themes": counted("themes", len(decision.after["fingerprints"]))}


def _override(decision: Decision) -> Told:
    return "override", {"check": _line(decision.payload["check"]).replace("_", " ")}


def _rename(decision: Decision) -> Told:
    return "rename", {"old": _name(decision.before["title"])}


_TOLD: dict[str, Callable[[Decision], Told]] = {
    "rename": _rename,
    "describe": _describe,
    "split": _split,
    "group": _group,
    "learn": _learn,
    "language": _language,
    "edit": _sentence,
    "redact": _sentence,
    "leave_out": _sentence,
    "translate": _translate,
    "heading": _heading,
    "consent": _consent,
    "open_data": _open_data,
    "outcome": _outcome,
    "set_aside": _set_aside,
    "approve": _approve,
    "override": _override,
}
"""Verbs that need more than the usual words; `undo` is told by what it undid."""


def text_in(decision: Decision, key: str) -> str:
    """Return a text of the decision; empty where it has none."""
    value = decision.payload.get(key)
    return value if isinstance(value, str) else ""


def title_of(decision: Decision, theme: str, titles: Mapping[str, str]) -> str:
    """Return a theme's title when the decision was taken, else today's, else its id."""
    named = decision.before.get("named")
    about = named.get(theme) if isinstance(named, dict) else None
    recorded = about.get("title") if isinstance(about, dict) else None
    return _line(str(recorded or titles.get(theme) or theme))


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _name(text: str) -> tuple[Part]:
    """Return a title or a name as a value."""
    return (Part(_line(text), is_name=True),)


def _short(text: str) -> str:
    """Return the beginning of a text."""
    line = _line(text)
    return line if len(line) <= 60 else line[:59] + "…"
