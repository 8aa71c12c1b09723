"""Whether "you" is anybody at all, as in "you can't see the path", or the one who reads."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.draft.clauses.reading import Word, grammar


def speaks_of_anybody(words: Sequence[Word]) -> bool:
    """Say whether every "you" of a clause is anybody at all; False where it may be the council.

    Args:
        words: The words of an English clause.

    Example:
        >>> from textmine.draft.clauses.reading import read
        >>> speaks_of_anybody(read("You can't see the path at night"))
        True
        >>> speaks_of_anybody(read("You can't close the road"))
        False
    """
    places = [index for index, word in enumerate(words) if word.folded in grammar("second_person")]
    subjects = [index for index in places if words[index].folded == "you"]
    if not subjects or any(words[index].folded not in ("you", "your", "yours", "yourself") for index in places):
        return False
    return all(_is_anybody(words, index) for index in subjects) and not _acts(words)


def _is_anybody(words: Sequence[Word], index: int) -> bool:
    """Say whether one "you" is able or unable to do what anybody does, or stands after "if" or "when"."""
    after = [word.folded for word in words[index + 1 : index + 5] if word.folded not in grammar("adverbs")]
    before = words[index - 1].folded if index else ""
    if not after:
        return False
    if after[0] in grammar("abilities"):
        return len(after) > 1 and after[1] in grammar("anybodys_acts")
    supposed = before in ("if", "when", "whenever", "once", "unless", "where", "wherever", "because")
    return supposed and after[0] in grammar("anybodys_acts") | grammar("anybodys_states")


def _acts(words: Sequence[Word]) -> bool:
    """Say whether the clause speaks of what only the council does."""
    return any(word.folded in grammar("council_acts") for word in words)
