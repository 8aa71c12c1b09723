"""Who responded, in plain sentences: individuals, organisations, and petitions apart."""

from __future__ import annotations

from textmine.insight import GROUP_ROLES, breakdowns, who_took_part
from textmine.tables import Tables

MOST_NAMED = 5
"""Petitions whose signatures are given one by one."""
GROUPS_NAMED = 6
"""Groups of one question that are given one by one."""
FEW = 3
"""Answers about themselves that fewer people gave are not named, since they may hold anything."""
_FROM = {
    "individual": ("an individual", "individuals"),
    "organisation": ("an organisation", "organisations"),
}


def who_responded(tables: Tables) -> tuple[str, ...]:
    """Say who responded: how many individuals and organisations, and how many signed petitions.

    Args:
        tables: The analysis, after review.

    Returns:
        One sentence on all responses; a second one where some are petitions.
    """
    who = who_took_part(tables)
    return (_kinds(who.responses, who.kinds), *([petitions_sentence(who.petitions)] if who.petitions else []))


def who_was_heard(tables: Tables) -> tuple[str, ...]:
    """Say how many people of which groups responded, for officers: no number is hidden.

    Args:
        tables: The analysis, after review.

    Returns:
        One sentence for each question on equality or area, and where to find what each group raised.
    """
    found = []
    for group in breakdowns(tables, GROUP_ROLES, FEW):
        largest = sorted(group.counts.items(), key=lambda item: -item[1])[:GROUPS_NAMED]
        left = len(group.counts) - len(largest)
        # Names hold commas and end in numbers: "35 to 44 (36); Asian, Asian British or Asian Welsh: Bangladeshi (51)".
        named = "; ".join(f"{name} ({number:,})" for name, number in largest)
        more = f"; and {left} smaller {'group' if left == 1 else 'groups'}" if left else ""
        found.append(f"{group.wording} ({group.base:,} of {len(tables.respondents):,} answered): {named}{more}.")
    where = "What each group raised goes into the Equality Impact evidence: textmine publish --format equality."
    return (*found, where) if found else ()


def _kinds(responses: int, kinds: dict[str, int]) -> str:
    """Say how many responses came from individuals and how many from organisations."""
    known = [
        f"{kinds[kind]:,} from {_FROM[kind][kinds[kind] != 1]}"
        for kind in ("individual", "organisation")
        if kind in kinds
    ]
    unknown = kinds.get("unknown", 0)
    total = "1 response" if responses == 1 else f"{responses:,} responses"
    if not known:
        return f"{total}; whether from individuals or from organisations is not known."
    said = " and ".join(known)
    return f"{total}: {said}; of {unknown:,} it is not known." if unknown else f"{total}: {said}."


def petitions_sentence(petitions: tuple[int, ...]) -> str:
    """Say how many responses are petitions, and how many people signed them.

    Example:
        >>> petitions_sentence((340,))
        '1 response is a petition with 340 signatures. It counts as one response.'
    """
    if len(petitions) == 1:
        return f"1 response is a petition with {petitions[0]:,} signatures. It counts as one response."
    shown = ", ".join(f"{number:,}" for number in petitions[:MOST_NAMED])
    more = " and others" if len(petitions) > MOST_NAMED else ""
    said = f"{len(petitions)} responses are petitions with {sum(petitions):,} signatures in all ({shown}{more})."
    return f"{said} Each counts as one response."
