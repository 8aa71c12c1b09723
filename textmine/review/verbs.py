"""The verbs of `textmine decide` and their keys: what is wrong with a decision before any table is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from textmine.config import did_you_mean
from textmine.model import Because, OutcomeKind

OUTCOMES: tuple[str, ...] = get_args(OutcomeKind)
REASONS: tuple[str, ...] = get_args(Because)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a verb: what it must hold, in words and as a test."""

    wanted: str
    fits: Callable[[Any], bool]
    required: bool = True


def is_visible(text: str) -> bool:
    """Tell whether a text shows anything: spaces, controls and zero-width marks alone do not."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def _is_words(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, str) and is_visible(value)


def _is_date(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    if value == "":
        return True
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_number(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _is_answer(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_words, value))


def _is_language(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def _list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Make the test for a list of things, at least one."""
    return lambda value: isinstance(value, list | tuple) and bool(value) and all(map(fits, value))


def _one_of(*words: str, required: bool = True) -> Key:
    """Make the key for a choice of words."""
    return Key("one of " + ", ".join(f"`{word}`" for word in words), lambda value: value in words, required)


_WORDS = Key("text that is not empty", _is_words)
_MAYBE = Key("text", lambda value: isinstance(value, str), required=False)
_TEXT = Key("text", lambda value: isinstance(value, str))
_THEME = Key("the id of a theme, as text", _is_words)
_ANSWER = Key('an answer, as `["response id", "question id"]`', _is_answer)
_NUMBER = Key("a whole number", _is_number)
_TAG = Key("a language tag such as `so` or `bn-Latn`", _is_language)
_ON_ANSWER = {"answer": _ANSWER, "theme": _THEME}

VERBS: dict[str, dict[str, Key]] = {
    "rename": {"theme": _THEME, "title": _WORDS},
    "describe": {"theme": _THEME, "description": _TEXT},
    "merge": {"themes": Key("a list of ids of themes", _list_of(_is_words)), "into": _THEME},
    "split": {
        "theme": _THEME,
        "answers": Key('a list of answers, each `["response id", "question id"]`', _list_of(_is_answer)),
        "title": _WORDS,
    },
    "create": {
        "question": Key("the id of a question, as text", _is_words),
        "title": _WORDS,
        "description": _MAYBE,
    },
    "group": {"theme": _THEME, "parent": Key('the id of a group, or `""` for none', _TEXT.fits)},
    "assign": _ON_ANSWER,
    "unassign": _ON_ANSWER,
    "confirm": _ON_ANSWER,
    "learn": {"question": Key("the id of a question, as text", _is_words, required=False)},
    "language": {
        "answer": _ANSWER,
        "language": _TAG,
    },
    "edit": {"theme": _THEME, "ordinal": _NUMBER, "text": _WORDS},
    "consent": {"quotes": _one_of("allow", "refuse")},
    "open_data": {
        "publish": _one_of("allow", "refuse"),
        "answer": Key(_ANSWER.wanted, _is_answer, required=False),
        "reason": _MAYBE,
    },
    "outcome": {
        "theme": _THEME,
        "outcome": _one_of(*OUTCOMES),
        "text": _WORDS,
        "reason": _MAYBE,
        "owner": _MAYBE,
        "date": Key("a date such as `2027-03-31`", _is_date, required=False),
        "because": _one_of(*REASONS, required=False),
        "instead": _MAYBE,
    },
    "redact": {"theme": _THEME, "ordinal": _NUMBER},
    "leave_out": {"theme": _THEME, "ordinal": _NUMBER},
    "translate": {
        "text": _WORDS,
        "language": _TAG,
        "into": _TAG,
        "translation": _WORDS,
        "translator": _WORDS,
    },
    "heading": {"language": _TAG, "entry": _MAYBE, "text": _MAYBE},
    "set_aside": {"theme": _THEME, "reason": _WORDS},
    "approve": {
        "theme": Key(_THEME.wanted, _is_words, required=False),
        "all": Key("`true`", lambda value: value is True, required=False),
    },
    "override": {"theme": _THEME, "check": _WORDS, "reason": _WORDS},
    "undo": {"decision": _NUMBER},
}


def checked(given: Any) -> tuple[dict[str, Any], list[str]]:  # noqa: ANN401 - whatever stood in the file
    """Return a decision in its settled form, and everything that is wrong with its shape.

    Optional keys that are null are left out; a language tag gets its usual capitals.
    """
    if not isinstance(given, dict):
        return {}, ['A decision is an object such as `{"do": "rename", …}`.']
    verb = given.get("do")
    if not isinstance(verb, str) or verb not in VERBS:
        known = did_you_mean(str(verb), tuple(VERBS)) or f" Known: {', '.join(f'`{name}`' for name in VERBS)}."
        what = "`do` is missing: say what to do." if verb is None else f"there is no verb `{_short(verb)}`."
        return {}, [what + known]
    keys = VERBS[verb]
    payload = {
        name: value for name, value in given.items() if not (value is None and name in keys and not keys[name].required)
    }
    problems = [_unknown_key(verb, name) for name in payload if name != "do" and name not in keys]
    problems += [
        f"`{verb}` needs the key `{name}`: {key.wanted}."
        for name, key in keys.items()
        if key.required and name not in payload
    ]
    problems += [
        f"`{name}` of `{verb}` must be {keys[name].wanted}."
        for name in payload
        if name in keys and not keys[name].fits(payload[name])
    ]
    if not problems:
        problems = _across_keys(payload)
    if not problems:
        payload |= {name: _usual_capitals(payload[name]) for name in ("language", "into") if name in payload}
    return payload, problems


def _short(value: Any) -> str:  # noqa: ANN401 - whatever stood in the file
    """Show what was written, cut to a readable length."""
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _unknown_key(verb: str, name: Any) -> str:  # noqa: ANN401 - keys of a Python dictionary may be anything
    """Say that a verb has no such key, and which it has."""
    keys = tuple(VERBS[verb])
    hint = did_you_mean(str(name), keys) or f" It knows {', '.join(f'`{key}`' for key in keys)}."
    return f"`{verb}` has no key `{_short(name)}`.{hint}"


def _across_keys(payload: dict[str, Any]) -> list[str]:
    """Return what is wrong between the keys of one decision."""
    verb = payload["do"]
    if verb == "approve" and ("theme" in payload) == ("all" in payload):
        return ['`approve` needs either `theme` or `"all": true`, not both.']
    if verb == "merge" and payload["into"] in payload["themes"]:
        return ["a theme cannot be merged into itself: take the id of `into` out of `themes`."]
    if verb == "outcome" and payload["outcome"] == "could_not" and not is_visible(payload.get("reason", "")):
        return ["the outcome `could_not` needs `reason`: why it could not be done."]
    if verb == "outcome" and payload["outcome"] != "could_not" and {"because", "instead"} & payload.keys():
        return ["`because` and `instead` belong to the outcome `could_not`."]
    if verb == "translate" and payload["language"].casefold() == payload["into"].casefold():
        return ["`language` and `into` of a translation are the same."]
    if verb == "heading" and is_visible(payload.get("text", "")) and not payload.get("entry"):
        return ["`text` of `heading` needs `entry`: which heading it is."]
    return []


def _usual_capitals(tag: str) -> str:
    """Write a language tag the usual way: `bn-latn` becomes `bn-Latn`.

    Source:
        RFC 5646, section 2.1.1.
    """
    first, *others = tag.split("-")
    return "-".join(
        [first.lower()]
        + [
            part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part.lower()
            for part in others
        ]
    )
