"""Reading the answers that decide something: may it be published, and who responds. In doubt: unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from textmine.ingest.vocabulary import fold, mentions, rule, words


def consent_of(heading: str, value: str) -> bool | None:
    """Return whether a person lets their words be published; None where the answer is not clear.

    Args:
        heading: The question; "Shall we keep this confidential?" turns a yes into a no.
        value: The answer as typed.

    Example:
        >>> consent_of("May we publish your comments?", "Yes, but not my name") is None
        True
        >>> consent_of("Keep my response confidential?", "Yes")
        False
    """
    answer = _yes_or_no(value)
    if answer is None or not rule("consent_negative").fits(heading):
        return answer
    if mentions(value, words("says_what")):
        # "Do not publish" means the same whichever way the question is put.
        return None if answer else False
    # An unticked "do not publish" box may only have been overlooked: that is no consent.
    return None if fold(value) in words("unticked") else not answer


def _yes_or_no(value: str) -> bool | None:
    """Return what an answer says, if it says it plainly."""
    folded = fold(value)
    if not folded or folded in words("unsure"):
        return None
    if folded in words("yes"):
        return True
    if folded in words("no"):
        return False
    if mentions(value, words("no_but_yes")):
        return True
    if _starts(folded, words("no_starts")):
        return False
    for start in words("yes_starts"):
        if _starts(folded, (start,)):
            # Publishing needs a plain yes: "Yes, but …" waits for an officer.
            return None if mentions(folded[len(start) :], words("takes_back")) else True
    return None


def _starts(folded: str, starts: tuple[str, ...]) -> bool:
    """Say whether a folded text begins with one of the phrases, as whole words."""
    return any(f"{folded} ".startswith(f"{start} ") for start in starts)


def kind_of(value: str) -> str:
    """Return `individual`, `organisation` or `unknown`.

    Example:
        >>> kind_of("As an individual"), kind_of("On behalf of a school"), kind_of("Other")
        ('individual', 'organisation', 'unknown')
    """
    individual = mentions(value, words("individual"))
    organisation = mentions(value, words("organisation"))
    if individual == organisation:
        return "unknown"
    return "individual" if individual else "organisation"


def decides_consent(heading: str, values: Sequence[str]) -> bool:
    """Say whether at least half the answers given decide on publishing."""
    return _most(values, lambda value: consent_of(heading, value) is not None)


def decides_kind(values: Sequence[str]) -> bool:
    """Say whether at least half the answers given tell who responds."""
    return _most(values, lambda value: kind_of(value) != "unknown")


def _most(values: Iterable[str], test: Callable[[str], bool]) -> bool:
    """Say whether at least half the values that are not blank pass a test."""
    counts = Counter(value.strip() for value in values if value.strip())
    return 2 * sum(n for value, n in counts.items() if test(value)) >= max(1, sum(counts.values()))
