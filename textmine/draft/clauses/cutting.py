"""Cutting a sentence into its main clauses, and only where no "if", "not" or "who" loses what it governs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.draft.clauses import parser
from textmine.draft.clauses.finite import clause_verb, finite_verbs, governed, is_main, is_request
from textmine.draft.clauses.reading import Word, grammar, phrase_at, read
from textmine.draft.lexicon import settings, word_set
from textmine.model import Span

LEAST = 4
"""Words on either side of a cut."""

_CUT = regex.compile(
    r"(?P<mark>[;؛]\s*|\s+[–—]\s*|\s*—\s+|\s+-+\s+)(?:(?P<join>and|but|so|yet)\s+)?"
    r"|(?:(?P<comma>,)\s*|\s+)(?P<join>and|but)\s+"
    r"|(?P<splice>,)\s+",
    regex.IGNORECASE,
)


def main_clauses(text: str, span: Span, whole: int) -> list[Span]:
    """Cut an English sentence into clauses that can stand alone, in order; alone it comes back whole.

    Args:
        text: The answer.
        span: The sentence, or a part of it.
        whole: Up to so many words a clause is left with its short or pointing neighbour.

    Returns:
        Spans that hold every word of `span` but the connectives between them.

    Example:
        >>> text = "The lamps in the park are broken, and the wardens never come before six"
        >>> [part.of(text) for part in main_clauses(text, Span(0, len(text)), 25)]
        ['The lamps in the park are broken', 'the wardens never come before six']
    """
    own = text[span.start : span.end]
    words = read(own)
    if len(words) < 2 * LEAST or "?" in own:
        return [span]
    pieces, last = [], 0
    for cut in _cuts(own):
        if _may_cut(own, words, last, cut, len(words) <= whole):
            pieces.append(Span(span.start + last, span.start + cut.start()))
            last = cut.end()
    return [*pieces, Span(span.start + last, span.end)]


def _cuts(text: str) -> list[regex.Match[str]]:
    """Return where a connective or mark might part two clauses."""
    return [match for match in _CUT.finditer(text) if match.start() and match.end() < len(text)]


def _at(words: Sequence[Word], place: int) -> int:
    """Return the index of the first word at or after a place in the text."""
    return next((index for index, word in enumerate(words) if word.start >= place), len(words))


def _inside(text: str, place: int) -> bool:
    """Say whether a place stands inside brackets or quotation marks."""
    before = text[:place]
    return (
        before.count("(") > before.count(")")
        or before.count('"') % 2 == 1
        or before.count("“") > before.count("”")
        or before.count("[") > before.count("]")
    )


def _may_cut(text: str, words: Sequence[Word], last: int, cut: regex.Match[str], short: bool) -> bool:
    """Say whether both sides of a cut can stand alone and neither governs the other."""
    first, left_end, middle = _at(words, last), _at(words, cut.start()), _at(words, cut.end())
    end = _next_end(text, words, cut)
    if min(left_end - first, end - middle) < (LEAST if short else LEAST - 1) or _inside(text, cut.start()):
        return False
    if _hang_together(words, (first, left_end, middle, end), cut, short):
        return False
    certain = _stands(words, middle, end, cut) and is_main(words, first, left_end)
    if certain and (cut["mark"] or not governed(words, first, left_end)):
        return True
    may_ask = not cut["mark"] and _carries_on(words, first, left_end)
    return may_ask and parser.coordinates(text, cut.start(), cut.end())


def _hang_together(
    words: Sequence[Word], places: tuple[int, int, int, int], cut: regex.Match[str], short: bool
) -> bool:
    """Say whether one side of a cut introduces, completes or limits the other."""
    first, left_end, middle, end = places
    join, marked = (cut["join"] or "").casefold(), bool(cut["mark"])
    return (
        _introduces(words, first, left_end, spliced=bool(cut["splice"]))
        or _completes(words, middle, marked=marked)
        or (not marked and _lists(words, first, left_end))
        or (short and _leans(words, middle, join))
        or _binds_forward(words, first, left_end, middle, end, join)
    )


def _next_end(text: str, words: Sequence[Word], cut: regex.Match[str]) -> int:
    """Return where the clause after a cut ends at the latest: at the next mark between clauses."""
    mark = regex.compile(r"[;؛]|\s[–—-]\s").search(text, cut.end())
    return _at(words, mark.start()) if mark else len(words)


def _stands(words: Sequence[Word], start: int, end: int, cut: regex.Match[str]) -> bool:
    """Say whether what follows a cut is a clause of its own."""
    if cut["splice"] and words[start].folded not in word_set("subjects") | grammar("contracted") | {"you"}:
        return False
    if is_request(words, start, end):
        # "I have to go and fix it": after "and" the verb may be the second of one subject.
        return bool(cut["mark"])
    verb = clause_verb(words, start, end)
    return verb is not None and verb < end - 1


def _carries_on(words: Sequence[Word], first: int, end: int) -> bool:
    """Say whether the words before a cut have a verb of their own and no "not only" waits for its "but"."""
    if words[first].folded == "to" or words[end - 1].folded in grammar("joints"):
        return False
    waits = any(phrase_at(words, index, frozenset({"not only"})) for index in range(first, end))
    return bool(finite_verbs(words, first, end)) and not waits


def _lists(words: Sequence[Word], first: int, end: int) -> bool:
    """Say whether the words since the last colon have no verb: "…: supply and demand will decide"."""
    colons = [index for index in range(first + 1, end) if any(mark in words[index].before for mark in ":;")]
    return bool(colons) and not finite_verbs(words, colons[-1], end)


def _completes(words: Sequence[Word], start: int, *, marked: bool) -> bool:
    """Say whether a clause completes what stands before it, as "that taking a life helps" or "not how we live" do."""
    if words[start].folded in grammar("relatives"):
        return True
    verb = clause_verb(words, start, len(words))
    if words[start].folded == "that" and not marked and (verb is None or verb > start + 1):
        return True
    opening, after = words[start].folded, words[start + 1].folded if start + 1 < len(words) else ""
    if opening == "that":
        return after.endswith("ing") or after in grammar("determiners") | grammar("certain_subjects")
    return opening in ("not", "there") and after in grammar("prepositions") | {"how", "what", "why", "where", "who"}


def _introduces(words: Sequence[Word], first: int, end: int, *, spliced: bool) -> bool:
    """Say whether the words before a cut introduce what follows, as in "…, and by doing so, we save"."""
    if not any("," in word.before for word in words[first + 1 : end]) and words[first].folded in grammar(
        "governors"
    ) - {"what"}:
        return True
    if not spliced:
        return False
    for start in range(end - 1, first, -1):
        if not (_parted(words, start) or words[start - 1].folded in grammar("joints")):
            continue
        opening = words[start].folded
        if opening in grammar("introductory") or opening.endswith("ing"):
            return True
        if finite_verbs(words, start, end):
            return False
    return False


def _parted(words: Sequence[Word], index: int) -> bool:
    """Say whether a mark stands right before a word."""
    return any(mark in words[index].before for mark in ",;:–—(") or " - " in words[index].before


def _leans(words: Sequence[Word], start: int, join: str) -> bool:
    """Say whether the clause opens with a pronoun or "so" whose meaning stands before the cut."""
    opening = words[start].folded.split("'")[0]
    if opening in grammar("demonstratives"):
        verb = clause_verb(words, start, len(words))
        return verb is not None and verb - start <= 1 and join != "but"
    return opening in grammar("leaning")


def _binds_forward(words: Sequence[Word], first: int, left_end: int, middle: int, end: int, join: str) -> bool:
    """Say whether the two halves hang together: by a condition at the end, a request or a shared "not"."""
    if join == "but":
        return False
    if any(phrase_at(words, index, grammar("conditions")) for index in range(middle, end)):
        return True
    if join != "and":
        return False
    verb = clause_verb(words, middle, end)
    if is_request(words, first, left_end) and verb is not None and words[verb].folded in grammar("outcomes"):
        return True
    denied = any(word.folded in grammar("negations") for word in words[first:left_end])
    bare = verb is not None and words[verb].folded not in grammar("finite") | grammar("contracted")
    return bare and (denied or any(word.folded in grammar("bare_after") for word in words[first:left_end]))


def tails(text: str, span: Span) -> Span:
    """Return the front of an English clause without what is only added after a comma ("…, which is why …").

    Nothing that limits the clause (a condition, an exception, a "not") is cut off.
    """
    own = text[span.start : span.end]
    openers = "|".join(map(regex.escape, settings("grammar")["tails"]["openers"]))
    for match in regex.finditer(rf",\s+(?=(?:{openers})\b)", own, regex.IGNORECASE):
        words = read(own[: match.start()])
        tail = read(own[match.end() :])
        if "," in own[match.end() :] or {"between", "both", "either"} & {word.folded for word in words}:
            # What goes on after an insertion belongs to the front.
            continue
        limited = any(phrase_at(tail, index, grammar("conditions") - grammar("mild")) for index in range(len(tail)))
        if len(words) >= LEAST and is_main(words, 0, len(words)) and finite_verbs(words) and not limited:
            return Span(span.start, span.start + match.start())
    return span
