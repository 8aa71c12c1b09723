"""What a decision is about, so that a form from before somebody else's decision can be refused.

A thing is a tuple such as `("title", theme)`, `("answer", response, question)` or `("sentence", theme, ordinal)`. A
shorter tuple stands for all that begin with it: `("title",)` is every title. `data/touched.toml` is the table of what
each verb changes and rests on.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, product
from typing import Any

from textmine.model import Decision
from textmine.review.session import undoes
from textmine.review.state import SUBSTANTIVE
from textmine.text.folding import fold

Thing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A decision, taken or still to be taken; what the log recorded with it is empty for the latter."""

    payload: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def named(self) -> dict[str, dict[str, Any]]:
        """What was recorded about each theme that it names."""
        found = self.before.get("named")
        return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}


def touched(item: Mapping[str, Any] | Decision, past: Sequence[Decision]) -> frozenset[Thing]:
    """Return what a decision changes.

    Args:
        item: A decision of the log, or one still to be taken as `{"do": …}`. The log knows more: which themes a merge
            took along, or which answers `learn` moved.
        past: The log. An undo changes what the decision that it undoes had changed.

    Example:
        >>> sorted(touched({"do": "rename", "theme": "q1.01", "title": "Parking"}, []))
        [('title', 'q1.01')]
    """
    one, target = _settled(item, past)
    changed = set(_things(target, "changes"))
    above = {theme: _texts(about.get("above")) for theme, about in target.named.items()}
    lifted = {
        (kind, group)
        for thing in changed
        if len(thing) == 2
        for kind in _table()["above"].get(thing[0], ())
        for group in above.get(thing[1], ())
    }
    return frozenset(changed | lifted | set(_undo(one)))


def rests_on(item: Mapping[str, Any] | Decision, past: Sequence[Decision]) -> frozenset[Thing]:
    """Return what a decision takes to be as its officer saw it: as long as none of it is changed, it holds.

    Args:
        item: A decision still to be taken as `{"do": …}`, or one of the log.
        past: The log. What an undo rests on follows from the decision that it undoes.
    """
    one, target = _settled(item, past)
    return frozenset([*_things(target, "rests_on" if one is target else "undo"), *_undo(one)])


def overtaken(
    payloads: Iterable[Mapping[str, Any]], since: Sequence[Decision], past: Sequence[Decision]
) -> list[Decision]:
    """Return the newer decisions that collide with those an officer is about to take, whoever took them.

    Args:
        payloads: What is about to be taken, each as `{"do": …}`.
        since: The decisions that the officer has not seen.
        past: The log, with those of `since`.
    """
    wanted = {thing for payload in payloads for thing in rests_on(payload, past)}
    openings = {thing[:length] for thing in wanted for length in range(1, len(thing) + 1)}

    def meets(thing: Thing) -> bool:
        return thing in openings or any(thing[:length] in wanted for length in range(1, len(thing)))

    return [decision for decision in since if any(map(meets, touched(decision, past)))]


@cache
def _table() -> dict[str, Any]:
    """Return `touched.toml`; do not change it."""
    return tomllib.loads(files("textmine.review").joinpath("data", "touched.toml").read_text(encoding="utf-8"))


def _settled(item: Mapping[str, Any] | Decision, past: Sequence[Decision]) -> tuple[_Item, _Item]:
    """Return a decision, and the one it is in the end about: the one that an undo, or an undo of an undo, names."""
    one = _item(item)
    if one.payload.get("do") != "undo":
        return one, one
    chain = undoes(one.payload, past)
    return one, _item(chain[-1]) if chain else _Item()


def _item(item: Mapping[str, Any] | Decision) -> _Item:
    return _Item(item.payload, item.before, item.after) if isinstance(item, Decision) else _Item(item)


def _undo(one: _Item) -> Iterator[Thing]:
    """Yield that a decision is undone: nobody else can undo it again."""
    if one.payload.get("do") == "undo":
        yield ("undo", str(one.payload.get("decision")))


