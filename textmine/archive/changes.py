"""What differs between a consultation as it is in the archive and as it is added again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmine.archive.entry import Entry, Theme
from textmine.archive.read import Kept, Stored

SHOWN = 5
"""Titles that a line names."""


def changes(old: Stored, themes: Sequence[Kept], entry: Entry) -> tuple[str, ...]:
    """Say what is new, gone or different, in sentences; empty if nothing is."""
    if old.digest == entry.digest:
        return ()
    return tuple(_changes(old, themes, entry)) or ("The wording of drafts or what is kept of them changed.",)


def _changes(old: Stored, themes: Sequence[Kept], entry: Entry) -> Iterator[str]:
    about, before, after = entry.about, {theme.theme_id: theme for theme in themes}, _by_id(entry)
    if about.title != old.title:
        yield f"The title was “{old.title}”."
    if about.inputs != old.inputs:
        yield (
            f"It was read from other files: {len(set(about.inputs) - set(old.inputs))} new, "
            f"{len(set(old.inputs) - set(about.inputs))} gone."
        )
    if about.responses != old.responses:
        yield f"Responses: {old.responses:,} before, {about.responses:,} now."
    yield from _listed("New themes", [after[key].title for key in after.keys() - before.keys()])
    yield from _listed("Themes gone", [before[key].title for key in before.keys() - after.keys()])
    both = [(before[key], after[key]) for key in after if key in before]
    yield from _listed("New titles", [new.title for was, new in both if new.title != was.title])
    yield from _listed("Other numbers of people", [new.title for was, new in both if _counts(new) != _counts(was)])
    yield from _listed("Other outcomes", [new.title for was, new in both if _outcome(new) != was.outcome])
    if entry.keep_until != old.keep_until:
        yield (
            "People's own words are no longer in it."
            if entry.keep_until is None
            else (f"People's own words are in it until {entry.keep_until}.")
        )


def _by_id(entry: Entry) -> dict[str, Theme]:
    return {theme.theme_id: theme for theme in entry.themes}


def _counts(theme: Theme | Kept) -> tuple[int, int, dict[str, int]]:
    return theme.n_people, theme.base, theme.positions


def _outcome(theme: Theme) -> object:
    return theme.decided.outcome if theme.decided else None


def _listed(what: str, titles: Sequence[str]) -> Iterator[str]:
    """Yield a line with some titles, if there are any."""
    if titles:
        more = f" and {len(titles) - SHOWN} more" if len(titles) > SHOWN else ""
        yield f"{what}: {len(titles)} (" + ", ".join(f"“{title}”" for title in sorted(titles)[:SHOWN]) + f"{more})."
