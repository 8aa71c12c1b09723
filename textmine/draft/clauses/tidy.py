"""A clause made fit to stand alone: no greeting in front, one space between words, a sentence's ending."""

from __future__ import annotations

from functools import lru_cache

import regex

from textmine.draft.lexicon import settings

_MARKS_BEFORE = regex.compile(
    r"^(?:[\s\u200b\ufeff\p{Extended_Pictographic}\ufe0f•·*\-–—>,.;:!?…/\\|~_=+@#]|\(?(?:\p{Nd}{1,2}|[a-zA-Z])[.)](?=\s))+"
)
_MARKS_AFTER = regex.compile(r"[\s\u200b\ufeff\p{Extended_Pictographic}\ufe0f\p{Emoji_Modifier},;:.…。।۔።!*\-–—~_|/]+$")
_SPACE = regex.compile(r"(?:_x000[dD]_|\s)+")
_SPACE_BEFORE = regex.compile(r" (?=[,;.!?](?:\s|$))")
_LAST_LETTER = regex.compile(r"(?r)\p{L}")
_QUESTION = regex.compile(r"[?？؟][\s!?？؟]*$")
_WRITING = regex.compile(
    r"^i(?:['’]m| am) writing (?:in order )?to (?=(?:strongly )?(?:object|oppose|support|ask|complain|protest)\b)",
    regex.I,
)
_ALSO = regex.compile(r"^(i|we) also(?= \p{L})", regex.I)
_KEPT = 2
"""Words that must be left before an ending is cut."""
_WORDLIKE = regex.compile(r"[\p{L}\p{N}]")
_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))


def _any_of(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(regex.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in longest_first)


@lru_cache(maxsize=1)
def _fillers() -> regex.Pattern[str]:
    """One pattern for every opening that may be cut."""
    lists = settings("fillers")
    subjects = _any_of(settings("person")["words"]["subjects"])
    end = r"(?![\p{L}\p{M}\p{N}'’])"
    return regex.compile(
        rf"^(?:(?:{_any_of(lists['always'])}){end}"
        rf"|(?:{_any_of(lists['before_mark'])})(?=\s*[,:;!…–—]|\.(?!\s*\d)|\s+-\s)"
        rf"|(?:{_any_of(lists['before_subject'])})(?=\s+(?:{subjects}){end}))",
        regex.IGNORECASE,
    )


def _strip_unpaired(text: str) -> str:
    """Drop an opening or closing mark at either end whose partner is not in the clause."""
    for opening, closing in _PAIRS:
        if opening == closing:
            odd = text.count(opening) % 2 == 1
            left = right = odd
        else:
            left = text.count(opening) > text.count(closing)
            right = text.count(closing) > text.count(opening)
        if left and text.startswith(opening):
            text = text[len(opening) :]
        elif right and text.endswith(closing):
            text = text[: -len(closing)]
    return text


def without_opening(text: str, english: bool) -> str:
    """Return a clause without bullets and, in English, without greetings and "I think that" in front."""
    text = _SPACE_BEFORE.sub("", _SPACE.sub(" ", text))
    while True:
        shorter = _strip_unpaired(_MARKS_BEFORE.sub("", text).strip())
        if english:
            shorter = _MARKS_BEFORE.sub("", _fillers().sub("", shorter))
            shorter = _WRITING.sub("I ", _ALSO.sub(r"\1", shorter))
        if shorter == text or not shorter:
            return shorter
        text = shorter


@lru_cache(maxsize=1)
def _endings() -> regex.Pattern[str]:
    """One pattern for every word of thanks or filler that may be cut from the end."""
    lists = settings("fillers")
    after_comma, anywhere = _any_of(lists["last_after_comma"]), _any_of(lists["last"])
    return regex.compile(
        rf"(?:\s*[,;–—-]\s*(?:{after_comma})|\s+(?:{anywhere}))[\s,;.!\p{{Extended_Pictographic}}\ufe0f]*$",
        regex.IGNORECASE,
    )


def without_ending(text: str) -> str:
    """Return an English clause without "please", "thanks" or "lol" at its end.

    Example:
        >>> without_ending("bigger bins at the canal please")
        'bigger bins at the canal'
    """
    kept = set(settings("fillers")["before_last"])
    while found := _endings().search(text):
        before = text[: found.start()].split()
        if len(before) < _KEPT or ("," not in found.group() and before[-1].casefold() in kept):
            break
        text = text[: found.start()].rstrip(" ,;–—-")
    return text


def _stop(text: str, language: str) -> str:
    """Return the mark that ends a sentence in this language, else in the script of its last letter."""
    endings = settings("endings")
    if (base := language.split("-")[0]) in endings["language"]:
        return str(endings["language"][base])
    found = _LAST_LETTER.search(text)
    if found is None or found.group().isascii():
        return "."
    for script, mark in endings["script"].items():
        if regex.match(rf"\p{{Script={script}}}", found.group()):
            return str(mark)
    return "."


def as_sentence(text: str, language: str) -> str:
    """Return a clause with a capital in front (where the script has them) and the mark that ends a sentence.

    A question keeps its question mark. An empty string comes back where nothing is left.
    """
    question = _QUESTION.search(text)
    body = text[: question.start()] if question else text
    body = _strip_unpaired(_MARKS_AFTER.sub("", body)).strip()
    if not _WORDLIKE.search(body):
        return ""
    mark = question.group().strip()[0] if question else _stop(body, language)
    first = body[0].upper()
    # A letter such as "ß" would grow; it stays.
    return (first if len(first) == 1 else body[0]) + body[1:] + mark
