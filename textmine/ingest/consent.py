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
    """Return `individual`, `organisation` or `unknown`, from what people chose or wrote.

    Example:
        >>> kind_of("As an individual"), kind_of("On behalf of a school"), kind_of("Other")
        ('individual', 'organisation', 'unknown')
        >>> kind_of("A resident of the council's area"), kind_of("Old Dock Residents' Association")
        ('individual', 'organisation')
    """
    if mentions(value, words("undecided")):
        return "unknown"
    if mentions(value, (*words("for_a_person"), *words("for_nobody"))):
        return "individual"
    if mentions(value, words("for_others")):
        return "organisation"
    individual = mentions(value, words("individual"))
    if not mentions(value, words("organisation")):
        return "individual" if individual else "unknown"
    if individual:
        # "Residents' Association" is one; "a resident, and I work at the school" is a person.
        return "individual" if mentions(value, words("speaks_as_one")) else "organisation"
    return "unknown" if mentions(value, words("member")) else "organisation"


def kind_asked(heading: str, value: str) -> str:
    """Return the kind of a respondent from the question and the answer, which may be no more than yes or no.

    Example:
        >>> kind_asked("Are you responding on behalf of an organisation?", "Yes")
        'organisation'
        >>> kind_asked("Are you responding as an individual?", "No"), kind_asked("Individual or organisation?", "No")
        ('organisation', 'unknown')
    """
    folded = fold(value)
    if folded not in words("yes") and folded not in words("no"):
        return kind_of(value)
    asked = [name for name in ("individual", "organisation") if mentions(heading, words(name))]
    if len(asked) != 1:
        return "unknown"
    other = "individual" if asked == ["organisation"] else "organisation"
    return asked[0] if folded in words("yes") else other


def kind_of_name(name: str) -> str:
    """Return which kind of respondent a whole name stands for, such as that of a folder; else `unknown`.

    Example:
        >>> kind_of_name("Organisations"), kind_of_name("residents"), kind_of_name("school street letters")
        ('organisation', 'individual', 'unknown')
    """
    folded = fold(name)
    return next((kind for kind in ("individual", "organisation") if folded in words(f"{kind}_folders")), "unknown")


def names_organisation(value: str) -> bool:
    """Say whether the answer to "which organisation?" names one.

    Example:
        >>> names_organisation("Bow Food Bank"), names_organisation("N/A"), names_organisation("a resident")
        (True, False, False)
    """
    folded = fold(value)
    if len(folded) < 2 or folded.replace(" ", "").isdecimal():
        return False
    nothing = (*words("no_organisation"), *words("yes"), *words("no"), *words("unsure"))
    return folded not in nothing and kind_of(value) != "individual"


def decides_consent(heading: str, values: Sequence[str]) -> bool:
    """Say whether at least half the answers are about publishing; "Yes, but …" is, although it decides nothing."""
    starts = (*words("yes_starts"), *words("no_starts"))
    return _most(values, lambda value: consent_of(heading, value) is not None or _starts(fold(value), starts))


def decides_kind(heading: str, values: Sequence[str]) -> bool:
    """Say whether at least half the answers given tell who responds."""
    return _most(values, lambda value: kind_asked(heading, value) != "unknown")


def _most(values: Iterable[str], test: Callable[[str], bool]) -> bool:
    """Say whether at least half the values that are not blank pass a test."""
    counts = Counter(value.strip() for value in values if value.strip())
    return 2 * sum(n for value, n in counts.items() if test(value)) >= max(1, sum(counts.values()))
