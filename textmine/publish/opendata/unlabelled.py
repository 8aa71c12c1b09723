"""Answers that have no label: whether they may stay, and how many are to be left out with them if not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def left_out(unlabelled: int, hidden: int, minimum: int) -> int:
    """Return how many answers are to be left out where some have no label that may be shown.

    These cannot stand in the data: they would be counted as people of the themes that are hidden. Left out, they are
    still missed by a reader who knows that everybody agreed. So further answers are left out with them, up to a number
    that is the same for at least `minimum` numbers of unlabelled answers, with such among them in which each of the
    hidden themes may have nobody.

    Args:
        unlabelled: The answers without a label.
        hidden: How many themes are hidden. If they are small, `hidden` times (`minimum` - 1) people raised them at
            most; the steps begin there.
        minimum: Fewer people than this are hidden.

    Example:
        >>> [left_out(n, 1, 5) for n in range(6)], [left_out(n, 3, 5) for n in (0, 7, 8, 12)]
        ([5, 5, 5, 5, 5, 10], [8, 8, 13, 13])
    """
    if not hidden or minimum < 2:
        return unlabelled
    most = hidden * (minimum - 1)
    if unlabelled > most:
        return (unlabelled // minimum + 1) * minimum
    last = most - (most - unlabelled) // minimum * minimum
    # The lowest step joins the one above it: nobody at all would be a step of its own.
    return (last if last >= minimum - 1 else last + minimum) + 1


def safe_groups(
    unlabelled: Mapping[str, int],
    hidden: Mapping[str, Collection[str]],
    rooms: Mapping[str, int],
    everywhere: Collection[str] = (),
) -> set[str]:
    """Return the groups whose answers without a label tell nothing of any hidden number.

    That is so if all can still be people of other themes, whichever hidden number is nought.

    Args:
        unlabelled: Group → answers without a label.
        hidden: Group → the themes that have no label in it.
        rooms: Theme → how many people without its label it has room for, in all groups together.
        everywhere: Themes that have no label in any group: their total is hidden.

    Example:
        >>> safe_groups({"bn": 4, "so": 9}, {"bn": ["t1", "t2"], "so": ["t1"]}, {"t1": 6, "t2": 6})
        {'bn'}
    """
    alone = {tag for tag in unlabelled if _fit({tag: unlabelled[tag]}, hidden, rooms, everywhere)}
    return alone if _fit({tag: unlabelled[tag] for tag in alone}, hidden, rooms, everywhere) else set()


def _fit(
    unlabelled: Mapping[str, int],
    hidden: Mapping[str, Collection[str]],
    rooms: Mapping[str, int],
    everywhere: Collection[str],
) -> bool:
    """Whether all answers without a label fit into the hidden themes, whichever number is nought."""
    edges = {(tag, theme) for tag in unlabelled for theme in hidden[tag]}
    gone = [{edge} for edge in sorted(edges) if edge[1] not in everywhere]
    gone += [{edge for edge in edges if edge[1] == theme} for theme in sorted(everywhere)]
    return all(_flows(unlabelled, sorted(edges - away), rooms) for away in (gone or [set()]))


def _flows(unlabelled: Mapping[str, int], edges: Sequence[tuple[str, str]], rooms: Mapping[str, int]) -> bool:
    """Whether the answers of each group can go along the edges into themes without any being overfull."""
    from scipy.optimize import linprog

    if not edges:
        return not any(unlabelled.values())
    inside = [[float(edge[1] == theme) for edge in edges] for theme in rooms]
    placed = [[-float(edge[0] == tag) for edge in edges] for tag in unlabelled]
    most = [*rooms.values(), *(-number for number in unlabelled.values())]
    return bool(linprog([0.0] * len(edges), A_ub=inside + placed, b_ub=most).status == 0)