def _things(item: _Item, part: str) -> Iterator[Thing]:
    """Yield the things in one part of a verb's entry in the table; `undo` falls back on `rests_on`."""
    table = _table()
    entry = table["verbs"].get(item.payload.get("do"), {})
    for line in entry.get(part, entry.get("rests_on", ())):
        kind, *keys = line.split()
        for values in product(*(_KEYS[key](item) for key in keys)):
            for one in table["together"].get(kind, (kind,)):
                yield (one, *chain.from_iterable(values))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    """Return the texts of a list; what is no text was not written by textmine."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def _themes(value: Any) -> list[Thing]:  # noqa: ANN401 - any JSON value
    """Return each text of a list, or of the keys of a dictionary, as a thing's part."""
    return [(theme,) for theme in _texts(list(value) if isinstance(value, dict) else value)]


def _pairs(value: Any) -> list[Thing]:  # noqa: ANN401 - any JSON value
    """Return the answers in a list, each as (response, question)."""
    lists = [_texts(item[:2]) for item in value if isinstance(item, list | tuple)] if isinstance(value, list) else []
    return [(pair[0], pair[1]) for pair in lists if len(pair) == 2]


def _payload(key: str, *, every: bool = False) -> Callable[[_Item], list[Thing]]:
    """Make what reads one key of the decision; with `every`, a missing one stands for all."""

    def read(item: _Item) -> list[Thing]:
        value = item.payload.get(key)
        return [(str(value),)] if isinstance(value, str | int) and value != "" else [()] if every else []

    return read


def _theme(item: _Item) -> list[Thing]:
    """Return the theme, or all of them where a decision is about all."""
    return [()] if item.payload.get("all") else _payload("theme")(item)


def _questions(item: _Item) -> list[Thing]:
    """Return the questions that a decision is about, as far as it tells."""
    found = [about.get("question") for about in item.named.values()]
    answers = [*_pairs([item.payload.get("answer")]), *_pairs(item.payload.get("answers"))]
    found += [item.payload.get("question"), *(question for _, question in answers)]
    # `learn` without a question is about all those in which it looked for confirmed answers.
    return list(dict.fromkeys([*_themes(found), *_themes(item.after.get("confirmed"))]))


def _counted(item: _Item) -> list[Thing]:
    """Return the question in which one more, or one fewer, person counts as having answered."""
    statuses = [part.get("status") in SUBSTANTIVE for part in (item.before, item.after) if "status" in part]
    return _questions(item) if len(set(statuses)) == 2 else []


def _words(item: _Item) -> list[Thing]:
    """Return what identifies a text: nobody's words stand in a thing."""
    return [(hashlib.sha256(str(item.payload.get("text")).encode()).hexdigest()[:16],)]


_KEYS: dict[str, Callable[[_Item], list[Thing]]] = {
    "theme": _theme,
    "themes": lambda item: _themes(item.payload.get("themes")),
    "into": _payload("into"),
    "parent": _payload("parent"),
    "answer": lambda item: _pairs([item.payload.get("answer")]),
    "answers": lambda item: _pairs(item.payload.get("answers")),
    # Without an answer, a decision is about all of them.
    "published": lambda item: _pairs([item.payload.get("answer")]) or [()],
    "ordinal": _payload("ordinal"),
    "check": _payload("check"),
    "language": _payload("language"),
    "entry": _payload("entry", every=True),
    "question": _payload("question", every=True),
    "titled": lambda item: [(fold(str(item.payload.get("title"))),)],
    "words": _words,
    "questions": _questions,
    # What the log recorded.
    "new": lambda item: _themes([item.after.get("theme")]),
    "merged": lambda item: _themes(item.after.get("merged", item.payload.get("themes"))),
    "gone": lambda item: _themes(item.after.get("gone")),
    "below": lambda item: _themes(item.after.get("set_aside")) or _theme(item),
    "approved": lambda item: _themes(item.after.get("fingerprints")) or _theme(item),
    "spoken": lambda item: _themes(item.before.get("themes")),
    "counted": _counted,
    "moved": lambda item: _pairs(item.before.get("themes")),
    "swung": lambda item: _themes([change[2] for change in item.after.get("changes", ()) if len(change) > 2]),
}
"""How each key of the table is read from a decision."""
